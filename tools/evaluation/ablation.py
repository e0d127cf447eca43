"""`make ablation`: what each rule of reading, and each threshold of config.yml, is worth on the conversations that have been read.

Each is left out, or set otherwise, and the conversations in which it has a say are held once more, in this process. Words, names
and vectors are kept from one time to the next: no rule changes them.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu import rules
from nlu.encoder import context_of
from operation.train import MODEL, ensure_model
from tools.evaluation.conversations import FOLDER, READ, Conversation, hold, load
from tools.in_process import InProcess, Reading

_OURS, _STRANGERS = "of our own", "of strangers"
_COLUMNS = (_OURS, _STRANGERS)
# An example is said as a first message, and behind a comparison, a list and a fact.
_BEFORE = ("", "Apa beda BPO dan KPO?", "What services does BPO have?", "Is KPO very complex?")
# Each threshold is tried at so many times its value.
_TRIED = (0.6, 0.8, 1.2, 1.5)


class Held(NamedTuple):
    """A conversation that was held: its set, the messages that got a wrong reply, and how often each rule was used in it."""

    of: str
    conversation: Conversation
    wrong: Counter[str]
    used: Counter[str]


class Change(NamedTuple):
    """What a change does to the conversations of the sets: replies that are right without it alone, and with it alone."""

    lost: dict[str, int]
    won: dict[str, int]

    @classmethod
    def between(cls, before: Sequence[Held], after: Sequence[Held]) -> Change:
        """The change from one time to another, of the same conversations."""
        lost, won = Counter[str](), Counter[str]()
        for a, b in zip(before, after):
            whose = _OURS if READ[a.of] == FOLDER else _STRANGERS
            lost[whose] += (b.wrong - a.wrong).total()
            won[whose] += (a.wrong - b.wrong).total()
        return cls(dict(lost), dict(won))

    def row(self, *head: str) -> str:
        """A row of a table: the replies that are lost and won, by whose conversations they are, and in all."""
        cells = [f"-{self.lost.get(whose, 0)} +{self.won.get(whose, 0)}" for whose in _COLUMNS]
        return row(*head, *cells, f"{sum(self.won.values()) - sum(self.lost.values()):+d}")


def row(*cells: str) -> str:
    """A row of a table."""
    return f"| {' | '.join(cells)} |"


class Kept(Reading):
    """A reading that keeps of each text what no rule changes, and counts the rules that it uses."""

    def __init__(self, loaded: list[Any]) -> None:
        super().__init__(loaded)
        self.used: Counter[str] = Counter()
        # Copies: whoever else reads with these components keeps nothing.
        self.acts = copy(loaded[-1])
        self.acts._encoder = copy(self.acts._encoder)
        self.acts._encoder.encode = lru_cache(maxsize=None)(self.acts._encoder.encode)
        self._words = lru_cache(maxsize=None)(self._read_words)

    def parse(self, text: str, said: str = "", reply: str = "") -> dict[str, Any]:
        """What is understood of a message, behind what was said last and the reply to it."""
        message = Message(dict(self._words(text)))
        self.acts._read(message, context_of(said, reply))
        parsed: dict[str, Any] = message.as_dict()
        self.used.update(rule.name for rule in rules.RULES for act in parsed["acts"] if rule.name in act.get("why", ""))
        return parsed

    def _read_words(self, text: str) -> dict[str, Any]:
        message = Message({TEXT: text})
        for component in self._loaded[:-1]:
            component.process([message])
        return message.data

    def held(self, conversations: Sequence[tuple[str, Conversation]]) -> list[Held]:
        """Hold conversations, each of a set, one after the other."""
        bot, found = InProcess(self), []
        for of, conversation in conversations:
            self.used = Counter()
            failures = hold(conversation, lambda text, sender: bot.answer(text, f"{of} {sender}"))
            found.append(Held(of, conversation, Counter(failure.said for failure in failures), self.used))
        return found

    def said_to(self, text: str) -> list[str]:
        """The replies to a message: as the first one, and behind each of some questions."""
        bot = InProcess(self)
        return [[bot.answer(said, before)["text"] for said in (before, text) if said][-1] for before in _BEFORE]

    def again(self, before: Sequence[Held]) -> Change:
        """Hold conversations once more; what has changed."""
        return Change.between(before, self.held([(one.of, one.conversation) for one in before]))


@contextmanager
def without(name: str) -> Iterator[None]:
    """Reading without the rule of a name."""
    whole = rules.RULES
    rules.RULES = tuple(rule for rule in whole if rule.name != name)
    try:
        yield
    finally:
        rules.RULES = whole


@contextmanager
def set_to(reading: Kept, name: str, value: float) -> Iterator[None]:
    """Reading with another value of a threshold."""
    whole = reading.acts._c
    reading.acts._c = whole._replace(**{name: value})
    try:
        yield
    finally:
        reading.acts._c = whole


def rows_of_rules(reading: Kept, baseline: Sequence[Held], names: Collection[str]) -> Iterator[str]:
    """For each rule how often it is used, what is lost and won without it, and whether the reply to its example is another one then."""
    yield row("rule", "used", *_COLUMNS, "without it", "its example")
    yield f"|{'---|' * (len(_COLUMNS) + 4)}"
    for rule in rules.RULES if not names else [rule for rule in rules.RULES if rule.name in names]:
        used = [one for one in baseline if one.used[rule.name]]
        said = reading.said_to(rule.example)
        with without(rule.name):
            change = reading.again(used)
            other = reading.said_to(rule.example) != said
        times = sum(one.used[rule.name] for one in used)
        yield change.row(rule.name, str(times)) + (" other reply |" if other else " same reply |")


def rows_of_thresholds(reading: Kept, baseline: Sequence[Held], names: Collection[str]) -> Iterator[str]:
    """For each threshold what is lost and won where it is set otherwise."""
    yield row("threshold", "tried", *_COLUMNS, "in all")
    yield f"|{'---|' * (len(_COLUMNS) + 3)}"
    for name, value in reading.acts._c._asdict().items():
        for times in _TRIED if not names or name in names else ():
            tried = round(value * times, 3)
            with set_to(reading, name, tried):
                yield reading.again(baseline).row(f"`{name}` {value:g}", f"{tried:g}")


def main() -> str | None:
    """Measure and print; None, or one line that says why not."""
    parser = argparse.ArgumentParser(prog="python -m tools.evaluation.ablation", description=__doc__)
    parser.add_argument("--thresholds", action="store_true", help="thresholds instead of rules")
    parser.add_argument("--of", nargs="*", default=(), metavar="NAME", help="these alone")
    parser.add_argument("--sets", nargs="*", default=list(READ), choices=list(READ), help="of these sets alone")
    options = parser.parse_args()
    if fault := ensure_model():
        return fault
    with tempfile.TemporaryDirectory() as folder:
        reading = Kept.of_model(MODEL, Path(folder))
        baseline = reading.held([(of, conversation) for of in options.sets for conversation in load(READ[of])])
        for of in options.sets:
            turns = sum(len(one.conversation.turns) for one in baseline if one.of == of)
            wrong = sum(one.wrong.total() for one in baseline if one.of == of)
            print(f"{of}: {turns - wrong} of {turns} replies are right ({1 - wrong / turns:.1%})", flush=True)
        rows = rows_of_thresholds if options.thresholds else rows_of_rules
        for row in rows(reading, baseline, options.of):
            print(row, flush=True)
    return None


if __name__ == "__main__":
    sys.exit(main())
