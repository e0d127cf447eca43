"""Slips of the finger."""

from __future__ import annotations

import pytest

from nlu.slips import unswapped

KNOWN = frozenset({"skilled", "headset", "trial", "trail", "bread", "beard"})


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("skileld", "skilled"),
        ("headest", "headset"),
        # The first letter is seldom missed; of two words either may be meant; one letter more is no swap.
        ("ksilled", None),
        ("trila", "trial"),
        ("skillled", None),
        ("nothing", None),
    ],
)
def test_two_letters_that_changed_places(word: str, meant: str | None) -> None:
    assert unswapped(word, KNOWN) == meant


def test_where_two_words_may_be_meant_none_is() -> None:
    assert unswapped("abdc", {"adbc", "abcd"}) is None
