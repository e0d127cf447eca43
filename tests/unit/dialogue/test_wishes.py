"""What the parts of a message wish together, and what goes on from nothing."""

from __future__ import annotations

import pytest

from acts import Act, Form
from dialogue.wishes import anew, answered_by_yes_or_no, as_one, told_and_asked
from tests.unit.talk import Talk, ask

ROWS = (
    Act("correct", aspects=("complexity",), cues=frozenset({"only", "first_person"})),
    Act("correct", aspects=("basis",)),
    Act("ask_aspect", aspects=("talent",), values=("kpo.talent",)),
)
TABLE = ask("difference", models=("bpo", "kpo"), form=Form(shape="table"))
SORTED = ask("classification", cues="said", models=("kpo",), services=("legal_process",))
YES_OR_NO = Act("doubt", cues=frozenset({"yes_or_no", "yn", "back"}))


def test_rows_that_are_named_in_several_parts_are_one_wish() -> None:
    (act,) = as_one(ROWS)
    assert (act.label, act.aspects, act.values) == ("follow_up", ("complexity", "basis", "talent"), ())
    assert act.cues == {"only"}


def test_an_objection_that_names_rows_gets_them() -> None:
    talk = Talk("en")
    talk.say(TABLE)
    said = talk.say(*ROWS)
    assert said.table and [row[0] for row in said.table.rows] == ["Complexity", "Basis", "Staff needed"]


def test_whole_sentences_are_told_of_the_rows_that_are_named() -> None:
    talk = Talk("en")
    talk.say(TABLE)
    said = talk.say(
        Act("object", cues=frozenset({"o:form"})),
        Act("nothing", aspects=("focus",), cues=frozenset({"a_paragraph"})),
        Act("correct", aspects=("complexity",)),
    )
    assert not said.table and "low-level processes" in said.plain_text() and "not very complex" in said.plain_text()


def test_rows_behind_a_comparison_are_only_those_if_they_are_said_to_be() -> None:
    rows = (Act("ask_difference", aspects=("basis",), cues=frozenset({"by_sides"})), Act("ask_aspect", aspects=("driver",)))
    (act,) = as_one((TABLE, *rows))
    assert (act.label, act.aspects, act.form.shape) == ("ask_difference", ("basis", "driver"), "table")
    asked_beside = (TABLE, Act("ask_aspect", aspects=("driver",)))
    assert as_one(asked_beside) == asked_beside


@pytest.mark.parametrize(
    "other",
    [
        Act("ask_aspect", aspects=("driver",), cues=frozenset({"yn"})),
        Act("out_of_scope", outside=("price",)),
        Act("tell", services=("payroll",)),
        Act("correct", services=("payroll",)),
    ],
)
def test_what_asks_of_something_else_stays_apart(other: Act) -> None:
    assert as_one((*ROWS, other)) == (*ROWS, other)


def test_a_yes_or_no_that_is_asked_for_beside_the_question_is_its_own() -> None:
    (act,) = answered_by_yes_or_no((SORTED, YES_OR_NO))
    assert act.has("yn") and act.services == SORTED.services
    assert Talk("en").say(SORTED, YES_OR_NO).verdict == "yes"
    assert answered_by_yes_or_no((YES_OR_NO,)) == (YES_OR_NO,)


@pytest.mark.parametrize("label", ["choose_listed", "correct", "reform", "repeat"])
def test_what_goes_on_from_nothing_asks_for_what_it_names(label: str) -> None:
    (act,) = anew((Act(label, models=("bpo",), ordinals=(1,)),))
    assert (act.label, act.ordinals) == ("ask_definition", ())
    assert Talk("en").say(Act(label, models=("bpo",))).facts == ["bpo.definition"]
    assert anew((Act(label),)) == (Act(label),)


def test_what_is_only_told_is_asked_for_where_nothing_else_is() -> None:
    told = Act("tell", models=("kpo",), values=("kpo.skills",))
    assert told_and_asked((Act("greet"), told)) == told.with_(label="ask_aspect", aspects=("skills",), values=())
    assert told_and_asked((Act("tell", models=("kpo",)),)) is None
    assert "kpo.skills" in Talk("en").say(told, Act("shorten", form=Form(length="short"))).facts
