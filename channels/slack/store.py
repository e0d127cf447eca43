"""What the gateway must not forget: a table of tasks in SQLite, or PostgreSQL for several machines.

A task is kept before Slack hears that it was received, is worked off by one worker at a time,
which holds it by a short lease, and is remembered for a day, so that a repeat is known.
"""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Column, Float, Integer, MetaData, String, Table, Text, create_engine, event, func, select
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.schema import CreateIndex, CreateTable

from channels.slack.tasks import Task, parse

LEASE_SECONDS = 6.0
_REMEMBER_TASKS = 24 * 3600.0
_REMEMBER_CONVERSATIONS = 90 * 24 * 3600.0  # as long as the bot's tokens last

_metadata = MetaData()
_tasks = Table(
    "slack_tasks",
    _metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("event_id", String(255), nullable=False, unique=True),
    Column("subject", String(255), unique=True),
    Column("conversation", String(255), nullable=False, index=True),
    Column("task", Text),
    Column("answer", Text),
    Column("sent", Integer, nullable=False, default=0),
    Column("attempts", Integer, nullable=False, default=0),
    Column("received", Float, nullable=False),
    Column("due", Float, nullable=False),
    Column("holder", String(32)),
    Column("done", Float, index=True),
)
_threads = Table(
    "slack_threads",
    _metadata,
    Column("thread", String(255), primary_key=True),
    Column("last", Float, nullable=False),
)
_sessions = Table(
    "slack_sessions",
    _metadata,
    Column("conversation", String(255), primary_key=True),
    Column("token", Text, nullable=False),
    Column("begun", Float, nullable=False),
)

T = TypeVar("T")


class StoreUnavailable(Exception):
    """The store cannot be read or written now; nothing was kept."""


class Held(NamedTuple):
    """A task that this worker holds, with what an earlier attempt already did of it."""

    number: int
    task: Task
    answer: str | None
    sent: int
    attempts: int
    received: float


class Store:
    """The tables, with one method for each thing that happens to a task. Made once a process."""

    def __init__(self, url: str) -> None:
        self._engine = _engine(url)
        self._holder = uuid.uuid4().hex
        with self._engine.begin() as connection:  # two workers may start at once
            for table in _metadata.sorted_tables:
                connection.execute(CreateTable(table, if_not_exists=True))
                for index in table.indexes:
                    connection.execute(CreateIndex(index, if_not_exists=True))

    async def keep(self, task: Task) -> bool:
        """Keep a new task; False if it is known already, whichever worker received it."""
        return await self._run(self._keep, task)

    def _keep(self, task: Task) -> bool:
        now = time.time()
        row = dict(
            event_id=task.event_id,
            subject=task.subject,
            conversation=task.conversation,
            task=task.json(exclude_none=True),
            received=now,
            due=now,
        )
        try:
            with self._engine.begin() as connection:
                connection.execute(_tasks.insert().values(**row))
        except IntegrityError:
            return False
        return True

    async def hold(self, limit: int) -> list[Held]:
        """Take up to `limit` tasks that are due and in nobody's hands, first come first served.

        A task waits for the earlier ones of its conversation, so that a person's
        messages reach the bot in their order.
        """
        return await self._run(self._hold, limit)

    def _hold(self, limit: int) -> list[Held]:
        now = time.time()
        earlier = _tasks.alias()
        waits = (
            select(earlier.c.number)
            .where(earlier.c.conversation == _tasks.c.conversation)
            .where(earlier.c.done.is_(None))
            .where(earlier.c.number < _tasks.c.number)
            .exists()
        )
        ready = select(_tasks).where(_tasks.c.done.is_(None), _tasks.c.due <= now, ~waits).order_by(_tasks.c.number).limit(limit)
        with self._engine.connect() as connection:
            rows = connection.execute(ready).all()
        return [_held(row) for row in rows if self._take(row.number, now)]

    def _take(self, number: int, now: float) -> bool:
        """True for the one worker that finds the task still due."""
        taken = self._execute(
            _tasks.update()
            .where(_tasks.c.number == number, _tasks.c.done.is_(None), _tasks.c.due <= now)
            .values(due=now + LEASE_SECONDS, holder=self._holder, attempts=_tasks.c.attempts + 1)
        )
        return taken == 1

    async def renew(self, numbers: Iterable[int]) -> None:
        """Hold on to tasks that take longer than a lease."""
        await self._change(
            _tasks.update()
            .where(_tasks.c.number.in_(list(numbers)), _tasks.c.holder == self._holder, _tasks.c.done.is_(None))
            .values(due=time.time() + LEASE_SECONDS)
        )

    async def answered(self, number: int, answer: str) -> None:
        """Keep the bot's answer, so that a further attempt need not ask again."""
        await self._change(_tasks.update().where(_tasks.c.number == number).values(answer=answer))

    async def part_sent(self, number: int, sent: int) -> None:
        """Note how many parts of the reply Slack has taken."""
        await self._change(_tasks.update().where(_tasks.c.number == number).values(sent=sent))

    async def put_back(self, number: int, seconds: float) -> None:
        """Let go of a task, to be taken up again after some time, by whoever is first."""
        await self._change(_tasks.update().where(_tasks.c.number == number).values(due=time.time() + seconds, holder=None))

    async def finish(self, number: int) -> None:
        """The task is done: only that it was is remembered, not what people wrote."""
        await self._change(_tasks.update().where(_tasks.c.number == number).values(done=time.time(), task=None, answer=None))

    async def waiting(self) -> int:
        """How many tasks are not done."""
        count = select(func.count()).select_from(_tasks).where(_tasks.c.done.is_(None))
        return await self._run(self._scalar, count)

    async def join(self, thread: str) -> None:
        """Remember that the bot takes part in a thread."""
        await self._run(self._put, _threads, {"thread": thread}, {"last": time.time()})

    async def takes_part(self, thread: str) -> bool:
        """Whether the bot was asked in this thread before."""
        found = select(_threads.c.thread).where(_threads.c.thread == thread)
        return await self._run(self._scalar, found) is not None

    async def session(self, conversation: str) -> str | None:
        """The token of the bot's side of a conversation."""
        found = select(_sessions.c.token).where(_sessions.c.conversation == conversation)
        return await self._run(self._scalar, found)

    async def begin(self, conversation: str, token: str) -> None:
        """Remember the token of a conversation that begins, or begins anew."""
        values = {"token": token, "begun": time.time()}
        await self._run(self._put, _sessions, {"conversation": conversation}, values)

    async def forget(self) -> None:
        """Delete what is too old to matter."""
        now = time.time()
        await self._change(_tasks.delete().where(_tasks.c.done < now - _REMEMBER_TASKS))
        await self._change(_threads.delete().where(_threads.c.last < now - _REMEMBER_CONVERSATIONS))
        await self._change(_sessions.delete().where(_sessions.c.begun < now - _REMEMBER_CONVERSATIONS))

    async def _run(self, work: Callable[..., T], *arguments: Any) -> T:
        """Do the work in a thread, so that a slow database holds up no acknowledgement."""
        try:
            return await asyncio.to_thread(work, *arguments)
        except SQLAlchemyError as failure:
            raise StoreUnavailable(type(failure).__name__) from failure

    async def _change(self, statement: Any) -> None:
        await self._run(self._execute, statement)

    def _execute(self, statement: Any) -> int:
        with self._engine.begin() as connection:
            return connection.execute(statement).rowcount

    def _scalar(self, statement: Any) -> Any:
        with self._engine.connect() as connection:
            return connection.execute(statement).scalar()

    def _put(self, table: Table, key: dict[str, Any], values: dict[str, Any]) -> None:
        """Insert or update; two workers may do so at once, and the later one's values hold."""
        matches = [table.c[name] == value for name, value in key.items()]
        if self._execute(table.update().where(*matches).values(**values)):
            return
        try:
            self._execute(table.insert().values(**key, **values))
        except IntegrityError:
            self._execute(table.update().where(*matches).values(**values))


def _held(row: Any) -> Held:
    return Held(row.number, parse(row.task), row.answer, row.sent, row.attempts + 1, row.received)


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
    """Readers do not wait for the writer; a commit survives the death of the process."""
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
