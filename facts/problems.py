"""What is wrong with a file of the fact store, in one line."""

from __future__ import annotations

from pathlib import Path


class FactError(ValueError):
    """A file of the fact store cannot be used; the message is one line: file, key, mend."""

    def __init__(self, file: Path, key: str, mend: str) -> None:
        super().__init__(f"{file}: {key}: {mend}")
