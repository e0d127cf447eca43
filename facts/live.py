"""The fact store of a running server: edited files are read again, broken ones are not."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

logger = logging.getLogger(__name__)

CHECK_EVERY = 1.0

_Content = TypeVar("_Content")


class Live(Generic[_Content]):
    """What `load` makes of the YAML files below `path`, loaded anew when one of them changes.

    The first load raises what `load` raises. A later one that fails is logged in one
    line, and the content before it stays.
    """

    def __init__(self, path: Path, load: Callable[[Path], _Content]) -> None:
        self._path = path
        self._load = load
        self._stamp = self._fingerprint()
        self._checked = time.monotonic()
        self._content = load(path)

    def __call__(self) -> _Content:
        """The content, as of at most `CHECK_EVERY` seconds ago."""
        now = time.monotonic()
        if now - self._checked >= CHECK_EVERY:
            self._checked = now
            stamp = self._fingerprint()
            if stamp != self._stamp:
                self._stamp = stamp
                self._reload()
        return self._content

    def _reload(self) -> None:
        try:
            self._content = self._load(self._path)
        except ValueError as error:
            logger.error("%s; the previous content stays in use", error)
        else:
            logger.info("%s was read again", self._path)

    def _fingerprint(self) -> int:
        stamps = [(file.stat().st_mtime_ns, str(file)) for file in sorted(self._path.rglob("*.yml"))]
        return hash(tuple(stamps))
