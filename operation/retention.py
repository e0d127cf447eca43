"""How long conversations are kept: those in which nothing was said for `KEEP_DAYS` are deleted, without anybody doing it."""

from __future__ import annotations

import asyncio
import time
from typing import Any, Iterator

from operation import audit
from operation.conversations import Conversations, Forgotten
from operation.logs import event_log
from operation.settings import KEEP_DAYS

log = event_log(__name__)

_EVERY_SECONDS = 3600.0
_DAY = 24 * 3600


def expire(store: Conversations, days: float) -> Forgotten:
    """Delete every conversation in which nothing was said for so many days."""
    total = Forgotten(0, 0)
    for some in _expiring(store, days):
        total = Forgotten(total.events + some.events, total.conversations + some.conversations)
    return total


def _expiring(store: Conversations, days: float) -> Iterator[Forgotten]:
    store.forget_revoked(time.time())
    yield from store.forget_quiet_since(time.time() - days * _DAY)


def _expire_some(expiring: Iterator[Forgotten], days: float) -> bool:
    """Go on by one step, and record it with it: the process may be told to stop before the next one. Whether that was the last."""
    some = next(expiring, None)
    if some and some.conversations:
        audit.record("expire", "retention", days=days, **some._asdict())
    return some is None


async def keep_forgetting(store: Any, days: float = KEEP_DAYS) -> None:
    """Delete what is too old, now and every hour, for as long as the process lives; a failure is logged and tried again.

    Several processes may do so at once: what one has deleted the others do not find.
    """
    if not days or not isinstance(store, Conversations):
        log.info("retention", days=None)
        return
    log.info("retention", days=days)
    while True:
        try:
            expiring = _expiring(store, days)
            while not await asyncio.to_thread(_expire_some, expiring, days):
                pass
        except Exception as fault:
            log.error("not expired", reason=type(fault).__name__)
        await asyncio.sleep(_EVERY_SECONDS)
