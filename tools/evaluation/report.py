"""Everything that is measured, in one run."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Tuple

import srsly
from rasa.shared.nlu.training_data.loading import load_data

from facts import FactStore
from nlu.encoder import FOLDER as ENCODER
from tools.evaluation import conversations, languages, scope, targets
from tools.evaluation.model import DEFAULT_CONFIG, PROJECT_CONFIG, Model, Predictions
from tools.evaluation.scores import IntentScores, ThingScores, score_intents, score_outside, score_things
from tools.evaluation.targets import Target
from tools.evaluation.utterances import TRAINING, annotated_messages, sample, training_data, unseen_data

OURS = "this project"


@dataclass(frozen=True)
class Baseline:
    """Figures of Rasa's default pipeline, which learnt from so many examples."""

    examples: int
    intents: IntentScores
    outside: ThingScores
    training_seconds: float


@dataclass(frozen=True)
class Report:
    """All figures. `card` is that of the encoder, with its figures on what was held out of its tuning."""

    targets: List[Target]
    training_examples: int
    annotated: int
    training_seconds: float
    deterministic: bool
    intents: IntentScores
    things: ThingScores
    outside: ThingScores
    card: Dict[str, Any]
    languages: Dict[str, List[languages.Group]]
    scope: List[scope.ScopeScores]
    neighbours_by_name: scope.Share
    conversations: conversations.ConversationScores
    attacks: Dict[str, conversations.ConversationScores]
    baseline: Optional[Baseline]


class Material(NamedTuple):
    """What is measured with: of all messages and conversations every so-manieth, a training, and recognisers of languages beside ours."""

    one_in: int
    train: Callable[[Path], Tuple[Model, float]]
    libraries: Dict[str, languages.Recogniser]
    at_a_time: int = 3


def everything(quick: bool) -> Material:
    """All that there is; `quick` leaves out the slowest library."""
    return Material(1, _train, languages.libraries(quick))


def measure(ask: conversations.Ask, folder: Path, quick: bool, examples: int, of: Optional[Material] = None) -> Tuple[Report, Predictions]:
    """Train, predict and converse; the report, and the predictions that the picture is made from.

    Args:
        ask: puts a message to the running bot.
        folder: where models may be written.
        quick: leave out Rasa's default pipeline and the slowest library.
        examples: how many examples Rasa's default pipeline learns from.
        of: what is measured with, if not `everything`.
    """
    of = of or everything(quick)

    def score(path: Path) -> conversations.ConversationScores:
        return conversations.score(conversations.load(path)[:: of.one_in], ask, of.at_a_time)

    held = score(conversations.FOLDER)
    attacks = {name: score(path) for name, path in conversations.ATTACKS.items()}
    declined, by_name = scope.score_bot(ask, of.one_in), scope.score_neighbours_by_name(ask, of.one_in)
    print(f"{held.overall.right} of {held.overall.total} conversations are right", flush=True)

    model, seconds = of.train(folder / "one")
    messages = unseen_data(one_in=of.one_in)
    predictions = model.predict(messages)
    intents = score_intents(predictions)
    things, outside = score_things(predictions.readings, FactStore.load()), score_outside(predictions.readings)
    again = of.train(folder / "two")[0].predict(messages)
    print(f"intents {intents.accuracy:.1%}, things {things.f1:.1%}, unknown things {outside.f1:.1%}", flush=True)

    recognisers = {OURS: languages.ours(model), **of.libraries}
    named = {name: languages.score(recognise, of.one_in) for name, recognise in recognisers.items()}
    report = Report(
        targets=_targets(intents, things, outside, named[OURS], declined, held, attacks),
        training_examples=len(training_data().intent_examples),
        annotated=len(annotated_messages()),
        training_seconds=seconds,
        deterministic=same_predictions(predictions, again),
        intents=intents,
        things=things,
        outside=outside,
        card=srsly.read_json(ENCODER / "card.json"),
        languages=named,
        scope=[scope.score_reading(model, of.one_in), declined],
        neighbours_by_name=by_name,
        conversations=held,
        attacks=attacks,
        baseline=None if quick else _baseline(sample(examples, folder / "examples.yml"), folder),
    )
    return report, predictions


def same_predictions(one: Predictions, other: Predictions) -> bool:
    """Whether two models agree to the last digit."""
    return one == other


def _train(folder: Path, config: Path = PROJECT_CONFIG, data: Path = TRAINING.parent) -> Tuple[Model, float]:
    began = time.monotonic()
    return Model.train(folder, data, config), time.monotonic() - began


def _baseline(data: Path, folder: Path) -> Baseline:
    print("Training Rasa's default pipeline (this takes long) ...", flush=True)
    model, seconds = _train(folder / "default", DEFAULT_CONFIG, data)
    predictions = model.predict(unseen_data())
    examples = len(load_data(str(data)).intent_examples)
    return Baseline(examples, score_intents(predictions), score_outside(predictions.readings), seconds)


def _targets(
    intents: IntentScores,
    things: ThingScores,
    outside: ThingScores,
    named: List[languages.Group],
    declined: scope.ScopeScores,
    held: conversations.ConversationScores,
    attacks: Dict[str, conversations.ConversationScores],
) -> List[Target]:
    rate = {group.name: group.rate for group in named}
    return [
        Target("intent accuracy, unseen messages", intents.accuracy, targets.INTENT_ACCURACY),
        Target("F1 of things, unseen messages", things.f1, targets.THINGS_F1),
        Target("F1 of unknown things, unseen messages", outside.f1, targets.OUTSIDE_F1),
        Target("language from three words on", rate[languages.LONG], targets.LANGUAGE_LONG),
        Target("language of one and two words", rate[languages.SHORT], targets.LANGUAGE_SHORT),
        Target("everyday off-topic declined", declined.everyday.rate, targets.EVERYDAY_DECLINED),
        Target("near neighbours declined", declined.neighbours.rate, targets.NEIGHBOURS_DECLINED),
        Target("real questions declined", declined.questions.rate, targets.QUESTIONS_DECLINED, at_most=True),
        Target("conversations", held.overall.rate, targets.CONVERSATIONS),
        *(
            Target(f"replies to strangers, {name}", attack.replies.rate, targets.ATTACK_HELD[name])
            for name, attack in attacks.items()
        ),
    ]
