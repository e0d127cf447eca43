"""Cleaning of what people type."""

from __future__ import annotations

import pytest

from nlu.text import clean, shape_norm


@pytest.mark.parametrize(
    ("word", "plain"),
    [
        ("Jenis-jenis", "jenis"),
        ("jenis2", "jenis"),
        ("apaaaa", "apa"),
        ("BPO", "bpo"),
        ("b2b", "b2b"),
        ("on-shore", "on-shore"),
        ("2", "2"),
    ],
)
def test_reduplication_and_stretching_are_undone(word: str, plain: str) -> None:
    assert shape_norm(word) == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("ＫＰＯ", "KPO"),
        ("B\u200bPO", "BPO"),
        ("apaituBPO", "apaitu BPO"),
        ("café", "cafe"),
        ("a \n\t b", "a b"),
        ("“what’s” — it", '"what\'s" - it'),
        ("<b>BPO</b>", " b BPO /b "),
        ("", ""),
    ],
)
def test_tricks_of_writing_are_undone(text: str, plain: str) -> None:
    assert clean(text).text == plain


@pytest.mark.parametrize("text", ["", "é", "ﬁnance", "a\u200bb", "𝐁", "😀 BPO", "e\u0301tude", "\ud800", "apaituBPO", "x" * 250])
def test_every_clean_character_knows_where_it_stood(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned.text) == len(cleaned.origin)
    assert all(0 <= origin < len(text) for origin in cleaned.origin)
    assert cleaned.origin == sorted(cleaned.origin)


def test_a_name_is_found_where_it_stood() -> None:
    cleaned = clean("apa itu B\u200bPO?")
    start = cleaned.text.index("BPO")
    assert (cleaned.start_in_original(start), cleaned.end_in_original(start + 3)) == (8, 12)


def test_a_text_that_grows_is_not_read_to_its_end() -> None:
    assert len(clean("ﷺ" * 2000).text) < 3000
