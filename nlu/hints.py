"""Phrases that speak for a thing or a form without being its name: soft evidence beside what the encoder hears.

They stand in `data/language/described/phrases_of_*.yml`, by the thing that they mean, and in each language's `forms.yml`,
`reactions.yml` and `rows.yml`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from facts import FactStore
from nlu.language_data import LANGUAGE_DATA, read
from nlu.stop_words import STOP_WORDS

_MARKS = {"aspect": "a", "trait": "v", "service": "s", "type": "t", "relation": "r", "lack": "-v", "near": "~s"}
_NEAR_A_SERVICE = "~s:"
_LONGEST = 6
# So many words may stand between a denial and what it denies, itself among them.
_NEAR = 3


# The mark of what an answer is for.
_PURPOSE = "f:use"
# What stands in place of a phrase.
PHRASE = "_"


class Hints:
    """Phrase -> marks, to be looked up in the plain words of a part.

    Args:
        phrases: words of a phrase, in plain lower case -> marks that it speaks for.
        apart: the same, of phrases whose words may belong to others as well: "buat laporan" takes nothing from "laporan keuangan".
    """

    def __init__(
        self, phrases: Mapping[tuple[str, ...], frozenset[str]], apart: Mapping[tuple[str, ...], frozenset[str]] | None = None
    ) -> None:
        self._tables = (dict(phrases), dict(apart or {}))
        # For each table, how long the phrases that begin with a word are, longest first: no others are looked up there.
        self._lengths = [_lengths_of(table) for table in self._tables]

    @classmethod
    def load(cls) -> Hints:
        """Read the phrases of all things and forms; what an answer is for is told beside the thing that it is about."""
        forms = list(_of_forms())
        apart = cls._of(pair for pair in forms if pair[0] == _PURPOSE)
        return cls(
            cls._of((*_of_things(LANGUAGE_DATA / "described"), *(p for p in forms if p[0] != _PURPOSE)))._tables[0], apart._tables[0]
        )

    @classmethod
    def of_rows(cls, store: FactStore) -> Hints:
        """The heads of the rows of a comparison, as they stand in a reply: names only where a reply is to be edited."""
        heads = [
            (f"a:{aspect.id}", head.lower()) for aspect in store.aspects if aspect.compared for head in (aspect.label.id, aspect.label.en)
        ]
        others = ((f"a:{aspect}", head) for aspect, head in _heads() if store.has_aspect(aspect))
        return cls._of((*heads, *others, *((mark, first) for mark, head in heads if (first := head.split()[0]) not in STOP_WORDS)))

    @classmethod
    def _of(cls, phrases: Iterable[tuple[str, str]]) -> Hints:
        found: dict[tuple[str, ...], set[str]] = {}
        for mark, phrase in phrases:
            words = tuple(phrase.lower().replace("-", " ").split())
            if 0 < len(words) <= _LONGEST:
                found.setdefault(words, set()).add(mark)
        return cls({words: frozenset(marks) for words, marks in found.items()})

    def found(self, words: Sequence[str]) -> frozenset[str]:
        """The marks that phrases among plain words speak for; a phrase inside a longer one does not count."""
        return frozenset(mark for _, _, of in self._within(words) for mark in of)

    def places(self, words: Sequence[str]) -> dict[str, int]:
        """Mark -> the place of the first word of the first phrase that speaks for it."""
        return {mark: at for at, _, of in reversed(list(self._within(words))) for mark in of}

    def near(self, words: Sequence[str]) -> dict[str, str]:
        """The services that plain words are only near, each with the first words that are: "making a website"."""
        found = reversed(list(self._within(words)))
        return {mark[len(_NEAR_A_SERVICE) :]: " ".join(words[a:b]) for a, b, of in found for mark in of if mark.startswith(_NEAR_A_SERVICE)}

    def denied(self, words: Sequence[str], denies: Callable[[str], bool]) -> frozenset[str]:
        """The marks of phrases right behind a denial, with at most a word or two between them: "not a table", "jangan pakai tabel"."""
        found: set[str] = set()
        last = 0
        for at, end, of in self._within(words):
            before = words[max(last if last <= at else 0, at - _NEAR) : at]
            cut = max((i + 1 for i, word in enumerate(before) if not any(letter.isalnum() for letter in word)), default=0)
            if any(denies(word) for word in before[cut:]):
                found |= of
            last = end
        return frozenset(found)

    def joined(self, words: Sequence[str], joins: Callable[[str], bool]) -> bool:
        """Whether two phrases for several things stand there with nothing between them but what joins them: "basis, driver and staff"."""
        found = list(self._within(words))
        return any(
            one != other and start > end and all(joins(w) or not any(letter.isalnum() for letter in w) for w in words[end:start])
            for (_, end, one), (start, _, other) in zip(found, found[1:])
        )

    def beside(self, words: Sequence[str], values: Collection[str]) -> list[str]:
        """The plain words, a mark in place of the phrases of several that speak for some values.

        "Not so hard" means a value by itself: its "not" denies nothing, if that value is what is heard.
        """
        taken = [(start, end) for start, end, of in self._within(words) if end - start > 1 and any(m[2:] in values for m in of)]
        inside = {i for start, end in taken for i in range(start, end)}
        begins = {start for start, _ in taken}
        return [PHRASE if i in begins else word for i, word in enumerate(words) if i in begins or i not in inside]

    def _within(self, words: Sequence[str]) -> Iterator[tuple[int, int, frozenset[str]]]:
        """Where phrases stand among plain words, with their marks."""
        for phrases, lengths in zip(self._tables, self._lengths):
            at = 0
            while at < len(words):
                for length in lengths.get(words[at], ()):
                    of = phrases.get(tuple(words[at : at + length]))
                    if of:
                        yield at, at + length, of
                        at += length - 1
                        break
                at += 1


def _lengths_of(phrases: Iterable[tuple[str, ...]]) -> dict[str, list[int]]:
    lengths: dict[str, set[int]] = {}
    for phrase in phrases:
        lengths.setdefault(phrase[0], set()).add(len(phrase))
    return {word: sorted(of, reverse=True) for word, of in lengths.items()}


def _of_things(folder: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(folder.glob("phrases_of_*.yml")):
        for thing, phrases in read(file).items():
            kind, _, value = thing.partition(":")
            if kind in _MARKS:
                yield from ((f"{_MARKS[kind]}:{value}", str(phrase)) for phrase in phrases)


def _heads() -> Iterator[tuple[str, str]]:
    for file in sorted(LANGUAGE_DATA.glob("*/rows.yml")):
        for aspect, heads in read(file).items():
            yield from ((str(aspect), str(head)) for head in heads)


def _of_forms() -> Iterator[tuple[str, str]]:
    for file in sorted(LANGUAGE_DATA.glob("*/forms.yml")):
        for form, phrases in read(file).items():
            yield from ((f"f:{form}", str(phrase)) for phrase in phrases)
    for file in sorted(LANGUAGE_DATA.glob("*/reactions.yml")):
        for mark, phrases in read(file).items():
            yield from ((str(mark), str(phrase)) for phrase in phrases)


def known_only(marks: frozenset[str], store: FactStore) -> frozenset[str]:
    """The marks without those of things that have left the store."""
    known: dict[str, Callable[[str], bool]] = {
        "a": store.has_aspect,
        "v": store.has_fact,
        "s": lambda s: bool(store.classify(s)),
        "t": store.has_type,
        "r": lambda r: r in store.relations,
    }
    kinds = {m: m.lstrip("-~")[0] for m in marks}
    return frozenset(m for m in marks if kinds[m] not in known or known[kinds[m]](m.rpartition(":")[2]))
