"""A backup is made while the bot runs and put back by one command each; nothing that is damaged is put back."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import sqlite3
import sys
import threading
from contextlib import closing
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence

import pytest
import sqlalchemy as sa
import yaml
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from channels.slack.database import Database
from channels.slack.talks import Talks
from operation import audit, backup
from operation import sessions as web_sessions
from operation.conversations import Conversations
from operation.database import TABLES, version_of
from operation.gateway import TABLES as GATEWAY_TABLES
from tests.operation.test_database import DOMAIN, NEWEST, begin, turn


class Place:
    """Where a bot keeps its data, and the command that copies them."""

    def __init__(self, folder: Path, settings: Dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.settings, self._monkeypatch = folder, settings, monkeypatch
        named = {**settings, "url": settings.get("host"), "type": "operation.conversations.Conversations"}
        (folder / "endpoints.yml").write_text(yaml.safe_dump({"tracker_store": {k: v for k, v in named.items() if k != "host" and v}}))

    def run(self, *words: str) -> Optional[str]:
        """Run the command; what it says is wrong."""
        self._monkeypatch.setattr(sys, "argv", ["backup", "--endpoints", str(self.folder / "endpoints.yml"), *words])
        return backup.main()

    def open(self) -> Conversations:
        return Conversations(DOMAIN, **self.settings)


@pytest.fixture(autouse=True)
def nothing_of_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is copied, put back or recorded here is not the project's own."""
    monkeypatch.setenv("AUDIT_LOG", str(tmp_path / "audit.log"))
    monkeypatch.setenv("SLACK_STORE_URL", f"sqlite:///{tmp_path / 'slack.db'}")
    monkeypatch.setattr(web_sessions, "SECRET_FILE", tmp_path / "web_session_secret")
    monkeypatch.setattr(backup, "SECRET_FILE", tmp_path / "web_session_secret")


@pytest.fixture
def place(tmp_path: Path, settings: Dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> Place:
    return Place(tmp_path, settings, monkeypatch)


def said(store: Conversations) -> Dict[str, List[str]]:
    """What people have said, by conversation."""
    found = {}
    for sender in asyncio.run(store.keys()):
        tracker = asyncio.run(store.retrieve_full_tracker(sender))
        found[sender] = [event.text for event in tracker.events if isinstance(event, UserUttered)]
    return found


def say(store: Conversations, sender: str, *numbers: int) -> None:
    events = [*begin(), *(event for number in numbers for event in turn(number))]
    asyncio.run(store.save(DialogueStateTracker.from_events(sender, events)))


def test_what_was_backed_up_is_there_again(place: Place) -> None:
    copy, store = place.folder / "copy", place.open()
    say(store, "one", 0, 1)
    web_sessions.SECRET_FILE.write_text("s" * 40)
    database = Database(f"sqlite:///{place.folder / 'slack.db'}")
    gateway = Talks(database)
    asyncio.run(gateway.begin("T1/C1//U1", "token of then"))
    assert place.run("make", str(copy)) is None
    assert os.stat(copy).st_mode & 0o077 == 0 and all(os.stat(file).st_mode & 0o077 == 0 for file in copy.iterdir())
    say(store, "two", 2)
    store.forget(["one"])
    asyncio.run(gateway.begin("T1/C1//U1", "token of now"))
    web_sessions.SECRET_FILE.write_text("t" * 40)
    # What uses a database has to be stopped first, which is said.
    assert "Stop what uses it" in str(place.run("restore", str(copy)))
    store.engine.dispose()
    database.engine.dispose()
    assert place.run("restore", str(copy)) is None
    again = place.open()
    assert said(again) == {"one": ["question 0", "question 1"]}
    assert len(asyncio.run(again.turn("one", "turn-00000001"))) == 2
    assert asyncio.run(gateway.session("T1/C1//U1")) == "token of then"
    assert web_sessions.SECRET_FILE.read_text() == "s" * 40 and os.stat(web_sessions.SECRET_FILE).st_mode & 0o077 == 0
    say(again, "three", 3)
    # What was refused stands there, too.
    assert [act["act"] for act in audit.acts()] == ["backup", "restore", "restore"]


def test_a_backup_from_before_an_update_becomes_this_version(place: Place) -> None:
    store, copy = place.open(), place.folder / "copy"
    say(store, "one", 0)
    with store.engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE revoked"))
        connection.execute(sa.text("UPDATE conversations_version SET version_num = '0002'"))
    store.engine.dispose()
    assert place.run("make", str(copy)) is None
    place.open().engine.dispose()  # the update, which is then taken back
    assert place.run("restore", str(copy)) is None
    again = place.open()
    with again.engine.connect() as connection:
        assert version_of(connection) == NEWEST
    assert said(again) == {"one": ["question 0"]} and not asyncio.run(again.is_revoked("one"))


def test_a_backup_of_an_older_gateway_becomes_this_version(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = place.folder / "copy"
    if place.settings["dialect"] == "postgresql":
        # As in Compose and Kubernetes: one database holds both.
        where = "postgresql://{username}:{password}@{host}:{port}/{db}".format(**place.settings)
        monkeypatch.setenv("SLACK_STORE_URL", where)
    url = os.environ["SLACK_STORE_URL"]
    store = place.open()
    say(store, "one", 0)
    old = Database(url)
    asyncio.run(Talks(old).begin("T1/C1//U1", "token of then"))
    with old.engine.begin() as connection:
        # As version 0005 was.
        connection.execute(sa.text("DROP TABLE slack_helpers"))
        for table, column in itertools.product(("slack_tasks", "slack_dead"), ("person", "team")):
            connection.execute(sa.text(f"ALTER TABLE {table} DROP COLUMN {column}"))
        connection.execute(sa.text("UPDATE slack_version SET version_num = '0005'"))
    for engine in (store.engine, old.engine):
        engine.dispose()
    assert place.run("make", str(copy)) is None
    Database(url).engine.dispose()  # the update, which is then taken back
    assert place.run("restore", str(copy)) is None
    again = Database(url)
    assert asyncio.run(Talks(again).session("T1/C1//U1")) == "token of then"
    assert sa.inspect(again.engine).has_table("slack_helpers")
    again.engine.dispose()
    assert said(place.open()) == {"one": ["question 0"]}


@pytest.mark.parametrize(("made", "tables"), [(Conversations, TABLES), (Database, GATEWAY_TABLES)])
def test_every_table_is_known(tmp_path: Path, made: type, tables: Sequence[str]) -> None:
    """What a newer version has added is dropped before an older backup is put back."""
    file = tmp_path / "new.db"
    store = Database(f"sqlite:///{file}") if made is Database else Conversations(DOMAIN, db=str(file))
    assert set(sa.inspect(store.engine).get_table_names()) - {"sqlite_sequence"} == set(tables)


def test_a_copy_is_whole_whatever_is_written_meanwhile(place: Place) -> None:
    store, copy, enough = place.open(), place.folder / "copy", threading.Event()

    def talk() -> None:
        number = 0
        while not enough.is_set():
            say(store, f"sender-{number}", number, number + 1)
            number += 1

    talking = threading.Thread(target=talk)
    talking.start()
    try:
        assert place.run("make", str(copy)) is None
    finally:
        enough.set()
        talking.join()
    store.engine.dispose()
    assert place.run("restore", str(copy)) is None
    found = said(place.open())
    # A turn is written as one: of nobody half of it is there, and none is missing between.
    assert list(sorted(found, key=lambda sender: int(sender[7:]))) == [f"sender-{number}" for number in range(len(found))]
    assert all(len(texts) == 2 for texts in found.values())


@pytest.mark.parametrize("damage", ["conversations", "backup.json", "all"])
def test_what_is_damaged_is_not_put_back(place: Place, damage: str) -> None:
    store, copy = place.open(), place.folder / "copy"
    say(store, "one", 0)
    assert place.run("make", str(copy)) is None
    say(store, "two", 1)
    for file in copy.iterdir() if damage == "all" else [copy / damage]:
        file.unlink() if damage != "conversations" else file.write_bytes(file.read_bytes()[:-10] + b"x" * 10)
    assert str(place.run("restore", str(copy))).endswith(("is no whole backup.", "Take another backup."))
    assert set(said(store)) == {"one", "two"}


def test_a_folder_that_is_there_is_not_written_into(place: Place) -> None:
    place.open()
    assert "is there already" in str(place.run("make", str(place.folder)))


def test_what_cannot_be_copied_leaves_no_backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = Place(tmp_path, {"dialect": "sqlite", "db": str(tmp_path / "nowhere.db")}, monkeypatch)
    assert "There is no database at" in str(nowhere.run("make", str(tmp_path / "copy")))
    closed = {"dialect": "postgresql", "host": "127.0.0.1", "port": 1, "db": "x", "username": "x", "password": "x"}
    assert str(Place(tmp_path, closed, monkeypatch).run("make", str(tmp_path / "copy"))).startswith("pg_dump: ")
    monkeypatch.setenv("PATH", "")
    missing = Place(tmp_path, closed, monkeypatch).run("make", str(tmp_path / "copy"))
    assert missing == "pg_dump was not found: install PostgreSQL's client programs."
    assert {file.name for file in tmp_path.iterdir()} == {"audit.log", "endpoints.yml"}


def test_a_database_in_use_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "_BUSY_SECONDS", 0.1)
    place = Place(tmp_path, {"dialect": "sqlite", "db": str(tmp_path / "conversations.db")}, monkeypatch)
    say(place.open(), "one", 0)
    assert place.run("make", str(tmp_path / "copy")) is None
    assert json.loads((tmp_path / "copy" / "backup.json").read_text())["files"].keys() == {"conversations"}
    with closing(sqlite3.connect(tmp_path / "conversations.db", isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        assert str(place.run("restore", str(tmp_path / "copy"))).endswith("Stop what uses it.")
