"""What is wrong with a file of the fact store, in one line."""

from __future__ import annotations

from pathlib import Path


class FactError(ValueError):
    """A file of the fact store cannot be used; the message is one line: file (and line), key, mend."""

    def __init__(self, file: Path, key: str, mend: str, line: int | None = None) -> None:
        super().__init__(f"{file}{f':{line}' if line else ''}: {key}: {mend}")
        self.file, self.key, self.mend, self.line = file, key, mend, line

    def and_more(self, others: int) -> FactError:
        """The same, with the word that there are others."""
        more = f" (and {others} more: `python -m facts check` tells all)" if others else ""
        return FactError(self.file, self.key, self.mend + more, self.line)
