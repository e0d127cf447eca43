"""Lists of jobs, entry by entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from acts import Act
from nlu.entries import by_entry, entries, without_qualifiers
from tests.unit.nlu.fakes import CERTAINTIES, entity
from tests.unit.talk import STORE

SORTS = Act("ask_classification", cues=frozenset({"which"}))


def read(text: str, marks: Mapping[str, Mapping[str, float]], services: Sequence[str], *own: Mapping[str, object], **unknown: str) -> Act:
    """What becomes of a part that lists jobs; `marks`: word of an entry -> what is heard in that entry."""

    def heard(start: int, end: int) -> tuple[Mapping[str, float], Sequence[str], Sequence[str]]:
        entry = text[start:end]
        found = {m: p for word, of in marks.items() if word in entry for m, p in of.items()}
        return found, [name for name in unknown.values() if name in entry], []

    def near(start: int, end: int) -> Mapping[str, str]:
        return {"website_services": "making a site"} if "making a site" in text[start:end] else {}

    return by_entry([Act("tell", services=tuple(services)), SORTS], [(0, text), (0, "")], own, heard, near, STORE, CERTAINTIES)[0]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("we need: wages, cooking and phones", ["wages", "cooking", "phones"]),
        ("gaji, sama masak; telepon", ["gaji", "masak", "telepon"]),
        ("phones. Then the books", ["phones", "Then the books"]),
    ],
)
def test_entries_stand_between_commas_and_little_words(text: str, found: list[str]) -> None:
    assert [text[a:b] for a, b in entries(text)] == found


def test_each_entry_has_one_service_and_what_has_none_is_named() -> None:
    marks = {
        "wages": {"s:payroll": 1.0, "s:market_research": 0.6},
        "buyers": {"s:market_research": 1.0, "s:business_research": 0.9},
        # Heard only because another entry names it.
        "cooking": {"s:payroll": 0.8, "answerable": 0.1},
    }
    act = read("we need: wages, who the buyers are, cooking", marks, ["payroll", "market_research", "business_research"], a="cooking")
    assert (act.services, act.outside) == (("payroll", "market_research"), ("cooking",))


def test_what_is_near_a_service_is_not_it() -> None:
    marks = {"site": {"s:website_services": 1.0}, "wages": {"s:payroll": 1.0}, "phones": {"s:call_center": 1.0}}
    act = read("wages, making a site, phones", marks, ["payroll", "website_services", "call_center"])
    assert (act.services, act.outside) == (("payroll", "call_center"), ("making a site",))
    alone = read("is making a site one", marks, ["website_services"])
    assert (alone.services, alone.outside) == ((), ("making a site",))


def test_what_asks_for_the_model_is_no_job() -> None:
    text = "wages, phones, buyers, BPO?"
    marks = {"wages": {"s:payroll": 1.0}, "phones": {"s:call_center": 1.0}, "buyers": {"s:market_research": 1.0}}
    act = read(text, marks, ["payroll", "call_center", "market_research"], entity("model", "bpo", text.index("BPO"), len(text)), a="BPO")
    assert not act.outside


def test_a_message_that_sorts_nothing_is_let_be() -> None:
    act = Act("tell", services=("payroll", "training"))
    assert by_entry([act], [(0, "wages, classes, cooking")], [], lambda a, b: ({}, [], []), lambda a, b: {}, STORE, CERTAINTIES) == [act]


@pytest.mark.parametrize(
    ("text", "thing", "kept"),
    [
        ("market research on soap", "soap", False),
        ("swiss market research", "swiss", False),
        ("market research, soap", "soap", True),
        ("market research and soap", "soap", True),
    ],
)
def test_of_which_kind_a_job_is_is_no_thing_of_its_own(text: str, thing: str, kept: bool) -> None:
    at = text.index("market")
    own = [entity("service", "market_research", at, at + len("market research"))]
    assert without_qualifiers([thing], text, own) == ((thing,) if kept else ())
