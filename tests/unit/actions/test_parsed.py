"""The acts in a parsed message, and those made of its intent and entities."""

from __future__ import annotations

import pytest

from actions.parsed import acts_in
from acts import Act, acts_to_json
from tests.unit.talk import STORE


def entity(kind: str, value: object) -> dict[str, object]:
    return {"entity": kind, "value": value}


@pytest.mark.parametrize(
    "intent, entities, act",
    [
        ("ask_aspect", [("model", "bpo"), ("aspect", "talent skills")], Act("ask_aspect", models=("bpo",), aspects=("talent", "skills"))),
        (
            "ask_definition",
            [("type", "nearshore"), ("service", "payroll")],
            Act("ask_definition", types=("nearshore",), services=("payroll",)),
        ),
        ("ask_aspect", [("trait", "bpo.driver"), ("relation", "b2b")], Act("ask_aspect", values=("bpo.driver",), relations=("b2b",))),
        ("out_of_scope", [("outside", "the capital of X")], Act("out_of_scope", outside=("the capital of X",))),
        ("choose_listed", [("ordinal", "-2 -1")], Act("choose_listed", ordinals=(-2, -1))),
        ("choose_listed", [("ordinal", "next")], Act("choose_listed")),
        ("follow_up", [("anaphor", "other")], Act("follow_up", anaphor="other")),
        ("switch_language", [("target_language", "en")], Act("switch_language", language="en")),
        ("ask_definition", [("model", "bpo"), ("model", "bpo"), ("model", "gone")], Act("ask_definition", models=("bpo",))),
        ("ask_definition", [("colour", "red"), ("model", "")], Act("ask_definition")),
        ("nlu_fallback", [], Act("nothing")),
        ("", [], Act("nothing")),
    ],
)
def test_an_act_of_intent_and_entities(intent: str, entities: list[tuple[str, str]], act: Act) -> None:
    parsed = {"intent": {"name": intent}, "entities": [entity(*e) for e in entities]}
    assert acts_in(parsed, STORE) == (act,)


def test_acts_that_were_read_come_first_and_lose_what_is_unknown() -> None:
    read = [Act("ask_aspect", models=("bpo", "gone"), aspects=("driver", "gone"), than=("gone",), outside=("x",)), Act("thank")]
    parsed = {"acts": acts_to_json(read), "intent": {"name": "greet"}}
    assert acts_in(parsed, STORE) == (Act("ask_aspect", models=("bpo",), aspects=("driver",), outside=("x",)), Act("thank"))


@pytest.mark.parametrize("parsed", [{}, {"intent": None, "entities": None}, {"acts": "x"}, {"acts": []}])
def test_what_was_not_read_is_nothing(parsed: dict[str, object]) -> None:
    assert acts_in(parsed, STORE) == (Act("nothing"),)
