"""What a part asks of that the store does not know, as a reply can name it: noun phrases, else the matter that it is of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from itertools import takewhile
from typing import Any, NamedTuple

from acts import MATTER
from nlu.clauses import ITS, PERSONS, SUPPORTS, clause_behind, clause_in, quoted, tidy, without_edges
from nlu.labelling import OUTSIDE
from nlu.language_data import LANGUAGE_DATA, listed, read
from nlu.places import known as places
from nlu.stop_words import STOP_WORDS

_LONGEST_PREDICATE = 2
# A name may leave so many telling words of a part out, and still say what is asked.
_LEFT_OUT = 1
_WORD = re.compile(r"\w[\w'-]*")
_LITTLE = STOP_WORDS | listed("nobody") | listed("connectors") | listed("asks_of_it")
_SAY_NOTHING = _LITTLE | listed("fillers") | listed("vocatives") | listed("leads_in") | listed("asks_with") | listed("no_name")
# What stands before an English noun, and so behind a verb: "leak our data".
_BEFORE_A_NOUN = listed("before_a_noun")
_DEGREES = listed("degrees")
_IS = listed("copulas")
_CLAUSE = listed("is_a_clause")
_BEFORE_A_VERB = listed("before_a_verb")
_POINTS = listed("points_at")
_ARTICLES = listed("articles")
_IT = listed("it")
_SPEAKS_OF = listed("speaks_of")
# What a source is asked to speak of with these words is no thing of the store: who, when, why.
ASKS_OF_UNKNOWN = listed("asks_of_unknown")
_PREPOSITIONS = listed("prepositions")
# Indonesian verbs with their prefix.
VERB = re.compile(r"(?:me[mnlrwy]|nge|ber)\w{3,}\s", re.IGNORECASE)
_HYPHENED = re.compile(r"(?:-\w+)*")


class Asked(NamedTuple):
    """How a part asks of what is unknown.

    Attributes:
        whether: it is asked if, or of which, something is so.
        known: something of the store is heard in it.
        mentions: it is asked if the source speaks of something.
        alone: nothing else is asked of.
    """

    whether: bool = False
    known: bool = False
    mentions: bool = False
    alone: bool = False

    @classmethod
    def of(cls, label: str, cues: Set[str], claims: bool) -> Asked:
        """How a part of a label with some cues asks, in which values of the store are heard or not (`claims`)."""
        return cls(bool(cues & {"yn", "which", "than"}), label == "ask_aspect" and claims, "w:mention" in cues, label == OUTSIDE)


class Matters:
    """Matter -> the phrases that speak for it, of all languages: `data/language/<language>/matters.yml`.

    Attributes:
        with_nouns: the matters that nouns name; the others are only asked of: "when", "allowed".
    """

    def __init__(self, phrases: Mapping[str, Sequence[str]], nouns: Mapping[str, Sequence[str]]) -> None:
        self._phrases = {matter: [f" {p} " for p in of] for matter, of in phrases.items()}
        self._words = {p for of in phrases.values() for p in of if " " not in p}.difference(*nouns.values())
        self.with_nouns = frozenset(nouns)

    @classmethod
    def load(cls) -> Matters:
        """Read the phrases."""
        phrases: dict[str, list[str]] = {}
        nouns: dict[str, list[str]] = {}
        for file in sorted(LANGUAGE_DATA.glob("*/matters.yml")):
            for matter, of in read(file).items():
                phrases.setdefault(matter, []).extend(str(p) for kind in of.values() for p in kind)
                if named := of.get("nouns"):
                    nouns.setdefault(matter, []).extend(map(str, named))
        return cls(phrases, nouns)

    def found(self, words: Sequence[str]) -> str:
        """The first matter, in the order of the files, that plain words speak for; "" if none."""
        text = f" {' '.join(words)} "
        return next((matter for matter, of in self._phrases.items() if any(p in text for p in of)), "")

    def _speaking(self, matter: str) -> set[str]:
        """All words of the phrases of a matter."""
        return {word for phrase in self._phrases[matter.removeprefix(MATTER)] for word in phrase.split()}

    def speaks(self, words: str) -> bool:
        """Whether plain words only say what is asked of things, and name none: "cheaper"."""
        return bool(words) and all(word in self._words for word in words.split())

    def named(
        self, things: Sequence[str], text: str, part: tuple[int, int], reading: Mapping[str, Sequence[Any]], asked: Asked
    ) -> tuple[tuple[str, ...], bool]:
        """What is unknown in a part of a message, in words that tell what was asked; and whether it is said of something.

        Where the part asks of nothing else, a name that leaves telling words of it out does not say what it asks: the part is quoted.

        Args:
            things: the words that are heard as unknown. text: the message. part: where the part starts and ends.
            reading: the plain words of the message with their kinds and places. asked: how it is asked of them.
        """
        everything = zip(reading.get("words", ()), reading.get("kinds", ()), reading.get("starts", ()))
        placed = [word for word in everything if part[0] <= word[2] < part[1]]
        names, predicate = self._nouns(things, text, part, placed, asked)
        if not asked.alone or predicate or asked.mentions:
            return names, predicate
        telling = {word: at for word, kind, at in placed if not kind and word.isalnum() and word not in _SAY_NOTHING}
        clause = not names or names[0].startswith("“")
        alone = _WORD.match(text, *telling.values()) if len(telling) == 1 and clause else None
        if alone and not _is_done(alone.group(), alone.start(), placed):
            # "What on earth is X?" asks of X.
            return (tidy(alone.group(), text),), False
        said = {word for name in names for word in (_WORD.findall(name.lower()) if not name.startswith(MATTER) else self._speaking(name))}
        # As the reader parts its words: "biaya nya".
        said |= {word.removesuffix(ITS) for word in said}
        left = [word for word in telling if word not in said and not word.isdecimal()]
        if len(left) <= (_LEFT_OUT if names else 0):
            return names, predicate
        whole = clause_in(text, part, placed)[0] or quoted(text[slice(*part)])
        return ((whole,) if whole else names), False

    def _nouns(
        self, things: Sequence[str], text: str, part: tuple[int, int], placed: Sequence[tuple[str, str, int]], asked: Asked
    ) -> tuple[tuple[str, ...], bool]:
        """The nouns that are unknown in a part, else the clause, or the matter, that it asks of."""
        matter = self.found([word for word, _, _ in placed])
        clause, asked_at = clause_in(text, part, placed)
        kept: list[str] = []
        predicates: list[str] = []
        dropped = False
        for thing in things:
            at, thing = _whole(thing, text.find(thing, part[0]), text, placed)
            name = self._noun(thing, at, placed)
            before = [p for p in placed if p[2] < at]
            said_of = at >= 0 and len(name.split()) <= _LONGEST_PREDICATE and _is_said_of(before)
            alone = at >= 0 and len(name.split()) == 1 and bool(before) and (before[-1][0] in _IT | _DEGREES)
            if (matter or clause) and name.lower() in places():
                # Where it is asked of is not what is asked.
                continue
            if not name or (alone and asked.known):
                # "Is it harder?" is answered by what is heard in the word.
                dropped = dropped or bool(name)
            elif asked.whether and said_of:
                predicates.append(_with_degree(name, at, text, placed))
            elif asked.mentions:
                kept.append(clause if clause and VERB.match(name) else tidy(_object(name, at, text, placed), text))
            elif not (alone or _is_done(name, text.find(name, part[0]), placed) or (matter and self._tells(name, matter))):
                kept.append(clause if 0 <= asked_at <= at and _is_known(name, placed, text, part) else tidy(name, text))
        if asked.mentions and clause and clause.split()[0].strip("“").lower() in ASKS_OF_UNKNOWN:
            return (clause,), False
        if asked.mentions and predicates and not kept and (said := clause_behind(text[slice(*part)])):
            return (said,), False
        if asked.mentions and (kept or predicates or not things):
            return tuple(kept or predicates), False
        if kept or matter:
            return tuple(dict.fromkeys(kept)) or (f"{MATTER}{matter}",), False
        if len(predicates) == 1:
            return tuple(predicates), True
        # No noun names it: the clause that asks it does, or the words that claim it.
        says = not dropped and any(word not in _LITTLE and word.isalnum() for word, _, _ in placed)
        said = (clause or (quoted(text[slice(*part)]) if things or (asked.alone and asked.whether) else "")) if says else ""
        return ((said,) if said else ()), False

    def _tells(self, name: str, matter: str) -> bool:
        """Whether words behind the first one of a name are what tells the matter: "analysts earn in …"."""
        return any(f" {word} " in self._phrases[matter] and word in self._words for word in name.lower().split()[1:])

    def _noun(self, thing: str, at: int, placed: Sequence[tuple[str, str, int]]) -> str:
        """A thing without the words before and behind it that only say what is asked of it; "" where no noun is left."""
        if not without_edges(thing):
            return ""
        at = at + thing.find(without_edges(thing)) if at >= 0 else at
        thing = without_edges(thing)
        words = [(m, _plain(m, at, placed)) for m in _WORD.finditer(thing)]
        if any(plain in _POINTS for _, plain in words[1:-1]):
            # "[This custom is known]": a clause.
            return ""
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
        while rest and rest[-1][1] in STOP_WORDS:
            rest.pop()
        if not rest or self.speaks(rest[-1][1]) or all(m.start() + at in models or plain in _LITTLE for m, plain in rest):
            return ""
        return thing[rest[0][0].start() : rest[-1][0].end()]


def _is_done(name: str, at: int, placed: Sequence[tuple[str, str, int]]) -> bool:
    """Whether a name begins with what somebody does, and so is no noun: "people [leave for …]", "who [came up with …]"."""
    before = [word for word, _, start in placed if start < at and word not in _ARTICLES]
    alone = [w for w, _, start in placed if start < at and w not in _SAY_NOTHING and w.isalnum()]
    if at >= 0 and len(name.split()) == 1:
        # "Will they [train] me?", "kira-kira saya [diterima]?"; in "what does [X] mean?" it is what does it.
        return bool(before) and (before[-1] in _BEFORE_A_VERB - SUPPORTS or (before[-1] in PERSONS and not without_edges(" ".join(alone))))
    several = at >= 0 and len(name.split()) > 1
    return several and (bool(before and before[-1] in _BEFORE_A_VERB) or bool(VERB.match(name)))


def _whole(thing: str, at: int, text: str, placed: Sequence[tuple[str, str, int]]) -> tuple[int, str]:
    """Where a thing begins, and it, with the word that it says the place or manner of: "working from [home]", "[recession]-proof"."""
    if at < 0:
        return at, thing
    end = at + len(thing)
    end += len(_HYPHENED.match(text[end:]).group())  # type: ignore[union-attr]
    before = [(word, start) for word, _, start in placed if start < at]
    if len(thing.split()) == 1 and len(before) > 1 and before[-1][0] in _PREPOSITIONS and before[-2][0] not in STOP_WORDS:
        at = before[-2][1]
    return at, text[at:end]


def _object(name: str, at: int, text: str, placed: Sequence[tuple[str, str, int]]) -> str:
    """All of what a source is asked to speak of, of which a name is the end: "say anything about [rights]" of somebody."""
    speaks = [i for i, (word, _, start) in enumerate(placed) if word in _SPEAKS_OF and start < at]
    between = [p for p in placed[speaks[-1] + 1 :] if p[2] < at] if speaks else []
    whole = 0 < len(between) <= _LONGEST_PREDICATE and not any(w in STOP_WORDS or not w.isalnum() or kind for w, kind, _ in between)
    return text[between[0][2] : at + len(name)] if whole else name


def _with_degree(name: str, at: int, text: str, placed: Sequence[tuple[str, str, int]]) -> str:
    """A predicate with the word right before it that says how much: "more flexible"."""
    before = [(word, start) for word, _, start in placed if start < at]
    return text[before[-1][1] : at + len(name)] if before and before[-1][0] in _DEGREES and len(before) > 1 else name


def _is_known(name: str, placed: Sequence[tuple[str, str, int]], text: str, part: tuple[int, int]) -> bool:
    """Whether a name ends with one of the store, so that only the clause tells what is asked of it: "when was [the term X] …"."""
    at = text.find(name, part[0])
    inside = [kind for _, kind, start in placed if at <= start < at + len(name)]
    return at >= 0 and len(inside) > 1 and inside[-1] == "model"


def _plain(word: re.Match[str], at: int, placed: Sequence[tuple[str, str, int]]) -> str:
    """The plain words of a word of a thing that stands at a character of the message."""
    start = at + word.start()
    return " ".join(plain for plain, _, s in placed if at >= 0 and s == start) or word.group().lower()


def _is_said_of(before: Sequence[tuple[str, str, int]]) -> bool:
    """Whether a word behind some others says what something is like: "X is …", "X …", "more …"."""
    if not before:
        return False
    word, kind, _ = before[-1]
    return kind in ("model", "type") or word in _DEGREES or (word in _IS and len(before) > 1)
