"""The gateway's database: SQLite, or PostgreSQL for several machines; its tables, and how they are reached."""

from __future__ import annotations

import asyncio
import copy
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Boolean, Column, Float, Integer, MetaData, String, Table, Text, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import SQLAlchemyError

from channels.slack import migrations

_metadata = MetaData()
# Made by `migrations`; these say how to speak of them.
tasks = Table(
    "slack_tasks",
    _metadata,
    Column("number", Integer, primary_key=True),
    Column("event_id", String(255)),
    Column("subject", String(255)),
    Column("conversation", String(255)),
    Column("task", Text),
    Column("answer", Text),
    Column("sent", Integer, default=0),
    Column("attempts", Integer, default=0),
    Column("faults", Integer, default=0),
    Column("received", Float),
    Column("due", Float),
    Column("holder", String(32)),
    Column("done", Float),
)
dead = Table(
    "slack_dead",
    _metadata,
    Column("number", Integer, primary_key=True),
    Column("event_id", String(255)),
    Column("conversation", String(255)),
    Column("task", Text),
    Column("answer", Text),
    Column("sent", Integer),
    Column("attempts", Integer),
    Column("received", Float),
    Column("died", Float),
    Column("reason", String(255)),
)
threads = Table(
    "slack_threads",
    _metadata,
    Column("thread", String(255), primary_key=True),
    Column("last", Float),
    Column("speaker", String(60)),
    Column("silent", Boolean, default=False),
)
sessions = Table(
    "slack_sessions",
    _metadata,
    Column("conversation", String(255), primary_key=True),
    Column("token", Text),
    Column("begun", Float),
)
channels = Table(
    "slack_channels",
    _metadata,
    Column("channel", String(60), primary_key=True),
    Column("mode", String(20)),
)

T = TypeVar("T")
_INSERTS = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class StoreUnavailable(Exception):
    """The database cannot be read or written now; nothing was kept."""


class Database:
    """A database of this version, made or brought to it when it is opened.

    All that is done by one of these is done one after the other, as SQLite does it anyhow, but without
    the polling with which its threads wait for each other.

    Raises:
        ValueError: for a database that a newer program wrote.
    """

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        self._thread = ThreadPoolExecutor(max_workers=1)
        migrations.upgrade(self.engine)

    def lane(self) -> Database:
        """The same database by another way: what is done there waits for nothing that is done here."""
        beside = copy.copy(self)
        beside._thread = ThreadPoolExecutor(max_workers=1)
        return beside

    async def run(self, work: Callable[..., T], *arguments: Any) -> T:
        """Do the work in a thread, so that a slow database holds up no acknowledgement."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work, *arguments)
        except SQLAlchemyError as failure:
            raise StoreUnavailable(type(failure).__name__) from failure

    async def change(self, *statements: Any) -> None:
        """Execute statements, all or none."""
        await self.run(self.execute, *statements)

    async def scalar(self, statement: Any) -> Any:
        """The first column of the first row, or None."""
        return await self.run(self._scalar, statement)

    async def rows(self, statement: Any) -> list[Any]:
        """All rows."""
        return await self.run(self._rows, statement)

    async def put(self, table: Table, key: dict[str, Any], values: dict[str, Any]) -> None:
        """Insert or update; two workers may do so at once, and the later one's values hold."""
        upsert = _INSERTS[self.engine.dialect.name](table).values(**key, **values)
        await self.change(upsert.on_conflict_do_update(index_elements=list(key), set_=values))

    def execute(self, *statements: Any) -> int:
        """Execute statements, all or none; how many rows the last one changed."""
        changed = 0
        with self.engine.begin() as connection:
            for statement in statements:
                changed = connection.execute(statement).rowcount
        return changed

    def _scalar(self, statement: Any) -> Any:
        with self.engine.connect() as connection:
            return connection.execute(statement).scalar()

    def _rows(self, statement: Any) -> list[Any]:
        with self.engine.connect() as connection:
            return connection.execute(statement).all()


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, future=True, pool_pre_ping=True)
    if parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, future=True, connect_args={"timeout": 10, "check_same_thread": False})
    event.listen(engine, "connect", _tune_sqlite)
    return engine


def _tune_sqlite(connection: Any, _: Any) -> None:
    """Readers do not wait for the writer; a commit survives the death of the process; what is deleted leaves no trace."""
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA secure_delete=ON")
