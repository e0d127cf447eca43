"""Each part of a real bot hangs, and a row is held by somebody else: who needs it is told, nobody else waits, nothing is lost or doubled."""

from __future__ import annotations

import os
import signal
import time
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Dict, Iterator, List, Sequence
from uuid import uuid4

import httpx
import psutil
import pytest
import sqlalchemy as sa

from operation.servers import LOOPBACK
from tests.operation.conftest import SORRY, is_ready, until
from tools.servers import Bot
from tools.soak.cluster import Postgres

TURN_SECONDS = 3


@pytest.fixture(scope="module")
def url(postgres: Postgres) -> str:
    """A database of the bot's own."""
    server, made = f"postgresql://assistant:secret@{LOOPBACK}:{postgres.port}", f"test_{uuid4().hex}"
    sa.create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT", poolclass=sa.pool.NullPool).execute(f"CREATE DATABASE {made}")
    return f"{server}/{made}"


@pytest.fixture(scope="module")
def bot(model: Path, postgres: Postgres, url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """A bot that keeps its conversations there."""
    folder = tmp_path_factory.mktemp("bot")
    running = Bot(folder, model, environment={"TURN_SECONDS": str(TURN_SECONDS)})
    endpoints = folder / "endpoints.yml"
    sqlite = f"dialect: sqlite, db: '{folder / 'conversations.db'}'"
    there = f"dialect: postgresql, url: {LOOPBACK}, port: {postgres.port}, db: {url.rpartition('/')[2]}, username: assistant, password: secret"
    endpoints.write_text(endpoints.read_text().replace(sqlite, there))
    try:
        yield running.start()
    finally:
        running.stop()


class Person:
    """Somebody on the web, by a client of their own."""

    def __init__(self, bot: Bot) -> None:
        self._client = httpx.Client(base_url=bot.url, timeout=60)
        self._headers = {"Authorization": f"Bearer {self._client.post('/chat/session').json()['token']}"}

    def says(self, number: int, text: str = "Apa itu BPO?") -> str:
        """Put a message; the topic of its answer, or the status of what was no answer."""
        reply = self._client.post("/chat/messages", json={"id": f"message-{number}", "text": text}, headers=self._headers)
        return reply.json()["answer"]["topic"] if reply.status_code == 200 else str(reply.status_code)

    @property
    def said(self) -> Dict[str, str]:
        """The history: the topic of the answer by the id of each message; an id that is there twice shows."""
        turns = self._client.get("/chat/history", headers=self._headers).json()["turns"]
        assert len({turn["id"] for turn in turns}) == len(turns)
        return {turn["id"]: turn["answer"]["topic"] for turn in turns}


@contextmanager
def frozen(pids: Sequence[int]) -> Iterator[None]:
    """Processes that hang while the block runs."""
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


def of_postgres(postgres: Postgres) -> List[int]:
    """All processes of PostgreSQL."""
    server = psutil.Process(postgres.pid)
    return [server.pid, *(process.pid for process in server.children(recursive=True))]


def alive_until(bot: Bot, waiting: "Future[str]") -> float:
    """Ask whether the bot lives until somebody is answered; the longest that it took to say so."""
    longest = 0.0
    while not waiting.done():
        begun = time.monotonic()
        assert httpx.get(f"{bot.url}/health/live", timeout=5).status_code == 200
        longest = max(longest, time.monotonic() - begun)
        time.sleep(0.1)
    return longest


GIVEN_UP = ("unavailable", "503")


def test_a_row_that_somebody_holds_for_ten_seconds_keeps_nobody_else_waiting(bot: Bot, url: str) -> None:
    person, others = Person(bot), [Person(bot) for _ in range(3)]
    with ThreadPoolExecutor(2) as pool, sa.create_engine(url, poolclass=sa.pool.NullPool).connect() as holder:
        assert person.says(1) == "definition"
        (sender,) = holder.execute("SELECT sender_id FROM turns WHERE turn_id = 'message-1' ORDER BY event_id DESC LIMIT 1").one()
        with holder.begin() as held:
            # Whoever writes this turn waits for what becomes of it.
            holder.execute(sa.text("INSERT INTO turns VALUES (:sender, 'message-2', 0)"), {"sender": sender})
            started = time.monotonic()
            waiting = pool.submit(person.says, 2, "Apa itu KPO?")
            seconds = []
            for number, other in enumerate(others * 3):
                begun = time.monotonic()
                assert other.says(number) == "definition"
                seconds.append(time.monotonic() - begun)
            longest = alive_until(bot, waiting)
            assert waiting.result() in GIVEN_UP and time.monotonic() - started < 8
            while time.monotonic() - started < 10:
                assert others[0].says(99) == "definition"
                time.sleep(0.5)
            held.rollback()
    print(f"\nothers within {max(seconds):.2f} s, alive within {longest:.2f} s")
    assert max(seconds) < 2 and longest <= 0.5
    assert person.said == {"message-1": "definition"}
    assert person.says(2, "Apa itu KPO?") == "definition"
    assert list(person.said) == ["message-1", "message-2"]


def test_a_database_that_hangs_is_told_and_nothing_is_doubled(bot: Bot, postgres: Postgres) -> None:
    person = Person(bot)
    assert person.says(1) == "definition"
    with ThreadPoolExecutor(1) as pool, frozen(of_postgres(postgres)):
        started = time.monotonic()
        waiting = pool.submit(person.says, 2)
        longest = alive_until(bot, waiting)
        assert waiting.result() in GIVEN_UP and time.monotonic() - started < 20
        until(lambda: not is_ready(bot), 40)
    print(f"\nalive within {longest:.2f} s")
    assert longest <= 0.5
    until(lambda: is_ready(bot), 40)
    assert person.says(2) == "definition"
    assert list(person.said) == ["message-1", "message-2"]


def test_an_action_server_that_hangs_is_told_and_nothing_is_doubled(bot: Bot) -> None:
    person = Person(bot)
    assert person.says(1) == "definition"
    with frozen([bot.actions.pid]), ThreadPoolExecutor(1) as pool:
        started = time.monotonic()
        waiting = pool.submit(person.says, 2)
        longest = alive_until(bot, waiting)
        assert waiting.result() in GIVEN_UP and time.monotonic() - started < TURN_SECONDS + 3
        assert bot.answer("What is BPO?", "in English")["text"].startswith(SORRY["en"])
        until(lambda: not is_ready(bot), 40)
    print(f"\nalive within {longest:.2f} s")
    assert longest <= 0.5
    until(lambda: is_ready(bot), 40)
    assert person.says(2) == "definition"
    assert list(person.said) == ["message-1", "message-2"]


def test_a_bot_that_hangs_answers_afterwards_what_came_meanwhile(bot: Bot) -> None:
    person = Person(bot)
    with ThreadPoolExecutor(1) as pool:
        with frozen([bot.rasa.pid]):
            waiting = pool.submit(person.says, 1)
            time.sleep(TURN_SECONDS + 2)
            assert not waiting.done()
        # Nobody was at work on it: its time begins now.
        assert waiting.result() == "definition"
    assert person.said == {"message-1": "definition"}
