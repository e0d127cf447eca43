"""The memory: what comes back from a slot, what expires, what has left the store."""

from __future__ import annotations

import json

import pytest

from acts import Form
from dialogue import Exchange, Memory, Query
from dialogue.memory import FRESH_SECONDS, MOST_EXCHANGES
from tests.unit.talk import STORE

NOW = 1_000_000.0
MEMORY = Memory(
    exchanges=(
        Exchange(
            queries=(Query("types", models=("bpo",), cues=frozenset({"yn"}), numbers=(3,), mark="a"), Query("outside", outside=("gaji",))),
            answered=(True, False),
            facts=("bpo.types",),
            verdict="yes",
            listed=(("types", "onshore"), ("types", "offshore")),
        ),
        Exchange(kind="clarify", pending="need", key="need"),
    ),
    told=("services:payroll", "-values:bpo.driver"),
    form=Form(length="line", plain=True),
    language="en",
    language_held="en",
)


def from_slot(value: object, now: float = NOW) -> Memory:
    return Memory.from_json(json.loads(json.dumps(value)), STORE, now)


def test_a_memory_is_the_same_after_a_slot() -> None:
    assert from_slot(MEMORY.as_json(NOW)) == MEMORY


@pytest.mark.parametrize("age, fresh", [(0, True), (FRESH_SECONDS, True), (FRESH_SECONDS + 1, False)])
def test_all_context_expires_together_and_languages_stay(age: float, fresh: bool) -> None:
    assert from_slot(MEMORY.as_json(NOW), NOW + age) == (MEMORY if fresh else Memory(language="en", language_held="en"))


@pytest.mark.parametrize(
    "value",
    [
        None,
        7,
        [],
        "memory",
        {"at": "yesterday"},
        {"at": NOW, "exchanges": 7, "told": {}, "form": [1]},
        {"at": NOW, "exchanges": [{"queries": "x", "answered": 1, "facts": None, "listed": [[1], 2, "ab"]}, 3]},
        {"at": NOW, "exchanges": [{"queries": [{"topic": 7, "models": 7, "numbers": ["x"], "cues": 1}, None]}]},
    ],
)
def test_what_does_not_fit_is_no_fault(value: object) -> None:
    memory = from_slot(value)
    assert memory.told == () and not any(q.models or q.numbers for e in memory.exchanges for q in e.queries)


def test_what_has_left_the_store_is_forgotten() -> None:
    gone = Query(
        "aspect", models=("bpo", "gone"), types=("gone",), services=("gone",), aspects=("gone",), values=("bpo.gone",), relations=("gone",)
    )
    memory = from_slot(Memory((Exchange((gone,), (True,)),)).as_json(NOW))
    assert memory.exchanges[0].queries == (Query("aspect", models=("bpo",)),)


def test_only_the_latest_exchanges_are_kept() -> None:
    memory = Memory()
    for number in range(MOST_EXCHANGES + 3):
        memory = memory.with_exchange(Exchange(key=str(number)), (), Form(), "id", "")
    assert [e.key for e in memory.exchanges] == [str(n) for n in range(3, MOST_EXCHANGES + 3)]


def test_what_was_last() -> None:
    answer, decline, thanks = (
        Exchange((Query("types"),), (True,), listed=(("types", "a"),)),
        Exchange((Query("x"),), (False,), "decline"),
        Exchange(kind="social"),
    )
    memory = Memory((answer, decline, thanks))
    assert (memory.last, memory.last_asked, memory.last_answer, memory.listed) == (thanks, decline, answer, answer.listed)
    assert Memory().last is Memory().last_asked is Memory().last_answer is None and Memory().pending == ""
