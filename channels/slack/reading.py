"""Turns a message of Slack into what its writer sees: formatted text, lists, emoji, links, dates, quotes.

What a person types comes twice: as `text` in Slack's own notation, and as `blocks` of rich text, which
tell a typed asterisk from a formatted word and an emoji by its character. Commands and messages of
older clients have the first only.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any

from rich.emoji import Emoji

_REFERENCE = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_CODE = re.compile(r"(?<![\w/]):([\w+'-]{1,100}):")
_FORMATTED = re.compile(r"(?<![\w`*_~])(```|[`*_~])(?=\S)(.{1,200}?)(?<=\S)\1(?![\w`*_~])", re.DOTALL)
_LAYERS = 3
_LONGEST = 5000  # far above what the bot reads, so that it still says "too long"
_QUOTED = re.compile(r"^(?:&gt;){1,3} ?", re.MULTILINE)
_BLANKS = re.compile(r"[ \t\u00a0]+")
_EVERYBODY = ("here", "channel", "everyone")
_SMILE = "🙂"


def seen(message: dict[str, Any]) -> str:
    """What the writer of a message sees, without mentions; the message that is shared where there is no text.

    An emoji that only the workspace knows has no character: a message of nothing else is a smile.
    """
    text = _written(message.get("blocks") or []) or plain(message.get("text") or "", tidy=False)
    if not text.strip():
        text = "\n".join(_shared(attachment) for attachment in message.get("attachments") or [])
    tidied = _tidy(with_emoji(text[:_LONGEST]))
    return tidied or (_SMILE if _CODE.search(text) else "")


def _shared(attachment: dict[str, Any]) -> str:
    """What comes with a message: another message, or a table that was pasted into it."""
    return plain(attachment.get("text") or "") or _written(attachment.get("blocks") or [])


def plain(text: str, tidy: bool = True) -> str:
    """Text in Slack's notation as it is shown: no mentions, links as their label, entities unescaped."""
    shown = html.unescape(_unformatted(_QUOTED.sub("", _REFERENCE.sub(_referred, text[:_LONGEST]))))
    return _tidy(with_emoji(shown)) if tidy else shown


def _unformatted(text: str) -> str:
    for _ in range(_LAYERS):
        text = _FORMATTED.sub(r"\2", text)
    return text


def with_emoji(text: str) -> str:
    """Short codes as the emoji they stand for; those that only a workspace knows are left out."""
    return _CODE.sub(lambda code: _character(code[0]), text)


def _character(code: str) -> str:
    found = Emoji.replace(code)
    is_time = found == code and not any(letter.isalpha() for letter in code)
    return found if found != code or is_time else " "


def _tidy(text: str) -> str:
    readable = text.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair is not text
    return "\n".join(line for line in (_BLANKS.sub(" ", line).strip() for line in readable.split("\n")) if line)


def _referred(reference: re.Match[str]) -> str:
    kind, target, label = reference.groups()
    if kind == "@" or (kind == "!" and not target.startswith("date^")):
        return " "  # people, groups and <!channel>: a call for attention, not part of the question
    return label or (target.replace("mailto:", "", 1) if not kind else "")


def addressed(text: str) -> set[str]:
    """Whom a text in Slack's notation calls: ids of people and groups, and `here`, `channel` or `everyone`."""
    found = set()
    for kind, target, _ in _REFERENCE.findall(text):
        if kind == "@":
            found.add(target)
        elif kind == "!" and target.startswith("subteam^"):
            found.add(target.removeprefix("subteam^"))
        elif kind == "!" and target in _EVERYBODY:
            found.add(target)
    return found


def _written(blocks: Iterable[dict[str, Any]]) -> str:
    """The rich text and tables among the blocks of a message; empty where they are of a form that is not known."""
    try:
        return "\n".join(line for block in blocks if block["type"] in _BLOCKS for line in _BLOCKS[block["type"]](block))
    except (LookupError, TypeError, AttributeError, ValueError):
        return ""


def _rich(block: dict[str, Any]) -> Iterator[str]:
    return (line for element in block["elements"] for line in _paragraph(element))


def _rows(table: dict[str, Any]) -> Iterator[str]:
    for row in table["rows"]:
        yield ", ".join(cell["text"] if cell["type"] == "raw_text" else " ".join(_rich(cell)) for cell in row)


def _paragraph(element: dict[str, Any]) -> Iterator[str]:
    if element["type"] != "rich_text_list":
        yield "".join(_inline(part) for part in element["elements"])
        return
    for number, item in enumerate(element["elements"], start=1 + element.get("offset", 0)):
        for text in _paragraph(item):
            yield f"{number}. {text}" if element.get("style") == "ordered" else f"• {text}"


def _inline(part: dict[str, Any]) -> str:
    return _INLINE.get(part["type"], lambda _: " ")(part)


def _emoji(part: dict[str, Any]) -> str:
    if part.get("unicode"):
        return "".join(chr(int(point, 16)) for point in part["unicode"].split("-"))
    return f" :{part['name']}: "


_BLOCKS = {"rich_text": _rich, "table": _rows}
_INLINE = {
    "text": lambda part: part["text"],
    "link": lambda part: part.get("text") or part["url"].replace("mailto:", "", 1),
    "emoji": _emoji,
    "date": lambda part: part.get("fallback") or "",
    "color": lambda part: part["value"],
}
