"""PostgreSQL whose disk is full: people are told, and the bot goes on by itself when there is room."""

from __future__ import annotations

import json
import subprocess
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Iterator, List, Tuple

import httpx
import pytest
import sqlalchemy as sa

from operation.servers import LOOPBACK
from tests.operation.conftest import SORRY, is_ready, need_postgres, spoken, until
from tests.operation.small_disk import small_disk
from tools.servers import Bot
from tools.soak.cluster import Postgres

pytestmark = pytest.mark.nightly


class Database(Postgres):
    """A PostgreSQL on a disk of its own."""

    def __init__(self, disk: Path) -> None:
        super().__init__(disk)
        self._filling = disk / "filling"
        url = f"postgresql://assistant:secret@{LOOPBACK}:{self.port}/postgres"
        self._engine = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.pool.NullPool)

    @contextmanager
    def full(self) -> Iterator[None]:
        """While the block runs there is no room on its disk."""
        try:
            with self._filling.open("wb", buffering=0) as file, pytest.raises(OSError):
                while True:
                    file.write(b"x" * 4096)
            yield
        finally:
            self._filling.unlink()

    def has_ended(self) -> bool:
        """Have it write a megabyte into its log; whether it has given up for want of room."""
        with suppress(sa.exc.DBAPIError):
            self._engine.execute("SELECT pg_logical_emit_message(false, 'filling', repeat('x', 1000000))")
        try:
            self._run("pg_ctl", "status")
        except subprocess.CalledProcessError:
            return True
        return False

    def stored(self, sender: str) -> List[Tuple[str, str]]:
        """What it holds of a conversation: the person's texts and the answers' topics, in order."""
        rows = self._engine.execute(sa.text("SELECT data FROM events WHERE sender_id = :sender ORDER BY id"), {"sender": sender})
        return spoken(json.loads(data) for (data,) in rows)


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    """One of 100 MB, of which it needs a half by itself."""
    need_postgres()
    folder = Path(tempfile.mkdtemp(prefix="postgres-disk-"))
    with small_disk(folder, "size=100m,mode=755") as is_mounted:
        if not is_mounted:
            pytest.skip("only root may mount a small disk")
        running = Database(folder)
        running.start()
        yield running
        running.remove()
    folder.rmdir()


@pytest.fixture(scope="module")
def bot(model: Path, database: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """A bot that keeps its conversations there."""
    folder = tmp_path_factory.mktemp("bot")
    running = Bot(folder, model)
    endpoints = folder / "endpoints.yml"
    sqlite = f"dialect: sqlite, db: '{folder / 'conversations.db'}'"
    there = f"dialect: postgresql, url: {LOOPBACK}, port: {database.port}, db: postgres, username: assistant, password: secret"
    endpoints.write_text(endpoints.read_text().replace(sqlite, there))
    try:
        yield running.start()
    finally:
        running.stop()


@pytest.mark.parametrize("ends", [False, True], ids=["no room for its tables", "no room for its log, so that it ends"])
def test_a_full_disk_is_told_and_the_bot_goes_on_by_itself_when_there_is_room(bot: Bot, database: Database, ends: bool) -> None:
    sender = f"full-{ends}"
    assert bot.answer("Apa itu BPO?", sender)["topic"] == "definition"
    before = database.stored(sender)
    assert before == [("person", "Apa itu BPO?"), ("bot", "definition")]
    with database.full():
        until(lambda: bot.answer("Apa itu outsourcing?", "filler")["topic"] == "unavailable")
        if ends:
            until(database.has_ended, 30)
        told = bot.answer("Apa saja jenis BPO?", sender)
        assert told["topic"] == "unavailable" and told["text"].startswith(SORRY["id"])
        until(lambda: not is_ready(bot))
        assert httpx.get(f"{bot.url}/health/live", timeout=0.5).status_code == 200
    if ends:
        # Whoever watches it does that.
        database.start()
    until(lambda: is_ready(bot))
    assert database.stored(sender) == before
    assert bot.answer("Apa itu KPO?", sender)["topic"] == "definition"
    assert database.stored(sender) == [*before, ("person", "Apa itu KPO?"), ("bot", "definition")]
