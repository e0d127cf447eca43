"""A bot with something in the way of everything it needs, to be put wrong and right again."""

from __future__ import annotations

import glob
import json
import resource
import shutil
import sqlite3
import time
from pathlib import Path
from typing import Any, Callable, Dict, Iterable, Iterator, List, Tuple
from uuid import uuid4

import pytest
import sqlalchemy as sa

from facts.store import facts_path
from operation import ready
from operation.servers import LOOPBACK, free_port
from tests.operation.obstacle import Obstacle
from tests.operation.small_disk import small_disk
from tests.operation.spans import Collector
from tools.servers import Bot
from tools.soak.cluster import Postgres

ADDRESS_LIMIT = 40
FEW_FILES = 1024
SECURITY_CONTACT = "mailto:security@example.com"
SORRY = {"id": "Maaf, saya sedang mengalami gangguan", "en": "Sorry, I am having trouble"}
"""How the bot begins when it cannot answer."""


class FragileBot(Bot):
    """`disk` holds the conversations, `facts` the fact files; `obstacle` is before the action server, `collector` gets the traces."""

    def __init__(self, folder: Path, model: Path, disk: Path) -> None:
        self.disk, self.facts = disk, folder / "facts"
        self.metrics_port = free_port()
        self.collector = Collector()
        shutil.copytree(facts_path(), self.facts)
        super().__init__(
            folder,
            model,
            environment={
                "FACTS_PATH": str(self.facts),
                "METRICS_PORT": str(self.metrics_port),
                "TRUSTED_PROXIES": LOOPBACK,
                # Where Rasa and the libraries log what people write.
                "LOG_LEVEL": "DEBUG",
                "LOG_LEVEL_LIBRARIES": "DEBUG",
                "SECURITY_CONTACT": SECURITY_CONTACT,
                "REQUESTS_PER_MINUTE": str(ADDRESS_LIMIT),
                "REQUEST_SECONDS": "2",
                "OTEL_EXPORTER_OTLP_ENDPOINT": self.collector.url,
                "OTEL_BSP_SCHEDULE_DELAY": "100",
            },
        )
        self.obstacle = Obstacle(self.action_port)
        endpoints = folder / "endpoints.yml"
        written = endpoints.read_text().replace(str(folder / "conversations.db"), str(disk / "conversations.db"))
        endpoints.write_text(written.replace(f":{self.action_port}/", f":{self.obstacle.port}/"))

    def start_rasa(self) -> None:
        """Start Rasa as most systems start a process: with few files that it may have open."""
        limits = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (FEW_FILES, limits[1]))
        try:
            super().start_rasa()
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, limits)

    def stop(self) -> None:
        """Stop all of it."""
        super().stop()
        self.obstacle.close()
        self.collector.close()

    def stored(self, sender: str) -> List[Tuple[str, str]]:
        """What the database holds of a conversation: the person's texts and the answers' topics, in order."""
        with sqlite3.connect(self.disk / "conversations.db") as connection:
            rows = connection.execute("SELECT data FROM events WHERE sender_id = ? ORDER BY id", (sender,)).fetchall()
        return spoken(json.loads(data) for (data,) in rows)

    @property
    def logs(self) -> str:
        """What both servers wrote."""
        return self.rasa.log.read_text() + self.actions.log.read_text()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL, where it is installed; each test makes a database of its own in it."""
    need_postgres()
    server = Postgres()
    server.start()
    yield server
    server.remove()


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Dict[str, Any]:
    """Where the conversations are, as the endpoints file says it: a new database."""
    if request.param == "sqlite":
        return {"dialect": "sqlite", "db": str(tmp_path / "conversations.db")}
    server = {"dialect": "postgresql", "port": request.getfixturevalue("postgres").port, "username": "assistant", "password": "secret"}
    made = f"test_{uuid4().hex}"
    url = f"postgresql://assistant:secret@{LOOPBACK}:{server['port']}/postgres"
    sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.pool.NullPool).execute(f"CREATE DATABASE {made}")
    return {**server, "host": LOOPBACK, "db": made}


@pytest.fixture(scope="session")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A disk of 64 MB, if this user may mount one; else a folder."""
    disk = tmp_path_factory.mktemp("disk")
    with small_disk(disk, "size=64m"):
        yield disk


@pytest.fixture(scope="session")
def fragile_bot(model: Path, disk: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FragileBot]:
    """The bot, started once."""
    running = FragileBot(tmp_path_factory.mktemp("fragile"), model, disk)
    try:
        running.start()
        yield running
    finally:
        running.stop()


@pytest.fixture
def fragile(fragile_bot: FragileBot) -> FragileBot:
    """The bot, whole again after the test before."""
    until(lambda: is_ready(fragile_bot), 30)
    return fragile_bot


def need_postgres() -> None:
    """Skip the test where PostgreSQL is not installed."""
    if not glob.glob("/usr/lib/postgresql/*/bin/postgres"):
        pytest.skip("PostgreSQL is not installed")


def spoken(events: Iterable[Dict[str, Any]]) -> List[Tuple[str, str]]:
    """Of stored events the person's texts and the answers' topics, in order."""
    found = []
    for event in events:
        answer = ((event.get("data") or {}).get("custom") or {}).get("answer")
        if event["event"] == "user":
            found.append(("person", event["text"]))
        elif answer:
            found.append(("bot", answer["topic"]))
    return found


def until(condition: Callable[[], bool], seconds: float = 10) -> None:
    """Wait for it."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.2)


def is_ready(bot: Bot) -> bool:
    """Whether the bot says so."""
    return ready.fault(bot.url) is None
