"""What a message asks about that the store does not know: a sequence labeller learnt from the marks of the examples.

A conditional random field (CRFsuite) sees each word with its neighbours, and how usual it is in questions. So it finds
"recipe for pancakes" from the place of its words alone, and where such a phrase begins and ends.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any, List, Mapping, NamedTuple, Optional, Sequence

import pycrfsuite
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from components.reader import READING, THINGS, outside_marks

Reading = Mapping[str, Sequence[Any]]

_INSIDE, _BEGIN, _OUTSIDE = "I", "B", "O"
_PARAMETERS = {"c1": 0.02, "c2": 0.5, "max_iterations": 80, "feature.possible_transitions": True}
# Where the likeliest labelling marks nothing, words count that are likelier than this: what is out of scope mostly names
# a thing. In cross-validation F1 is 0.81 so, 0.79 without.
_LIKELY = 0.2
# A phrase rather goes on than breaks off: its next word needs less than the even chance that begins one.
_GOES_ON = 0.35
_NEAR = (-3, -2, -1, 0, 1, 2, 3)
_AFFIXES = (2, 3, 4)
_FAR = 6
_MOST_USUAL = 7
_LONG = 12


class Span(NamedTuple):
    """A phrase in a message: its first and last word, and how sure it is, from 0 to 1."""

    first: int
    last: int
    certainty: float


class OutsideTagger:
    """Finds the phrases that name what lies outside the store; none where it had nothing to learn from."""

    def __init__(self, file: Path, counts: Mapping[str, int]) -> None:
        self._tagger: Optional[pycrfsuite.Tagger] = None
        # CRFsuite writes a model of no examples too, and crashes the process that tags with it.
        if file.exists():
            self._tagger = pycrfsuite.Tagger()
            self._tagger.open(str(file))
        self._counts = counts

    @classmethod
    def fit(cls, examples: Sequence[Message], counts: Mapping[str, int], file: Path) -> "OutsideTagger":
        """Learn from examples that were read, and write the model.

        Args:
            examples: those that are out of scope, with their marks.
            counts: in how many questions that can be answered a word is.
            file: where the model goes, if there are examples; CRFsuite reads it from there.
        """
        if not examples:
            return cls(file, counts)
        trainer = pycrfsuite.Trainer(verbose=False, params=_PARAMETERS)
        for example in examples:
            reading = example.get(READING)
            trainer.append(_features(example.get(TEXT), reading, counts), _labels(reading, outside_marks(example)))
        trainer.train(str(file))
        return cls(file, counts)

    def find(self, text: str, reading: Reading) -> List[Span]:
        """The phrases in a message, in their order; none where nothing unknown is named."""
        if not self._tagger or not reading["words"]:
            return []
        labels = self._tagger.tag(_features(text, reading, self._counts))
        likely = [1.0 - self._tagger.marginal(_OUTSIDE, index) for index in range(len(labels))]
        if set(labels) == {_OUTSIDE}:
            labels = [_INSIDE if likelihood > _LIKELY else _OUTSIDE for likelihood in likely]
        spans: List[Span] = []
        for index, (label, likelihood) in enumerate(zip(labels, likely)):
            follows = bool(spans) and spans[-1].last == index - 1
            is_marked = label != _OUTSIDE or (follows and likelihood > _GOES_ON)
            # What the store knows is no part of what lies outside.
            if not is_marked or reading["kinds"][index] in THINGS:
                continue
            if follows and label != _BEGIN:
                spans[-1] = Span(spans[-1].first, index, min(spans[-1].certainty, likelihood))
            else:
                spans.append(Span(index, index, likelihood))
        return spans


def _labels(reading: Reading, marks: Sequence[Mapping[str, Any]]) -> List[str]:
    labels: List[str] = []
    for start, end in zip(reading["starts"], reading["ends"]):
        mark = next((m for m in marks if start < m["end"] and end > m["start"]), None)
        if mark is None:
            labels.append(_OUTSIDE)
        else:
            labels.append(_BEGIN if start <= mark["start"] else _INSIDE)
    return labels


def _features(text: str, reading: Reading, counts: Mapping[str, int]) -> List[List[str]]:
    """Of each word: itself, those around it, their kind and use, its letters, and its place."""
    words = [f"<{kind}>" if kind in THINGS else word for word, kind in zip(reading["words"], reading["kinds"])]
    usual = [min(int(math.log2(counts.get(word, 0) + 1)), _MOST_USUAL) for word in reading["words"]]
    written = [text[start:end] for start, end in zip(reading["starts"], reading["ends"])]
    padded = ["^"] * 3 + words + ["$"] * 3
    # "The salary": beside the name of a model it is asked about, alone it may be anything.
    named = "beside a name" if set(THINGS) & set(reading["kinds"]) else "alone"
    message = [named, f"asks={'?' in words}", f"length={min(len(words), _LONG) // 3}"]
    features = []
    for index, word in enumerate(words):
        around = dict(zip(_NEAR, padded[index : index + len(_NEAR)]))
        row = [f"{near}={other}" for near, other in around.items()]
        row += [f"pair {a} {b}={around[a]} {around[b]}" for a, b in ((-2, -1), (-1, 0), (-1, 1), (0, 1), (1, 2))]
        for near in (-2, -1, 0, 1, 2):
            if 0 <= index + near < len(words):
                row += [f"usual {near}={usual[index + near]}", f"kind {near}={reading['kinds'][index + near]}"]
        row += [*message, f"{named}={word}"]
        row.append(f"opening {min(index, 3)}={' '.join(words[:2])}")
        row += [f"before={other}" for other in sorted(set(words[max(0, index - _FAR) : index]))]
        row += [f"after={other}" for other in sorted(set(words[index + 1 : index + 1 + _FAR]))]
        row += [affix for size in _AFFIXES for affix in (f"{word[:size]}-", f"-{word[-size:]}")]
        row += [f"shape={_shape(written[index])}", f"from start={min(index, 4)}", f"to end={min(len(words) - 1 - index, 4)}"]
        features.append(row)
    return features


def _shape(word: str) -> str:
    if word.isupper() and len(word) > 1:
        return "capitals"
    return "capital" if word[:1].isupper() else "letters" if word.isalpha() else "digits" if word.isdigit() else "other"
