"""`python -m operation.keep`: what is kept of people, and for how long.

| command      | what it does                                                                            |
|--------------|-----------------------------------------------------------------------------------------|
| `forget WHO` | deletes all that any store keeps of somebody, then looks again whether something is left |
| `export WHO` | all that any store keeps of somebody, one JSON object a line                             |
| `revoke WHO` | lets the tokens of somebody open their conversations no more                             |
| `expire DAYS`| deletes every conversation in which nothing was said for so many days                    |
| `declined`   | lists the questions that the bot had no answer to, one JSON object a line                |

WHO is any number of names of conversations, of `--token TOKEN` (in the browser of somebody on the web), and of `--slack USER` (the id
that Slack gives to somebody). Each takes `--endpoints FILE`, reads the gateway's database at `SLACK_STORE_URL`, and is recorded in
the audit log (`operation.audit`). The disliked answers: `python -m channels.feedback`.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from datetime import datetime, timezone
from typing import Dict, Iterator, Optional

from operation import quiet  # noqa: F401

# isort: split
# Behind it: what these warn of is logged.
from rasa.core.tracker_store import TrackerStore
from rasa.core.utils import AvailableEndpoints

from operation import audit
from operation.conversations import Conversations
from operation.gateway import Gateway
from operation.people import Person, Stores
from operation.private import keep_to_owner
from operation.retention import expire
from operation.sessions import LIFETIME, SecretFault, sessions
from operation.transcript import turns


def _declined(store: Conversations) -> Iterator[Dict[str, str]]:
    for sender_id in asyncio.run(store.keys()):
        tracker = asyncio.run(store.retrieve_full_tracker(sender_id))
        for turn in turns(tracker.events).values() if tracker else ():
            if turn.answer and turn.answer["kind"] in ("decline", "clarify"):
                when = datetime.fromtimestamp(turn.timestamp, timezone.utc).isoformat(timespec="seconds")
                yield {"when": when, "kind": turn.answer["kind"], "lang": turn.answer["lang"], "question": turn.text}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="operation.keep", description=__doc__.splitlines()[0])
    parser.add_argument("--endpoints", default="endpoints.yml")
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("forget", "export", "revoke"):
        of_persons = commands.add_parser(name)
        of_persons.add_argument("senders", nargs="*")
        of_persons.add_argument("--token", action="append", default=[], dest="tokens")
        of_persons.add_argument("--slack", action="append", default=[], metavar="USER")
    commands.add_parser("expire").add_argument("days", type=float)
    commands.add_parser("declined")
    return parser.parse_args()


def main() -> Optional[str]:
    """Do what the command line says; what went wrong, if anything did."""
    try:
        return _done()
    except audit.NotRecorded as fault:
        return str(fault)


def _done() -> Optional[str]:
    arguments = _arguments()
    keep_to_owner()
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
        listed = sorted(_declined(store), key=lambda question: question["when"])
        for question in listed:
            print(json.dumps(question, ensure_ascii=False))
        if not listed:
            # Beside the list, which programs read.
            print("Every question had an answer.", file=sys.stderr)
        return None
    try:
        known = sessions()
    except SecretFault as fault:
        return str(fault)
    opened = {token: known.sender_id(token) for token in arguments.tokens}
    if None in opened.values():
        return "The token is not one of ours, or has expired."
    stores = Stores(store, Gateway(), known)
    person = stores.person([*arguments.senders, *filter(None, opened.values())], arguments.slack)
    audit.record(command, conversations=audit.digests(sorted(person.senders)), slack=audit.digests(sorted(person.slack)))
    if command == "forget":
        return _forget(stores, person)
    if command == "revoke":
        store.revoke(person.senders, until=time.time() + LIFETIME)
        print(f"The tokens of {len(person.senders)} conversations open nothing any more.")
        return None
    for found in stores.export(person):
        print(json.dumps(found, ensure_ascii=False))
    return None


def _forget(stores: Stores, person: Person) -> Optional[str]:
    deleted = stores.forget(person)
    print(f"{deleted.events} events of {len(person.senders)} conversations and {deleted.gateway_rows} rows of Slack's gateway deleted.")
    left = stores.left_of(person)
    still = [f"{rows} rows in {table}" for table, rows in left.items() if rows]
    if still:
        return f"Something was written meanwhile: {', '.join(still)}. Do it again."
    if not stores.tidy():
        return "Somebody reads the database just now: what was deleted still stands in its log. Do it again."
    print(f"Nothing of them is left in {', '.join(left)}. Backups from before still hold it: see docs/operation.md.")
    return None


if __name__ == "__main__":
    sys.exit(main())
