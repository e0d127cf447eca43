"""Slack's own text format: what the bot says is made safe and short enough."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

_LONGEST_ENTITY = len("&amp;")


def escape(text: str) -> str:
    """Text that Slack shows as it is: no mention, link or entity comes out of it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def crop(text: str, limit: int) -> str:
    """At most `limit` characters; an ellipsis shows that something is missing."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def chunks(lines: Iterable[str], limit: int) -> list[str]:
    """Lines joined to texts that are at most `limit` characters long when escaped; they come escaped."""
    found: list[str] = []
    for line in lines:
        for piece in _pieces(line, limit):
            if found and len(found[-1]) + 1 + len(piece) <= limit:
                found[-1] += "\n" + piece
            else:
                found.append(piece)
    return found


def _pieces(line: str, limit: int) -> list[str]:
    """A line, escaped; in pieces if it is too long, cut before escaping so that no entity is cut."""
    escaped = escape(line)
    if len(escaped) <= limit:
        return [escaped]
    return [escape(piece) for piece in textwrap.wrap(line, limit // _LONGEST_ENTITY)]
