"""Seeded, stratified cross-validation on the training data (Rasa's own has no seed)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import List, Sequence

from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.model_selection import StratifiedKFold

from evaluation.model import Model, Predictions
from evaluation.scores import EntityScores, IntentScores, score_entities, score_intents
from evaluation.utterances import intent_metadata, training_data, write

_SEED = 1
ANNOTATED = ("outside",)


@dataclass(frozen=True)
class CrossValidation:
    """Figures over all folds together, and the intent accuracy of each.

    Of the entities, only `outside` is annotated in the training data.
    """

    intents: IntentScores
    outside: EntityScores
    accuracies: List[float]


def cross_validate(count: int, folder: Path) -> CrossValidation:
    """Train on all folds but one and predict that one, in turn.

    The whole pipeline is trained anew from the examples of the fold alone, the reader's
    patterns of outside things included: nothing is known of the fold left out.

    Args:
        count: how many folds, balanced by intent and language.
        folder: where examples and models may be written.
    """
    examples = training_data().intent_examples
    strata = [f"{example.get('intent')} {intent_metadata(example, 'language')}" for example in examples]
    parts: List[Predictions] = []
    for known, left_out in StratifiedKFold(count, shuffle=True, random_state=_SEED).split(examples, strata):
        model = train_on([examples[i] for i in known], folder / f"fold-{len(parts)}")
        parts.append(model.predict(TrainingData([examples[i] for i in left_out])))
    together = Predictions([r for p in parts for r in p.intents], [r for p in parts for r in p.entities])
    return CrossValidation(
        score_intents(together),
        score_entities(together, ANNOTATED),
        [score_intents(part).accuracy for part in parts],
    )


def train_on(examples: Sequence[Message], folder: Path) -> Model:
    """The project's pipeline, trained on some examples."""
    folder.mkdir(parents=True)
    return Model.train(folder, write(examples, folder / "nlu.yml"))
