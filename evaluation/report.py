"""Everything that is measured, in one run."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, List, Optional, Tuple

from rasa.shared.nlu.training_data.loading import load_data

from evaluation import conversations, languages, scope, targets
from evaluation.folds import ANNOTATED, CrossValidation, cross_validate
from evaluation.model import DEFAULT_CONFIG, PROJECT_CONFIG, Model, Predictions
from evaluation.scores import EntityScores, IntentScores, score_entities, score_intents
from evaluation.targets import Target
from evaluation.utterances import TRAINING, sample, training_data, unseen_data

OURS = "this project"


@dataclass(frozen=True)
class Learner:
    """Figures of one pipeline that learnt from a sample."""

    intents: IntentScores
    outside: EntityScores
    training_seconds: float


@dataclass(frozen=True)
class Comparison:
    """This project's pipeline and Rasa's default one, both taught the same so many examples."""

    examples: int
    ours: Learner
    default: Learner


@dataclass(frozen=True)
class Report:
    """All figures."""

    targets: List[Target]
    training_examples: int
    training_seconds: float
    deterministic: bool
    intents: IntentScores
    entities: EntityScores
    outside: EntityScores
    cross_validation: CrossValidation
    languages: Dict[str, List[languages.Group]]
    scope: scope.ScopeScores
    scope_tried: List[scope.ScopeScores]
    neighbours_by_name: scope.Share
    conversations: conversations.ConversationScores
    attacks: Dict[str, conversations.ConversationScores]
    comparison: Optional[Comparison]


def measure(
    ask: conversations.Ask, folder: Path, quick: bool, folds: int, examples: int
) -> Tuple[Report, Predictions]:
    """Train, predict and converse; the report, and the predictions that the picture is made from.

    Args:
        ask: puts a message to the running bot.
        folder: where models may be written.
        quick: leave out Rasa's default pipeline and the slowest library.
        folds: how many folds the cross-validation has.
        examples: how many examples both pipelines of the comparison learn from.
    """
    held = conversations.score(conversations.load(), ask)
    attacks = {name: conversations.score(conversations.load(path), ask) for name, path in conversations.ATTACKS.items()}
    declined, by_name = scope.score_bot(ask), scope.score_neighbours_by_name(ask)
    print(f"{held.overall.right} of {held.overall.total} conversations are right", flush=True)

    model, seconds = _train(folder / "one")
    predictions = model.predict(unseen_data())
    intents, entities = score_intents(predictions), score_entities(predictions)
    again = _train(folder / "two")[0].predict(unseen_data())
    print(f"intents {intents.accuracy:.1%}, entities {entities.f1:.1%}", flush=True)

    recognisers = {OURS: languages.ours(model), **languages.libraries(quick)}
    named = {name: languages.score(recognise) for name, recognise in recognisers.items()}
    crossed = cross_validate(folds, folder)
    print(f"cross-validation: intents {crossed.intents.accuracy:.1%}", flush=True)

    comparison, others = (None, {}) if quick else _compare(sample(examples, folder / "examples.yml"), folder)
    report = Report(
        targets=_targets(intents, entities, crossed, named[OURS], declined, held),
        training_examples=len(training_data().intent_examples),
        training_seconds=seconds,
        deterministic=same_predictions(predictions, again),
        intents=intents,
        entities=entities,
        outside=score_entities(predictions, ANNOTATED),
        cross_validation=crossed,
        languages=named,
        scope=declined,
        scope_tried=scope.score_ways(model, others, folder),
        neighbours_by_name=by_name,
        conversations=held,
        attacks=attacks,
        comparison=comparison,
    )
    return report, predictions


def same_predictions(one: Predictions, other: Predictions) -> bool:
    """Whether two models agree to the last digit."""
    return _plain(one) == _plain(other)


def _plain(predictions: Predictions) -> tuple:
    return predictions.intents, [result.entity_predictions for result in predictions.entities]


def _train(folder: Path, config: Path = PROJECT_CONFIG, data: Path = TRAINING) -> Tuple[Model, float]:
    began = time.monotonic()
    return Model.train(folder, data, config), time.monotonic() - began


def _compare(data: Path, folder: Path) -> Tuple[Comparison, Dict[str, Model]]:
    print("Training Rasa's default pipeline (this takes long) ...", flush=True)
    ours, _ = _learner(*_train(folder / "ours", PROJECT_CONFIG, data))
    default, model = _learner(*_train(folder / "default", DEFAULT_CONFIG, data))
    examples = len(load_data(str(data)).intent_examples)
    return Comparison(examples, ours, default), {f"Rasa's default pipeline, of {examples} examples": model}


def _learner(model: Model, seconds: float) -> Tuple[Learner, Model]:
    predictions = model.predict(unseen_data())
    return Learner(score_intents(predictions), score_entities(predictions, ANNOTATED), seconds), model


def _targets(
    intents: IntentScores,
    entities: EntityScores,
    crossed: CrossValidation,
    named: List[languages.Group],
    declined: scope.ScopeScores,
    held: conversations.ConversationScores,
) -> List[Target]:
    rate = {group.name: group.rate for group in named}
    return [
        Target("intent accuracy, unseen messages", intents.accuracy, targets.INTENT_ACCURACY),
        Target("intent accuracy, cross-validation", crossed.intents.accuracy, targets.INTENT_ACCURACY),
        Target("entity F1, unseen messages", entities.f1, targets.ENTITY_F1),
        Target("language from three words on", rate[languages.LONG], targets.LANGUAGE_LONG),
        Target("language of one and two words", rate[languages.SHORT], targets.LANGUAGE_SHORT),
        Target("conversations", held.overall.rate, targets.CONVERSATIONS),
        Target("everyday off-topic declined", declined.everyday.rate, targets.EVERYDAY_DECLINED),
        Target("near neighbours declined", declined.neighbours.rate, targets.NEIGHBOURS_DECLINED),
        Target("real questions declined", declined.questions.rate, targets.QUESTIONS_DECLINED, at_most=True),
    ]
