"""The dead letters on the command line: `python -m channels.slack dead [retry|delete NUMBER|all]`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any

from channels.slack.store import Store
from operation import audit


async def handle(store: Store, arguments: argparse.Namespace) -> int:
    """List, retry or delete dead letters; the exit code, 1 if there is none of the number."""
    letters = await store.dead()
    if arguments.what == "list":
        for letter in letters:
            print(_line(letter._mapping))
        return 0
    if not arguments.number:
        print("say which: a number of the list, or all")
        return 1
    numbers = [letter.number for letter in letters if arguments.number in ("all", str(letter.number))]
    audit.record(f"slack_dead_{arguments.what}", letters=numbers)
    do = {"retry": store.revive, "delete": store.drop}[arguments.what]
    done = [await do(number) for number in numbers]
    if all(done) and (numbers or arguments.number == "all"):
        return 0
    print(f"there is no dead letter {arguments.number}")
    return 1


def _line(letter: Mapping[str, Any]) -> str:
    """One letter, without what the person wrote."""
    died = datetime.fromtimestamp(letter["died"], timezone.utc).isoformat(timespec="seconds")
    shown = {name: letter[name] for name in ("number", "reason", "attempts", "conversation")}
    return json.dumps({"died": died, **shown})
