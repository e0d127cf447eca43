"""What an encoder might say, made by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np

from nlu.acts import ActReader
from nlu.encoder import Encoded, Judgement
from nlu.names import Certainties
from tools.in_process import configured

CERTAINTIES = Certainties.of(configured(ActReader))


def encoded(text: str, cuts: Mapping[str, float] = {}, outside: Mapping[str, float] = {}) -> Encoded:  # noqa: B006
    """A message whose word pieces are its words; the words at which it is cut, and those that are of something unknown."""
    words = list(re.finditer(r"\w+|[^\w\s]", text))
    return Encoded(
        np.array([m.start() for m in words], dtype=int),
        np.array([m.end() for m in words], dtype=int),
        np.zeros((len(words), 2)),
        np.zeros(2),
        np.array([cuts.get(m[0], 0.0) for m in words]),
        np.array([[0.0, outside.get(m[0], 0.0)] for m in words]).reshape(-1, 2),
    )


def judgement(marks: Mapping[str, float], label: str = "ask_aspect") -> Judgement:
    """Of a part: one sure label, and marks."""
    return Judgement({label: 1.0}, dict(marks))


def entity(kind: str, value: str, start: int = 0, end: int = 1) -> dict[str, object]:
    """A name that the reader found."""
    return {"entity": kind, "value": value, "start": start, "end": end}
