"""What is heard once more by itself."""

from __future__ import annotations

import pytest

from acts import Act, Span
from nlu.apart import heard_apart
from nlu.text import CleanText, clean

STUDENT = "I am a student. "


def _hear(*acts: tuple[str, str, dict[str, object]]):
    """A reader that finds acts, given by their words, in the text that it gets; and what it got."""
    got: list[str] = []

    def hear(piece: CleanText) -> list[Act]:
        got.append(piece.text)
        found = [(piece.text.index(words), words, label, fields) for words, label, fields in acts if words in piece.text]
        return [
            Act(label, span=Span(piece.origin[at], piece.origin[at + len(words) - 1] + 1), **fields) for at, words, label, fields in found
        ]

    return hear, got


@pytest.mark.parametrize(
    ("text", "acts", "again"),
    [
        (f"{STUDENT}what is it?", [(STUDENT, "tell", {}), ("what is it?", "ask_definition", {})], "what is it?"),
        (f"what is it? {STUDENT}", [("what is it? ", "ask_definition", {}), (STUDENT, "tell", {})], "what is it? "),
        # What names something, or is of more than itself, is heard with the question; so is what is no sentence of its own.
        (f"{STUDENT}what is it?", [(STUDENT, "tell", {"models": ("bpo",)}), ("what is it?", "ask_definition", {})], ""),
        (f"{STUDENT}what is it?", [(STUDENT, "tell", {"cues": frozenset({"need"})}), ("what is it?", "ask_definition", {})], ""),
        ("me student, what is it?", [("me student, ", "tell", {}), ("what is it?", "ask_definition", {})], ""),
        # Nobody asks.
        (f"{STUDENT}He does it.", [(STUDENT, "tell", {}), ("He does it.", "tell", {"services": ("payroll",)})], ""),
        (STUDENT, [(STUDENT, "tell", {})], ""),
        ("what is it?", [("what is it?", "ask_definition", {})], ""),
    ],
)
def test_idle_words_do_not_colour_a_question(text: str, acts: list[tuple[str, str, dict[str, object]]], again: str) -> None:
    hear, got = _hear(*acts)
    found = heard_apart(text, clean(text), hear)
    assert got == [text, again] if again else got == [text]
    assert [act.label for act in found] == [label for _, label, _ in acts]
    assert [text[slice(*act.span)] for act in found] == [words for words, _, _ in acts]
