"""Word pieces of an example: which part they belong to, where a part is cut, what is unknown; and figures over them."""

from __future__ import annotations

import random

import numpy as np
import pytest

from nlu.encoder import PREFIX
from tools.encoder.batches import Batches, Vocabulary, grouped, rows_of, targets_of, without_spaces
from tools.encoder.examples import Example, Part
from tools.encoder.extract import dequantised, tokenizer_of
from tools.encoder.figures import Figures

NONE = frozenset()
VOCABULARY = Vocabulary(("ask_aspect", "greet"), ("yn", "s:payroll", "answerable"))


@pytest.fixture(scope="module")
def tokenizer():
    """A tokenizer whose word pieces are single letters, as those of the base."""
    letters = "abcdefghijklmnopqrstuvwxyz:?.,! "
    pieces = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("\u2581", -2.0)]
    pieces += [(letter, -2.0) for letter in letters] + [("\u2581hi", -1.0), ("\u2581is", -1.0), ("\u2581it", -1.0)]
    made = tokenizer_of(pieces, {"bos": 0, "pad": 1, "eos": 2, "unk": 3})
    made.enable_truncation(60)
    return made


def message(text: str, *starts: int, **more) -> Example:
    parts = tuple(Part(s, e, ("ask_aspect",), NONE, NONE) for s, e in zip(starts, [*starts[1:], len(text)]))
    return Example(text, parts, starts, **{"whole": True, **more})


def test_pieces_begin_behind_their_space() -> None:
    text = "hi  is"
    assert list(without_spaces(text, np.array([0, 2, 5]), np.array([2, 5, 6]))) == [0, 4, 5]


def test_targets() -> None:
    starts, ends = np.array([0, 3, 7, 10, 13]), np.array([2, 6, 9, 12, 16])
    of = targets_of(message("Hi you! Is it far", 0, 7, outside=((10, 16),)), starts, ends)
    assert [(first, behind) for first, behind, _ in of.parts] == [(0, 2), (2, 5)]
    assert of.cut.tolist() == [-1, 0, 1, 0, 0]
    assert of.outside.tolist() == [0, 0, 0, 1, 2]


def test_beside_a_known_cut_there_is_none() -> None:
    starts = np.arange(0, 21, 3)
    of = targets_of(message("x" * 21, 0, 12, whole=False, outside=None), starts, starts + 2)
    assert of.cut.tolist() == [-1, 0, -1, 0, 1, 0, -1]
    assert of.outside.tolist() == [-1] * 7


def test_nothing_is_known_where_no_cut_is() -> None:
    starts = np.arange(0, 9, 3)
    of = targets_of(Example("x" * 9, (Part(0, 9, (), NONE, NONE),)), starts, starts + 2)
    assert of.cut.tolist() == [-1, -1, -1]


def test_rows(tokenizer) -> None:
    text = "hi is it? is it"
    (row,) = rows_of([message(text, 0, 10, outside=((13, 15),))], tokenizer)
    encoding = tokenizer.encode(PREFIX + text)
    spans = [[encoding.tokens[i] for i in range(first, behind)] for first, behind, _ in row.targets.parts]
    assert spans == [["\u2581hi", "\u2581is", "\u2581it", "?"], ["\u2581is", "\u2581it"]]
    assert [encoding.tokens[i] for i in np.flatnonzero(row.targets.cut == 1)] == ["\u2581is"]
    assert row.targets.cut.tolist().count(0) == 4
    assert [encoding.tokens[i] for i in np.flatnonzero(row.targets.outside == 1)] == ["\u2581it"]
    assert list(row.ids) == encoding.ids


def test_parts_behind_the_longest_are_left_out(tokenizer) -> None:
    text = "z" * 100 + " hi"
    (row,) = rows_of([message(text, 0, 101)], tokenizer)
    assert len(row.ids) == 60 and len(row.targets.parts) == 1


def test_groups_hold_no_more_than_they_may(tokenizer) -> None:
    rows = rows_of([message("is " * n, 0) for n in (1, 9, 3, 7, 2, 12, 5)], tokenizer)
    groups = grouped(rows, 60, random.Random(1))
    assert sum(map(len, groups)) == 7
    assert all(len(group) == 1 or len(group) * max(len(row.ids) for row in group) <= 60 for group in groups)


def test_a_batch(tokenizer) -> None:
    first = Example("hi is", (Part(0, 5, ("ask_aspect", "greet"), frozenset({"yn"}), frozenset({"yn", "s:payroll"})),), weight=0.5)
    second = message("is it hi", 0, 6)
    made = Batches(VOCABULARY, 1).batch(rows_of([first, second], tokenizer))
    assert made.ids.shape == made.mask.shape == made.cut.shape == made.outside.shape
    # Behind the parts stand parts that are none, of which nothing is known and nothing is learnt.
    assert made.row.tolist()[:3] == [0, 1, 1] and made.row.shape == made.weights.shape == made.pool.shape[:1]
    assert made.pool.sum(1)[:3] == pytest.approx([1, 1, 1])
    assert made.labels.tolist()[:3] == [[1, 1], [1, 0], [1, 0]]
    assert made.marks.tolist()[:3] == [[1, 0, 0], [0, 0, 0], [0, 0, 0]]
    assert made.known.tolist()[:3] == [[1, 1, 0], [0, 0, 0], [0, 0, 0]]
    assert made.weights.tolist()[:3] == [0.5, 1, 1]
    assert not any(of[3:].any() for of in (made.pool, made.labels, made.marks, made.known, made.weights))
    assert made.ids[0, -1] == 1 and made.mask[0, -1] == 0 and made.cut[0, -1] == -1


def test_figures() -> None:
    figures = Figures(VOCABULARY)
    right: list[tuple] = [("ask_aspect",), ("greet", "ask_aspect"), (), ("greet",)]
    figures.labels(right, np.array([[0.9, 0.1], [0.9, 0.1], [0.1, 0.9], [0.6, 0.4]]))
    gold, known, got = np.array([[1, 0, 1], [0, 1, 0]]), np.array([[1, 1, 0], [1, 1, 0]]), np.array([[1, 1, 1], [0, 0, 1]]) > 0
    figures.marks(gold, known, got)
    figures.pieces(np.array([-1, 1, 0, 1]), np.array([1, 1, 0, 0]) > 0, np.array([-1, 0, 1, 2]), np.array([1, 0, 1, 1]) > 0)
    of = figures.result()
    assert of["parts"] == 3 and of["labels_right"] == pytest.approx(2 / 3, abs=1e-3)
    assert of["labels_by_kind"] == {"ask_aspect": {"right": 1.0, "of": 1}, "greet": {"right": 0.5, "of": 2}}
    assert of["marks_by_kind"] == {"yn": {"f1": 1.0, "of": 1}, "s": {"f1": 0.0, "of": 1}}
    assert (of["marks_f1"], of["outside_f1"]) == (0.5, 1.0)
    assert of["cuts_f1"] == pytest.approx(2 / 3, abs=1e-3)
    assert "greet>ask_aspect 1" in figures.line()


def test_weights_of_four_bits() -> None:
    block = np.zeros(1, dtype=[("scale", "<f2"), ("halves", "u1", 16)])
    block["scale"], block["halves"] = 0.5, 0x9A
    (row,) = dequantised(block.tobytes(), 32)
    assert row.tolist() == [1.0] * 16 + [0.5] * 16
