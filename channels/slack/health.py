"""How the gateway fares, for those who watch over it: whether it is ready, and its figures."""

from __future__ import annotations

from typing import Any

from channels.slack.bot import Bot, BotUnavailable, Unknown
from channels.slack.calls import Calls
from channels.slack.database import StoreUnavailable
from channels.slack.figures import Figures
from channels.slack.store import Store
from channels.slack.texts import DEFAULT


class Health:
    """The state of the gateway and of what it needs; `connected` is told by Socket Mode, where that is used."""

    def __init__(self, store: Store, calls: Calls, bot: Bot, figures: Figures) -> None:
        self._store = store
        self._calls = calls
        self._bot = bot
        self._figures = figures
        self.connected = True

    async def ready(self) -> dict[str, bool]:
        """What the gateway needs, and whether it is there."""
        return {"store": await self._has_store(), "bot": await self._has_bot(), "slack": self.connected}

    async def _has_store(self) -> bool:
        try:
            await self._store.waiting()
        except StoreUnavailable:
            return False
        return True

    async def _has_bot(self) -> bool:
        try:
            await self._bot.first(DEFAULT)
        except (BotUnavailable, Unknown):
            return False
        return True

    async def summary(self) -> dict[str, Any]:
        """What waits, what was given up, which calls failed."""
        waiting, oldest = await self._store.waiting()
        failures = dict(self._calls.failures)
        return {"waiting": waiting, "oldest_seconds": round(oldest, 1), "dead": await self._store.count_dead(), "failures": failures}

    async def figures(self) -> bytes:
        """The same and more for Prometheus."""
        waiting, oldest = await self._store.waiting()
        return self._figures.text(waiting, oldest, await self._store.count_dead(), self._calls.failures)
