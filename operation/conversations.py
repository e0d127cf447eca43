"""The conversations, in SQLite or PostgreSQL: Rasa's store, made safe to operate.

Named in the endpoints file as `type: operation.conversations.Conversations`, with the settings
of Rasa's own `type: SQL`, and `recent_events`.
"""

from __future__ import annotations

from typing import Any, Iterable, Optional

from rasa.shared.core.domain import Domain

from operation.recent import RecentEvents


class Conversations(RecentEvents):
    """Rasa's SQL store, reading what is recent; it can forget a person, and its errors name no text of anybody."""

    def __init__(self, domain: Optional[Domain] = None, **settings: Any) -> None:
        super().__init__(domain, **settings)
        self.engine.hide_parameters = True
        # A connection that did not outlive a restart of the database is replaced, not used.
        self.engine.pool._pre_ping = True

    def forget(self, sender_ids: Iterable[str]) -> int:
        """Delete the conversations of these senders; how many events that were."""
        with self.session_scope() as session:
            events = session.query(self.SQLEvent).filter(self.SQLEvent.sender_id.in_(list(sender_ids)))
            deleted = events.delete(synchronize_session=False)
            session.commit()
            return deleted

    def quiet_since(self, timestamp: float) -> Iterable[str]:
        """The senders of whom nothing was stored since then."""
        import sqlalchemy as sa

        latest = sa.func.max(self.SQLEvent.timestamp)
        with self.session_scope() as session:
            query = session.query(self.SQLEvent.sender_id).group_by(self.SQLEvent.sender_id)
            return [sender_id for (sender_id,) in query.having(latest < timestamp)]
