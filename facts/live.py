"""The fact store of a running server: edited files are read again, broken and half-saved ones are not."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Generic, TypeVar

from facts.files import is_passed_over

logger = logging.getLogger(__name__)

CHECK_EVERY = 0.5
# A file that was written to so shortly ago may still be being written.
SETTLED_AFTER = 0.3

_Content = TypeVar("_Content")


class Live(Generic[_Content]):
    """What `load` makes of the YAML files below `path`, loaded anew when one of them has changed and rests.

    The first load raises what `load` raises. A later one that fails is logged in one
    line, and the content before it stays; `fault` says why for as long as it does.
    """

    def __init__(self, path: Path, load: Callable[[Path], _Content]) -> None:
        self._path = path
        self._load = load
        self.fault: str | None = None
        self._stamp, _ = self._fingerprint()
        self._checked = time.monotonic()
        self._content = load(path)

    def __call__(self) -> _Content:
        """The content, as of at most `CHECK_EVERY` and `SETTLED_AFTER` seconds ago."""
        now = time.monotonic()
        if now - self._checked >= CHECK_EVERY:
            self._checked = now
            stamp, written = self._fingerprint()
            if stamp != self._stamp and not 0 <= time.time() - written < SETTLED_AFTER:
                self._stamp = stamp
                self._reload()
        return self._content

    def _reload(self) -> None:
        try:
            self._content = self._load(self._path)
        except (ValueError, OSError) as error:
            logger.error("%s; the previous content stays in use", error)
            # It is told to others than the owner of the machine: by names below the folder.
            self.fault = f"{str(error).replace(f'{self._path}/', '')}; the previous content stays in use"
        else:
            self.fault = None
            logger.info("%s was read again", self._path)

    def _fingerprint(self) -> tuple[int, float]:
        """What tells whether a file has changed, and when the latest of them was written."""
        stamps = sorted(self._stamps())
        return hash(tuple(stamps)), max((modified / 1e9 for _, modified, _ in stamps), default=0.0)

    def _stamps(self) -> Iterator[tuple[str, int, int]]:
        for file in self._path.rglob("*.yml"):
            if is_passed_over(file):
                continue
            try:
                stat = file.stat()
            except OSError:
                # A link to nothing, or deleted a moment ago: `load` says what is wrong with it.
                yield str(file), 0, 0
            else:
                yield str(file), stat.st_mtime_ns, stat.st_size
