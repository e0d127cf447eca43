"""The lines of a file as a person wrote them: what key a place belongs to, and what text was meant there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

_KEY = re.compile(r"(?P<indent>[ \t]*(?:- +)*)(?P<key>[\w-]+):(?=\s|$)")
_IN_BLOCK = re.compile(r"[ \t]*(?:- +(?=[^-\s]))*(?:[\w-]+:[ \t]+)?(?P<value>.*)")
_ENTRY = re.compile(r"\s*(?:[\w-]+:\s+)?(?P<value>.*)")
_NEXT = {"{": re.compile(r",\s+(?=[\w-]+:\s)"), "[": re.compile(r",\s*")}
_CLOSING = {"{": "}", "[": "]"}


def meant(line: str, column: int) -> str:
    """The text that was meant at a place of a line, in the quotes that it needs.

    In braces it ends where another key begins or the braces end, else with the line.
    """
    start = _innermost_bracket(line, column)
    if start is None:
        value = _group(_IN_BLOCK, line)
    else:
        bracket = line[start]
        end = line.rfind(_CLOSING[bracket], column)
        inside = line[start + 1 : end if end >= 0 else len(line)]
        value = next(entry for first, entry in _entries(inside, _NEXT[bracket]) if first + len(entry) >= column - start - 1)
        value = _group(_ENTRY, value)
    return json.dumps(_without_quotes(value.strip()), ensure_ascii=False)


def key_at(lines: Sequence[str], number: int) -> str:
    """The key that a line (from 0) belongs to, with those above it: "facts.driver.text"; "text" where there is none."""
    keys: list[str] = []
    indent = 1_000
    for line in reversed(lines[: number + 1]):
        found = _KEY.match(line)
        if found and len(found["indent"]) < indent:
            indent = len(found["indent"])
            keys.append(found["key"])
    return ".".join(reversed(keys)) or "text"


def _group(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.match(text)
    return found["value"] if found else text


def _entries(inside: str, separator: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """What stands between separators, with where it begins."""
    start = 0
    for comma in separator.finditer(inside):
        yield start, inside[start : comma.start()]
        start = comma.end()
    yield start, inside[start:]


def _innermost_bracket(line: str, column: int) -> int | None:
    """Where the braces or brackets begin that a place is in."""
    opened: list[int] = []
    quote = ""
    for place, sign in enumerate(line[:column]):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"" and line[:place].rstrip(" ")[-1:] in ("{", "[", ",", ":", "-", ""):
            quote = sign
        elif sign in _CLOSING:
            opened.append(place)
        elif sign in _CLOSING.values() and opened:
            opened.pop()
    return opened[-1] if opened else None


def _without_quotes(value: str) -> str:
    """Quotes that were meant to hold a text are no part of it."""
    quote = value[:1]
    return value[1:].removesuffix(quote) if quote in ("'", '"') else value
