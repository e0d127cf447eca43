"""The tasks that the gateway must not forget, and those that it gave up: the dead letters.

A task is kept before Slack hears that it was received, is worked off by one worker at a time,
which holds it by a short lease, and is remembered for a day, so that a repeat is known.
"""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Iterable
from typing import Any, NamedTuple

from pydantic import ValidationError
from sqlalchemy import func, literal, select
from sqlalchemy.exc import IntegrityError

from channels.slack.database import Database, dead, tasks
from channels.slack.tasks import Question, Stopped, Task, parse

logger = logging.getLogger(__name__)

LEASE_SECONDS = 6.0
_REMEMBER = 24 * 3600.0
_LONGEST_REASON = 255
_KEPT = ("event_id", "conversation", "person", "team", "task", "answer", "sent", "attempts", "received")


class Held(NamedTuple):
    """A task that this worker holds, with what an earlier attempt already did of it."""

    number: int
    task: Task
    answer: str | None
    sent: int
    attempts: int
    faults: int
    received: float


class Store:
    """The tasks in a database, with one method for each thing that happens to one. Made once a process."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._holder = uuid.uuid4().hex

    async def keep(self, task: Task) -> bool:
        """Keep a new task; False if it is known already, whichever worker received it."""
        return await self._database.run(self._keep, task)

    def _keep(self, task: Task) -> bool:
        now = time.time()
        row = dict(
            event_id=task.event_id,
            subject=task.subject,
            conversation=task.conversation,
            person=task.user,
            team=task.team,
            task=task.json(exclude_none=True),
            received=now,
            due=now,
        )
        try:
            self._database.execute(tasks.insert().values(**row))
        except IntegrityError:
            return False
        return True

    async def hold(self, limit: int) -> list[Held]:
        """Take up to `limit` tasks that are due and in nobody's hands, first come first served.

        A task waits for the earlier ones of its conversation, so that a person's messages reach
        the bot in their order. One that cannot be read becomes a dead letter, and the rest go on.
        """
        return await self._database.run(self._hold, limit)

    def _hold(self, limit: int) -> list[Held]:
        now = time.time()
        earlier = tasks.alias()
        waits = (
            select(earlier.c.number)
            .where(earlier.c.conversation == tasks.c.conversation)
            .where(earlier.c.done.is_(None))
            .where(earlier.c.number < tasks.c.number)
            .exists()
        )
        ready = select(tasks).where(tasks.c.done.is_(None), tasks.c.due <= now, ~waits).order_by(tasks.c.number).limit(limit)
        with self._database.engine.connect() as connection:
            rows = connection.execute(ready).all()
        return [held for row in rows if self._take(row.number, now) and (held := self._read(row))]

    def _take(self, number: int, now: float) -> bool:
        """True for the one worker that finds the task still due."""
        taken = self._database.execute(
            tasks.update()
            .where(tasks.c.number == number, tasks.c.done.is_(None), tasks.c.due <= now)
            .values(due=now + LEASE_SECONDS, holder=self._holder, attempts=tasks.c.attempts + 1)
        )
        return taken == 1

    def _read(self, row: Any) -> Held | None:
        try:
            task = parse(row.task)
        except (ValidationError, ValueError, TypeError) as failure:
            reason = f"cannot be read: {type(failure).__name__}"
            logger.error("task given up: number=%d reason=%s", row.number, reason)
            self._bury(row.number, reason)
            return None
        return Held(row.number, task, row.answer, row.sent, row.attempts + 1, row.faults, row.received)

    async def renew(self, numbers: Iterable[int]) -> None:
        """Hold on to tasks that take longer than a lease."""
        await self._database.change(
            tasks.update()
            .where(tasks.c.number.in_(list(numbers)), tasks.c.holder == self._holder, tasks.c.done.is_(None))
            .values(due=time.time() + LEASE_SECONDS)
        )

    async def answered(self, number: int, answer: str) -> None:
        """Keep the bot's answer, so that a further attempt need not ask again."""
        await self._database.change(tasks.update().where(tasks.c.number == number, tasks.c.done.is_(None)).values(answer=answer))

    async def part_sent(self, number: int, sent: int) -> None:
        """Note how many parts of the reply Slack has taken."""
        await self._database.change(tasks.update().where(tasks.c.number == number).values(sent=sent))

    async def put_back(self, number: int, seconds: float, faults: int = 0) -> None:
        """Let go of a task, to be taken up again after some time, by whoever is first; `faults` count as its own."""
        values = {"due": time.time() + seconds, "holder": None, "faults": tasks.c.faults + faults}
        await self._database.change(tasks.update().where(tasks.c.number == number).values(**values))

    async def finish(self, number: int) -> None:
        """The task is done: only that it was is remembered, not what people wrote."""
        await self._database.change(_done(number))

    async def is_stopped(self, number: int) -> bool:
        """Whether a task that a worker holds was stopped meanwhile."""
        return await self._database.scalar(select(tasks.c.done).where(tasks.c.number == number)) is not None

    async def stop(self, wish: Stopped) -> int:
        """Leave undone what is asked in a thread; how many questions that were."""
        return await self._database.run(self._stop, wish)

    def _stop(self, wish: Stopped) -> int:
        with self._database.engine.connect() as connection:
            rows = connection.execute(select(tasks.c.number, tasks.c.task).where(tasks.c.done.is_(None))).all()
        numbers = [row.number for row in rows if _is_asked_in(wish, row.task)]
        self._database.execute(*map(_done, numbers))
        return len(numbers)

    async def bury(self, number: int, reason: str) -> None:
        """Give a task up: it becomes a dead letter, and nothing waits for it any more."""
        await self._database.run(self._bury, number, reason)

    def _bury(self, number: int, reason: str) -> None:
        letter = [literal(time.time()), literal(reason[:_LONGEST_REASON]), *(tasks.c[name] for name in _KEPT)]
        alive = select(*letter).where(tasks.c.number == number, tasks.c.done.is_(None))
        self._database.execute(dead.insert().from_select(["died", "reason", *_KEPT], alive), _done(number))

    async def dead(self) -> list[Any]:
        """The dead letters, oldest first."""
        return await self._database.rows(select(dead).order_by(dead.c.number))

    async def revive(self, number: int) -> bool:
        """Work a dead letter off once more, from where it stopped; False if there is none of this number."""
        return await self._database.run(self._revive, number)

    def _revive(self, number: int) -> bool:
        now = time.time()
        again = {**{name: dead.c[name] for name in _KEPT}, "attempts": literal(0), "faults": literal(0)}
        again |= {"received": literal(now), "due": literal(now)}
        letter = dead.c.number == number
        return bool(
            self._database.execute(
                tasks.delete().where(tasks.c.event_id.in_(select(dead.c.event_id).where(letter))),
                tasks.insert().from_select(list(again), select(*again.values()).where(letter)),
                dead.delete().where(letter),
            )
        )

    async def drop(self, number: int) -> bool:
        """Delete a dead letter; False if there is none of this number."""
        return bool(await self._database.run(self._database.execute, dead.delete().where(dead.c.number == number)))

    async def waiting(self) -> tuple[int, float]:
        """How many tasks are not done, and for how many seconds the oldest has waited."""
        (row,) = await self._database.rows(
            select(func.count().label("count"), func.min(tasks.c.received).label("oldest")).where(tasks.c.done.is_(None))
        )
        return row.count, max(0.0, time.time() - row.oldest) if row.oldest else 0.0

    async def count_dead(self) -> int:
        """How many dead letters there are."""
        return await self._database.scalar(select(func.count()).select_from(dead))

    async def forget(self, keep_seconds: float) -> None:
        """Delete done tasks after a day, and dead letters that are older than may be kept."""
        now = time.time()
        await self._database.change(
            tasks.delete().where(tasks.c.done < now - _REMEMBER), dead.delete().where(dead.c.died < now - keep_seconds)
        )


def _is_asked_in(wish: Stopped, kept: str) -> bool:
    try:
        task = parse(kept)
    except (ValidationError, ValueError, TypeError):
        return False
    return isinstance(task, Question) and (task.place.channel, task.place.thread) == (wish.place.channel, wish.place.thread)


def _done(number: int) -> Any:
    return tasks.update().where(tasks.c.number == number).values(done=time.time(), task=None, answer=None)
