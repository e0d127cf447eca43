"""How well an encoder does on messages that were held out: labels, marks, cuts and unknown things."""

from __future__ import annotations

from collections import Counter
from typing import Any, Dict, Sequence, Tuple

import numpy as np

from nlu.encoder import Encoder
from tools.encoder.batches import Batches, Vocabulary, targets_of
from tools.encoder.examples import Example, Part


class Hits:
    """How often something was found rightly, found wrongly, and missed."""

    def __init__(self) -> None:
        self.right = self.wrong = self.missed = 0

    def add(self, right: int, wrong: int, missed: int) -> None:
        """Count some more."""
        self.right += right
        self.wrong += wrong
        self.missed += missed

    def compare(self, got: np.ndarray, gold: np.ndarray) -> None:
        """Count what was found against what is there; two arrays of truth values of one shape."""
        self.add(int((got & gold).sum()), int((got & ~gold).sum()), int((~got & gold).sum()))

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, rounded; 0 where there was nothing."""
        return round(2 * self.right / max(1, 2 * self.right + self.wrong + self.missed), 4)


class Figures:
    """Counts of what was heard against what is known.

    Args:
        vocabulary: the order of labels and marks.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._kinds = [mark.partition(":")[0] if mark[:3] != "is:" else mark for mark in vocabulary.marks]
        self._parts: Counter = Counter()
        self._right: Counter = Counter()
        self._taken_for: Counter = Counter()
        self._marks, self._cuts, self._outside = Hits(), Hits(), Hits()
        self._by_kind: Dict[str, Hits] = {}

    def labels(self, right: Sequence[Sequence[str]], scores: np.ndarray) -> None:
        """Parts: the labels that are right of each, the most usual one first, and how likely each label is held.

        Args:
            right: for each part; none where that is not known.
            scores: shape (parts, labels).
        """
        for labels, top in zip(right, scores.argmax(1)):
            if labels:
                got = self._vocabulary.labels[int(top)]
                self._parts[labels[0]] += 1
                self._right[labels[0]] += got in labels
                if got not in labels:
                    self._taken_for[labels[0], got] += 1

    def marks(self, gold: np.ndarray, known: np.ndarray, got: np.ndarray) -> None:
        """Parts: which marks they have, of which that is known, and which were heard; all of shape (parts, marks)."""
        gold, got = (gold > 0) & (known > 0), (got > 0) & (known > 0)
        self._marks.compare(got, gold)
        for i in np.flatnonzero((gold | got).any(0)):
            self._by_kind.setdefault(self._kinds[i], Hits()).compare(got[:, i], gold[:, i])

    def pieces(self, cut: np.ndarray, cut_got: np.ndarray, outside: np.ndarray, outside_got: np.ndarray) -> None:
        """Word pieces: see `Targets`; what was heard as truth values. All of one shape."""
        self._cuts.compare(cut_got[cut >= 0], cut[cut >= 0] == 1)
        self._outside.compare(outside_got[outside >= 0], outside[outside >= 0] > 0)

    def result(self) -> Dict[str, Any]:
        """All figures, as they stand in the card."""
        parts = sum(self._parts.values())
        return {
            "parts": parts,
            "labels_right": round(sum(self._right.values()) / max(1, parts), 4),
            "marks_f1": self._marks.f1,
            "cuts_f1": self._cuts.f1,
            "outside_f1": self._outside.f1,
            "labels_by_kind": {
                label: {"right": round(self._right[label] / of, 4), "of": of} for label, of in sorted(self._parts.items())
            },
            "marks_by_kind": {
                kind: {"f1": hits.f1, "of": hits.right + hits.missed} for kind, hits in sorted(self._by_kind.items())
            },
        }

    def line(self) -> str:
        """The main figures, and what is taken for what most often, for whoever watches."""
        of = self.result()
        main = (
            f"labels {of['labels_right']:.3f} of {of['parts']} parts, marks F1 {of['marks_f1']:.3f}, "
            f"cuts F1 {of['cuts_f1']:.3f}, outside F1 {of['outside_f1']:.3f}"
        )
        kinds = " ".join(f"{kind} {hits['f1']:.2f} ({hits['of']})" for kind, hits in of["marks_by_kind"].items())
        wrong = " ".join(f"{a}>{b} {n}" for (a, b), n in self._taken_for.most_common(12))
        return f"{main}\n    {kinds}\n    {wrong}"


def measured(encoder: Encoder, examples: Sequence[Example], vocabulary: Vocabulary) -> Figures:
    """The figures of an encoder as it is served, each part of a message being given.

    Args:
        encoder: loaded from its files.
        examples: what was held out.
        vocabulary: its labels and marks.
    """
    figures, batches = Figures(vocabulary), Batches(vocabulary, 0)
    for example in examples:
        encoded = encoder.encode(example.text, example.before)
        targets = targets_of(example, encoded.starts, encoded.ends)
        figures.pieces(targets.cut, encoded.cut >= 0.5, targets.outside, encoded.outside.max(1) >= 0.5)
        parts = [part for _, _, part in targets.parts]
        if not parts:
            continue
        judged = encoder.judge(encoded, [(part.start, part.end) for part in parts])
        marks, known = _told(parts, batches, vocabulary)
        figures.labels([part.labels for part in parts], np.array([[of.labels[label] for label in vocabulary.labels] for of in judged]))
        figures.marks(marks, known, np.array([[{**of.marks, **of.talk}[mark] >= 0.5 for mark in vocabulary.marks] for of in judged]))
    return figures


def _told(parts: Sequence[Part], batches: Batches, vocabulary: Vocabulary) -> Tuple[np.ndarray, np.ndarray]:
    labels = np.zeros((len(parts), len(vocabulary.labels)), np.float32)
    marks, known = (np.zeros((len(parts), len(vocabulary.marks)), np.float32) for _ in range(2))
    for i, part in enumerate(parts):
        batches.tell(part, labels[i], marks[i], known[i])
    return marks, known
