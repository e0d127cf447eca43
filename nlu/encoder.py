"""The tuned encoder: what each part of a message is, with what certainty. Run by ONNX Runtime on one thread; no torch."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import srsly
from numpy.typing import NDArray

PREFIX = "query: "
FOLDER = Path(__file__).parents[1] / "data" / "encoder"
# Of what was said before a message, so many letters are heard: the beginning and the end of the reply, the end of the question.
_REPLY_BEGINS, _REPLY_ENDS, _QUESTION = 200, 80, 120
_FILES = ("encoder.onnx", "tokenizer.json", "heads.npz", "card.json")


class EncoderError(ValueError):
    """The encoder's files cannot be used; the message is one line: which file, and how to mend it."""


class Encoded(NamedTuple):
    """A message as the encoder sees it; n is the number of its word pieces.

    Attributes:
        starts, ends: where each piece stands in the message, in characters; shape (n,).
        hidden: a vector for each piece, shape (n, width). mean: that of the whole message, shape (width,).
        cut: how sure it is that a new part begins at each piece, 0 to 1, shape (n,).
        outside: how sure it is that each piece begins, or goes on with, the name of something unknown, shape (n, 2).
    """

    starts: NDArray[Any]
    ends: NDArray[Any]
    hidden: NDArray[Any]
    mean: NDArray[Any]
    cut: NDArray[Any]
    outside: NDArray[Any]


class Judgement(NamedTuple):
    """What a part of a message is.

    Attributes:
        labels: label -> probability; they add up to 1.
        marks: mark ("yn", "v:<ref>", "f:table", …) -> probability of each by itself.
        talk: the same of what it means behind what was said before it ("as:ask_types", "is:no", "~s:<service>", …).
    """

    labels: dict[str, float]
    marks: dict[str, float]
    talk: dict[str, float] = {}

    def beside(self, labels: Mapping[str, float], weight: float) -> Judgement:
        """The same, with the labels averaged with those of another model, which weighs so much of 1."""
        names = {*self.labels, *labels}
        mean = {n: (1 - weight) * self.labels.get(n, 0.0) + weight * labels.get(n, 0.0) for n in names}
        return self._replace(labels=mean)

    def raised(self, marks: Collection[str], by: float) -> Judgement:
        """The same, with more certainty of some marks."""
        return self._replace(marks={**self.marks, **{m: min(1.0, self.marks.get(m, 0.0) + by) for m in marks}}) if marks else self


def context_of(question: str, reply: str) -> str:
    """What a message is heard behind: the reply before it, in short, and the end of what that answered; "" for a first message."""
    whole = len(reply) <= _REPLY_BEGINS + _REPLY_ENDS
    short = reply if whole else f"{reply[:_REPLY_BEGINS]} … {reply[-_REPLY_ENDS:]}"
    return f"{short} [{question[-_QUESTION:]}]" if reply else ""


def is_of_talk(mark: str) -> bool:
    """Whether a mark is one of what a part means behind what was said before it: see `nlu.labels.talk_marks_of`."""
    return mark.startswith(("as:", "of:", "is:", "~")) or mark in ("owe", "mistaken")


def own_pieces(encoding: Any) -> int:
    """How many of the pieces of an encoding are the message's own, the special ones at both of its ends among them."""
    return next((i for i, of in enumerate(encoding.sequence_ids) if of == 1), len(encoding.ids))


class Encoder:
    """The network, its tokenizer and its heads.

    Args:
        folder: where `make encoder` put its files.

    Raises:
        EncoderError: a file is missing or damaged, in one line.
    """

    def __init__(self, folder: Path = FOLDER) -> None:
        for name in _FILES:
            if not (folder / name).is_file():
                raise EncoderError(f"{folder / name}: is missing: restore it from the repository, or run 'make encoder'")
        try:
            import onnxruntime
            from threadpoolctl import threadpool_limits
            from tokenizers import Tokenizer

            # The heads are small: on a busy machine several threads of BLAS wait for one another five times as long as one works.
            threadpool_limits(limits=1, user_api="blas")
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            self._session = onnxruntime.InferenceSession(str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"])
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self.card: dict[str, Any] = srsly.read_json(folder / "card.json")
            heads = np.load(folder / "heads.npz", allow_pickle=False)
            self._heads = {name: heads[name] for name in heads.files}
        except ImportError:
            raise
        except Exception as fault:  # whatever a damaged file makes a reader say
            reason = str(fault).splitlines()[0][:120]
            raise EncoderError(f"{folder}: is damaged ({reason}): restore it from the repository, or run 'make encoder'") from None
        self.labels: list[str] = list(self.card["labels"])
        self.marks: list[str] = list(self.card["marks"])
        # Where the marks of words stand, and those of what is meant in a talk.
        self._places = [[i for i, mark in enumerate(self.marks) if is_of_talk(mark) is of_talk] for of_talk in (False, True)]
        self._tokenizer.enable_truncation(int(self.card["longest"]))

    def encode(self, text: str, before: str = "") -> Encoded:
        """The vectors of a message, heard behind what was said before it (see `context_of`), and where its parts may begin."""
        encoding = self._tokenizer.encode(PREFIX + text, before or None)
        ids = np.array([encoding.ids], dtype=np.int64)
        hidden, cut, outside = self._session.run(None, {"ids": ids, "mask": np.ones_like(ids)})
        offsets = np.array(encoding.offsets)
        shift = len(PREFIX)
        own = own_pieces(encoding)
        real = [i for i, (s, e) in enumerate(encoding.offsets[:own]) if e > shift and not encoding.special_tokens_mask[i]]
        starts = np.maximum(offsets[real, 0] - shift, 0)
        # A piece may begin with the space before its word.
        starts = np.array([s + (len(text[s:e]) - len(text[s:e].lstrip())) for s, e in zip(starts, offsets[real, 1] - shift)], dtype=int)
        return Encoded(starts, offsets[real, 1] - shift, hidden[0][real], hidden[0][:own].mean(0), cut[0][real], outside[0][real])

    def judge(self, encoded: Encoded, spans: Sequence[tuple[int, int]]) -> list[Judgement]:
        """What the parts of a message are.

        Args:
            encoded: the message.
            spans: for each part, from which character up to which.
        """
        vectors = []
        for start, end in spans:
            inside = (encoded.ends > start) & (encoded.starts < end)
            pieces = encoded.hidden[inside] if inside.any() else encoded.mean[None]
            vectors.append(np.concatenate([pieces.mean(0), pieces.max(0), encoded.mean]))
        x = np.stack(vectors)
        scores = x @ self._heads["label.weight"].T + self._heads["label.bias"]
        scores = np.exp(scores - scores.max(1, keepdims=True))
        labels = scores / scores.sum(1, keepdims=True)
        marks = 1 / (1 + np.exp(-(x @ self._heads["marks.weight"].T + self._heads["marks.bias"])))
        return [self._judgement(row, of) for row, of in zip(labels.astype(float), marks.astype(float))]

    def _judgement(self, labels: NDArray[Any], marks: NDArray[Any]) -> Judgement:
        heard, talk = ({self.marks[i]: float(marks[i]) for i in places} for places in self._places)
        return Judgement(dict(zip(self.labels, map(float, labels))), heard, talk)

    def alone(self, text: str) -> Judgement:
        """What a text is by itself."""
        return self.judge(self.encode(text), [(0, len(text))])[0]


@lru_cache(maxsize=1)
def tuned() -> Encoder:
    """The encoder of the project, read once.

    Raises:
        EncoderError: a file is missing or damaged, in one line.
    """
    return Encoder()
