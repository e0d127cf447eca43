"""Slack's own text format: what people send is made plain, what the bot says is made safe."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Iterable

_REFERENCE = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_BLANKS = re.compile(r"[ \t\u00a0]+")
_LONGEST_ENTITY = len("&amp;")


def plain(text: str) -> str:
    """A message as the person saw it: no mentions, links as their label, entities unescaped."""
    readable = html.unescape(_REFERENCE.sub(_shown, text))
    readable = readable.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair is not text
    return _BLANKS.sub(" ", readable).strip()


def _shown(reference: re.Match[str]) -> str:
    kind, target, label = reference.groups()
    if kind == "@" or (kind == "!" and not target.startswith("date^")):
        return " "  # people, groups and <!channel>: a call for attention, not part of the question
    return label or (target.replace("mailto:", "", 1) if not kind else "")


def mentioned(text: str) -> list[str]:
    """The ids of the people whom a message mentions."""
    return [target for kind, target, _ in _REFERENCE.findall(text) if kind == "@"]


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
