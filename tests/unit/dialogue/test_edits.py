"""Edits of the last reply: what is dropped, kept, added or counted out, in another order and form."""

from __future__ import annotations

import pytest

from acts import Act, Form
from tests.unit.talk import Talk, ask

TABLE = ask("aspect", aspects=("basis", "complexity", "driver"), form=Form(shape="table"))
TYPES = ask("types", models=("bpo",))
DROP = frozenset({"besides"})
ADD = frozenset({"too"})


def rows(talk: Talk, *acts: Act) -> list[str]:
    """The heads of the rows of a table that is told."""
    table = talk.say(*acts).table
    assert table
    return [row[0] for row in table.rows]


@pytest.mark.parametrize(
    ("edit", "left"),
    [
        (Act("reform", besides=("driver",), cues=DROP), ["Dasar", "Tingkat kerumitan"]),
        (Act("reform", ordinals=(-1,), cues=DROP), ["Dasar", "Tingkat kerumitan"]),
        (Act("reform", aspects=("talent",), cues=ADD), ["Dasar", "Tingkat kerumitan", "Pendorong", "Staf yang dibutuhkan"]),
    ],
)
def test_rows_are_dropped_and_added(edit: Act, left: list[str]) -> None:
    talk = Talk()
    assert rows(talk, TABLE) == ["Dasar", "Tingkat kerumitan", "Pendorong"]
    assert rows(talk, edit) == left


def test_rows_stand_in_the_order_in_which_they_are_asked_for() -> None:
    assert rows(Talk(), TABLE.with_(aspects=("driver", "basis"))) == ["Pendorong", "Dasar"]


def test_the_last_of_a_list_is_dropped() -> None:
    talk = Talk("en")
    talk.say(TYPES)
    assert "offshore" not in talk.say(Act("reform", ordinals=(-1,), cues=DROP)).plain_text().lower()


def test_a_point_that_is_counted_out_is_meant() -> None:
    talk = Talk()
    talk.say(ask("difference", form=Form(points=3, unit="points")))
    # Of the three, the second is how complex they are.
    assert talk.say(Act("choose_listed", ordinals=(2,))).facts == ["bpo.complexity", "kpo.complexity"]


def test_points_by_letter() -> None:
    text = Talk().say(ask("services", models=("kpo",), form=Form(shape="lettered"))).plain_text()
    assert [line[:2] for line in text.split("\n")[1:]] == ["a.", "b.", "c.", "d.", "e."]


def test_so_many_words_hold_for_one_answer() -> None:
    talk = Talk("en")
    talk.say(TYPES.with_(form=Form(points=3, unit="words")))
    assert talk.plan.form.unit == "words" and talk.last.facts
    talk.say(ask("definition", models=("bpo",)))
    assert not talk.plan.form.points


def test_several_answers_in_one_sentence() -> None:
    talk = Talk("en")
    said = talk.say(ask("aspect", models=("bpo",), aspects=("driver",), form=Form(length="line")), ask("users"))
    assert said.plain_text().count(".") == 1 and ";" in said.plain_text()


def test_what_cannot_be_had_is_said_and_the_rest_told() -> None:
    said = Talk("en").say(ask("definition", models=("bpo",), outside=("poem",), form=Form(cannot=True)))
    assert "poem" not in said.plain_text() and said.facts == ["bpo.definition"]
    assert said.plain_text().startswith("Sorry")


def test_one_row_in_place_of_another() -> None:
    talk = Talk()
    rows(talk, TABLE)
    assert rows(talk, Act("reform", aspects=("complexity", "talent"), cues=frozenset({"swaps"}))) == [
        "Dasar",
        "Staf yang dibutuhkan",
        "Pendorong",
    ]


def test_properties_asked_for_one_by_one_are_one_table() -> None:
    asked = [ask("aspect", aspects=(name,)) for name in ("basis", "complexity", "driver")]
    assert rows(Talk(), *asked, Act("reform", form=Form(shape="table"))) == ["Dasar", "Tingkat kerumitan", "Pendorong"]
    assert not Talk().say(*asked).table


def test_sentences_in_place_of_a_list_are_as_many() -> None:
    talk = Talk("en")
    talk.say(ask("difference", form=Form(points=2, unit="points")))
    answer = talk.say(Act("reform", form=Form(shape="paragraph")))
    assert answer.form == {"shape": "paragraph", "points": 2, "unit": "sentences"} and answer.plain_text().count(".") == 2


def test_simple_words_in_one_sentence_are_others() -> None:
    talk = Talk("en")
    first = talk.say(ask("difference", form=Form(length="line"))).plain_text()
    second = talk.say(Act("reform", form=Form(plain=True, length="line"))).plain_text()
    assert second != first and second.count(".") == 1


def test_the_rest_of_a_list_is_all_of_it() -> None:
    talk = Talk("en")
    talk.say(ask("services", models=("kpo",), form=Form(points=2, unit="points")))
    assert len(talk.say(Act("elaborate", cues=frozenset({"rest"}))).body[0].items) == 3


SORTED = ask("classification", services=("payroll", "market_research", "call_center", "data_analysis"), cues="which")


@pytest.mark.parametrize("label", ["reform", "follow_up", "correct"])
def test_of_what_was_sorted_only_that_of_one_model(label: str) -> None:
    talk = Talk("en")
    talk.say(SORTED)
    for form in (Form(), Form(length="line")):
        text = talk.say(Act(label, models=("kpo",), cues=frozenset({"only"}), form=form)).plain_text()
        assert "market research" in text and "payroll" not in text and not text.startswith(("No", "Yes", "Partly"))


@pytest.mark.parametrize(("services", "verdict"), [(("market_research", "data_analysis"), "yes"), (("data_analysis",), "no")])
def test_whether_no_other_of_what_was_sorted_belongs_there(services: tuple[str, ...], verdict: str) -> None:
    talk = Talk("en")
    talk.say(SORTED)
    assert talk.say(Act("follow_up", services=services, cues=frozenset({"only", "yn"}))).verdict == verdict


def test_properties_of_one_model_beside_a_comparison_are_asked_beside_it() -> None:
    form = Form(points=4, unit="points")
    said = Talk("en").say(ask("difference", form, models=("bpo", "kpo")), ask("aspect", models=("kpo",), aspects=("skills",)))
    assert "bpo.basis" in said.facts and "kpo.skills" in said.facts
    narrowed = Talk("en").say(ask("difference", form, models=("bpo", "kpo")), ask("aspect", aspects=("basis", "focus")))
    assert "bpo.focus" in narrowed.facts and "bpo.complexity" not in narrowed.facts


def test_what_a_pick_is_made_of_is_not_judged_once_more() -> None:
    told = Act("tell", values=("kpo.basis",), cues=frozenset({"need"}))
    claim = ask("aspect", models=("kpo",), values=("kpo.basis",), cues="yn")
    said = Talk("en").say(ask("choice", models=("kpo",)), told, claim)
    assert said.topic == "choice" and said.plain_text().count("judgement") == 1


def test_what_one_question_decides_another_does_not_leave_open() -> None:
    open_, decided = (
        ask("classification", services=("legal_process",), cues="yn"),
        ask("classification", services=("legal_process",), models=("kpo",), cues="yn"),
    )
    text = Talk("en").say(open_, decided).plain_text()
    assert text.startswith("Yes") and "directly" not in text
