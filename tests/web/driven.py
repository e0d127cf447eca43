"""A browser that is driven from outside, in the few steps that the tests of other browsers than Chromium take."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from typing import Any, List, Sequence

START_SECONDS = 60
CALL_SECONDS = 60
_KEYS = {"Enter": "\ue007", "Tab": "\ue004", "Escape": "\ue00c"}


class Driven(ABC):
    """One browser with one page."""

    @abstractmethod
    def goto(self, url: str) -> None:
        """Load a page, and wait until it is loaded."""

    @abstractmethod
    def reload(self) -> None:
        """Load the same page again."""

    @abstractmethod
    def evaluate(self, expression: str) -> Any:
        """What a script's expression comes to, as JSON."""

    @abstractmethod
    def type(self, *keys: str) -> None:
        """Press keys, one after the other: Enter, Tab, Escape, or texts."""

    @abstractmethod
    def close(self) -> None:
        """End it."""

    def wait(self, expression: str, seconds: float = 60) -> Any:
        """What an expression comes to once it is true."""
        end = time.monotonic() + seconds
        while not (found := self.evaluate(expression)):
            if time.monotonic() > end:
                raise RuntimeError(f"never true: {expression}")
            time.sleep(0.05)
        return found


def keys_of(keys: Sequence[str]) -> List[str]:
    """Single keys as WebDriver names them."""
    return [key for text in keys for key in ([_KEYS[text]] if text in _KEYS else text)]
