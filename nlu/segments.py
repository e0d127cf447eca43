"""Where a message is cut into parts: at the places that the encoder names, at the edges of words."""

from __future__ import annotations

import re

from nlu.encoder import Encoded

Part = tuple[int, int]

# Nobody asks more in one message: what is behind it is one part, so that no text takes long.
_MOST = 40
_END = re.compile(r"[.?!\n][\"')\s]*$")
# Behind a question begins another part, if more than a word follows.
_NEXT_QUESTION = re.compile(r"(?<=\?)\s+(?=[\"'(]*\w+[^\w\s]*\s+\S*\w)")
_LETTER = re.compile(r"\w")
# A point of a letter: "a. …", "2) …" on a line of its own, "b) …" anywhere, "c. …" in a row.
_POINT = re.compile(r"(?m)(?:^[ \t]*\(?([a-hA-H]|\d{1,2})[.)]|(?<=\s)\(?([a-hA-H]|\d{1,2})\)|(?<=[,;:] )([a-h]|\d{1,2})\.)[ \t]+(?=\S)")


def parts(text: str, encoded: Encoded, certainty: float, at_end: float) -> list[Part]:
    """The parts of a message, as (first character, behind the last), in their order; each has a word.

    Args:
        text: the message.
        encoded: what the encoder made of it.
        certainty: how sure it has to be of a cut. at_end: how sure where a sentence ends before it.
    """
    points = list(_POINT.finditer(text))
    if len(points) == 1 and points[0].start() > 0 and (points[0][2] or points[0][3] or "a") not in ("a", "A", "1"):
        # "As points (a, b, c)" is no point c.
        points = []
    places = {0, *(m.start() for m in points), *(m.end() for m in _NEXT_QUESTION.finditer(text))}
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


def point_of(text: str) -> str:
    """The letter or number that a part begins with: "b" of "b. …"; "" if none."""
    match = _POINT.match(text)
    return (match[1] or match[2] or match[3]).lower() if match else ""
