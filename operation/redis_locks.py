"""One turn at a time in a conversation, for several Rasa processes: Rasa's tickets, drawn one by one.

Named in the endpoints file as `type: operation.redis_locks.RedisLocks`, with `url` the address of Redis.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from typing import Any, AsyncGenerator, Dict

from rasa.core.lock import TicketLock
from rasa.core.lock_store import RedisLockStore
from rasa.utils.endpoints import EndpointConfig
from redis.exceptions import RedisError

from operation.logs import event_log

log = event_log(__name__)

_LIFETIME = 6.0
_RENEWED_EVERY = 1.5
_WAIT_SECONDS = 0.1
_GUARD_SECONDS = 5


class RedisLocks(RedisLockStore):
    """Rasa's Redis lock store, made safe for processes that work, and die, at the same time.

    Rasa reads a conversation's tickets, changes and writes them in three steps, between which
    another process may do the same, so that two draw one ticket or one ticket is lost: here every
    change is made alone. Rasa's tickets hold for a minute, even if their process has died: here
    for seconds, and are renewed while it lives.
    """

    def __init__(self, endpoint_config: EndpointConfig) -> None:
        # Who waits for Redis longer than this keeps all others of the process waiting.
        settings: Dict[str, Any] = {"socket_timeout": 2, **endpoint_config.kwargs}
        super().__init__(host=endpoint_config.url, **settings)

    @asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = _LIFETIME,
        wait_time_in_seconds: float = _WAIT_SECONDS,
    ) -> AsyncGenerator[TicketLock, None]:
        """Wait for one's turn in the conversation, and have it until the block ends."""
        ticket = self.issue_ticket(conversation_id, lock_lifetime)
        renewing = asyncio.ensure_future(self._renew(conversation_id, ticket, lock_lifetime))
        try:
            yield await self._acquire_lock(conversation_id, ticket, wait_time_in_seconds)
        finally:
            renewing.cancel()
            self._give_back(conversation_id, ticket)

    def issue_ticket(self, conversation_id: str, lock_lifetime: float = _LIFETIME) -> int:
        """Draw the next ticket."""
        with self._alone(conversation_id):
            return super().issue_ticket(conversation_id, lock_lifetime)

    def update_lock(self, conversation_id: str) -> None:
        """Drop expired tickets."""
        with self._alone(conversation_id):
            super().update_lock(conversation_id)

    def _give_back(self, conversation_id: str, ticket: int) -> None:
        try:
            with self._alone(conversation_id):
                self.cleanup(conversation_id, ticket)
        except RedisError as failure:
            # The turn has been taken and stored; its ticket expires by itself.
            log.warning("ticket not given back", reason=type(failure).__name__)

    async def _renew(self, conversation_id: str, number: int, lifetime: float) -> None:
        while True:
            await asyncio.sleep(_RENEWED_EVERY)
            try:
                with self._alone(conversation_id):
                    lock = self.get_lock(conversation_id)
                    for ticket in lock.tickets if lock else ():
                        if ticket.number == number:
                            ticket.expires = time.time() + lifetime
                            self.save_lock(lock)
            except RedisError as failure:
                log.warning("ticket not renewed", reason=type(failure).__name__)

    def _alone(self, conversation_id: str) -> Any:
        name = f"{self.key_prefix}guard:{conversation_id}"
        return self.red.lock(name, timeout=_GUARD_SECONDS, sleep=0.002, blocking_timeout=_GUARD_SECONDS)
