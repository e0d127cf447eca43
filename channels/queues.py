"""Who waits: the messages of one person come one after the other, and those that are read wait in one line."""

from __future__ import annotations

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any, AsyncIterator, Dict, Optional

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.trackers import DialogueStateTracker

from operation.waiting import within

READ_SECONDS = float(os.environ.get("READ_SECONDS", 2))
"""The longest that reading one message may take; what is usual are some milliseconds."""

MOST_OF_ONE = int(os.environ.get("WAITING_MESSAGES_OF_ONE", 30))
"""So many messages of one person wait; more are refused."""

MOST_UNREAD = int(os.environ.get("WAITING_MESSAGES", 200))
"""So many messages wait to be read in this process; more are refused until the line is shorter."""


MOST_SECONDS = float(os.environ.get("WAITING_SECONDS", 15))
"""So long a message waits to be read; then it is refused, as those who asked, and proxies, have soon given it up: all that is done for
who has gone keeps those waiting who have not."""


class Full(Exception):
    """A line is as long as it may be, or does not move."""


class Lines:
    """A line for each key: who comes first is served first, one at a time.

    Args:
        most: so many wait.
        seconds: and so long; as long as it takes if unset.
    """

    def __init__(self, most: int, seconds: Optional[float] = None) -> None:
        self._most, self._seconds = most, seconds
        self._locks: Dict[str, asyncio.Lock] = {}
        self._waiting: Dict[str, int] = {}

    def is_full(self, key: str) -> bool:
        """Whether nobody more may wait."""
        return self._waiting.get(key, 0) >= self._most

    @asynccontextmanager
    async def turn(self, key: str) -> AsyncIterator[None]:
        """Wait for one's turn, and have it until the block ends.

        Raises:
            Full: if so many wait already, or when one has waited for so long.
        """
        if self.is_full(key):
            raise Full
        self._waiting[key] = self._waiting.get(key, 0) + 1
        lock = self._locks.setdefault(key, asyncio.Lock())
        try:
            # An asyncio.Lock is given to those who wait in the order in which they came.
            await self._acquired(lock)
            try:
                yield
            finally:
                lock.release()
        finally:
            self._waiting[key] -= 1
            if not self._waiting[key]:
                del self._waiting[key], self._locks[key]

    async def _acquired(self, lock: asyncio.Lock) -> None:
        """As `asyncio.timeout` does it, which Python 3.10 has not; `wait_for` may lose a lock at whose moment somebody is stopped."""
        if self._seconds is None:
            await lock.acquire()
            return
        waiting, is_late = asyncio.current_task(), False

        def give_up() -> None:
            nonlocal is_late
            is_late = True
            waiting.cancel()

        end = asyncio.get_running_loop().call_later(self._seconds, give_up)
        try:
            await lock.acquire()
        except asyncio.CancelledError:
            if is_late:
                raise Full from None
            raise
        finally:
            end.cancel()


of_one = Lines(MOST_OF_ONE)
"""The messages of each person. Between several processes Rasa's own lock keeps the order."""

_unread = Lines(MOST_UNREAD, MOST_SECONDS)
_reader = ThreadPoolExecutor(1, thread_name_prefix="reader")


def too_many_wait() -> bool:
    """Whether so many messages wait to be read that one more would be refused: who asks before looks nothing up for it."""
    return _unread.is_full("")


async def read(agent: Agent, text: str, talk: Optional[DialogueStateTracker] = None) -> Dict[str, Any]:
    """What the NLU makes of a text, read in a thread of its own: the event loop serves others meanwhile.

    Args:
        agent: the running agent.
        text: as `UserMessage` takes it.
        talk: what was said before it, if anything: a message is heard behind the reply that it takes up.

    Returns:
        The parsed message, for `UserMessage.parse_data`.

    Raises:
        Full: if too many messages wait to be read, or it has waited for too long.
        asyncio.TimeoutError: if it takes longer than `READ_SECONDS`.
    """
    async with _unread.turn(""):
        return await read_next(agent, text, talk)


async def read_next(agent: Agent, text: str, talk: Optional[DialogueStateTracker] = None) -> Dict[str, Any]:
    """The same ahead of those who wait: for who asks whether the bot works, however many ask it something.

    Raises:
        asyncio.TimeoutError: if it takes longer than `READ_SECONDS`.
    """
    message = UserMessage(text)
    reading = asyncio.get_running_loop().run_in_executor(_reader, lambda: asyncio.run(agent.processor.parse_message(message, talk)))
    return await within(READ_SECONDS, reading)
