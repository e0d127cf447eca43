"""Waits for what a thread or another task does, and not for ever."""

from __future__ import annotations

import asyncio
from typing import TypeVar

_R = TypeVar("_R")


async def within(seconds: float, future: "asyncio.Future[_R]") -> _R:
    """What comes of it; what has not begun when it is given up is not begun any more.

    `asyncio.wait_for` does not do before Python 3.12: who is stopped at the moment at which the future is done is not stopped. It is
    for what has to come to its own end before anybody goes on: here that is not waited for, since a thread may never come to it.

    Raises:
        asyncio.TimeoutError: if it takes longer.
    """
    try:
        done, _ = await asyncio.wait({future}, timeout=seconds)
    finally:
        if not future.done():
            future.cancel()
    if not done:
        raise asyncio.TimeoutError
    return future.result()
