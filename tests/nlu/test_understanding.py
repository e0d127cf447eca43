"""How well the NLU understands messages that it was not trained on."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, Dict, Iterator, List

import pytest
import srsly
from rasa.nlu.test import IntentEvaluationResult

from acts import Act
from facts import FactStore
from nlu.labels import FOLDER, LABELS
from nlu.language_data import requested
from tests.pipeline import Pipeline
from tools.evaluation import conversations, languages, scope, targets
from tools.evaluation.__main__ import write
from tools.evaluation.labels import SPLIT, as_annotated
from tools.evaluation.model import Model, Predictions, Reading
from tools.evaluation.report import Material, measure, same_predictions
from tools.evaluation.scores import OUTSIDE, score_intents, score_outside, score_things
from tools.evaluation.utterances import (
    NO_LANGUAGE,
    language_messages,
    normalised,
    sample,
    seen_in_training,
    training_data,
    unseen_data,
)
from tools.in_process import InProcess

_FEW_WORDS = 7
# On so many lines, and one voice, two trainings are compared.
_SAMPLE = 3000
_VOICE = "id_casual.jsonl"
# Of all messages and conversations, on which a small evaluation is made.
_ONE_IN = 120


@pytest.fixture(scope="module")
def understanding(model: Path) -> Model:
    """The NLU of the project's model."""
    return Model(model)


@pytest.fixture(scope="module")
def predictions(understanding: Model) -> Predictions:
    """What it makes of the unseen messages."""
    return understanding.predict(unseen_data())


@pytest.fixture(scope="module")
def language_groups(pipeline: Pipeline) -> Dict[str, languages.Group]:
    """The language identification by length of the message."""
    return {group.name: group for group in languages.score(pipeline.language)}


@pytest.fixture(scope="module")
def declined(pipeline: Pipeline) -> scope.ScopeScores:
    """What the bot declines."""
    return scope.score_bot(InProcess(pipeline).answer)


def test_intents(predictions: Predictions) -> None:
    scores = score_intents(predictions)
    failures = [f"{f['text']!r}: {f['predicted']}, not {f['intent']}" for f in scores.failures]
    assert scores.accuracy >= targets.INTENT_ACCURACY, _listed(failures)


def test_a_small_evaluation_gives_its_page(understanding: Model, pipeline: Pipeline, tmp_path: Path) -> None:
    """What `make evaluate QUICK=1` does, on few messages and with the model that is there instead of two trainings."""
    few = Material(_ONE_IN, lambda folder: (understanding, 1.0), {"always id": lambda text: "id"}, at_a_time=1)
    report, predictions = measure(InProcess(pipeline).answer, tmp_path, quick=True, examples=0, of=few)
    write(report, predictions, tmp_path / "new")
    page, results = (tmp_path / "new" / "report.html").read_text(encoding="utf-8"), srsly.read_json(tmp_path / "new" / "results.json")
    assert report.deterministic and report.intents.total == len(predictions.intents) > 3
    assert all(target.name in page and f"{100 * target.reached:.1f} %" in page for target in report.targets)
    assert {target["name"] for target in results["targets"]} == {target.name for target in report.targets}
    assert "always id" in page and "data:image/png;base64," in page and set(results["attacks"]) == set(conversations.ATTACKS)


def test_things(predictions: Predictions, store: FactStore) -> None:
    scores = score_things(predictions.readings, store)
    assert scores.f1 >= targets.THINGS_F1, _listed([*scores.rows, *scores.failures])


def test_unknown_things(predictions: Predictions) -> None:
    scores = score_outside(predictions.readings)
    assert scores.f1 >= targets.OUTSIDE_F1, _listed(scores.failures)


def test_every_annotated_thing_is_in_the_store(store: FactStore) -> None:
    asked_for = {(entity, value) for entity, value, _ in requested(store)}
    known = {
        "model": store.has_subject,
        "type": store.has_type,
        "service": lambda name: bool(store.classify(name)),
        "aspect": store.has_aspect,
        "trait": store.has_fact,
        "relation": lambda name: name in store.relations,
    }
    unknown = []
    for example in unseen_data().training_examples:
        for mark in example.get("entities", []):
            kind, value = mark["entity"], str(mark["value"])
            if kind in known:
                unknown += [f"{example.get('text')}: {kind} {name}" for name in value.split() if not known[kind](name)]
            elif kind != OUTSIDE and (kind, value) not in asked_for:
                unknown.append(f"{example.get('text')}: {kind} {value}")
    assert not unknown, _listed(unknown)


def test_every_label_that_intents_were_split_into_is_one() -> None:
    assert set(SPLIT) | {label for split in SPLIT.values() for label in split} <= set(LABELS)


@pytest.mark.parametrize(
    ("intent", "label", "counts_as"),
    [
        ("complain", "object", "complain"),
        ("out_of_scope", "emotion", "out_of_scope"),
        ("object", "complain", "complain"),
        ("ask_reasons", "ask_users", "ask_users"),
        ("greet", "greet", "greet"),
    ],
)
def test_a_label_that_was_split_from_an_intent_is_right_for_it(intent: str, label: str, counts_as: str) -> None:
    assert as_annotated(IntentEvaluationResult(intent, label, "", 1.0)).intent_prediction == counts_as


def test_things_are_scored_by_their_ids(store: FactStore) -> None:
    def annotated(kind: str, value: str) -> Dict[str, Any]:
        return {"entity": kind, "value": value, "start": 0, "end": 1}

    right = Reading("", [annotated("model", "bpo"), annotated("trait", "bpo.reliance kpo.goal")], (Act("tell", models=("bpo",), values=("kpo.goal",)),), [])
    assert score_things([right], store).f1 == 1.0
    wrong = Reading("", [annotated("service", "payroll")], (Act("tell", services=("help_desk",)),), [])
    scores = score_things([right, wrong], store)
    assert (scores.precision, scores.recall) == (2 / 3, 2 / 3)
    assert scores.failures == [{"text": "", "missed": ["service: payroll"], "wrong": ["service: help_desk"]}]
    both_ways = Reading("", [annotated("aspect", "driver"), annotated("trait", "kpo.complexity")], (Act("ask_aspect", aspects=("complexity",), values=("bpo.driver",)),), [])
    assert score_things([both_ways], store).f1 == 1.0
    other = Reading("", [annotated("trait", "kpo.complexity")], (Act("ask_aspect", values=("bpo.complexity",)),), [])
    assert score_things([other], store).f1 == 0.0
    by_topic = Reading("", [annotated("aspect", "full_form")], (Act("ask_full_form"),), [])
    assert score_things([by_topic], store).f1 == 1.0
    in_roles = Reading("", [annotated("model", "kpo"), annotated("service", "payroll")], (Act("tell", than=("kpo",), besides=("payroll",)),), [])
    assert score_things([in_roles], store).f1 == 1.0


def test_unknown_things_are_scored_by_their_words() -> None:
    def unknown(start: int, end: int) -> List[Dict[str, Any]]:
        return [{"entity": "outside", "start": start, "end": end}]

    scores = score_outside([Reading("the law of Oz", unknown(4, 13), (), unknown(11, 13))])
    assert (scores.precision, round(scores.recall, 3)) == (1.0, 0.333)
    assert scores.failures == [{"text": "the law of Oz", "missed": ["law of"], "wrong": []}]


@pytest.mark.parametrize(
    ("length", "wanted"), [(languages.SHORT, targets.LANGUAGE_SHORT), (languages.LONG, targets.LANGUAGE_LONG)]
)
def test_language(length: str, wanted: float, language_groups: Dict[str, languages.Group]) -> None:
    group = language_groups[length]
    assert group.rate >= wanted, _listed(group.failures)


def test_everyday_messages_are_declined(declined: scope.ScopeScores) -> None:
    assert declined.everyday.rate >= targets.EVERYDAY_DECLINED, _listed(declined.everyday.others)


def test_near_neighbours_are_declined(declined: scope.ScopeScores) -> None:
    assert declined.neighbours.rate >= targets.NEIGHBOURS_DECLINED, _listed(declined.neighbours.others)


def test_real_questions_are_not_declined(declined: scope.ScopeScores) -> None:
    assert declined.questions.rate <= targets.QUESTIONS_DECLINED, _listed(declined.questions.others)


@pytest.mark.nightly
def test_two_trainings_agree(tmp_path: Path) -> None:
    (tmp_path / "acts").mkdir()
    sample(_SAMPLE, tmp_path / "nlu.yml")
    shutil.copy(FOLDER / _VOICE, tmp_path / "acts")
    first, again = (Model.train(tmp_path / name, tmp_path).predict(unseen_data()) for name in ("first", "again"))
    agree = same_predictions(first, again)  # apart, as pytest would print all of them
    assert agree


def test_no_message_is_in_training_and_test() -> None:
    assert _listed(seen_in_training(_test_messages())) == ""


def test_no_message_is_twice_in_the_test_data() -> None:
    messages = [normalised(example.get("text")) for example in unseen_data().intent_examples]
    assert sorted({m for m in messages if messages.count(m) > 1}) == []


def test_every_intent_is_tested_in_both_languages() -> None:
    # What was split from an intent since the tests were written is tested as that intent.
    split = {label for labels in SPLIT.values() for label in labels}
    intents = {example.get("intent") for example in training_data().intent_examples}
    for language in ("id", "en"):
        tested = {example.get("intent") for example in unseen_data(language).intent_examples}
        assert intents - split <= tested <= intents


def _test_messages() -> Iterator[str]:
    """Messages that must not be trained on.

    A message with no language of its own teaches none, and a later message of a
    conversation is judged by what came before it. Who writes conversations does not know
    what was trained on: what they say in a few words, somebody has said before.
    """
    yield from (example.get("text") for example in unseen_data().intent_examples)
    for language, messages in language_messages().items():
        if language != NO_LANGUAGE:
            yield from messages
    for folder in (conversations.FOLDER, *conversations.ATTACKS.values()):
        opened = (conversation.turns[0].say for conversation in conversations.load(folder))
        yield from (message for message in opened if len(message.split()) > _FEW_WORDS)


def _listed(failures: List[Any]) -> str:
    return "\n".join(map(str, failures))
