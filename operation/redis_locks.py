"""One turn at a time in a conversation, for several Rasa processes: Rasa's tickets, drawn one by one, and Redis waited for in threads.

Named in the endpoints file as `type: operation.redis_locks.RedisLocks`, with `url` the address of Redis.
"""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any, AsyncGenerator, Callable, Dict, TypeVar

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LockError, RedisLockStore
from rasa.utils.endpoints import EndpointConfig
from redis.exceptions import RedisError

from operation.logs import event_log
from operation.waiting import within

log = event_log(__name__)

_LIFETIME = 6.0
_RENEWED_EVERY = 1.5
_WAIT_SECONDS = 0.1
# One that is left over, of a call that was given up, is outlived by those who wait for it.
_GUARD_SECONDS, _GUARD_WAIT_SECONDS = 3, 5
# Whoever waits longer for Redis, and for others who wait for it, is told that it failed.
_REDIS_SECONDS = 6
_THREADS = 8

_R = TypeVar("_R")


class RedisLocks(RedisLockStore):
    """Rasa's Redis lock store, made safe for processes that work, and die, at the same time.

    Rasa reads a conversation's tickets, changes and writes them in three steps, between which
    another process may do the same, so that two draw one ticket or one ticket is lost: here every
    change is made alone. Rasa's tickets hold for a minute, even if their process has died: here
    for seconds, and are renewed while it lives. And Rasa waits for Redis in the event loop, so that
    a Redis that hangs keeps everybody waiting, those too who ask whether the process lives.
    """

    def __init__(self, endpoint_config: EndpointConfig) -> None:
        settings: Dict[str, Any] = {"socket_timeout": 2, **endpoint_config.kwargs}
        super().__init__(host=endpoint_config.url, **settings)
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="locks")

    @asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = _LIFETIME,
        wait_time_in_seconds: float = _WAIT_SECONDS,
    ) -> AsyncGenerator[TicketLock, None]:
        """Wait for one's turn in the conversation, and have it until the block ends.

        Raises:
            LockError: if Redis does not answer.
        """
        ticket = await self._in_thread(lambda: self.issue_ticket(conversation_id, lock_lifetime))
        renewing = asyncio.ensure_future(self._renew(conversation_id, ticket, lock_lifetime))
        try:
            yield await self._acquire_lock(conversation_id, ticket, wait_time_in_seconds)
        finally:
            renewing.cancel()
            await self._give_back(conversation_id, ticket)

    def issue_ticket(self, conversation_id: str, lock_lifetime: float = _LIFETIME) -> int:
        """Draw the next ticket."""
        with self._alone(conversation_id):
            return super().issue_ticket(conversation_id, lock_lifetime)

    def update_lock(self, conversation_id: str) -> None:
        """Drop expired tickets."""
        with self._alone(conversation_id):
            super().update_lock(conversation_id)

    async def _acquire_lock(self, conversation_id: str, ticket: int, wait_time_in_seconds: float) -> TicketLock:
        while True:
            lock = await self._in_thread(lambda: self.get_lock(conversation_id))
            if not lock:
                raise LockError(f"The ticket for {conversation_id} has expired.")
            if not lock.is_locked(ticket):
                return lock
            await asyncio.sleep(wait_time_in_seconds)
            await self._in_thread(lambda: self.update_lock(conversation_id))

    async def _in_thread(self, work: Callable[[], _R]) -> _R:
        """Let Redis be waited for outside the event loop."""
        try:
            return await within(_REDIS_SECONDS, asyncio.get_running_loop().run_in_executor(self._threads, work))
        except (RedisError, asyncio.TimeoutError) as failure:
            raise LockError(f"Redis does not answer: {type(failure).__name__}") from failure

    async def _give_back(self, conversation_id: str, ticket: int) -> None:
        def give_back() -> None:
            with self._alone(conversation_id):
                self.cleanup(conversation_id, ticket)

        try:
            await self._in_thread(give_back)
        except LockError as failure:
            # The turn has been taken and stored; its ticket expires by itself.
            log.warning("ticket not given back", reason=str(failure))

    async def _renew(self, conversation_id: str, number: int, lifetime: float) -> None:
        def renew() -> None:
            with self._alone(conversation_id):
                lock = self.get_lock(conversation_id)
                for ticket in lock.tickets if lock else ():
                    if ticket.number == number:
                        ticket.expires = time.time() + lifetime
                        self.save_lock(lock)

        while True:
            await asyncio.sleep(_RENEWED_EVERY)
            try:
                await self._in_thread(renew)
            except LockError as failure:
                log.warning("ticket not renewed", reason=str(failure))

    def _alone(self, conversation_id: str) -> Any:
        name = f"{self.key_prefix}guard:{conversation_id}"
        return self.red.lock(name, timeout=_GUARD_SECONDS, sleep=0.002, blocking_timeout=_GUARD_WAIT_SECONDS)
