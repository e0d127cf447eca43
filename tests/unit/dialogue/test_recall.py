"""What was asked before, by its letter, its place and its name; and the way back."""

from __future__ import annotations

import pytest

from acts import Act
from dialogue.recall import HANDLERS
from tests.unit.talk import Talk, ask

LETTER = (
    ask("full_form", models=("kpo",), mark="a"),
    Act("out_of_scope", outside=("gaji",), mark="b"),
    ask("services", models=("bpo",), services=("payroll",), mark="c"),
)
SINGLE = (ask("definition", models=("outsourcing",)), ask("aspect", models=("bpo",), aspects=("driver",)), ask("types", models=("bpo",)))


def test_its_table() -> None:
    assert set(HANDLERS) == {"recall", "go_back", "repeat"}


ASKED = frozenset({"asked_before"})


@pytest.mark.parametrize(
    "fields, facts",
    [
        ({"mark": "a"}, ["kpo.full_form"]),
        ({"mark": "b"}, []),
        ({"mark": "c"}, ["bpo.services.human_resources"]),
        ({"mark": "d"}, []),
        ({"ordinals": (1,)}, ["kpo.full_form"]),
        ({"ordinals": (-1,)}, ["bpo.services.human_resources"]),
        ({"ordinals": (1, 3)}, ["kpo.full_form", "bpo.services.human_resources"]),
        ({"ordinals": (4,)}, []),
        ({"services": ("payroll",)}, ["bpo.services.human_resources"]),
        ({}, []),
    ],
)
def test_a_point_of_a_letter(fields: dict[str, object], facts: list[str]) -> None:
    talk = Talk()
    talk.say(*LETTER)
    assert talk.say(Act("recall", **fields)).facts == facts


def test_what_was_left_open_is_named_again() -> None:
    talk = Talk("en")
    talk.say(*LETTER)
    assert talk.say(Act("recall")).plain_text() == "Your earlier question was still open. My source says nothing about gaji."


@pytest.mark.parametrize(
    "fields, facts",
    [
        ({"ordinals": (1,), "cues": ASKED}, ["outsourcing.definition"]),
        ({"ordinals": (2,), "cues": ASKED}, ["bpo.driver"]),
        ({"ordinals": (-2,), "cues": ASKED}, ["bpo.driver"]),
        # "The second one" is of the list that was shown last.
        ({"ordinals": (2,)}, ["bpo.types.nearshore"]),
        ({"aspects": ("driver",)}, ["bpo.driver"]),
        ({"models": ("outsourcing",)}, ["outsourcing.definition"]),
        ({"services": ("data_analysis",)}, ["kpo.services.data_analysis"]),
        ({"ordinals": (9,)}, []),
    ],
)
def test_a_question_of_its_own(fields: dict[str, object], facts: list[str]) -> None:
    talk = Talk()
    for act in SINGLE:
        talk.say(act)
    assert talk.say(Act("recall", **fields)).facts == facts


def test_nothing_to_recall_is_asked_back() -> None:
    assert Talk().say(Act("recall")).kind == Talk().say(Act("go_back")).kind == "clarify"


@pytest.mark.parametrize(
    "said, act, facts",
    [
        (SINGLE[:1], Act("go_back"), ["outsourcing.definition"]),
        (SINGLE[:2], Act("go_back"), ["outsourcing.definition"]),
        ((*SINGLE[:2], Act("out_of_scope", outside=("x",))), Act("go_back"), ["bpo.driver"]),
        (SINGLE[:2], Act("go_back", models=("kpo",)), ["kpo.driver"]),
    ],
)
def test_the_way_back(said: tuple[Act, ...], act: Act, facts: list[str]) -> None:
    talk = Talk()
    for before in said:
        talk.say(before)
    assert talk.say(act).facts == facts
