"""What `rasa train` fits, tried on lines and on writers that it has not met."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from tools.evaluation import crossvalidation, targets


@pytest.fixture(scope="module")
def examples() -> list[Message]:
    return crossvalidation.read_examples(6_000)


def test_a_few_examples_are_read_learnt_and_tried() -> None:
    few = crossvalidation.read_examples(300)
    held = crossvalidation.held(few, "line", count=3, tried_at_most=5)
    assert held.tried == 15
    assert held.by_words < held.with_encoder <= 15, held


@pytest.mark.nightly
@pytest.mark.parametrize("way", ["line", "writer"])
def test_what_is_fitted_knows_what_it_has_not_met(examples: list[Message], way: str) -> None:
    held = crossvalidation.held(examples, way, count=3, tried_at_most=400)
    print(held)
    assert held.tried == 1_200
    assert held.by_words / held.tried >= targets.CROSS_VALIDATED[way], held


@pytest.mark.nightly
def test_no_writer_is_met_and_tried(examples: list[Message]) -> None:
    of = crossvalidation.writers()
    for learnt, tried in crossvalidation.folds(examples, "writer", 3):
        met, new = ({of.get(examples[i].get(TEXT).strip().lower(), "") for i in side} for side in (learnt, tried))
        assert new and "" not in new and not met & new
