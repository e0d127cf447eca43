"""`python -m operation.keep`: what is kept of people, and for how long.

| command                   | what it does                                                               |
|---------------------------|----------------------------------------------------------------------------|
| `forget SENDER ...`       | deletes these conversations                                                |
| `forget --token TOKEN`    | deletes the conversation of a web session, by the token in the browser     |
| `export SENDER ...`       | all that is kept of these conversations, one JSON object an event          |
| `export --token TOKEN`    | the same of a web session                                                  |
| `expire DAYS`             | deletes every conversation in which nothing was said for so many days      |
| `declined`                | lists the questions that the bot had no answer to, one JSON object a line  |

Each takes `--endpoints FILE`, and is recorded in the audit log (`operation.audit`). The disliked answers: `python -m channels.feedback`.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from datetime import datetime, timezone
from typing import Dict, Iterator, Optional

from rasa.core.tracker_store import TrackerStore
from rasa.core.utils import AvailableEndpoints

from channels.transcript import turns
from channels.web_sessions import Sessions, secret
from operation import audit
from operation.conversations import Conversations
from operation.retention import expire


def _declined(store: Conversations) -> Iterator[Dict[str, str]]:
    for sender_id in asyncio.run(store.keys()):
        tracker = asyncio.run(store.retrieve_full_tracker(sender_id))
        for turn in turns(tracker.events).values() if tracker else ():
            if turn.answer and turn.answer["kind"] in ("decline", "clarify"):
                when = datetime.fromtimestamp(turn.timestamp, timezone.utc).isoformat(timespec="seconds")
                yield {"when": when, "kind": turn.answer["kind"], "lang": turn.answer["lang"], "question": turn.text}


def _sender_of(token: str) -> str:
    sender_id = Sessions(secret()).sender_id(token)
    if sender_id is None:
        sys.exit("The token is not one of ours, or has expired.")
    return sender_id


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="operation.keep", description=__doc__.splitlines()[0])
    parser.add_argument("--endpoints", default="endpoints.yml")
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("forget", "export"):
        of_persons = commands.add_parser(name)
        of_persons.add_argument("senders", nargs="*")
        of_persons.add_argument("--token")
    commands.add_parser("expire").add_argument("days", type=float)
    commands.add_parser("declined")
    return parser.parse_args()


def main() -> Optional[str]:
    """Do what the command line says."""
    arguments = _arguments()
    store = TrackerStore.create(AvailableEndpoints.read_endpoints(arguments.endpoints).tracker_store)
    if not isinstance(store, Conversations):
        return f"{arguments.endpoints}: tracker_store: type: must be operation.conversations.Conversations"
    command = arguments.command
    if command == "expire":
        audit.record(command, days=arguments.days)
        print("{} events of {} conversations deleted.".format(*expire(store, arguments.days)))
        return None
    if command == "declined":
        audit.record(command)
        for question in sorted(_declined(store), key=lambda question: question["when"]):
            print(json.dumps(question, ensure_ascii=False))
        return None
    senders = [*arguments.senders, *([_sender_of(arguments.token)] if arguments.token else [])]
    audit.record(command, conversations=audit.digests(senders))
    if command == "forget":
        print(f"{store.forget(senders)} events of {len(senders)} conversations deleted.")
        return None
    for sender in senders:
        tracker = asyncio.run(store.retrieve_full_tracker(sender))
        for event in tracker.events if tracker else ():
            print(json.dumps({"conversation": sender, **event.as_dict()}, ensure_ascii=False))
    return None


if __name__ == "__main__":
    sys.exit(main())
