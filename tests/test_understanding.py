"""How well the NLU understands messages that it was not trained on."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Dict, Iterator, List, Set, Tuple

import pytest

from nlu.language_data import requested
from evaluation import conversations, languages, scope, targets
from evaluation.model import Model, Predictions
from evaluation.report import same_predictions
from evaluation.scores import score_entities, score_intents
from evaluation.utterances import (
    NO_LANGUAGE,
    TRAINING,
    language_messages,
    normalised,
    seen_in_training,
    training_data,
    unseen_data,
)
from facts import FactStore, terms_of
from tests.servers import Bot

_FEW_WORDS = 6
_CLITIC = "nya"


@pytest.fixture(scope="module")
def understanding(model: Path) -> Model:
    """The NLU of the project's model."""
    return Model(model)


@pytest.fixture(scope="module")
def predictions(understanding: Model) -> Predictions:
    """What it makes of the unseen messages."""
    return understanding.predict(unseen_data())


@pytest.fixture(scope="module")
def language_groups(understanding: Model) -> Dict[str, languages.Group]:
    """The language identification by length of the message."""
    return {group.name: group for group in languages.score(languages.ours(understanding))}


@pytest.fixture(scope="module")
def declined(bot: Bot) -> scope.ScopeScores:
    """What the bot declines."""
    return scope.score_bot(bot.answer)


def test_intents(predictions: Predictions) -> None:
    scores = score_intents(predictions)
    failures = [f"{f['text']!r}: {f['predicted']}, not {f['intent']}" for f in scores.failures]
    assert scores.accuracy >= targets.INTENT_ACCURACY, _listed(failures)


def test_entities(predictions: Predictions) -> None:
    scores = score_entities(predictions)
    assert scores.f1 >= targets.ENTITY_F1, _listed(scores.failures)


def test_names_are_annotated_as_the_store_has_them(store: FactStore) -> None:
    values: Dict[Tuple[str, str], Set[str]] = {}
    for entity, value, phrase in (*terms_of(store), *requested(store)):
        values.setdefault((entity, phrase.lower()), set()).add(value)
    shorter = []
    for example in unseen_data().training_examples:
        text = example.get("text").lower()
        for mark in example.get("entities", []):
            kind, said = mark["entity"], text[mark["start"] : mark["end"]]
            of_said = values.get((kind, said), set())
            longer = [p for (k, p), v in values.items() if k == kind and said in p and v & of_said and p != said + _CLITIC]
            at = [m.span() for phrase in longer for m in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", text)]
            if any(start <= mark["start"] and mark["end"] <= end and end - start > len(said) for start, end in at):
                shorter.append(f"{text}: {said}")
    assert not shorter, _listed(shorter)


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


def test_two_trainings_agree(predictions: Predictions, tmp_path: Path) -> None:
    again = Model.train(tmp_path, TRAINING).predict(unseen_data())
    agree = same_predictions(predictions, again)  # apart, as pytest would print all of them
    assert agree


def test_no_message_is_in_training_and_test() -> None:
    assert _listed(seen_in_training(_test_messages())) == ""


def test_no_message_is_twice_in_the_test_data() -> None:
    messages = [normalised(example.get("text")) for example in unseen_data().intent_examples]
    assert sorted({m for m in messages if messages.count(m) > 1}) == []


def test_every_intent_is_tested_in_both_languages() -> None:
    intents = {example.get("intent") for example in training_data().intent_examples}
    for language in ("id", "en"):
        assert {example.get("intent") for example in unseen_data(language).intent_examples} == intents


def _test_messages() -> Iterator[str]:
    """Messages that must not be trained on.

    A message with no language of its own teaches none, and a later message of a
    conversation is judged by what came before it. Strangers do not know what was trained on:
    what they say in a few words, somebody has said before.
    """
    yield from (example.get("text") for example in unseen_data().intent_examples)
    for language, messages in language_messages().items():
        if language != NO_LANGUAGE:
            yield from messages
    yield from (conversation.turns[0].say for conversation in conversations.load())
    for folder in conversations.ATTACKS.values():
        opened = (conversation.turns[0].say for conversation in conversations.load(folder))
        yield from (message for message in opened if len(message.split()) > _FEW_WORDS)


def _listed(failures: List[Any]) -> str:
    return "\n".join(map(str, failures))
