"""The encoder's files: what is said where one is missing or damaged."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from nlu.encoder import FOLDER, Encoder, EncoderError

FILES = ("encoder.onnx", "tokenizer.json", "heads.npz", "card.json")


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_told_in_one_line(tmp_path: Path, name: str) -> None:
    for other in FILES:
        if other != name:
            (tmp_path / other).write_bytes(b"")
    with pytest.raises(EncoderError, match=f"{name}: is missing") as raised:
        Encoder(tmp_path)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_told_in_one_line(tmp_path: Path, name: str) -> None:
    for file in FILES:
        shutil.copy(FOLDER / file, tmp_path)
    (tmp_path / name).write_bytes((tmp_path / name).read_bytes()[:100])
    with pytest.raises(EncoderError, match="is damaged") as raised:
        Encoder(tmp_path)
    assert "\n" not in str(raised.value)


def test_parts_are_judged_by_all_labels_and_marks() -> None:
    encoder = Encoder()
    text = "halo kak, apa itu BPO?"
    encoded = encoder.encode(text)
    assert all(0 <= s < e <= len(text) for s, e in zip(encoded.starts, encoded.ends))
    assert encoded.hidden.shape[0] == len(encoded.cut) == len(encoded.outside) == len(encoded.starts)
    judged = encoder.judge(encoded, [(0, 10), (10, len(text))])
    for of in judged:
        assert set(of.labels) == set(encoder.labels) and abs(sum(of.labels.values()) - 1) < 1e-5
        assert {*of.marks, *of.talk} == set(encoder.marks) and all(0 <= p <= 1 for p in (*of.marks.values(), *of.talk.values()))


@pytest.mark.parametrize("text", ["", "😀", "\u200b", pytest.param("BPO " * 500, id="many words"), pytest.param("x" * 2000, id="one word")])
def test_any_text_can_be_encoded(text: str) -> None:
    encoder = Encoder()
    encoded = encoder.encode(text)
    assert len(encoder.judge(encoded, [(0, len(text))])) == 1
