"""The gateway's database, in SQLite and in PostgreSQL: the same tasks, letters, conversations and installations."""

from __future__ import annotations

import glob
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from slack_sdk.oauth.installation_store.models.installation import Installation

from channels.slack.database import Database
from channels.slack.installations import Installations
from channels.slack.store import Store
from channels.slack.talks import Talks, Thread
from channels.slack.tasks import Place, Question
from tools.soak.cluster import Postgres

pytestmark = pytest.mark.asyncio


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where the store is; PostgreSQL where it is installed."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'slack.db'}"
        return
    if not glob.glob("/usr/lib/postgresql/*/bin/postgres"):
        pytest.skip("PostgreSQL is not installed")
    server = Postgres()
    server.start()
    try:
        yield f"postgresql://assistant:secret@127.0.0.1:{server.port}/postgres"
    finally:
        server.remove()


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

    installations = Installations(database, "client", [Fernet.generate_key().decode()])
    for token in ("xoxb-1", "xoxb-2"):
        await installations.keep("T1", Installation(team_id="T1", app_id="A1", bot_token=token, bot_user_id="B1", user_id="U1"))
    assert await installations.bot("T1") == ("xoxb-2", "B1") and await installations.rotate() == 1
    assert await installations.bot("T2") is None
    state = await installations.new_state()
    assert await installations.is_ours(state) and not await installations.is_ours(state)
