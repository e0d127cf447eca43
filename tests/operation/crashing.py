"""A process that keeps turns of conversations until it is killed, and says of each when it is kept.

    python -m tests.operation.crashing SETTINGS

It reads names of conversations, a line each; for each a child goes on with it, one turn after the other, and is waited for.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import sys
from typing import Any, Dict

from rasa.shared.core.trackers import DialogueStateTracker

from operation.conversations import Conversations
from operation.transcript import turns
from tests.operation.test_database import DOMAIN, begin, turn


def _say(line: str) -> None:
    os.write(1, f"{line}\n".encode())


async def _talk(sender: str, settings: Dict[str, Any]) -> None:
    store = Conversations(DOMAIN, **settings)
    _say("open")
    known = await store.retrieve_full_tracker(sender)
    if known is None:
        await store.save(DialogueStateTracker.from_events(sender, begin()))
    for number in itertools.count(len(turns(known.events)) if known else 0):
        tracker = await store.retrieve(sender)
        for event in turn(number):
            tracker.update(event)
        await store.save(tracker)
        _say(f"kept {number}")


def main() -> None:
    """Start a child for each conversation, and wait until it is dead."""
    settings = json.loads(sys.argv[1])
    _say("ready")
    for line in sys.stdin:
        child = os.fork()
        if not child:
            asyncio.run(_talk(line.strip(), settings))
        _say(f"child {child}")
        os.waitpid(child, 0)
        _say("dead")


if __name__ == "__main__":
    main()
