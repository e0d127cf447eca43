"""Rows of the table in `dialogue/decide.py` that no other test of this room would miss: each took a row out and saw no test fail."""

from __future__ import annotations

import pytest

from acts import Act, Form
from tests.unit.talk import Talk, ask

TWO_LISTS = ask("services", models=("bpo", "kpo"))
ITEMS = ("payroll:wages", "legal_process:patents", "help_desk:help")
SORTED = ask("classification", services=("payroll", "legal_process", "help_desk"), items=ITEMS, cues="which")


def has(*cues: str) -> frozenset[str]:
    return frozenset(cues)


def test_two_lists_are_counted_whatever_the_part_was_taken_for() -> None:
    talk = Talk("en")
    talk.say(TWO_LISTS)
    said = talk.say(Act("tell", cues=has("counts", "each"))).plain_text()
    assert "six" in said and "five" in said


@pytest.mark.parametrize(
    ("models", "numbers", "cues", "verdict"),
    [
        (("bpo", "kpo"), (2, 1), "yn back", "yes"),
        (("kpo", "bpo"), (2, 1), "yn back", "no"),
        (("kpo",), (2,), "yn back", "no"),
        (("kpo",), (2,), "yn neg", "yes"),
        (("kpo",), (2,), "back", None),
        (("bpo", "kpo"), (2,), "yn back", None),
    ],
)
def test_so_many_of_each_of_the_jobs_that_were_sorted(
    models: tuple[str, ...], numbers: tuple[int, ...], cues: str, verdict: str | None
) -> None:
    talk = Talk("en")
    talk.say(SORTED)
    said = talk.say(ask("classification", models=models, numbers=numbers, cues=cues))
    assert said.verdict == verdict
    assert not verdict or ("wages" in said.plain_text() and "patents" in said.plain_text())


def test_what_others_are_told_to_say_of_a_property_is_judged() -> None:
    talk = Talk("en")
    talk.say(ask("aspect", models=("bpo",), aspects=("complexity",)))
    told = Act("tell", values=("kpo.complexity",), cues=has("others", "said"))
    assert talk.say(told).verdict == "no"
    # Of another property, or of their own need, nobody is put right.
    for other in (told.with_(values=("kpo.driver",)), told.with_(cues=told.cues | {"need"})):
        talk = Talk("en")
        talk.say(ask("aspect", models=("bpo",), aspects=("complexity",)))
        assert talk.say(other).verdict is None


def test_each_of_two_people_gets_a_pick() -> None:
    likes = [Act("tell", values=(value,), cues=has("need")) for value in ("bpo.talent", "kpo.talent")]
    text = Talk("en").say(*likes, ask("choice", cues="each which")).plain_text()
    assert text.startswith("1.") and "\n2." in text and text.index("BPO") < text.index("\n2.") < text.index("KPO")


@pytest.mark.parametrize("label", ["tell", "follow_up", "out_of_scope"])
def test_jobs_that_are_put_to_the_list_are_sorted(label: str) -> None:
    talk = Talk("en")
    talk.say(SORTED)
    more = Act(label, services=("data_analysis",), items=("data_analysis:reports",), cues=has("too"))
    assert "data analysis under KPO" in talk.say(more).plain_text() and talk.last.queries[0].topic == "classification"


def test_a_table_of_jobs_grows() -> None:
    talk = Talk("en")
    talk.say(SORTED)
    talk.say(Act("reform", form=Form(shape="table"), cues=has("my_list")))
    said = talk.say(Act("tell", services=("data_analysis",), items=("data_analysis:reports",), cues=has("too")))
    assert said.table and len(said.table.rows) == 4


def test_of_the_jobs_that_were_sorted_those_of_one_model() -> None:
    talk = Talk("en")
    talk.say(SORTED)
    text = talk.say(ask("classification", models=("bpo",), cues="which back")).plain_text()
    assert text == "Under BPO: wages and help."


@pytest.mark.parametrize("label", ["remark", "confused", "complain"])
def test_simple_words_that_are_still_too_hard_are_made_simpler(label: str) -> None:
    talk = Talk("en")
    talk.say(ask("definition", models=("kpo",), form=Form(plain=True)))
    before = talk.last
    said = talk.say(Act(label, values=("kpo.complexity",)))
    assert said.kind == "answer" and talk.last.form.child and talk.last.queries == before.queries


@pytest.mark.parametrize("label", ["complain", "object", "ask_bot"])
def test_who_complains_of_the_language_gets_the_answer_in_the_other(label: str) -> None:
    talk = Talk("en")
    talk.say(ask("aspect", models=("kpo",), aspects=("driver",)))
    said = talk.say(Act(label, language="en"))
    assert said.kind == "answer" and said.facts == ["kpo.driver"]


def test_points_in_another_language() -> None:
    talk = Talk("en")
    points = [ask("aspect", models=("kpo",), aspects=(aspect,), mark=mark) for aspect, mark in (("driver", "a"), ("basis", "b"))]
    talk.say(*points)
    said = talk.say(Act("tell", mark="a", language="en"))
    assert said.facts == ["kpo.driver"]


@pytest.mark.parametrize("label", ["ask_services", "follow_up"])
def test_the_parts_of_a_service_without_those_that_were_named(label: str) -> None:
    text = Talk("en").say(Act(label, services=("recruitment",), besides=("training",), cues=has("further"))).plain_text()
    assert "payroll" in text and "recruitment" not in text and "training" not in text
