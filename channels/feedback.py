"""Lists the answers that people disliked: `python -m channels.feedback [--endpoints FILE]`.

One JSON object a line, oldest first: when, the question, why its answer is no good (as far as the person said so),
the answer's topic, facts and text.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from datetime import datetime, timezone
from typing import Any, Dict, List, Optional

from operation import quiet  # noqa: F401

# isort: split
# Behind it: what these warn of is logged.
from rasa.core.tracker_store import TrackerStore
from rasa.core.utils import AvailableEndpoints

from answers.answer import Answer
from operation import audit
from operation.transcript import Turn, turns


async def disliked(store: TrackerStore) -> List[Turn]:
    """Every turn in the store whose answer a person voted down, oldest first."""
    found: List[Turn] = []
    for sender_id in await store.keys():
        tracker = await store.retrieve_full_tracker(sender_id)
        if tracker:
            found += [turn for turn in turns(tracker.events).values() if turn.vote == "down"]
    return sorted(found, key=lambda turn: turn.timestamp)


def _line(turn: Turn) -> Dict[str, Any]:
    answer = Answer.parse_obj(turn.answer)
    return {
        "when": datetime.fromtimestamp(turn.timestamp, timezone.utc).isoformat(timespec="seconds"),
        "question": turn.text,
        "reason": turn.reason,
        "words": turn.words,
        "lang": answer.lang,
        "topic": answer.topic,
        "facts": answer.facts,
        "answer": answer.plain_text(),
    }


def main() -> Optional[str]:
    """Print the disliked answers of the tracker store that the endpoints file names; what went wrong, if anything did."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--endpoints", default="endpoints.yml")
    endpoints = AvailableEndpoints.read_endpoints(parser.parse_args().endpoints)
    store = TrackerStore.create(endpoints.tracker_store)
    try:
        audit.record("disliked")
    except audit.NotRecorded as fault:
        return str(fault)
    found = asyncio.run(disliked(store))
    for turn in found:
        print(json.dumps(_line(turn), ensure_ascii=False))
    if not found:
        # Beside the list, which programs read.
        print("Nobody has disliked an answer.", file=sys.stderr)
    return None


if __name__ == "__main__":
    sys.exit(main())
