"""Whole conversations over REST, judged on the facts of the replies."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Callable, Dict, Iterable, List, Mapping, Optional

from pydantic import BaseModel, Extra, validator
from ruamel.yaml import YAML

from operation.servers import ROOT
from tools.evaluation.targets import ATTACK_HELD

FOLDER = ROOT / "tests" / "conversations"
# By strangers who had seen neither the data nor the bot, one set after the other; nobody has read what fails of
# `unseen`.
ATTACKS = {name: ROOT / "tests" / "attack" / name for name in ATTACK_HELD}
# Conversations of our own, and those of strangers that have been read: a list of what fails of `unseen` would show it.
READ = {"conversations": FOLDER, **{name: folder for name, folder in ATTACKS.items() if name != "unseen"}}

Ask = Callable[[str, str], Dict[str, Any]]
"""Puts a message of a sender; the Answer, with its plain text as `text`."""


class Expectation(BaseModel):
    """What must hold of a reply; what is not named is free.

    `facts` must all be in the reply. Of `not_facts` none may be, nor anything below
    them; "kpo." stands for every fact of KPO. `verdict` is yes, no, partly or none; `form` what
    must be in the answer's; each of `unanswered` stands in one of the answer's; the text has at
    most so many `sentences` and `words`, and exactly so many list `items`.
    """

    kind: List[str] = []
    lang: Optional[str] = None
    topic: Optional[str] = None
    facts: List[str] = []
    not_facts: List[str] = []
    mentions: List[str] = []
    not_mentions: List[str] = []
    verdict: Optional[str] = None
    form: Dict[str, Any] = {}
    unanswered: List[str] = []
    sentences: Optional[int] = None
    words: Optional[int] = None
    items: Optional[int] = None

    class Config:
        extra = Extra.forbid

    @validator("kind", "facts", "not_facts", "mentions", "not_mentions", "unanswered", pre=True)
    def _one_or_several(cls, value: Any) -> Any:
        return [value] if isinstance(value, str) else value

    def faults_of(self, answer: Mapping[str, Any]) -> List[str]:
        """What is wrong with an Answer; empty if nothing is."""
        said, text = answer["facts"], answer["text"].casefold()
        faults = []
        if self.kind and answer["kind"] not in self.kind:
            faults.append(f"is {answer['kind']}, not {' or '.join(self.kind)}")
        if self.lang and answer["lang"] != self.lang:
            faults.append(f"is in {answer['lang']}, not {self.lang}")
        if self.topic and answer["topic"] != self.topic:
            faults.append(f"is on {answer['topic']}, not {self.topic}")
        faults += [f"lacks {fact}" for fact in self.facts if fact not in said]
        faults += [f"says {fact}" for fact in said if any(_covers(other, fact) for other in self.not_facts)]
        faults += [f"lacks the word {word!r}" for word in self.mentions if word.casefold() not in text]
        faults += [f"has the word {word!r}" for word in self.not_mentions if word.casefold() in text]
        return faults + self._faults_of_form(answer)

    def _faults_of_form(self, answer: Mapping[str, Any]) -> List[str]:
        verdict = answer.get("verdict") or "none"
        open_ = " ".join(answer.get("unanswered") or []).casefold()
        form = answer.get("form") or {}
        faults = [f"says {verdict}, not {self.verdict}"] if self.verdict and verdict != self.verdict else []
        faults += [f"has the form {form}, not {key}: {value}" for key, value in self.form.items() if form.get(key) != value]
        faults += [f"does not leave {words!r} open" for words in self.unanswered if words.casefold() not in open_]
        sentences = len(_SENTENCE.findall(answer["text"].strip()))
        items = sum(len(block.get("items") or []) for block in answer.get("body") or [])
        faults += [f"has {sentences} sentences"] if self.sentences is not None and sentences > self.sentences else []
        words = len(answer["text"].split())
        faults += [f"has {words} words"] if self.words is not None and words > self.words else []
        return faults + ([f"has {items} items"] if self.items is not None and items != self.items else [])


_SENTENCE = re.compile(r"[.!?]+(?=\s|$)")


def _covers(outer: str, fact: str) -> bool:
    return fact == outer or fact.startswith(f"{outer.rstrip('.')}.")


class Turn(BaseModel):
    """What a person says, and what the reply must be."""

    say: str
    expect: Expectation = Expectation()

    class Config:
        extra = Extra.forbid


class Conversation(BaseModel):
    """Turns of one person, under a theme: the name of its file."""

    theme: str
    name: str
    turns: List[Turn]

    class Config:
        extra = Extra.forbid


@dataclass(frozen=True)
class Failure:
    """A turn of a conversation whose reply was wrong."""

    theme: str
    name: str
    turns: int
    said: str
    faults: List[str]
    answer: str

    def __str__(self) -> str:
        return f"{self.theme}: {self.name}: {self.said!r} {'; '.join(self.faults)}"


@dataclass(frozen=True)
class Rate:
    """How many conversations, or replies, of a kind are right."""

    name: str
    right: int
    total: int

    @property
    def rate(self) -> float:
        """The share that is right."""
        return self.right / self.total


@dataclass(frozen=True)
class ConversationScores:
    """The rates over all, of one turn, of several turns and by theme; and what failed.

    `replies` counts single replies, of which a conversation has as many as turns; those behind
    a wrong one count as well.
    """

    overall: Rate
    replies: Rate
    single_turn: Rate
    multi_turn: Rate
    themes: List[Rate]
    failures: List[Failure]


@lru_cache(maxsize=None)
def load(folder: Path = FOLDER) -> List[Conversation]:
    """All conversations, by theme, read once; a fault in a file is an error that names it."""
    group = "" if folder == FOLDER else f"{folder.name} "
    return [
        Conversation(theme=f"{group}{file.stem}", **entry)
        for file in sorted(folder.glob("*.yml"))
        for entry in YAML(typ="safe").load(file)
    ]


def hold(conversation: Conversation, ask: Ask) -> List[Failure]:
    """Hold one conversation to its end; the turns whose reply was wrong."""
    sender = f"{conversation.theme} {conversation.name}"
    failures = []
    for turn in conversation.turns:
        try:
            answer = ask(turn.say, sender)
            faults = turn.expect.faults_of(answer)
        except AssertionError as fault:
            answer, faults = {"text": ""}, [f"is no single answer: {fault}"]
        if faults:
            turns = len(conversation.turns)
            failures.append(Failure(conversation.theme, conversation.name, turns, turn.say, faults, answer["text"]))
    return failures


def score(conversations: Iterable[Conversation], ask: Ask, at_a_time: int = 3) -> ConversationScores:
    """Hold all conversations, several at a time, and count."""
    listed = list(conversations)
    # Each of a person of its own: the bot reads one while it answers another.
    with ThreadPoolExecutor(at_a_time) as people:
        results = list(zip(listed, people.map(lambda conversation: hold(conversation, ask), listed)))

    def rate(name: str, chosen: Callable[[Conversation], bool]) -> Rate:
        failures = [failures for conversation, failures in results if chosen(conversation)]
        return Rate(name, failures.count([]), len(failures))

    turns = sum(len(conversation.turns) for conversation in listed)
    wrong = sum(len(failures) for _, failures in results)
    return ConversationScores(
        rate("all", lambda c: True),
        Rate("single replies", turns - wrong, turns),
        rate("one turn", lambda c: len(c.turns) == 1),
        rate("several turns", lambda c: len(c.turns) > 1),
        [rate(theme, lambda c: c.theme == theme) for theme in sorted({c.theme for c in listed})],
        [failure for _, failures in results for failure in failures],
    )
