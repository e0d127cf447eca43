"""Numbers in words, as digits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nlu.language_data import LANGUAGE_DATA, listed, read

# The words of a number: chat mixes the languages.
_NUMBERS = {
    str(word): int(number) for file in sorted(LANGUAGE_DATA.glob("*/numbers.yml")) for number, words in read(file).items() for word in words
}
_LONGEST = max(len(word.split()) for word in _NUMBERS)
_ONE_BY_ONE = tuple(f" {phrase} " for phrase in sorted(listed("one_by_one"), key=len, reverse=True))
NUMBER_WORDS = frozenset(_NUMBERS)
"""All words for numbers."""


def words_of(number: int) -> frozenset[str]:
    """The words of one number."""
    return frozenset(word for word, of in _NUMBERS.items() if of == number)


def in_digits(words: Sequence[str]) -> list[str]:
    """Plain words, those of numbers as digits; of "lima belas" and "lima" the longer one is meant; "one by one" counts nothing."""
    found: list[str] = []
    at, words = 0, without(words, _ONE_BY_ONE)
    while at < len(words):
        size = next((n for n in range(_LONGEST, 0, -1) if " ".join(words[at : at + n]) in _NUMBERS), 0)
        found.append(str(_NUMBERS[" ".join(words[at : at + size])]) if size else words[at])
        at += size or 1
    return found


def without(words: Sequence[str], phrases: Iterable[str]) -> list[str]:
    """Words without phrases, each of which stands between spaces."""
    text = f" {' '.join(words)} "
    for phrase in phrases:
        text = text.replace(phrase, " ")
    return text.split()
