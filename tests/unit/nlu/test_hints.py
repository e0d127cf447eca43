"""Phrases that speak for a thing or a form."""

from __future__ import annotations

import pytest

from facts import FactStore
from nlu.hints import Hints, known_only

STORE = FactStore.load()
HINTS = Hints({("basis",): frozenset({"a:basis"}), ("legal", "basis"): frozenset({"a:law"}), ("in", "brief"): frozenset({"f:short"})})


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("what is the basis", {"a:basis"}),
        ("the legal basis", {"a:law"}),
        ("legal basis or basis", {"a:law", "a:basis"}),
        ("the basis in brief", {"a:basis", "f:short"}),
        ("in short", set()),
        ("", set()),
    ],
)
def test_the_longest_phrase_counts(words: str, found: set[str]) -> None:
    assert HINTS.found(words.split()) == found


@pytest.mark.parametrize(
    ("words", "mark"),
    [
        ("is it rule driven", "v:bpo.basis"),
        ("what underpins it", "a:basis"),
        ("paying salaries", "s:payroll"),
        ("in a neighbouring country", "t:nearshore"),
        ("b to b", "r:b2b"),
        ("in one sentence", "f:line"),
        ("pakai tabel", "f:table"),
        ("that is not what i asked", "o:unasked"),
        ("kepanjangan nih", "o:long"),
        ("you forgot one", "o:partial"),
    ],
)
def test_phrases_of_things_and_forms(words: str, mark: str) -> None:
    assert mark in Hints.load().found(words.split())


def test_all_phrases_are_of_what_the_store_has() -> None:
    hints = Hints.load()
    marks = frozenset(mark for table in hints._tables for of in table.values() for mark in of)
    assert known_only(marks, STORE) == marks
    assert {mark[0] for mark in marks} == set("avstrfow-~")


def test_what_has_left_the_store_is_no_hint() -> None:
    marks = frozenset({"a:gone", "v:bpo.gone", "s:gone", "t:gone", "r:gone", "f:table", "a:basis", "-v:bpo.gone", "~s:gone", "~s:payroll"})
    assert known_only(marks, STORE) == {"f:table", "a:basis", "~s:payroll"}


@pytest.mark.parametrize(
    ("words", "denied"),
    [
        ("not a basis", {"a:basis"}),
        ("not , the basis", set()),
        ("no basis but in brief", {"a:basis"}),
        ("not at all the basis", set()),
        ("basis not in brief", {"f:short"}),
    ],
)
def test_what_stands_behind_a_denial(words: str, denied: set[str]) -> None:
    assert HINTS.denied(words.split(), {"not", "no"}.__contains__) == denied


@pytest.mark.parametrize(
    ("words", "joined"),
    [
        ("basis , in brief", True),
        ("basis and in brief", True),
        ("the basis of it in brief", False),
        ("basis and basis", False),
        ("basis", False),
    ],
)
def test_phrases_that_are_listed_side_by_side(words: str, joined: bool) -> None:
    assert HINTS.joined(words.split(), {"and"}.__contains__) is joined
