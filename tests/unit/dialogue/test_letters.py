"""Points of a letter: sides by their letters, a point that is missed."""

from __future__ import annotations

from acts import Act, Form
from tests.unit.talk import Talk, ask

SIDES = (
    ask("difference", models=("bpo", "kpo")),
    ask("aspect", aspects=("driver",), mark="a"),
    Act("tell", aspects=("focus",), mark="b"),
    ask("aspect", aspects=("process",), mark="c", form=Form(length="line")),
)


def test_a_comparison_by_letters_is_of_these_sides_alone() -> None:
    said = Talk("en").say(*SIDES)
    lines = said.plain_text().split("\n")
    assert [line[:2] for line in lines] == ["a.", "b.", "c."] and all("BPO" in line and "KPO" in line for line in lines)
    assert "bpo.basis" not in said.facts and said.table is None


def test_a_point_that_is_missed_comes_under_its_letter() -> None:
    for act in (Act("recall", mark="b"), Act("nothing", mark="b"), Act("object", mark="b", cues=frozenset({"o:partial"}))):
        talk = Talk("en")
        talk.say(*SIDES)
        said = talk.say(act)
        assert said.plain_text().startswith("b. BPO focuses") and set(said.facts) == {"bpo.focus", "kpo.focus"}


def test_points_that_name_their_own_models_stay_what_they_are() -> None:
    said = Talk("en").say(ask("definition", models=("outsourcing",), mark="a"), ask("aspect", models=("kpo",), aspects=("goal",), mark="b"))
    assert said.facts == ["outsourcing.definition", "kpo.goal"]


def test_letters_of_sides_are_no_places_in_the_list_before() -> None:
    talk = Talk("en")
    talk.say(ask("difference", form=Form(shape="lettered", points=3, unit="points")))
    said = talk.say(*(Act("ask_aspect", aspects=(a,), mark=m) for a, m in (("focus", "a"), ("driver", "b"))))
    assert [line[:2] for line in said.plain_text().split("\n")] == ["a.", "b."] and "bpo.focus" in said.facts


def test_points_are_sorted_though_the_words_before_them_ask_nothing() -> None:
    points = [Act(label, services=(s,), mark=m) for label, s, m in (("tell", "payroll", "a"), ("ask_classification", "data_analysis", "b"))]
    said = Talk("en").say(Act("nothing", models=("bpo", "kpo")), *points).plain_text()
    assert "a. " in said and "b. " in said
