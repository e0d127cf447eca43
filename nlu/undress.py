"""A message without its dress: the text that the encoder is shown, and where courtesy at its beginning or end is cut off.

What is asked does not hang on capitals, on a mark said four times, on two letters that changed places, on where a line ends or on a
hello before it; what the encoder hears does, a little. So it never sees them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any

from nlu.language_data import listed, one_of
from nlu.text import CleanText

Piece = tuple[int, int]

# Kinds of names that a message may be about.
_THINGS = ("model", "type", "service", "aspect")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_MARKS = re.compile(r"[?!]{2,}")
# A line that only goes on with the one before: no mark ends that, and no point, capital or sign opens this.
_GOES_ON = re.compile(r"(?<=[^\W\d_])([ ]?)\n(?=[ ]?[^\W\d_]{2})")
# So many letters in capitals, and not a small one, are shouted; less may be names.
_SHOUTED = 9
# Shorter words may be other ones with two letters swapped.
_SHORT = 4
# With so many words before them thanks are not what the message is about.
_ASKS_SOMETHING = 3


class Courtesy:
    """The words of a greeting or of thanks, with what may stand beside them ("halo kak", "makasih banyak ya")."""

    def __init__(self, greetings: Sequence[str], thanks: Sequence[str], beside: Sequence[str], denials: Sequence[str]) -> None:
        more = rf"(?:[ ,]+(?:{one_of(*beside)}))*"
        self._opening = re.compile(rf"(?i)[ ]*(?:{one_of(*greetings)}){more}(?:[ ]*[,.!:\n]+[ ]*|[ ]+(?:-+[ ]+)?)(?=\S)")
        self._closing = re.compile(rf"(?i)(?:^|(?<=[ ,.!?\n]))(?:{one_of(*thanks)}){more}[ ,.!?\n]*$")
        self._denials = frozenset(denials)
        self._beside = frozenset(beside)

    @classmethod
    def load(cls) -> Courtesy:
        """The lists of both languages: chat mixes them."""
        beside = {*listed("vocatives"), *listed("beside_thanks")} - listed("connectors")
        return cls(sorted(listed("greetings")), sorted(listed("thanks_said")), sorted(beside), sorted(listed("denies")))

    def apart(self, text: CleanText, entities: Sequence[Mapping[str, Any]]) -> list[CleanText]:
        """The pieces of a message in which names stand (see `pieces`), each character with its origin."""
        names_something = any(e["entity"] in _THINGS for e in entities)
        return [CleanText(text.text[a:b], text.origin[a:b]) for a, b in self.pieces(text.text, names_something)]

    def pieces(self, text: str, names_something: bool) -> list[Piece]:
        """A greeting before and thanks behind what a message is about, and that, each from which character up to which.

        Args:
            text: the message.
            names_something: whether a thing of the store is named in it.
        """
        opening = self._opening.match(text)
        start, end = opening.end() if opening else 0, len(text)
        if closing := self._closing.search(text, start):
            rest = _WORD.findall(text[start : closing.start()].lower())
            if len(rest) >= _ASKS_SOMETHING or (names_something and rest and rest[0] not in self._denials):
                end = closing.start()
        if self._beside.issuperset(_WORD.findall(text[start:end].lower())):
            return [(0, len(text))]
        return [(a, b) for a, b in ((0, start), (start, end), (end, len(text))) if a < b]


def undressed(cleaned: CleanText, entities: Sequence[Mapping[str, Any]], reading: Mapping[str, Sequence[Any]]) -> CleanText:
    """The text as if it were said calmly and in one line; names of models stay in capitals.

    Args:
        cleaned: the message without tricks of writing.
        entities: names in it, placed in the message as it was typed. reading: its plain words, see `nlu.reader.READING`.
    """
    text = _unswapped(_GOES_ON.sub(lambda line: f"{line.group(1)} ", cleaned.text), cleaned.origin, reading)
    letters = [character for character in text if character.isalpha()]
    small = text.lower()
    if len(letters) >= _SHOUTED and "".join(letters).isupper() and len(small) == len(text):
        named = [(e["start"], e["end"]) for e in entities if e["entity"] == "model"]
        text = "".join(
            loud if any(start <= at < end for start, end in named) else quiet for loud, quiet, at in zip(text, small, cleaned.origin)
        )
    calm, origin, at = "", [], 0
    for marks in _MARKS.finditer(text):
        # Of "?!?!" the question is what counts; it ends where they end.
        calm += text[at : marks.start()] + ("?" if "?" in marks.group() else "!")
        origin += [*cleaned.origin[at : marks.start()], cleaned.origin[marks.end() - 1]]
        at = marks.end()
    return CleanText(calm + text[at:], origin + cleaned.origin[at:])


def _unswapped(text: str, origin: Sequence[int], reading: Mapping[str, Sequence[Any]]) -> str:
    """The text with its words spelt right where two letters of them have changed places."""
    for word, start, end in zip(*(reading.get(key, ()) for key in ("words", "starts", "ends"))):
        at, behind = bisect_left(origin, start), bisect_left(origin, end)
        typed = text[at:behind].lower()
        if word != typed and len(word) == len(typed) > _SHORT and sorted(word) == sorted(typed):
            wrong = [i for i, (a, b) in enumerate(zip(word, typed)) if a != b]
            if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
                text = text[:at] + (word.upper() if text[at:behind].isupper() else text[at] + word[1:]) + text[behind:]
    return text
