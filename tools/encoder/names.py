"""The names of the store as they stand in a text, and names of other things of the same kind to put in their place."""

from __future__ import annotations

import random
import re
from typing import Callable, Dict, List, Match, NamedTuple, Sequence, Tuple

from facts import FactStore
from facts.schema import LANGUAGES, Localized, Phrases

_BRACKETS = re.compile(r"\s*\([^)]*\)")
# "BPO", "k.p.o.": what stays in capitals, in whatever dress the name that it replaces was.
_ABBREVIATION = re.compile(r"[A-Z.]{2,}")
_FIRST_NAME = 0.6


class Name(NamedTuple):
    """A name in a text: where it stands, the kind of what it names (model, type or service), and its id."""

    start: int
    end: int
    kind: str
    value: str


class Names:
    """All names of models, types and services of a store."""

    def __init__(self, store: FactStore) -> None:
        self._phrases: Dict[Tuple[str, str, str], List[str]] = {}
        self._of: Dict[str, Tuple[str, str]] = {}
        self._swapped: Dict[str, List[str]] = {}
        subjects = (*store.models, store.outsourcing)
        for subject in subjects:
            self._add("model", subject.id, subject.name, subject.synonyms)
            for service in subject.services:
                for part in (service, *service.details):
                    self._add("service", part.id, part.name, part.synonyms)
        for model in store.models:
            for type_ in store.types(model.id):
                self._add("type", type_.id, type_.name, type_.synonyms)
        # Outsourcing is no model like the others: what is asked of it is not asked of them.
        self._swapped["model"] = [model.id for model in store.models]
        longest_first = sorted(self._of, key=len, reverse=True)
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)

    def _add(self, kind: str, value: str, name: Localized, synonyms: Phrases) -> None:
        for language in LANGUAGES:
            for phrase in (_BRACKETS.sub("", name[language]), *getattr(synonyms, language)):
                known = self._phrases.setdefault((kind, value, language), [])
                if phrase not in known:
                    known.append(phrase)
                self._of.setdefault(phrase.lower(), (kind, value))
        if value not in self._swapped.setdefault(kind, []):
            self._swapped[kind].append(value)

    def within(self, text: str) -> List[Name]:
        """The names that stand in a text, from left to right, the longest where several begin."""
        return [Name(m.start(), m.end(), *self._of[m[0].lower()]) for m in self._pattern.finditer(text) if m[0].lower() in self._of]

    def replaced_in(self, text: str, other: Callable[[Match[str]], str]) -> str:
        """The text with another text for each name."""
        return self._pattern.sub(other, text)

    def swappable(self, kind: str) -> Sequence[str]:
        """The ids of a kind that may stand for one another."""
        return self._swapped.get(kind, ())

    def others(self, kind: str, values: Sequence[str], rng: random.Random) -> Dict[str, str]:
        """For each of some different things another of its kind: one that is not among them, while there are such.

        Returns:
            id -> id, no two of them the same; empty where there is no other.
        """
        free = [value for value in self._swapped[kind] if value not in values]
        rng.shuffle(free)
        rotated = [*values[1:], *values[:1]]
        found = {value: free.pop() if free else turned for value, turned in zip(values, rotated)}
        return found if all(old != new for old, new in found.items()) else {}

    def phrase(self, kind: str, value: str, language: str, like: str, rng: random.Random) -> str:
        """A name of a thing in a language (any, if ""), mostly its first one, in capitals or not as the name `like`."""
        phrases = self._phrases[kind, value, language or rng.choice(LANGUAGES)]
        phrase = phrases[0] if rng.random() < _FIRST_NAME else rng.choice(phrases)
        if like.islower():
            return phrase.lower()
        if like.isupper() or _ABBREVIATION.fullmatch(phrase):
            return phrase
        return phrase[:1].upper() + phrase[1:] if like[:1].isupper() else phrase[:1].lower() + phrase[1:]
