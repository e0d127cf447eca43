"""One turn at a time in a conversation, for several Rasa processes: Rasa's tickets, drawn one by one.

Named in the endpoints file as `type: operation.redis_locks.RedisLocks`, with `url` the address of Redis.
"""

from __future__ import annotations

from typing import Any, AsyncContextManager, Dict

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, RedisLockStore
from rasa.utils.endpoints import EndpointConfig

_GUARD_SECONDS = 5
_WAIT_SECONDS = 0.1


class RedisLocks(RedisLockStore):
    """Rasa's Redis lock store, whose every change is made alone.

    Rasa reads a conversation's tickets, changes and writes them in three steps, between which
    another process may do the same, so that two draw one ticket or one ticket is lost.
    """

    def __init__(self, endpoint_config: EndpointConfig) -> None:
        # Who waits for Redis longer than this keeps all others of the process waiting.
        settings: Dict[str, Any] = {"socket_timeout": 2, **endpoint_config.kwargs}
        super().__init__(host=endpoint_config.url, **settings)

    def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = LOCK_LIFETIME,
        wait_time_in_seconds: float = _WAIT_SECONDS,
    ) -> AsyncContextManager[TicketLock]:
        """As Rasa's, but looking more often than once a second whether it is one's turn."""
        return super().lock(conversation_id, lock_lifetime, wait_time_in_seconds)

    def issue_ticket(self, conversation_id: str, lock_lifetime: float = LOCK_LIFETIME) -> int:
        """Draw the next ticket."""
        with self._alone(conversation_id):
            return super().issue_ticket(conversation_id, lock_lifetime)

    def update_lock(self, conversation_id: str) -> None:
        """Drop expired tickets."""
        with self._alone(conversation_id):
            super().update_lock(conversation_id)

    def cleanup(self, conversation_id: str, ticket_number: int) -> None:
        """Give a ticket back."""
        with self._alone(conversation_id):
            super().cleanup(conversation_id, ticket_number)

    def _alone(self, conversation_id: str) -> Any:
        return self.red.lock(
            f"{self.key_prefix}guard:{conversation_id}", timeout=_GUARD_SECONDS, sleep=0.002, blocking_timeout=_GUARD_SECONDS
        )
