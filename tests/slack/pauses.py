"""Points at which a call to a server of the tests hangs, so that something can happen just then."""

from __future__ import annotations

import asyncio


class Pauses:
    """Where calls hang: each point catches one call, which is never answered; `caught` has those."""

    def __init__(self) -> None:
        self.points: list[str] = []
        self.caught: list[str] = []

    async def at(self, point: str) -> None:
        """Hang here, if this is one of the points that have caught none yet."""
        if point in self.points:
            self.points.remove(point)
            self.caught.append(point)
            await asyncio.Event().wait()
