"""Questions as they are remembered."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest

from acts import Act
from dialogue import Query
from dialogue.query import is_known, query_of
from tests.unit.talk import STORE

FULL = Query(
    "aspect", ("bpo",), ("nearshore",), ("payroll",), ("driver",), ("bpo.driver",), ("b2b",), ("gaji",), ("driver",),
    frozenset({"yn"}), ("kpo",), ("training",), (3,), ("services:payroll",), ("payroll:wages",), ("Ambon",),
    "right", "kb", "a", "is it so", "yes",
)  # fmt: skip


def test_a_question_is_the_same_after_json() -> None:
    assert all(getattr(FULL, f.name) for f in fields(Query)), "a field is missing in this test"
    assert Query.from_json(json.loads(json.dumps(FULL.as_json())), STORE) == FULL
    assert Query("types").as_json() == {"topic": "types"}


def test_an_act_asks_its_question() -> None:
    act = Act("ask_aspect", ("bpo",), cues=frozenset({"yn"}), outside=("x",), mark="a", than=("kpo",), numbers=(2,))
    assert query_of(act) == Query("aspect", ("bpo",), cues=frozenset({"yn"}), outside=("x",), mark="a", than=("kpo",), numbers=(2,))


def test_things_are_the_ids_of_every_kind() -> None:
    assert FULL.things == ("bpo", "nearshore", "payroll", "driver", "bpo.driver", "b2b")


@pytest.mark.parametrize(
    "kind, name",
    [
        ("models", "bpo"),
        ("models", "outsourcing"),
        ("types", "onshore"),
        ("services", "payroll"),
        ("services", "human_resources"),
        ("aspects", "driver"),
        ("values", "kpo.driver"),
        ("relations", "b2b"),
    ],
)
def test_what_the_store_knows(kind: str, name: str) -> None:
    assert is_known(kind, name, STORE) and not is_known(kind, "gone", STORE)
