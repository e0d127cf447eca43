"""What word lists tell."""

from __future__ import annotations

import pytest

from nlu.cues import Cues
from nlu.labels import LABELS

CUES = Cues.load()


@pytest.mark.parametrize(
    ("words", "cue"),
    [
        ("are they the same", "same"),
        ("apakah sama", "same"),
        ("that is not what i asked", "unasked"),
        ("kepanjangan nih", "too_long"),
        ("you forgot one", "incomplete"),
    ],
)
def test_cues_of_phrases(words: str, cue: str) -> None:
    assert cue in CUES.found(words.split())
    assert cue not in CUES.found(["what", "is", "bpo"])


def test_a_phrase_is_whole_words() -> None:
    assert "same" not in CUES.found(["bersamaan", "samecorp"])


@pytest.mark.parametrize(
    ("text", "numbers"), [("give me 3 points", (3,)), ("tiga poin", (3,)), ("in 2 or four", (2, 4)), ("b2b", ()), ("1234", ())]
)
def test_numbers(text: str, numbers: tuple[int, ...]) -> None:
    assert CUES.numbers(text) == numbers


@pytest.mark.parametrize(
    ("words", "unit"), [("in two sentences", "sentences"), ("dua kalimat", "sentences"), ("50 words", "words"), ("tiga hal", "points")]
)
def test_what_a_number_counts(words: str, unit: str) -> None:
    assert CUES.unit(words.split()) == unit


@pytest.mark.parametrize(("words", "letter"), [("poin b", "b"), ("what about c", "c"), ("a bank", ""), ("point a", "a"), ("bpo", "")])
def test_the_letter_that_is_spoken_of(words: str, letter: str) -> None:
    assert CUES.letter(words.split()) == letter


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("👍", "acknowledge"),
        ("🙏🙏", "thank"),
        ("??", "confused"),
        ("...", "acknowledge"),
        (":(", "emotion"),
        ("XD", "acknowledge"),
        ("halo 👍", None),
    ],
)
def test_a_message_without_words(text: str, label: str | None) -> None:
    assert CUES.wordless(text) == label
    assert label is None or label in LABELS
