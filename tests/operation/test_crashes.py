"""Whoever was told that a turn is kept finds it again, once and whole, whenever the process was killed."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
from typing import Any, Dict, Iterator

import sqlalchemy as sa

from operation.conversations import Conversations
from operation.servers import ROOT, quiet_environment
from operation.transcript import turns
from tests.operation.conftest import until
from tests.operation.test_database import DOMAIN, begin, name, turn

CRASHES = int(os.environ.get("CRASHES", 4))
"""Deaths for each kind of database; `make soak` sets more."""

_PEOPLE = 3
_OTHERS_AT_WORK = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'"


async def test_what_was_acknowledged_outlives_any_death(settings: Dict[str, Any]) -> None:
    chance = random.Random(7)
    store = Conversations(DOMAIN, **settings)
    command = [sys.executable, "-m", "tests.operation.crashing", json.dumps(settings)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=quiet_environment(), cwd=ROOT, text=True) as writer:
        assert writer.stdin and writer.stdout
        told = iter(writer.stdout.readline, "")
        assert next(told) == "ready\n"
        kept = {f"sender-{number}": 0 for number in range(_PEOPLE)}
        acknowledged = 0
        for crash in range(CRASHES):
            sender = f"sender-{crash % _PEOPLE}"
            print(sender, file=writer.stdin, flush=True)
            latest = _let_it_die(told, chance.choice(["child", "open", "kept"]), chance.uniform(0, 0.4))
            acknowledged += max(0, latest + 1 - kept[sender])
            kept[sender] = await _check(store, sender, max(latest + 1, kept[sender]))
        writer.stdin.close()
    print(f"\n{store.engine.dialect.name}: {CRASHES} deaths, {acknowledged} turns acknowledged, {sum(kept.values())} kept")
    assert acknowledged >= CRASHES // 2


def _let_it_die(told: Iterator[str], after: str, seconds: float) -> int:
    """Kill the child so many seconds after it has said a word; the last turn that it said is kept, -1 for none."""
    heard, latest, killing = {}, -1, None
    for line in told:
        word, _, number = line.strip().partition(" ")
        heard[word] = number
        if word == "dead":
            break
        if word == "kept":
            latest = int(number)
        if killing is None and {"child", after} <= heard.keys():
            killing = threading.Timer(seconds, os.kill, (int(heard["child"]), signal.SIGKILL))
            killing.start()
    return latest


async def _check(store: Conversations, sender: str, acknowledged: int) -> int:
    """Look that all that was acknowledged is there once, whole and in order, and at most one turn more; how many there are."""
    if store.engine.dialect.name == "postgresql":
        # What the dead one had sent is still being done: it may be kept between one look and the next.
        until(lambda: not store.engine.execute(_OTHERS_AT_WORK).scalar())
    tracker = await store.retrieve_full_tracker(sender)
    if tracker is None:
        assert acknowledged == 0
        return 0
    found = turns(tracker.events)
    assert list(found) == [name(number) for number in range(len(found))]
    assert acknowledged <= len(found) <= acknowledged + 1
    assert len(tracker.events) == len(begin()) + len(found) * len(turn(0))
    with store.engine.connect() as connection:
        places = connection.execute(sa.text("SELECT count(*) FROM turns WHERE sender_id = :sender"), {"sender": sender}).scalar()
    assert places == len(found)
    return len(found)
