"""Guesses that are taken back when the person objects, and from then on."""

from __future__ import annotations

import pytest

from acts import Act
from tests.unit.talk import Talk, ask

ITEMS = ("payroll:comparing salaries", "payroll:payroll", "data_analysis:data analysis", "human_resources:staff happiness poll")
SORT = ask(
    "classification",
    services=("payroll", "data_analysis", "human_resources"),
    named=("payroll", "data_analysis"),
    items=ITEMS,
    cues="which",
)
STORY = ask("classification", services=("call_center", "recruitment"), named=("call_center",), cues="which")
AGAIN = Act("repeat", cues=frozenset({"my_list"}))


def _cues(names: str) -> frozenset[str]:
    return frozenset(names.split())


@pytest.mark.parametrize(
    "objection",
    [
        Act("object", services=("human_resources",), named=("human_resources",), cues=_cues("o:wrong")),
        ask("source", outside=("happiness poll",), words="the happiness poll is not in your article", cues="neg yn w:mention"),
        ask("classification", words="the staff happiness poll is not in there", cues="neg yn"),
        Act("out_of_scope", services=("human_resources",), named=("human_resources",), outside=("staff happiness poll",)),
        ask("source", services=("human_resources",), cues="neg yn not_there"),
    ],
)
def test_a_guess_that_is_objected_to_is_taken_back(objection: Act) -> None:
    talk = Talk("en")
    assert "staff happiness poll (human resources)" in talk.say(SORT).plain_text()
    said = talk.say(objection).plain_text()
    assert said == "Sorry, that was my mistake: my source does not mention staff happiness poll."
    again = talk.say(AGAIN).plain_text()
    assert "Not mentioned in my source: staff happiness poll" in again and "human resources" not in again


def test_of_two_jobs_of_one_service_the_one_that_is_told_in_other_words_is_taken_back() -> None:
    talk = Talk("en")
    talk.say(SORT)
    objection = Act("object", services=("payroll",), named=("payroll",), words="comparing salaries is not payroll", cues=_cues("neg"))
    assert "comparing salaries" in talk.say(objection).plain_text()
    again = talk.say(AGAIN).plain_text()
    assert "Under BPO: payroll" in again and "comparing salaries (" not in again


@pytest.mark.parametrize("label", ["object", "ask_difference"])
def test_what_goes_on_with_the_objection_is_no_other_one(label: str) -> None:
    talk = Talk("id")
    talk.say(SORT)
    objection = Act("object", services=("human_resources",), named=("human_resources",), cues=_cues("o:wrong"))
    said = talk.say(objection, Act(label, cues=_cues("o:wrong differ"))).plain_text()
    assert said == "Maaf, saya keliru: sumber saya tidak menyebut staff happiness poll."


def test_a_list_that_is_told_anew_keeps_what_was_taken_back() -> None:
    talk = Talk("en")
    talk.say(SORT)
    talk.say(Act("object", services=("human_resources",), named=("human_resources",), cues=_cues("o:wrong")))
    assert "Not mentioned in my source: staff happiness poll" in talk.say(SORT).plain_text()


def test_a_service_that_was_never_said_is_left_out() -> None:
    talk = Talk("en")
    assert "recruitment" in talk.say(STORY).plain_text()
    said = talk.say(Act("object", services=("recruitment",), named=("recruitment",), cues=_cues("neg first_person"))).plain_text()
    assert said.startswith("Sorry, you did not say that.") and "call centres" in said and "recruitment" not in said


@pytest.mark.parametrize(
    "act",
    [
        # The service was named by the person, or where it belongs is only asked, or why.
        Act("object", services=("data_analysis",), named=("data_analysis",), cues=_cues("o:wrong")),
        ask("classification", services=("human_resources",), named=("human_resources",), cues="which counters"),
        ask("why", models=("bpo",), services=("human_resources",), named=("human_resources",), cues="counters"),
    ],
)
def test_what_is_no_objection_to_a_guess_takes_nothing_back(act: Act) -> None:
    talk = Talk("en")
    talk.say(SORT)
    talk.say(act)
    assert "staff happiness poll (human resources)" in talk.say(AGAIN).plain_text()


def test_a_job_that_is_no_service_is_not_met_with_the_service_that_is_heard_in_it() -> None:
    talk = Talk("en")
    talk.say(
        ask("classification", services=("payroll",), outside=("filming ads",), items=("payroll:payroll", ":filming ads"), cues="which")
    )
    act = ask("classification", services=("website_updates",), named=("website_updates",), outside=("filming",), cues="yn sure")
    assert talk.say(act).plain_text() == "My source says nothing about filming ads."
