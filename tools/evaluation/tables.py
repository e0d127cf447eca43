"""`make ablation TABLES=1`: what each row of the tables that decide is worth on the conversations that have been read.

A row is taken out, and the conversations in which it had a say are held once more. One that no reply misses, and no fresh person has
needed, goes.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from operation.train import MODEL, ensure_model
from tools.evaluation.ablation import Kept, row
from tools.evaluation.conversations import READ, Conversation, hold, load
from tools.in_process import InProcess

# Modules and the names of their tables: of functions, of names with functions, or of rows that say when they apply.
TABLES = (
    ("dialogue.decide", "_OF_WHAT_WAS_SHOWN"),
    ("dialogue.meanings", "ROWS"),
    ("dialogue.units", "_ROWS"),
    ("dialogue.looked_up", "_LOOKS"),
    ("dialogue.of_the_bot", "_OF_IT"),
    ("dialogue.contended", "_KINDS"),
    ("dialogue.taking_up", "_TAKES_UP"),
)


class Place(NamedTuple):
    """Where a row stands: module, table, place."""

    module: str
    table: str
    at: int


class Talk(NamedTuple):
    """A conversation as it was held: the replies, and how many of them were wrong."""

    replies: tuple[str, ...]
    wrong: int


def watched(entry: Any, place: Place, used: set[Place]) -> Any:
    """A row that notes when it applies: it gives something, or, where it turns acts into acts, others than it got."""

    def watch(decides: Callable[..., Any]) -> Callable[..., Any]:
        def watching(*arguments: Any) -> Any:
            found = decides(*arguments)
            if found and found != arguments[0]:
                used.add(place)
            return found

        return watching

    if hasattr(entry, "when"):
        return entry._replace(when=watch(entry.when))
    return (entry[0], watch(entry[1])) if isinstance(entry, tuple) else watch(entry)


def name_of(entry: Any) -> str:
    """A row as a person finds it: what one would say, the cue, or the function."""
    return str(getattr(entry, "says", None) or (entry[0] if isinstance(entry, tuple) else entry.__name__))


@contextmanager
def put(module: str, table: str, rows: Sequence[Any]) -> Iterator[None]:
    """With another table in its place."""
    home = import_module(module)
    whole = getattr(home, table)
    setattr(home, table, tuple(rows))
    try:
        yield
    finally:
        setattr(home, table, whole)


def held(reading: Kept, of: str, conversation: Conversation) -> Talk:
    """Hold a conversation."""
    bot, replies = InProcess(reading), []

    def ask(text: str, sender: str) -> dict[str, Any]:
        answer = bot.answer(text, f"{of} {sender}")
        replies.append(answer["text"])
        return answer

    wrong = len(hold(conversation, ask))
    return Talk(tuple(replies), wrong)


def rows(reading: Kept, conversations: Sequence[tuple[str, Conversation]]) -> Iterator[str]:
    """A row of a table for each row of the tables: conversations that use it, that differ without it, replies that are lost and won."""
    used: set[Place] = set()
    whole = {(module, table): tuple(getattr(import_module(module), table)) for module, table in TABLES}
    for (module, table), entries in whole.items():
        setattr(import_module(module), table, tuple(watched(e, Place(module, table, i), used) for i, e in enumerate(entries)))
    before, using = [], {}
    for at, (of, conversation) in enumerate(conversations):
        used.clear()
        before.append(held(reading, of, conversation))
        for place in used:
            using.setdefault(place, []).append(at)
    for (module, table), entries in whole.items():
        setattr(import_module(module), table, entries)
    yield row("table", "row", "used in", "differ without it", "replies lost, won")
    yield f"|{'---|' * 5}"
    for (module, table), entries in whole.items():
        for i, entry in enumerate(entries):
            places = using.get(Place(module, table, i), [])
            with put(module, table, [e for j, e in enumerate(entries) if j != i]):
                after = [held(reading, *conversations[at]) for at in places]
            pairs = [(before[at], talk) for at, talk in zip(places, after)]
            lost, won = (sum(max(0, sign * (b.wrong - a.wrong)) for a, b in pairs) for sign in (1, -1))
            differ = sum(a.replies != b.replies for a, b in pairs)
            yield row(f"{module}.{table}", name_of(entry), str(len(places)), str(differ), f"-{lost} +{won}")


def main() -> str | None:
    """Measure and print; None, or one line that says why not."""
    if fault := ensure_model():
        return fault
    with tempfile.TemporaryDirectory() as folder:
        reading = Kept.of_model(MODEL, Path(folder))
        for line in rows(reading, [(of, conversation) for of, found in READ.items() for conversation in load(found)]):
            print(line, flush=True)
    return None


if __name__ == "__main__":
    sys.exit(main())
