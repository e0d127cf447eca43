"""Conversations that strangers wrote, judged on the facts of the replies.

They are many: the reading and the actions answer in this process. That the running bot answers as they do is held by the
conversations of our own, which go over REST. Each push meets the first set and the one that nobody has read; the others, which
have been read and mended by, are met by night.
"""

from __future__ import annotations

import pytest

from tests.pipeline import Pipeline
from tools.evaluation import targets
from tools.evaluation.conversations import ATTACKS, load, score
from tools.in_process import InProcess

_EACH_PUSH = ("first", "unseen")


@pytest.mark.parametrize("attack", [pytest.param(a, marks=() if a in _EACH_PUSH else pytest.mark.nightly) for a in sorted(ATTACKS)])
def test_strangers_are_understood(pipeline: Pipeline, attack: str) -> None:
    scores = score(load(ATTACKS[attack]), InProcess(pipeline).answer, at_a_time=1)
    rates = f"{scores.replies.right} of {scores.replies.total} replies are right; wrong are:\n"
    assert scores.replies.rate >= targets.ATTACK_HELD[attack], rates + "\n".join(map(str, scores.failures))
