"""Whether the bot declines what it does not know, and only that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Dict, List, Mapping, Sequence

from rasa.shared.nlu.training_data.message import Message

from tools.evaluation.conversations import Ask
from tools.evaluation.labels import SPLIT
from tools.evaluation.model import Model
from tools.evaluation.utterances import intent_metadata, unseen_data

OUT_OF_SCOPE = "out_of_scope"


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
    """Of the three kinds of message, the share that is declined, by `way`: the reading alone, or the whole bot."""

    way: str
    everyday: Share
    neighbours: Share
    questions: Share


def test_messages(one_in: int = 1) -> Dict[str, List[Message]]:
    """Unseen messages: everyday off-topic, near neighbours, and questions that the bot can answer; of each all, or every so-manieth."""
    kinds: Dict[str, List[Message]] = {"everyday": [], "neighbours": [], "questions": []}
    for example in unseen_data().intent_examples:
        intent = example.get("intent")
        if intent == OUT_OF_SCOPE:
            kinds[intent_metadata(example, "scope")].append(example)
        elif intent.startswith("ask_") and intent != "ask_bot":
            kinds["questions"].append(example)
    return {kind: examples[::one_in] for kind, examples in kinds.items()}


def score_bot(ask: Ask, one_in: int = 1) -> ScopeScores:
    """What the whole bot declines, each message in a conversation of its own.

    A small-talk reply declines as well: a feeling or a remark that has nothing to do with the store is met with one.
    """
    return _score("the bot, over REST", lambda text: ask(text, f"scope {text}")["kind"] in ("decline", "social"), one_in)


def score_reading(model: Model, one_in: int = 1) -> ScopeScores:
    """What the reading alone takes for out of scope, or for one of the labels that were split from that."""
    labels = (OUT_OF_SCOPE, *SPLIT[OUT_OF_SCOPE])
    return _score("the intent, by the reading alone", lambda text: _intent(model.parse(text)) in labels, one_in)


def score_neighbours_by_name(ask: Ask, one_in: int = 1) -> Share:
    """Of the near neighbours that name an unknown thing, those whose reply names it too."""
    named = [e for e in test_messages(one_in)["neighbours"] if _outside(e)]

    def by_name(example: Message) -> bool:
        reply = ask(example.get("text"), f"name {example.get('text')}")["text"].casefold()
        return any(name.casefold() in reply for name in _outside(example))

    return _share(named, by_name)


def _score(way: str, declines: Callable[[str], bool], one_in: int) -> ScopeScores:
    messages = test_messages(one_in)
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


def _intent(parsed: Mapping[str, Any]) -> str:
    return parsed["intent"]["name"] or ""
