"""The gateway's database, in SQLite and in PostgreSQL: the same tasks, letters, conversations and installations."""

from __future__ import annotations

import asyncio
import glob
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa
from cryptography.fernet import Fernet
from slack_sdk.oauth.installation_store.models.installation import Installation

from channels.slack.database import Database, tasks
from channels.slack.installations import Installations
from channels.slack.store import Store
from channels.slack.talks import Talks, Thread
from channels.slack.tasks import Place, Question, Stopped
from tools.soak.cluster import Postgres

pytestmark = pytest.mark.asyncio


# A store as it was before there were versions, with a conversation in a thread and one in direct messages.
OLDEST = (
    """create table slack_tasks (number integer primary key, event_id varchar(255) not null unique, subject varchar(255) unique,
       conversation varchar(255) not null, task text, answer text, sent integer not null, attempts integer not null,
       received float not null, due float not null, holder varchar(32), done float)""",
    "create table slack_threads (thread varchar(255) primary key, last float not null)",
    "create table slack_sessions (conversation varchar(255) primary key, token text not null, begun float not null)",
    "insert into slack_threads values ('T1/C1/1.1', 4000000000)",
    """insert into slack_tasks values (1, 'Ev1', null, 'T1/C1/1.1/U1', '{"team": "T1"}', null, 0, 0, 1, 1, null, null),
                                      (2, 'Ev2', null, 'T1/im//U2', null, null, 0, 0, 1, 1, null, 4000000000)""",
    "insert into slack_sessions values ('T1/C1/1.1/U1', 'token-0', 4000000000), ('T1/im//U2', 'token-1', 4000000000)",
)


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    """Where a PostgreSQL is, if it is installed; each test makes a database of its own in it."""
    if not glob.glob("/usr/lib/postgresql/*/bin/postgres"):
        pytest.skip("PostgreSQL is not installed")
    server = Postgres()
    server.start()
    yield f"postgresql://assistant:secret@127.0.0.1:{server.port}"
    server.remove()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where the store is: a new database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'slack.db'}"
    server, name = request.getfixturevalue("postgres"), f"test_{uuid4().hex}"
    made = sa.create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT", poolclass=sa.pool.NullPool, future=True)
    with made.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    return f"{server}/{name}"


def question(number: int) -> Question:
    """A message of a person of their own."""
    place = Place(channel="C1", thread=f"{number}.1")
    return Question(event_id=f"Ev{number}", subject=f"C1/{number}", team="T1", user=f"U{number}", place=place, text="x")


async def test_it_keeps_gives_up_and_revives(url: str) -> None:
    database = Database(url)
    store, other = Store(database), Store(Database(url).urgent())
    assert [await store.keep(question(n)) for n in (1, 2, 1)] == [True, True, False]
    first, second = await other.hold(5)
    assert await store.hold(5) == [] and (first.attempts, first.task) == (1, question(1))
    await other.answered(first.number, "{}")
    await other.bury(first.number, "x" * 1000)
    await other.bury(first.number, "twice is once")
    await other.finish(second.number)
    (letter,) = await store.dead()
    assert (await store.waiting(), await store.count_dead(), len(letter.reason)) == ((0, 0.0), 1, 255)
    assert await store.revive(letter.number) and not await store.revive(letter.number)
    (again,) = await store.hold(5)
    assert (again.task, again.answer, again.attempts, again.faults) == (question(1), "{}", 1, 0)
    await store.put_back(again.number, 0, faults=1)
    (once_more,) = await store.hold(5)
    assert (once_more.attempts, once_more.faults) == (2, 1)

    talks = Talks(database, "T1")
    for token in ("one", "two"):
        await talks.begin("C1//U1", token)
    for silent in (False, True):
        await talks.spoke("C1/1.1", "U1", silent)
    await talks.choose("C1", "threads")
    assert (await talks.session("C1//U1"), await talks.thread("C1/1.1")) == ("two", Thread("U1", True))
    assert (await talks.mode("C1"), await talks.mode("C2"), await talks.thread("C1/9.9")) == ("threads", None, None)

    await talks.answered("C1//U1", "en")
    await talks.begin("im//U1", "three")
    await talks.answered("im//U1", "id")
    assert [await talks.language(user) for user in ("U1", "1", "U2")] == ["id", None, None]

    installations = Installations(database, "client", [Fernet.generate_key().decode()])
    for token in ("xoxb-1", "xoxb-2"):
        await installations.keep(
            "T1", Installation(team_id="T1", app_id="A1", bot_token=token, bot_user_id="B1", user_id="U1", bot_scopes="commands")
        )
    assert await installations.bot("T1") == ("xoxb-2", "B1", {"commands"}, "A1") and await installations.rotate() == 1
    assert await installations.bot("T2") is None
    state = await installations.new_state()
    assert await installations.is_ours(state) and not await installations.is_ours(state)


async def test_oldest_store_is_brought_to_this_version_with_what_it_holds(url: str) -> None:
    engine = sa.create_engine(url, future=True)
    with engine.begin() as connection:
        for statement in OLDEST:
            connection.execute(sa.text(statement))
    database = Database(url)
    talks = Talks(database, "T1")
    kept = await database.rows(sa.select(tasks.c.person, tasks.c.team).order_by(tasks.c.number))
    assert kept == [("U1", "T1"), ("U2", None)]
    assert (await talks.session("C1/1.1/U1"), await talks.session("im//U2")) == ("token-0", "token-1")
    assert await talks.thread("C1/1.1") == Thread(None, False)
    for conversation, language in (("C1/1.1/U1", "en"), ("im//U2", "id")):
        await talks.answered(conversation, language)
    assert [await talks.language(user) for user in ("U1", "U2")] == ["en", "id"]
    Database(url)  # and is taken as it is from then on


async def test_persons_language_is_found_by_an_index(url: str) -> None:
    """However many conversations there are: it is looked up for each message."""
    database = Database(url)
    (column,) = [index["column_names"] for index in sa.inspect(database.engine).get_indexes("slack_sessions")]
    assert column == ["person"]


async def test_what_is_asked_in_a_thread_is_stopped_and_nothing_else(url: str) -> None:
    store = Store(Database(url))
    for number in (1, 2):
        await store.keep(question(number))
    first, second = await store.hold(5)
    wish = Stopped(event_id="Ev9", team="T1", user="U9", place=Place(channel="C1", thread="1.1"))
    assert [await store.stop(wish), await store.stop(wish)] == [1, 0]
    assert [await store.is_stopped(held.number) for held in (first, second)] == [True, False]
    await store.answered(first.number, "what was said")
    await store.put_back(first.number, 0)
    assert await store.hold(5) == [] and (await store.waiting())[0] == 1
    database = Database(url)
    assert await database.scalar(sa.select(tasks.c.answer).where(tasks.c.number == first.number)) is None


async def test_what_was_deleted_is_taken_out_of_the_log_without_waiting_for_others(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'slack.db'}")
    store = Store(database)
    await store.keep(question(1))
    await database.change(tasks.delete())
    log = tmp_path / "slack.db-wal"
    with closing(sqlite3.connect(tmp_path / "slack.db", isolation_level=None)) as other:
        other.execute("begin immediate")
        assert not await asyncio.wait_for(database.tidy(), 2) and b"C1/1" in log.read_bytes()
        other.execute("rollback")
        assert await database.tidy() and log.read_bytes() == b""
    await database.close()
