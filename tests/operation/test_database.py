"""The database of conversations: older ones become this one, newer ones are refused in a sentence; finding a turn costs the same in a long talk."""

from __future__ import annotations

import glob
import os
import sqlite3
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any, Dict, List

import pytest
import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from channels.feedback import disliked
from operation.conversations import Conversations
from operation.database import version_of
from operation.servers import ROOT, quiet_environment
from operation.transcript import feedback_event, turns

DOMAIN = Domain.from_yaml(
    """
    version: "3.1"
    intents: [ask]
    actions: [action_answer]
    slots:
      topic: {type: any, mappings: [{type: custom}]}
    """
)
NEWEST = "0003"


def begin() -> List[Event]:
    """The events with which Rasa begins a talk."""
    return [ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen")]


def turn(number: int) -> List[Event]:
    """The events of one turn of the web."""
    return [
        UserUttered(f"question {number}", intent={"name": "ask", "confidence": 1.0}, metadata={"message_id": name(number)}),
        ActionExecuted("action_answer"),
        BotUttered(f"answer {number}", {"custom": {"answer": {"number": number}}}),
        SlotSet("topic", number),
        ActionExecuted("action_listen"),
    ]


def name(number: int) -> str:
    """The id that a browser gave to a message."""
    return f"turn-{number:08}"


async def test_a_database_from_before_there_were_versions_becomes_this_one(settings: Dict[str, Any]) -> None:
    old = SQLTrackerStore(DOMAIN, **settings)
    await old.save(DialogueStateTracker.from_events("one", [*begin(), *turn(0), *turn(1), *turn(0)]))
    await old.save(DialogueStateTracker.from_events("two", [*begin(), *turn(1), feedback_event(name(1), "down")]))
    with old.engine.begin() as connection:
        connection.execute(sa.text("CREATE INDEX events_by_sender_type_name ON events (sender_id, type_name, action_name, id)"))
    for _ in range(2):
        store = Conversations(DOMAIN, **settings)
        with store.engine.connect() as connection:
            assert version_of(connection) == NEWEST
        assert list(turns((await store.page("one", 9)).events)) == [name(1), name(0)]
        assert {found.id: found.vote for found in turns(await store.turn("two", name(1))).values()} == {name(1): "down"}
        assert [found.id for found in await disliked(store)] == [name(1)]
        assert not await store.is_revoked("two")
        assert len((await store.retrieve_full_tracker("one")).events) == 18


async def test_a_database_of_a_newer_version_is_refused_in_a_sentence(settings: Dict[str, Any]) -> None:
    store = Conversations(DOMAIN, **settings)
    with store.engine.begin() as connection:
        connection.execute(sa.text("UPDATE conversations_version SET version_num = '9999'"))
    code = f"from operation.conversations import Conversations; Conversations(None, **{settings!r})"
    started = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=quiet_environment(), capture_output=True, text=True)
    said = started.stdout + started.stderr
    assert started.returncode == 1 and "Traceback" not in said
    assert "is of version 9999, which this program does not know" in said


def test_of_several_that_start_at_once_one_makes_the_database(settings: Dict[str, Any]) -> None:
    code = f"from operation.conversations import Conversations; print(Conversations(None, **{settings!r}).forget(['nobody']))"

    def start(_: int) -> subprocess.CompletedProcess:
        return subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=quiet_environment(), capture_output=True, text=True)

    with ThreadPoolExecutor(3) as pool:
        started = list(pool.map(start, range(3)))
    assert [s.stdout.strip() for s in started] == ["0"] * 3, [s.stderr[-500:] for s in started]


async def test_pages_of_a_conversation(settings: Dict[str, Any]) -> None:
    store = Conversations(DOMAIN, **settings)
    await store.save(DialogueStateTracker.from_events("one", begin()))
    for number in range(7):
        tracker = await store.retrieve("one")
        for event in turn(number):
            tracker.update(event)
        await store.save(tracker)
    tracker = await store.retrieve("one")
    for voted, vote in ((1, "up"), (5, "down")):
        tracker.update(feedback_event(name(voted), vote))
    await store.save(tracker)
    last = await store.page("one", 3)
    assert [(t.id, t.answer, t.vote) for t in turns(last.events).values()] == [
        (name(4), {"number": 4}, None), (name(5), {"number": 5}, "down"), (name(6), {"number": 6}, None),
    ]  # fmt: skip
    before = await store.page("one", 3, name(4))
    assert last.earlier and before.earlier and list(turns(before.events)) == [name(1), name(2), name(3)]
    assert turns(before.events)[name(1)].vote == "up"
    first = await store.page("one", 3, name(1))
    assert not first.earlier and list(turns(first.events)) == [name(0)]
    assert await store.turn("one", "turn-of-nobody") == [] and await store.turn("two", name(1)) == []
    assert store.forget(["one"]) == len(begin()) + 7 * len(turn(0)) + 2
    assert await store.page("one", 3) == ([], False)


@pytest.mark.timed
async def test_a_turn_of_a_long_conversation_costs_what_one_of_a_short_one_does(tmp_path: Path) -> None:
    store = Conversations(DOMAIN, db=str(tmp_path / "conversations.db"))
    for sender, length in (("short", 20), ("long", 2000)):
        events = [*begin(), *(event for number in range(length) for event in turn(number))]
        await store.save(DialogueStateTracker.from_events(sender, events))

    async def seconds(sender: str, number: int) -> float:
        begun = time.perf_counter()
        await store.turn(sender, name(number))
        await store.turn(sender, "turn-of-nobody")
        await store.page(sender, 15)
        tracker = await store.retrieve(sender)
        for event in turn(10_000 + number):
            tracker.update(event)
        await store.save(tracker)
        return time.perf_counter() - begun

    found: Dict[str, List[float]] = {"short": [], "long": []}
    for number in range(15):
        for sender in found:
            found[sender].append(await seconds(sender, number))
    # Twice as much is what a busy machine makes of the same work; reading it all takes fifty times as long.
    assert statistics.median(found["long"]) < 2 * statistics.median(found["short"])


def test_only_its_owner_reads_the_database(tmp_path: Path) -> None:
    file = tmp_path / "new" / "conversations.db"
    file.parent.mkdir()
    Conversations(DOMAIN, db=str(file)).forget(["nobody"])
    for part in glob.glob(f"{file}*"):
        assert os.stat(part).st_mode & 0o077 == 0, part
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT count(*) FROM turns").fetchone() == (0,)
