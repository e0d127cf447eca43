"""A log in which a line that would come again and again stands once an hour."""

from __future__ import annotations

import logging
import time
from typing import Any

_SILENT_SECONDS = 3600.0


class Seldom:
    """Lines of one logger; what is said of one subject is said once an hour."""

    def __init__(self, logger: logging.Logger) -> None:
        self._logger = logger
        self._said: dict[str, float] = {}

    def error(self, subject: str, line: str, *arguments: Any) -> None:
        """Log an error, unless its subject was spoken of within the hour."""
        now = time.monotonic()
        if now > self._said.get(subject, 0.0):
            self._said[subject] = now + _SILENT_SECONDS
            self._logger.error(line, *arguments)
