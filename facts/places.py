"""Where an entry of the store is written."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from facts.document import Document
from facts.folder import SCHEMAS


def place_of(path: Path, ref: str) -> str:
    """The file and the line of what goes by a reference, such as "models/<model>.yml:74"; of what it is in where it has no line."""
    owner, *rest = ref.split(".")
    for file in (file for name in SCHEMAS for file in sorted(path.glob(name))):
        document = _document(file.read_text("utf-8"))
        content = document.content
        if content.get("id") == owner:
            return f"{file.relative_to(path)}:{document.line_of(_keys(content, rest)) or 1}"
    return str(path)


_document = lru_cache(maxsize=32)(Document)


def _keys(content: dict[str, object], rest: list[str]) -> tuple[str | int, ...]:
    """The keys that lead to an entry in its file: lists of services and types are walked by id."""
    if len(rest) == 1 and rest[0] != "types":
        return ("facts", rest[0])
    kind, *names = rest
    inside: tuple[str | int, ...] = (kind, "items") if kind == "types" else (kind,)
    found: object = content
    for key in inside:
        found = found[key] if isinstance(found, dict) else None
    entries = found if isinstance(found, list) else []
    numbers = [number for number, entry in enumerate(entries) if {entry.get("id"), entry.get("same_as")} & set(names)]
    return (*inside, *numbers[:1]) if names else inside[:1]
