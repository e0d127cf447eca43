"""`python -m tools.evaluation.snapshot FILE`: kind, facts and language of every reply on the read sets, written to a file.

With `--compare` it compares with that file instead, lists each reply that is another one, and fails if there is any: so a move of
code can show that it changed nothing, and a change what it changed.
"""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Dict, Iterable, List, NamedTuple, Optional, Tuple

import srsly

from operation.train import MODEL, ensure_model
from tools.evaluation.conversations import READ, Ask, Conversation, load
from tools.servers import running_copy

_AT_A_TIME = 3


class Reply(NamedTuple):
    """One reply: to what, in which turn (from 1) of which conversation, and what it was."""

    conversation: str
    turn: int
    say: str
    kind: str
    lang: str
    facts: Tuple[str, ...]

    @property
    def place(self) -> Tuple[str, int, str]:
        """Where it stands, by which it is compared."""
        return self.conversation, self.turn, self.say

    @property
    def said(self) -> str:
        """What is compared, as one line."""
        return f"{self.kind} {self.lang} {' '.join(self.facts)}".rstrip()


def read_sets() -> List[Conversation]:
    """The conversations of all sets that have been read."""
    return [conversation for folder in READ.values() for conversation in load(folder)]


def take(conversations: Iterable[Conversation], ask: Ask, at_a_time: int = _AT_A_TIME) -> List[Reply]:
    """Hold the conversations, several at a time, and note every reply."""

    def hold(conversation: Conversation) -> List[Reply]:
        name = f"{conversation.theme}: {conversation.name}"
        answers = ((i, turn.say, ask(turn.say, f"snapshot {name}")) for i, turn in enumerate(conversation.turns, 1))
        return [Reply(name, i, say, a["kind"], a["lang"], tuple(sorted(a["facts"]))) for i, say, a in answers]

    with ThreadPoolExecutor(at_a_time) as people:
        return [reply for replies in people.map(hold, conversations) for reply in replies]


def write(replies: Iterable[Reply], file: Path) -> None:
    """Write replies, one a line."""
    file.parent.mkdir(parents=True, exist_ok=True)
    srsly.write_jsonl(file, [reply._asdict() for reply in replies])


def read(file: Path) -> List[Reply]:
    """What `write` wrote; ValueError, in one line, if it is none of that."""
    try:
        lines: List[Dict[str, Any]] = list(srsly.read_jsonl(file))
        replies = [Reply(**{**line, "facts": tuple(line["facts"])}) for line in lines]
        if not replies:
            raise ValueError("it is empty")
        return replies
    except (OSError, ValueError, TypeError, KeyError) as fault:
        raise ValueError(f"{file} is no snapshot ({str(fault).splitlines()[0]}): write one without --compare") from None


def differences(before: Iterable[Reply], now: Iterable[Reply]) -> List[str]:
    """What is said otherwise now, a line each; messages that only one of both has are told, too."""
    old, new = ({reply.place: reply for reply in replies} for replies in (before, now))
    changed = [
        f"{reply.conversation} {reply.turn}: {reply.say!r}\n    before {old[place].said}\n    now    {reply.said}"
        for place, reply in new.items()
        if place in old and old[place].said != reply.said
    ]
    alone = [(old, new, "is gone"), (new, old, "is new")]
    return changed + [f"{r.conversation} {r.turn}: {r.say!r} {how}" for ours, others, how in alone for p, r in ours.items() if p not in others]


def main(arguments: Optional[List[str]] = None) -> Optional[str]:
    """Write or compare; None, or what to say of a fault or of differences."""
    parser = argparse.ArgumentParser(prog="python -m tools.evaluation.snapshot", description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path, help="where the replies are written, or stand")
    parser.add_argument("--compare", action="store_true", help="with the file, instead of writing it")
    options = parser.parse_args(arguments)
    try:
        before = read(options.file) if options.compare else []
    except ValueError as fault:
        return str(fault)
    if fault := ensure_model():
        return fault
    with running_copy(MODEL) as bot:
        now = take(read_sets(), bot.answer)
    if not options.compare:
        write(now, options.file)
        print(f"{len(now)} replies in {options.file}")
        return None
    found = differences(before, now)
    print("\n".join([*found, f"{len(found)} of {len(now)} replies differ."]))
    return "The replies are not those of the snapshot." if found else None


if __name__ == "__main__":
    sys.exit(main())
