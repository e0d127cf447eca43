"""A store that reads the recent part of a conversation, and what still holds of the rest.

Rasa's SQL store reads, replays and sends to the action server every event of a session at every
turn: after five hundred turns a turn takes many times as long as the first. And it waits for the
database in the event loop, so that a lock held by one keeps everybody waiting: here threads wait,
and none of them for long.
"""

from __future__ import annotations

import asyncio
import json
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Callable, Iterable, Iterator, List, Optional, TypeVar

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionReverted,
    ActiveLoop,
    AllSlotsReset,
    ConversationPaused,
    ConversationResumed,
    FollowupAction,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.utils.cli import print_error_and_exit
from sqlalchemy.orm import Session, sessionmaker

from operation.database import CONNECTION_SECONDS, LOCK_SECONDS, limit_waiting, turns, upgrade
from operation.waiting import within

MESSAGE_ID = "message_id"
"""The key of a message's metadata under which a channel stores the id that its client gave: the id of the turn."""

_R = TypeVar("_R")

# Where one of these is, an earlier event may not hold any more: such a session is read whole.
_CHANGES_THE_PAST = tuple(
    event.type_name
    for event in (
        *(ActionReverted, AllSlotsReset, ConversationPaused, ConversationResumed),
        *(FollowupAction, Restarted, UserUtteranceReverted),
    )
)
# Rare events, found in one query.
_MARKS = (SessionStarted.type_name, ActiveLoop.type_name, *_CHANGES_THE_PAST)
# Whatever it waits for: a server that hangs breaks no statement off, and no connection that is cut shows by itself.
_WORK_SECONDS, _WHOLE_SECONDS = 8, 60
# So many at a time: as many as there are connections, see SQL_POOL_SIZE.
_THREADS = 8


class RecentEvents(SQLTrackerStore):
    """Rasa's SQL store, whose `retrieve` reads whole turns of the last `recent_events` events.

    Of what came before in the session, the latest value of each slot and the loops are kept. `retrieve_full_tracker`, and what is
    stored, are Rasa's.
    """

    engine: Any

    def __init__(self, domain: Optional[Domain] = None, recent_events: int = 50, **settings: Any) -> None:
        super().__init__(domain, **settings)
        self._recent_events = recent_events
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="store")
        if self.engine.dialect.name == "sqlite":
            self._keep_connections()
        else:
            limit_waiting(self.engine)
        self.engine.pool._timeout = CONNECTION_SECONDS
        try:
            upgrade(self.engine)
        except ValueError as fault:
            print_error_and_exit(str(fault))

    def _keep_connections(self) -> None:
        """SQLite opens its file for every session otherwise, and waits for the disk at every write.

        With a write-ahead log and `synchronous = NORMAL` nothing is lost when a process dies; the
        last turns may be when the machine does.
        """
        if self.engine.url.database:
            # SQLite's own files beside it take over who may read it.
            os.chmod(self.engine.url.database, 0o600)
        engine = sa.create_engine(
            self.engine.url,
            poolclass=sa.pool.QueuePool,
            connect_args={"check_same_thread": False, "timeout": LOCK_SECONDS},
        )

        @sa.event.listens_for(engine, "connect")
        def _set_up(connection: Any, _: Any) -> None:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            # What is deleted is overwritten.
            connection.execute("PRAGMA secure_delete = ON")

        self.engine.dispose()
        self.engine = engine
        self.sessionmaker = sessionmaker(bind=engine)

    async def in_thread(self, work: Callable[[], _R], seconds: Optional[float] = None) -> _R:
        """Let the database be waited for outside the event loop, and for so long at most (`_WORK_SECONDS`).

        What is given up is not begun any more; what has begun may still come to its end, but for what `save` writes.

        Raises:
            asyncio.TimeoutError: if it takes longer.
        """
        return await within(seconds or _WORK_SECONDS, asyncio.get_running_loop().run_in_executor(self._threads, work))

    async def retrieve(self, sender_id: str) -> Optional[DialogueStateTracker]:
        """The tracker of the latest session, as far as the next turn can depend on it."""
        return await self.in_thread(lambda: self._read(sender_id))

    async def retrieve_full_tracker(self, conversation_id: str) -> Optional[DialogueStateTracker]:
        """The tracker of all sessions."""
        whole = super().retrieve_full_tracker
        return await self.in_thread(lambda: asyncio.run(whole(conversation_id)), _WHOLE_SECONDS)

    def _read(self, sender_id: str) -> Optional[DialogueStateTracker]:
        with self.session_scope() as session:
            events = self._recent(session, sender_id)
        if events is None:
            tracker = asyncio.run(super().retrieve(sender_id))
        elif events:
            tracker = DialogueStateTracker.from_dict(sender_id, [json.loads(event) for event in events], self.domain.slots)
        else:
            tracker = None
        if tracker is not None:
            _mark_as_stored(tracker)
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store the new events, and the place of each turn that has an id, all or none of them; none of what was given up."""
        await self.stream_events(tracker)
        is_given_up = threading.Event()
        try:
            await self.in_thread(lambda: self._write(tracker, is_given_up))
        except BaseException:
            is_given_up.set()
            raise
        _mark_as_stored(tracker)

    def _write(self, tracker: DialogueStateTracker, is_given_up: threading.Event) -> None:
        sender_id = tracker.sender_id
        with self.session_scope() as session:
            for event in self._additional_events(session, tracker):
                data = event.as_dict()
                row = self.SQLEvent(
                    sender_id=sender_id,
                    type_name=event.type_name,
                    timestamp=data.get("timestamp"),
                    intent_name=((data.get("parse_data") or {}).get("intent") or {}).get("name"),
                    action_name=data.get("name"),
                    data=json.dumps(data),
                )
                session.add(row)
                turn_id = (data.get("metadata") or {}).get(MESSAGE_ID) if event.type_name == UserUttered.type_name else None
                if turn_id:
                    session.flush()
                    # One that was put again, because it got no answer, is where it was put last.
                    session.execute(turns.delete().where((turns.c.sender_id == sender_id) & (turns.c.turn_id == turn_id)))
                    session.execute(turns.insert().values(sender_id=sender_id, turn_id=turn_id, event_id=row.id))
            # Whose turn failed puts it again, and goes on: what came behind that would stand in a wrong place.
            if not is_given_up.is_set():
                session.commit()

    def _additional_events(self, session: Session, tracker: DialogueStateTracker) -> Iterator[Any]:
        """The events behind those that the tracker was read with; Rasa would count the stored ones."""
        stored = getattr(tracker, "stored_events", None)
        if stored is None:
            return super()._additional_events(session, tracker)
        return iter(list(tracker.events)[stored:])

    def _recent(self, session: Session, sender_id: str) -> Optional[List[str]]:
        """The events as they are stored; None where the session must be read whole."""
        event = self.SQLEvent
        marks = session.query(event.id, event.type_name).filter(event.sender_id == sender_id, event.type_name.in_(_MARKS)).all()
        began = max((mark.id for mark in marks if mark.type_name == SessionStarted.type_name), default=0)
        in_session = [event.sender_id == sender_id, event.id >= began]
        rows = (
            session.query(event.id, event.type_name, event.action_name, event.data)
            .filter(*in_session)
            .order_by(event.id.desc())
            .limit(self._recent_events + 1)
            .all()[::-1]
        )
        if len(rows) <= self._recent_events:
            return [row.data for row in rows]
        turns = (
            index for index, row in enumerate(rows) if row.type_name == ActionExecuted.type_name and row.action_name == ACTION_LISTEN_NAME
        )
        rows = rows[next(turns, 0) :]
        marks = [mark for mark in marks if mark.id > began]
        if any(mark.type_name in _CHANGES_THE_PAST for mark in marks):
            return None
        loops = [mark.id for mark in marks]
        lasting = [id_ for id_ in (*loops, *self._latest_values(session, sender_id)) if id_ and began < id_ < rows[0].id]
        earlier = session.query(event.data).filter(event.id.in_(lasting)).order_by(event.id)
        return [*(row.data for row in earlier), *(row.data for row in rows)]

    def _latest_values(self, session: Session, sender_id: str) -> Iterable[Optional[int]]:
        """The id of the latest event of each slot: one step in the index for each."""
        event = self.SQLEvent
        latest = sa.select(sa.func.max(event.id)).where(event.sender_id == sender_id)
        slots = latest.where(event.type_name == SlotSet.type_name)
        values = [slots.where(event.action_name == slot.name) for slot in self.domain.slots]
        return session.execute(sa.select(*(value.scalar_subquery() for value in values))).one()


def _mark_as_stored(tracker: DialogueStateTracker) -> None:
    tracker.stored_events = len(tracker.events)
