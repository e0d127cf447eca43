"""Where a message is cut into parts: at the places that the encoder names, at the edges of words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from nlu.encoder import Encoded
from nlu.language_data import listed
from nlu.numerals import NUMBER_WORDS

Part = tuple[int, int]

# Nobody asks more in one message: what is behind it is one part, so that no text takes long.
_MOST = 40
_END = re.compile(r"[.?!\n][\"')\s]*$")
# Behind a question begins another part, if more than a word follows.
_NEXT_QUESTION = re.compile(r"(?<=\?)\s+(?=[\"'(]*\w+[^\w\s]*\s+\S*\w)")
_LETTER = re.compile(r"\w")
# A point of a letter: "a. …", "2) …" on a line of its own, "b) …" anywhere, "c. …" in a row.
_POINT = re.compile(r"(?m)(?:^[ \t]*\(?([a-hA-H]|\d{1,2})[.)]|(?<=\s)\(?([a-hA-H]|\d{1,2})\)|(?<=[,;:] )([a-h]|\d{1,2})\.)[ \t]+(?=\S)")
_FIRST = ("a", "1")


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


# "[3 differences] and [2 similarities]": each is a wish of its own.
_COUNTED = re.compile(
    rf"(?i)(?:\b(?:{_any_of(listed('joins_counted'))})\s+|(?<=,)\s*)?\b(?:\d{{1,2}}|{_any_of(NUMBER_WORDS)})\s+({_any_of(listed('counted_things'))})\b"
)
# What goes on with a row of such points, wherever it stands.
_POINTS_ON = re.compile(r"(?<=\s)([a-hA-H]|\d{1,2})\.[ \t]+(?=\S)")


def parts(text: str, encoded: Encoded, certainty: float, at_end: float) -> list[Part]:
    """The parts of a message, as (first character, behind the last), in their order; each has a word.

    Args:
        text: the message.
        encoded: what the encoder made of it.
        certainty: how sure it has to be of a cut. at_end: how sure where a sentence ends before it.
    """
    points = _points(text)
    if len(points) == 1 and points[0].start() > 0 and _mark(points[0]) not in _FIRST:
        # "As points (a, b, c)" is no point c.
        points = []
    places = {0, *(m.start() for m in points), *(m.end() for m in _NEXT_QUESTION.finditer(text)), *_counted_apart(text)}
    for start, sure in zip(encoded.starts, encoded.cut):
        place = int(start)
        if any(m.start() < place <= m.end() for m in points):
            continue
        needed = at_end if _END.search(text[:place]) else certainty
        if sure >= needed and 0 < place < len(text) and not (_LETTER.match(text[place - 1]) and _LETTER.match(text[place])):
            places.add(place)
    edges = [*sorted(places), len(text)]
    found: list[Part] = []
    for start, end in zip(edges, edges[1:]):
        if not _LETTER.search(text[start:end]):
            if found:
                found[-1] = (found[-1][0], end)
            continue
        if found and not _LETTER.search(text[found[-1][1] : start]) and found[-1][1] != start:
            start = found[-1][1]
        found.append((start, end))
    if len(found) > _MOST:
        found = [*found[: _MOST - 1], (found[_MOST - 1][0], found[-1][1])]
    return found or [(0, len(text))]


def _counted_apart(text: str) -> list[int]:
    """Where another thing is counted than the one before it: "3 differences [and 2 similarities]"."""
    found = list(_COUNTED.finditer(text))
    return [m.start() for before, m in zip(found, found[1:]) if m[1].lower() != before[1].lower()]


def _points(text: str) -> list[re.Match[str]]:
    """The points of a letter or number; of a row each is a point wherever it stands: "Which? 1. call centre 2. payroll"."""
    sure = {m.start(): m for m in _POINT.finditer(text)}
    likely = {m.start(): m for m in _POINTS_ON.finditer(text)}
    marks = {_mark(m) for m in (*sure.values(), *likely.values())}
    found: list[re.Match[str]] = []
    for start in sorted({*sure, *likely}):
        mark = _mark(sure.get(start) or likely[start])
        goes_on = mark == _next(_mark(found[-1])) if found else mark in _FIRST and _next(mark) in marks
        if start in sure or goes_on:
            found.append(sure.get(start) or likely[start])
    return found


def _mark(match: re.Match[str]) -> str:
    return next(group for group in match.groups() if group).lower()


def _next(mark: str) -> str:
    return str(int(mark) + 1) if mark.isdigit() else chr(ord(mark) + 1)


def point_of(text: str) -> str:
    """The letter or number that a part begins with: "b" of "b. …"; "" if none."""
    match = _POINT.match(text)
    return _mark(match) if match else ""
