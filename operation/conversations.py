"""The conversations, in SQLite or PostgreSQL: Rasa's store, made safe to operate.

Named in the endpoints file as `type: operation.conversations.Conversations`, with the settings
of Rasa's own `type: SQL`, and `recent_events`.
"""

from __future__ import annotations

import json
import time
from typing import Any, Dict, Iterable, Iterator, List, NamedTuple, Optional, Sequence

import sqlalchemy as sa
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import AgentUttered, BotUttered, Event, UserUttered
from sqlalchemy.orm import Session

from operation.database import revoked, turns
from operation.logs import event_log
from operation.recent import RecentEvents

log = event_log(__name__)

# So many conversations are deleted in one transaction: its locks are held for hundredths of a second, and SQLite takes no list without end.
_AT_ONCE = 200
# What a transcript is made of: messages, answers, votes.
_SPOKEN = (UserUttered.type_name, BotUttered.type_name, AgentUttered.type_name)


def named_store(store: Any) -> Any:
    """The store that the endpoints file names: Rasa wraps it in one that goes on where it fails."""
    return getattr(store, "_tracker_store", store)


class Forgotten(NamedTuple):
    """How much was deleted."""

    events: int
    conversations: int


class Page(NamedTuple):
    """Some turns in a row: the events of which they are made, and whether there are earlier ones."""

    events: List[Event]
    earlier: bool


class Conversations(RecentEvents):
    """Rasa's SQL store, reading what is recent; it finds turns, can forget a person, and its errors name no text of anybody."""

    def __init__(self, domain: Optional[Domain] = None, **settings: Any) -> None:
        super().__init__(domain, **settings)
        self.engine.hide_parameters = True
        # A connection that did not outlive a restart of the database is replaced, not used.
        self.engine.pool._pre_ping = True

    async def page(self, sender_id: str, most: int, before: Optional[str] = None) -> Page:
        """The latest turns of a conversation that have an id, in their order; reading the others costs nothing.

        Args:
            sender_id: the conversation.
            most: how many turns.
            before: the id of a turn: those before it; the latest of all where there is none, or no such turn.
        """
        return await self.in_thread(lambda: self._page(sender_id, most, before))

    async def turn(self, sender_id: str, turn_id: str) -> List[Event]:
        """The events of one turn; empty if there is none of that id."""
        return await self.in_thread(lambda: self._turn(sender_id, turn_id))

    def forget(self, sender_ids: Iterable[str]) -> int:
        """Delete the conversations of these senders; how many events that were. SQLite's files hold nothing of them afterwards."""
        senders = list(sender_ids)
        with self.session_scope() as session:
            events = session.query(self.SQLEvent).filter(self.SQLEvent.sender_id.in_(senders))
            deleted = events.delete(synchronize_session=False)
            session.execute(turns.delete().where(turns.c.sender_id.in_(senders)))
            session.commit()
        self.tidy()
        return deleted

    def tidy(self) -> bool:
        """Leave nothing of what was deleted in SQLite's files, whose log still has it; False while somebody reads what was before."""
        if self.engine.dialect.name != "sqlite":
            return True
        with self.engine.connect() as connection:
            is_busy = connection.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)")).scalar()
        if is_busy:
            log.warning("deleted text is still in the log of SQLite", until="the next deletion, or the next start")
        return not is_busy

    def forget_quiet_since(self, timestamp: float) -> Iterator[Forgotten]:
        """Delete every conversation of which nothing was stored since then, some at a time; how much that was each time."""
        for some in _by(_AT_ONCE, self._quiet_since(timestamp)):
            begun = time.monotonic()
            # Somebody may have come back since the list was made.
            still = self._quiet_since(timestamp, among=some)
            yield Forgotten(self.forget(still), len(still))
            # SQLite gives its lock to whoever happens to ask: half of the time is theirs.
            time.sleep(time.monotonic() - begun)

    async def keys(self) -> Iterable[str]:
        """The senders of all conversations."""
        with self.session_scope() as session:
            self._take_time(session)
            return [sender_id for (sender_id,) in session.query(self.SQLEvent.sender_id).distinct()]

    def count(self, sender_ids: Iterable[str]) -> Dict[str, int]:
        """How many rows each table holds of these senders' conversations."""
        senders = list(sender_ids)
        with self.session_scope() as session:
            events = session.query(self.SQLEvent).filter(self.SQLEvent.sender_id.in_(senders)).count()
            places = sa.select(sa.func.count()).select_from(turns).where(turns.c.sender_id.in_(senders))
            return {self.SQLEvent.__tablename__: events, turns.name: session.execute(places).scalar()}

    def revoke(self, sender_ids: Iterable[str], until: float) -> None:
        """Let the tokens of these conversations open them no more; `until` is when the last of them expires."""
        with self.session_scope() as session:
            for sender_id in sender_ids:
                session.execute(revoked.delete().where(revoked.c.sender_id == sender_id))
                session.execute(revoked.insert().values(sender_id=sender_id, until=until))
            session.commit()

    async def is_revoked(self, sender_id: str) -> bool:
        """Whether tokens of this conversation are refused."""
        return await self.in_thread(lambda: self._is_revoked(sender_id))

    def forget_revoked(self, timestamp: float) -> None:
        """Delete what was remembered of tokens that have expired by now."""
        with self.session_scope() as session:
            session.execute(revoked.delete().where(revoked.c.until < timestamp))
            session.commit()

    def _quiet_since(self, timestamp: float, among: Optional[Sequence[str]] = None) -> List[str]:
        """The senders of whom nothing was stored since then: of all, or of some."""
        event = self.SQLEvent
        query = sa.select(event.sender_id).group_by(event.sender_id).having(sa.func.max(event.timestamp) < timestamp)
        with self.session_scope() as session:
            self._take_time(session)
            return [sender_id for (sender_id,) in session.execute(query if among is None else query.where(event.sender_id.in_(among)))]

    def _take_time(self, session: Session) -> None:
        """Let PostgreSQL read all that there is: nobody waits for what is asked in this transaction."""
        if self.engine.dialect.name == "postgresql":
            session.execute(sa.text("SET LOCAL statement_timeout = 0"))

    def _is_revoked(self, sender_id: str) -> bool:
        with self.session_scope() as session:
            return session.execute(sa.select(revoked.c.until).where(revoked.c.sender_id == sender_id)).first() is not None

    def _page(self, sender_id: str, most: int, before: Optional[str]) -> Page:
        with self.session_scope() as session:
            end = self._place(session, sender_id, before) if before else None
            places = sa.select(turns.c.event_id).where(turns.c.sender_id == sender_id)
            places = places.where(turns.c.event_id < end) if end else places
            found = [place for (place,) in session.execute(places.order_by(turns.c.event_id.desc()).limit(most + 1))]
            if not found:
                return Page([], False)
            return Page(self._spoken(session, sender_id, found[:most][-1], end), len(found) > most)

    def _turn(self, sender_id: str, turn_id: str) -> List[Event]:
        with self.session_scope() as session:
            start = self._place(session, sender_id, turn_id)
            if start is None:
                return []
            following = sa.select(sa.func.min(turns.c.event_id)).where(turns.c.sender_id == sender_id, turns.c.event_id > start)
            return self._spoken(session, sender_id, start, session.execute(following).scalar())

    @staticmethod
    def _place(session: Session, sender_id: str, turn_id: str) -> Optional[int]:
        place = sa.select(turns.c.event_id).where(turns.c.sender_id == sender_id, turns.c.turn_id == turn_id)
        return session.execute(place).scalar()

    def _spoken(self, session: Session, sender_id: str, start: int, end: Optional[int]) -> List[Event]:
        """What was said from one event on and before another one, and all votes since."""
        event = self.SQLEvent
        spoken = sa.select(event.data).where(event.sender_id == sender_id, event.type_name.in_(_SPOKEN), event.id >= start)
        if end:
            spoken = spoken.where((event.id < end) | (event.type_name == AgentUttered.type_name))
        return [Event.from_parameters(json.loads(data)) for (data,) in session.execute(spoken.order_by(event.id))]


def _by(most: int, senders: Sequence[str]) -> Iterator[Sequence[str]]:
    """So many of them at a time."""
    return (senders[start : start + most] for start in range(0, len(senders), most))
