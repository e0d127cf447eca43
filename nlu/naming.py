"""What a part asks of that the store does not know, as a reply can name it: noun phrases, else the matter its words speak for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import Any

from spacy.lang.en.stop_words import STOP_WORDS as STOP_EN
from spacy.lang.id.stop_words import STOP_WORDS as STOP_ID

from acts import MATTER
from nlu.language_data import LANGUAGE_DATA, listed, read

_LONGEST_PREDICATE = 2
_WORD = re.compile(r"\w[\w'-]*")
_STOP = STOP_ID | STOP_EN
_LITTLE = _STOP | listed("nobody") | listed("connectors") | listed("asks_of_it")
# What stands before an English noun, and so behind a verb: "leak our data".
_BEFORE_A_NOUN = listed("before_a_noun")
_DEGREES = listed("degrees")
_IS = listed("copulas")
_CLAUSE = listed("is_a_clause")


class Matters:
    """Matter -> the phrases that speak for it, of all languages: `data/language/<language>/matters.yml`."""

    def __init__(self, phrases: Mapping[str, Sequence[str]], nouns: Sequence[str]) -> None:
        self._phrases = {matter: [f" {p} " for p in of] for matter, of in phrases.items()}
        self._words = {p for of in phrases.values() for p in of if " " not in p} - set(nouns)

    @classmethod
    def load(cls) -> Matters:
        """Read the phrases."""
        phrases: dict[str, list[str]] = {}
        nouns: list[str] = []
        for file in sorted(LANGUAGE_DATA.glob("*/matters.yml")):
            for matter, of in read(file).items():
                phrases.setdefault(matter, []).extend(str(p) for kind in of.values() for p in kind)
                nouns += map(str, of.get("nouns", ()))
        return cls(phrases, nouns)

    def found(self, words: Sequence[str]) -> str:
        """The first matter, in the order of the files, that plain words speak for; "" if none."""
        text = f" {' '.join(words)} "
        return next((matter for matter, of in self._phrases.items() if any(p in text for p in of)), "")

    def speaks(self, words: str) -> bool:
        """Whether plain words only say what is asked of things, and name none: "cheaper"."""
        return bool(words) and all(word in self._words for word in words.split())

    def named(
        self, things: Sequence[str], text: str, part: tuple[int, int], reading: Mapping[str, Sequence[Any]], asks: bool
    ) -> tuple[tuple[str, ...], bool]:
        """What is unknown in a part of a message.

        Args:
            things: the words that are heard as unknown. text: the message. part: where the part starts and ends.
            reading: the plain words of the message with their kinds and places. asks: whether it is asked if, or of which, something is so.
        """
        everything = zip(reading.get("words", ()), reading.get("kinds", ()), reading.get("starts", ()))
        placed = [word for word in everything if part[0] <= word[2] < part[1]]
        matter = self.found([word for word, _, _ in placed])
        kept: list[str] = []
        predicates: list[str] = []
        for thing in things:
            at = text.find(thing, part[0])
            name = self._noun(thing, at, placed)
            if name and asks and at >= 0 and len(name.split()) <= _LONGEST_PREDICATE and _is_said_of([p for p in placed if p[2] < at]):
                predicates.append(name)
            elif name:
                kept.append(name)
        if kept or matter or len(predicates) != 1:
            return tuple(kept) or ((f"{MATTER}{matter}",) if matter else ()), False
        return tuple(predicates), True

    def _noun(self, thing: str, at: int, placed: Sequence[tuple[str, str, int]]) -> str:
        """A thing without the words before and behind it that only say what is asked of it; "" where no noun is left."""
        words = [(m, _plain(m, at, placed)) for m in _WORD.finditer(thing)]
        models = {start for _, kind, start in placed if kind == "model"}
        if len(words) > 1 and words[1][1] in _BEFORE_A_NOUN and words[0][1] not in _LITTLE and not words[0][1].endswith("ing"):
            return ""
        words = list(takewhile(lambda word: word[1] not in _CLAUSE, words))
        first = next((i for i, (_, plain) in enumerate(words) if not (self.speaks(plain) or plain in _LITTLE)), len(words))
        before = [plain for _, plain in words[:first]]
        if not any(map(self.speaks, before)):
            first = 0 if first < len(words) else first
        elif before[-1] in _LITTLE:
            # "Legal in X" says of what it may be so, and names nothing.
            return ""
        rest = words[first:]
        while rest and rest[-1][1] in _STOP:
            rest.pop()
        if not rest or self.speaks(rest[-1][1]) or all(m.start() + at in models or plain in _LITTLE for m, plain in rest):
            return ""
        return thing[rest[0][0].start() : rest[-1][0].end()]


def _plain(word: re.Match[str], at: int, placed: Sequence[tuple[str, str, int]]) -> str:
    """The plain words of a word of a thing that stands at a character of the message."""
    start = at + word.start()
    return " ".join(plain for plain, _, s in placed if at >= 0 and s == start) or word.group().lower()


def _is_said_of(before: Sequence[tuple[str, str, int]]) -> bool:
    """Whether a word behind some others says what something is like: "X is …", "X …", "more …"."""
    if not before:
        return False
    word, kind, _ = before[-1]
    return kind == "model" or word in _DEGREES or (word in _IS and len(before) > 1)
