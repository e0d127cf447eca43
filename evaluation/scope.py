"""Whether the bot declines what it does not know, and only that."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Dict, List, Sequence

from rasa.shared.nlu.training_data.message import Message

from evaluation.conversations import Ask
from evaluation.folds import train_on
from evaluation.model import Model
from evaluation.utterances import intent_metadata, normalised, training_data, unseen_data

OUT_OF_SCOPE = "out_of_scope"
_THRESHOLDS = (0.3, 0.5, 0.7)
_UNKNOWN_WORDS = (1, 2)


@dataclass(frozen=True)
class Share:
    """Messages for which something holds: how many of how many, and those for which it does not hold."""

    count: int
    total: int
    others: List[str]

    @property
    def rate(self) -> float:
        """The share for which it holds."""
        return self.count / self.total


@dataclass(frozen=True)
class ScopeScores:
    """Of the three kinds of message, the share that one way of finding out declines."""

    way: str
    everyday: Share
    neighbours: Share
    questions: Share


def test_messages() -> Dict[str, List[Message]]:
    """Unseen messages: everyday off-topic, near neighbours, and questions that the bot can answer."""
    kinds: Dict[str, List[Message]] = {"everyday": [], "neighbours": [], "questions": []}
    for example in unseen_data().intent_examples:
        intent = example.get("intent")
        if intent == OUT_OF_SCOPE:
            kinds[intent_metadata(example, "scope")].append(example)
        elif intent.startswith("ask_") and intent != "ask_bot":
            kinds["questions"].append(example)
    return kinds


def score_bot(ask: Ask) -> ScopeScores:
    """What the whole bot declines, each message in a conversation of its own."""
    return _score("the bot, over REST", lambda text: ask(text, f"scope {text}")["kind"] == "decline")


def score_neighbours_by_name(ask: Ask) -> Share:
    """Of the near neighbours that name an unknown thing, those whose reply names it too."""
    named = [e for e in test_messages()["neighbours"] if _outside(e)]

    def by_name(example: Message) -> bool:
        reply = ask(example.get("text"), f"name {example.get('text')}")["text"].casefold()
        return any(name.casefold() in reply for name in _outside(example))

    return _share(named, by_name)


def score_ways(model: Model, default: Dict[str, Model], folder: Path) -> List[ScopeScores]:
    """What was tried: each way of telling what is out of scope, by the NLU alone.

    Args:
        model: the project's model.
        default: the comparison's models by name, if any.
        folder: where examples and models may be written.
    """
    known = [e for e in training_data().intent_examples if e.get("intent") != OUT_OF_SCOPE]
    without = train_on(known, folder / "without-out-of-scope")
    vocabulary = {word for example in known for word in normalised(example.get("text")).split()}
    ways: Dict[str, Callable[[str], bool]] = {}
    for least in _THRESHOLDS:
        ways[f"confidence below {least}, no intent for it"] = lambda text, t=least: _confidence(without, text) < t
    for least in _UNKNOWN_WORDS:
        ways[f"{least} or more words that no answerable example has"] = (
            lambda text, n=least: len(set(normalised(text).split()) - vocabulary) >= n
        )
    for name, other in default.items():
        ways[f"intent out_of_scope, {name}"] = lambda text, m=other: _intent(m, text) == OUT_OF_SCOPE
    ways["intent out_of_scope with unknown words as features (chosen)"] = (
        lambda text: _intent(model, text) == OUT_OF_SCOPE
    )
    return [_score(way, declines) for way, declines in ways.items()]


def _score(way: str, declines: Callable[[str], bool]) -> ScopeScores:
    messages = test_messages()
    everyday, neighbours, questions = (
        _share(messages[kind], lambda example: declines(example.get("text")) is wanted)
        for kind, wanted in (("everyday", True), ("neighbours", True), ("questions", False))
    )
    wrongly = Share(questions.total - questions.count, questions.total, questions.others)
    return ScopeScores(way, everyday, neighbours, wrongly)


def _share(examples: Sequence[Message], holds: Callable[[Message], bool]) -> Share:
    others = [example.get("text") for example in examples if not holds(example)]
    return Share(len(examples) - len(others), len(examples), others)


def _outside(example: Message) -> List[str]:
    return [
        example.get("text")[entity["start"] : entity["end"]]
        for entity in example.get("entities", [])
        if entity["entity"] == "outside"
    ]


def _intent(model: Model, text: str) -> str:
    return model.parse(text)["intent"]["name"]


def _confidence(model: Model, text: str) -> float:
    """That of the best intent, also where the fallback was put before it."""
    return next(i["confidence"] for i in model.parse(text)["intent_ranking"] if i["name"] != "nlu_fallback")
