"""With which words people ask, go on, chat, and name what lies outside."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import FrozenSet, List, Mapping, NamedTuple, Sequence

import srsly
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

from components.descriptions import described_by
from components.names import CARRIES_OVER
from components.reader import OUT_OF_SCOPE, READING, marked_outside

_FAR = 20
_ASKS = "ask_"


class Vocabulary(NamedTuple):
    """The words of the examples by what they are used for; names do not count.

    Attributes:
        counts: words of what is not out of scope -> how many examples have them.
        usual: those of them that are in several examples: no name of something unknown.
        elliptic: those that are in several ellipses ("and how about …?").
        chat: all words of small talk.
        neighbours: what several examples mark as outside what the store knows, in lower case, unless all its words are
            far more usual otherwise: "who" asks, even if some ask what WHO stands for.
    """

    counts: Mapping[str, int]
    usual: FrozenSet[str]
    elliptic: FrozenSet[str]
    chat: FrozenSet[str]
    neighbours: FrozenSet[str]

    @classmethod
    def fit(cls, examples: Sequence[Message], several: int) -> "Vocabulary":
        """Count the words of examples that were read.

        Args:
            examples: those with an intent.
            several: in how many a word has to be to be usual.
        """
        known = [e for e in examples if e.get(INTENT) != OUT_OF_SCOPE]
        # What tells of a thing in an ellipsis says nothing about ellipses.
        ellipses = [e for e in known if e.get(INTENT) in CARRIES_OVER and not described_by(e)]
        chat = [e for e in known if not e.get(INTENT).startswith(_ASKS) and e.get(INTENT) not in CARRIES_OVER]
        marks = marked_outside(examples)
        counts, elliptic = _counted(known), _counted(ellipses)
        outside = Counter(word for mark in marks for word in set(mark.split()))
        return cls(
            counts,
            _at_least(several, counts),
            frozenset(word for word in _at_least(several, elliptic) if elliptic[word] > outside[word]),
            _at_least(1, _counted(chat)),
            frozenset(
                mark for mark in _at_least(2, marks) if marks[mark] * _FAR > min(counts[word] for word in mark.split())
            ),
        )

    def save(self, file: Path) -> None:
        """Write all of it into a file."""
        srsly.write_json(file, {name: _plain(value) for name, value in self._asdict().items()})

    @classmethod
    def load(cls, file: Path) -> "Vocabulary":
        """Read what `save` wrote."""
        content = srsly.read_json(file)
        return cls(content.pop("counts"), **{name: frozenset(words) for name, words in content.items()})


def free_words(words: Sequence[str], kinds: Sequence[str]) -> List[str]:
    """The words that are no names."""
    return [word for word, kind in zip(words, kinds) if not kind and word.isalpha()]


def _counted(examples: Sequence[Message]) -> Counter:
    readings = [example.get(READING) for example in examples]
    return Counter(word for reading in readings for word in set(free_words(reading["words"], reading["kinds"])))


def _at_least(count: int, counted: Mapping[str, int]) -> FrozenSet[str]:
    return frozenset(word for word, times in counted.items() if times >= count)


def _plain(value: object) -> object:
    return dict(value) if isinstance(value, Mapping) else sorted(value)
