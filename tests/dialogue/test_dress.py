"""A question keeps its facts, whatever dress it comes in: greeting, thanks, capitals, marks, slips, lines, a sentence beside it."""

from __future__ import annotations

import pytest

from tests.pipeline import Pipeline
from tools.evaluation import dress, targets
from tools.in_process import InProcess

_EACH_PUSH = 60


def _held(rates: list[dress.DressRate], least: float) -> None:
    whole = dress.overall(rates)
    told = "\n".join([*(f"{r.name}: {r.rate:.1%} of {r.total}" for r in [*rates, whole]), *whole.changed])
    print(told)
    assert whole.rate >= least, told


def test_dress_changes_nothing_of_some_questions(pipeline: Pipeline) -> None:
    _held(dress.score(InProcess(pipeline).answer, one_in=_EACH_PUSH), targets.DRESS_SAMPLE)


@pytest.mark.nightly
def test_dress_changes_nothing(pipeline: Pipeline) -> None:
    rates = dress.score(InProcess(pipeline).answer)
    _held(rates, targets.DRESS)
    assert [rate.name for rate in rates if rate.rate < targets.DRESS_WORST] == []
