"""Cleaning what people type, without losing where each character stood."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from nlu.numerals import words_of

_ELONGATED = re.compile(r"(\w)\1{2,}")
_DOUBLED = re.compile(r"^(\w{2,})-\1$|^([^\W\d]{3,})2$")
# "apaituBPO": an abbreviation that follows without a space.
_GLUED = re.compile(r"(?<=[a-z])(?=[A-Z]{3,}\b)")
# A word that is longer is none: it is cut, so that what reads it takes no longer than for as many words.
_ENDLESS = re.compile(r"\S{100}(?=\S)")
_MOST_CHARACTERS = 2500
# What is cleaned of printable ASCII.
_TO_CLEAN = re.compile(r"  |[<>]")
_INVISIBLE = {"Cf", "Mn", "Me", "Co", "Cn", "Cs"}


class CleanText(NamedTuple):
    """Text without tricks of writing; `origin[i]` is where character i stood in the original."""

    text: str
    origin: list[int]

    def cut(self, positions: Sequence[int]) -> CleanText:
        """The text with a space before each of some positions, in ascending order."""
        text, origin = list(self.text), list(self.origin)
        for position in reversed(positions):
            text.insert(position, " ")
            origin.insert(position, origin[position])
        return CleanText("".join(text), origin)

    def start_in_original(self, position: int) -> int:
        """Where the character at `position` stood."""
        return self.origin[position]

    def end_in_original(self, position: int) -> int:
        """Just behind where the character before `position` stood."""
        return self.origin[position - 1] + 1


def clean(text: str) -> CleanText:
    """Full-width and styled letters become plain; invisible characters, accents and spare spaces go.

    An abbreviation in capitals that sticks to the word before it is cut off, and a word of hundreds of characters is cut
    up. A sign can stand for up to 18 letters: of a text that grows so far beyond what may be sent, the end is not read.

    Args:
        text: what a person typed.

    Returns:
        The text with only plain characters, and the origin of each of them.
    """
    plain = _as_it_is(text) or _plain(text)
    plain = plain.cut([match.start() for match in _GLUED.finditer(plain.text)])
    return plain.cut([match.end() for match in _ENDLESS.finditer(plain.text)])


def _as_it_is(text: str) -> CleanText | None:
    """A text without anything to clean; most are."""
    is_plain = text.isascii() and text.isprintable() and len(text) <= _MOST_CHARACTERS and not _TO_CLEAN.search(text)
    return CleanText(text, list(range(len(text)))) if is_plain else None


def _plain(text: str) -> CleanText:
    characters: list[str] = []
    origin: list[int] = []
    for position, original in enumerate(text):
        if original.isspace() and position and text[position - 1].isspace():
            continue
        for character in unicodedata.normalize("NFKD", original):
            if unicodedata.category(character) in _INVISIBLE:
                continue
            characters.append(_PLAIN.get(character, character))
            origin.append(position)
        if len(characters) > _MOST_CHARACTERS:
            break
    return CleanText("".join(characters), origin)


# "Satu-satu" and "satu2" mean one after the other.
_ONE = words_of(1)
_PLAIN = {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-", "\u00a0": " ", "\t": " ", "<": " ", ">": " "}


def shape_norm(word: str) -> str:
    """The plain form of a word: lower case, no stretched letters, no reduplication.

    "Jenis-jenis" and "jenis2" become "jenis", "apaaaa" becomes "apa"; "satu-satu" and "satu2" count nothing.
    """
    word = _ELONGATED.sub(r"\1", word.lower())
    doubled = _DOUBLED.match(word)
    plain = (doubled.group(1) or doubled.group(2)) if doubled else word
    return word if plain in _ONE else plain
