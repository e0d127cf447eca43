"""How the gateway fares, for those who watch over it."""

from __future__ import annotations

from typing import Any

from channels.slack.store import Store
from channels.slack.workspace import Workspace


class Health:
    """Figures of the store and of the calls to Slack."""

    def __init__(self, store: Store, workspace: Workspace) -> None:
        self._store = store
        self._workspace = workspace

    async def summary(self) -> dict[str, Any]:
        """What waits, what was given up, which calls failed."""
        waiting, oldest = await self._store.waiting()
        failures = dict(self._workspace.failures)
        return {"waiting": waiting, "oldest_seconds": round(oldest, 1), "dead": await self._store.count_dead(), "failures": failures}
