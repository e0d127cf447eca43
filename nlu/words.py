"""A linear model of the labels over words, beside the encoder: it knows what examples say to the letter, typing and all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from nlu.linear import Features, LinearModel, NGrams, character_ngrams, remembered_ngrams

_WEIGHTS = {"words": 1.0, "skips": 0.5, "letters": 1.2, "shape": 0.8}
# Names that are replaced by their kind, so that what is learnt of one thing holds for every one.
_MASKED = ("model", "type", "service", "ordinal", "target_language")
# Four times as much fits no better on lines that were held out, and takes twice the time.
_STRENGTH = 5.0
# Pairs of letters tell nothing that three do not, and are a fifth of a training.
_LETTERS = (3, 5)
# A feature of fewer lines tells nothing.
_LEAST = 3


class WordModel:
    """Label -> probability, by the words of a part; names count by their kind alone."""

    def __init__(self, model: LinearModel) -> None:
        self._model = model

    @classmethod
    def fit(cls, readings: Sequence[Mapping[str, Sequence[Any]]], labels: Sequence[str]) -> WordModel:
        """Learn from parts that were read (see `nlu.reader.READING`) and their labels."""
        ngrams = remembered_ngrams()
        features = [_features(r["words"], r["kinds"], ngrams) for r in readings]
        return cls(LinearModel.fit(features, list(labels), _WEIGHTS, _STRENGTH, _LEAST))

    def judge(self, words: Sequence[str], kinds: Sequence[str]) -> dict[str, float]:
        """The labels of a part with their probabilities; they add up to 1."""
        return dict(self._model.rank(_features(words, kinds)))

    def save(self, folder: Path) -> None:
        """Write the model into a folder."""
        self._model.save(folder)

    @classmethod
    def load(cls, folder: Path) -> WordModel:
        """Read what `save` wrote."""
        return cls(LinearModel.load(folder))


def _features(words: Sequence[str], kinds: Sequence[str], ngrams: NGrams = character_ngrams) -> Features:
    """Words with names masked, alone, in rows and around a gap; letters of the other words; which kinds are named, and how long it is."""
    masked: list[str] = []
    for word, kind in zip(words, kinds):
        shown = f"<{kind}>" if kind in _MASKED else word
        if not (kind in _MASKED and masked and masked[-1] == shown):
            masked.append(shown)
    rows = [f"={word}" for word in masked]
    rows += [f"{a} {b}" for a, b in zip(["<", *masked], [*masked, ">"])]
    rows += [f"{a} {b} {c}" for a, b, c in zip(masked, masked[1:], masked[2:])]
    letters = [
        ngram
        for word, kind in zip(words, kinds)
        if kind not in _MASKED and word.isalpha()
        for ngram in ngrams(word, *_LETTERS)
    ]  # fmt: skip
    shape = [f"<{kind}>" for kind in sorted(set(kinds)) if kind] + [f"length {min(len(masked), 12)}"]
    return {"words": rows, "skips": [f"{a} _ {b}" for a, b in zip(masked, masked[2:])], "letters": letters, "shape": shape}
