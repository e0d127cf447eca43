"""How long conversations are kept: those in which nothing was said for `KEEP_DAYS` are deleted, without anybody doing it."""

from __future__ import annotations

import asyncio
import time
from typing import Any, NamedTuple

from operation import audit
from operation.conversations import Conversations
from operation.logs import event_log
from operation.settings import KEEP_DAYS

log = event_log(__name__)

_EVERY_SECONDS = 3600.0
_DAY = 24 * 3600


class Deleted(NamedTuple):
    """How much was deleted."""

    events: int
    conversations: int


def expire(store: Conversations, days: float) -> Deleted:
    """Delete every conversation in which nothing was said for so many days."""
    senders = list(store.quiet_since(time.time() - days * _DAY))
    store.forget_revoked(time.time())
    return Deleted(store.forget(senders) if senders else 0, len(senders))


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
            deleted = await asyncio.to_thread(expire, store, days)
            if deleted.conversations:
                await asyncio.to_thread(audit.record, "expire", "retention", days=days, **deleted._asdict())
        except Exception as fault:
            log.error("not expired", reason=type(fault).__name__)
        await asyncio.sleep(_EVERY_SECONDS)
