"""The gateway's database: SQLite, or PostgreSQL for several machines; its tables, and how they are reached."""

from __future__ import annotations

import asyncio
import copy
import itertools
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Boolean, Column, Float, Integer, MetaData, String, Table, Text, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool

from channels.slack import migrations
from operation.database import limit_waiting
from operation.waiting import within

_metadata = MetaData()
# Made by `migrations`; these say how to speak of them.
tasks = Table(
    "slack_tasks",
    _metadata,
    Column("number", Integer, primary_key=True),
    Column("event_id", String(255)),
    Column("subject", String(255)),
    Column("conversation", String(255)),
    Column("person", String(60)),
    Column("team", String(60)),
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
    Column("person", String(60)),
    Column("team", String(60)),
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
    Column("person", String(60)),
    Column("token", Text),
    Column("begun", Float),
    Column("team", String(60)),
    Column("language", String(2)),
    Column("answered", Float),
)
channels = Table(
    "slack_channels",
    _metadata,
    Column("channel", String(60), primary_key=True),
    Column("mode", String(20)),
)
helpers = Table(
    "slack_helpers",
    _metadata,
    Column("team", String(60), primary_key=True),
    Column("person", String(60)),
)

T = TypeVar("T")
# For all that is put before it too, as in a burst of a thousand events.
_MOST_SECONDS = 30
_BUSY_SECONDS = 10  # for another process that writes to SQLite's file
_INSERTS = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class StoreUnavailable(Exception):
    """The database cannot be read or written now; nothing was kept."""


class Line:
    """A thread that does what is put to it one after the other, the urgent first."""

    def __init__(self) -> None:
        self._waiting: queue.PriorityQueue[tuple[bool, int, Future[Any], Callable[..., Any], tuple[Any, ...]]] = queue.PriorityQueue()
        self._number = itertools.count()
        threading.Thread(target=self._serve, daemon=True).start()

    def put(self, is_urgent: bool, work: Callable[..., T], *arguments: Any) -> Future[T]:
        """Have something done; what comes of it."""
        future: Future[T] = Future()
        self._waiting.put((not is_urgent, next(self._number), future, work, arguments))
        return future

    def _serve(self) -> None:
        while True:
            *_, future, work, arguments = self._waiting.get()
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(work(*arguments))
                except Exception as failure:
                    future.set_exception(failure)


class Database:
    """A database of this version, made or brought to it when it is opened.

    All is done one after the other, as SQLite does it anyhow, but without the polling with which its threads
    wait for each other: one that polls can wait for many seconds behind those that come and go.

    Raises:
        ValueError: for a database that a newer program wrote.
    """

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        self._line = Line()
        self._is_urgent = False
        migrations.upgrade(self.engine)

    def urgent(self) -> Database:
        """The same database for what somebody waits for: it is done before all else."""
        urgent = copy.copy(self)
        urgent._is_urgent = True
        return urgent

    async def run(self, work: Callable[..., T], *arguments: Any) -> T:
        """Do the work in a thread, so that a slow database holds up no acknowledgement."""
        try:
            return await within(_MOST_SECONDS, asyncio.wrap_future(self._line.put(self._is_urgent, work, *arguments)))
        except (SQLAlchemyError, asyncio.TimeoutError) as failure:
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

    async def tidy(self) -> bool:
        """Leave nothing of what was deleted in SQLite's files, whose log still has it; False while others read or write there."""
        return self.engine.dialect.name != "sqlite" or await self.run(self._empty_log)

    def _empty_log(self) -> bool:
        with self.engine.connect() as connection:
            connection.execute(text("PRAGMA busy_timeout=0"))  # nobody's acknowledgement is to wait for it
            is_busy = connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)")).scalar()
            connection.execute(text(f"PRAGMA busy_timeout={_BUSY_SECONDS * 1000}"))
        return not is_busy

    async def close(self) -> None:
        """Let go of the database; whoever asks it again opens it again."""
        await self.run(self.engine.dispose)

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
        engine = create_engine(parsed, future=True, pool_pre_ping=True)
        limit_waiting(engine)
        return engine
    if parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    # SQLAlchemy would open the file anew each time: whoever closes it last writes all of it to the disk, which takes longer than all else.
    kept_open = {"poolclass": QueuePool, "pool_size": 1}
    engine = create_engine(parsed, future=True, connect_args={"timeout": _BUSY_SECONDS, "check_same_thread": False}, **kept_open)
    event.listen(engine, "connect", _tune_sqlite)
    return engine


def _tune_sqlite(connection: Any, _: Any) -> None:
    """Readers do not wait for the writer; a commit survives the death of the process; what is deleted leaves no trace."""
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA secure_delete=ON")
