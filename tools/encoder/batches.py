"""Examples as arrays: word pieces, and what is known of each of them and of each part."""

from __future__ import annotations

import random
from typing import Any, Dict, FrozenSet, List, NamedTuple, Sequence, Tuple

import numpy as np

from nlu.encoder import PREFIX, own_pieces
from tools.encoder.examples import Example, Part

UNKNOWN = -1
_MOST_ROWS = 64
_STEP = 8


class Targets(NamedTuple):
    """What is known of an example, by its n word pieces.

    Attributes:
        parts: of those that have word pieces: the first piece, the one behind the last, and the part.
        cut: whether a part begins at a piece, 1, 0 or UNKNOWN; shape (n,). The first piece always begins one, which
            teaches nothing: unknown.
        outside: whether a piece begins (1), or goes on with (2), the name of something unknown; 0 or UNKNOWN; shape (n,).
    """

    parts: List[Tuple[int, int, Part]]
    cut: np.ndarray
    outside: np.ndarray


class Row(NamedTuple):
    """An example as word pieces, those of the prefix and the special ones among them; `targets` count them, too. The first `own`
    of them are the message's, those behind them what was said before it."""

    ids: np.ndarray
    targets: Targets
    weight: float
    own: int


class Vocabulary(NamedTuple):
    """Labels and marks in the order of the heads."""

    labels: Tuple[str, ...]
    marks: Tuple[str, ...]


class Batch(NamedTuple):
    """Rows of n word pieces at most, with p parts in all of them.

    Attributes:
        ids, mask: of the pieces, padded; shape (rows, n). own: 1 for the pieces of the message itself; shape (rows, n). cut, outside: see Targets; shape (rows, n).
        pool: the share of each piece in the mean of each part, shape (p, n). row: the row of each part, shape (p,).
        labels: 1 for each label that is right, shape (p, labels); none where that is not known.
        marks: 1 for each mark that a part has; known: 1 for each of which it is known; shape (p, marks). weights: shape (p,).
    """

    ids: np.ndarray
    mask: np.ndarray
    own: np.ndarray
    cut: np.ndarray
    outside: np.ndarray
    pool: np.ndarray
    row: np.ndarray
    labels: np.ndarray
    marks: np.ndarray
    known: np.ndarray
    weights: np.ndarray


def without_spaces(text: str, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Where pieces begin behind the space that a piece may begin with; as `nlu.encoder` places them."""
    length = len(text)
    places = np.arange(length + 1)
    places[:length][[letter.isspace() for letter in text]] = length
    next_letter = np.minimum.accumulate(places[::-1])[::-1]
    return np.minimum(next_letter[np.minimum(starts, length)], ends)


def targets_of(example: Example, starts: np.ndarray, ends: np.ndarray) -> Targets:
    """What is known of an example by its word pieces.

    Args:
        example: it.
        starts, ends: where each of its n pieces stands in its text, in ascending order; shape (n,).
    """
    n = len(starts)
    cut = np.full(n, 0 if example.whole else UNKNOWN, np.int8)
    if n and example.cuts:
        firsts = np.unique(np.searchsorted(ends, example.cuts, "right"))
        firsts = firsts[firsts < n]
        if not example.whole:  # just before a known cut, and just behind it, there is none
            beside = np.concatenate([firsts - 1, firsts + 1])
            cut[beside[(beside > 0) & (beside < n)]] = 0
        cut[firsts] = 1
    cut[:1] = UNKNOWN
    parts = []
    for part in example.parts:
        first, behind = _pieces(starts, ends, part.start, part.end)
        if first < behind:
            parts.append((first, behind, part))
    outside = np.full(n, UNKNOWN if example.outside is None else 0, np.int8)
    for start, end in example.outside or ():
        first, behind = _pieces(starts, ends, start, end)
        outside[first:behind] = 2
        outside[first : min(first + 1, behind)] = 1
    return Targets(parts, cut, outside)


def _pieces(starts: np.ndarray, ends: np.ndarray, start: int, end: int) -> Tuple[int, int]:
    """The first piece that stands between two characters, and the one behind the last."""
    return int(np.searchsorted(ends, start, "right")), int(np.searchsorted(starts, end, "left"))


def rows_of(examples: Sequence[Example], tokenizer: Any) -> List[Row]:
    """The examples as rows; one without a word piece in any of its parts is left out.

    Args:
        examples: they.
        tokenizer: of the `tokenizers` package, set to cut what is too long.
    """
    rows = []
    heard = [(PREFIX + e.text, e.before) if e.before else PREFIX + e.text for e in examples]
    for example, encoding in zip(examples, tokenizer.encode_batch(heard)):
        row = _row(example, np.array(encoding.ids), np.array(encoding.offsets), np.array(encoding.special_tokens_mask), own_pieces(encoding))
        if row.targets.parts:
            rows.append(row)
    return rows


def _row(example: Example, ids: np.ndarray, offsets: np.ndarray, special: np.ndarray, own: int) -> Row:
    offsets = offsets - len(PREFIX)
    real = np.flatnonzero((offsets[:own, 1] > 0) & (special[:own] == 0))
    cut = np.full(len(ids), UNKNOWN, np.int8)
    outside = cut.copy()
    if not len(real):
        return Row(ids, Targets([], cut, outside), example.weight, own)
    ends = offsets[real, 1]
    starts = without_spaces(example.text, np.maximum(offsets[real, 0], 0), ends)
    found = targets_of(example, starts, ends)
    shift = int(real[0])
    cut[real], outside[real] = found.cut, found.outside
    return Row(ids, Targets([(first + shift, behind + shift, part) for first, behind, part in found.parts], cut, outside), example.weight, own)


def grouped(rows: Sequence[Row], most: int, rng: random.Random) -> List[List[Row]]:
    """Rows of like length together, in groups of at most `most` word pieces, padding included; in random order.

    Lengths are rounded up (`rounded`), so that there are few shapes of batch: a processor's library prepares itself for each
    shape anew, which had taken most of the time.
    """
    by_length: Dict[int, List[Row]] = {}
    for row in rows:
        by_length.setdefault(rounded(len(row.ids)), []).append(row)
    groups: List[List[Row]] = []
    for length in sorted(by_length):
        alike = by_length[length]
        rng.shuffle(alike)
        size = max(1, min(_MOST_ROWS, most // length))
        groups += [alike[i : i + size] for i in range(0, len(alike), size)]
    rng.shuffle(groups)
    return groups


def rounded(count: int) -> int:
    """A count rounded up: to a multiple of 8, above 64 to one of 32."""
    step = _STEP if count <= _STEP * _STEP else 4 * _STEP
    return -(-count // step) * step


class Batches:
    """Makes batches of groups.

    Args:
        vocabulary: the order of labels and marks.
        padding: the id of the word piece that fills up.
    """

    def __init__(self, vocabulary: Vocabulary, padding: int) -> None:
        self._label = {label: i for i, label in enumerate(vocabulary.labels)}
        self._mark = {mark: i for i, mark in enumerate(vocabulary.marks)}
        self._padding = padding
        self._lacking: Dict[FrozenSet[str], np.ndarray] = {}

    def batch(self, group: Sequence[Row]) -> Batch:
        """The rows of a group, padded to a common length."""
        rows, n = len(group), rounded(max(len(row.ids) for row in group))
        parts = [(b, first, behind, part) for b, row in enumerate(group) for first, behind, part in row.targets.parts]
        # Parts that are none fill up their number, too: nothing is known of them.
        p, spare = rounded(len(parts)), rounded(len(parts)) - len(parts)
        made = Batch(
            ids=np.full((rows, n), self._padding, np.int64),
            mask=np.zeros((rows, n), np.float32),
            own=np.zeros((rows, n), np.float32),
            cut=np.full((rows, n), UNKNOWN, np.float32),
            outside=np.full((rows, n), UNKNOWN, np.int64),
            pool=np.zeros((p, n), np.float32),
            row=np.array([*(b for b, *_ in parts), *[0] * spare], np.int64),
            labels=np.zeros((p, len(self._label)), np.float32),
            marks=np.zeros((p, len(self._mark)), np.float32),
            known=np.zeros((p, len(self._mark)), np.float32),
            weights=np.array([*(group[b].weight for b, *_ in parts), *[0.0] * spare], np.float32),
        )
        for b, row in enumerate(group):
            length = len(row.ids)
            made.ids[b, :length], made.mask[b, :length], made.own[b, : row.own] = row.ids, 1, 1
            made.cut[b, :length], made.outside[b, :length] = row.targets.cut, row.targets.outside
        for i, (_, first, behind, part) in enumerate(parts):
            made.pool[i, first:behind] = 1 / (behind - first)
            self.tell(part, made.labels[i], made.marks[i], made.known[i])
        return made

    def tell(self, part: Part, labels: np.ndarray, marks: np.ndarray, known: np.ndarray) -> None:
        """Write what is known of a part into arrays of zeros; shapes (labels,), (marks,), (marks,)."""
        for label in part.labels:
            labels[self._label[label]] = 1
        if part.lacks not in self._lacking:
            self._lacking[part.lacks] = np.array([self._mark[mark] for mark in part.lacks], np.int64)
        known[self._lacking[part.lacks]] = 1
        for mark in part.has:
            marks[self._mark[mark]] = known[self._mark[mark]] = 1
