"""How much one person, and one address, may ask for.

Counted in each process by itself: several workers stand behind a proxy that counts for all.
"""

from __future__ import annotations

import math
import os

from aiolimiter import AsyncLimiter
from cachetools import LRUCache

_REMEMBERED = 50_000


class Limit:
    """So many a minute for each key, all of them at once if need be.

    The number comes from the environment variable; 0 lifts the limit.
    """

    def __init__(self, variable: str, default: int) -> None:
        self.per_minute = int(os.environ.get(variable, default))
        self._limiters: LRUCache = LRUCache(_REMEMBERED)

    @property
    def seconds(self) -> int:
        """How long to wait after a refusal until there is room for one more."""
        return math.ceil(60 / self.per_minute) if self.per_minute else 1

    async def allows(self, key: str) -> bool:
        """Whether one more is within the limit; it is counted if so."""
        if not self.per_minute:
            return True
        if key not in self._limiters:
            self._limiters[key] = AsyncLimiter(self.per_minute)
        limiter: AsyncLimiter = self._limiters[key]
        if not limiter.has_capacity():
            return False
        await limiter.acquire()
        return True


messages = Limit("MESSAGES_PER_MINUTE", 60)
"""What one person may say."""

visits = Limit("PERSON_REQUESTS_PER_MINUTE", 300)
"""What one person may request with a token, whatever it is."""

requests = Limit("REQUESTS_PER_MINUTE", 600)
"""What one address may request."""
