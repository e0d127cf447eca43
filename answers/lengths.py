"""The longest of the wordings of what is said that has no more words than were wished for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from acts import Form
from answers.composer import Composer
from answers.letters import lower_first, upper_first
from answers.piece import Piece, Point
from facts import Service

# Facts whose gist says by itself what it is.
_NEED_NO_HEAD = ("definition", "full_form", "services")


def length(text: str) -> int:
    """How many words a text has."""
    return len(text.split())


def longest(options: Iterable[str], most: int) -> str:
    """The longest of some texts that has at most so many words, the first of several; "" if none has."""
    return max((text for text in options if length(text) <= most), key=length, default="")


def shortest(options: Iterable[str]) -> str:
    """The shortest of some texts, the first of several; "" if there are none."""
    return min((text for text in options if text), key=length, default="")


def too_few(form: Form, c: Composer) -> str:
    """What is said of a text that has more words than were wished for."""
    return c.say("form.shortest") if form.tighter else c.say("form.too_few")


def gists(point: Point) -> list[str]:
    """What a point says as a phrase, in ever fewer words."""
    return list(dict.fromkeys(gist for gist in (point.brief, *point.shorter) if gist))


def headed(point: Point, head: str) -> list[str]:
    """The phrases behind what they are of: "one: volume"."""
    return [f"{head}: {lower_first(gist)}" for gist in gists(point)] if head else [upper_first(gist) for gist in gists(point)]


def subject_of(point: Point, c: Composer) -> str:
    """What a point is of: its label, else the name of the subject of its fact; "" if it has none."""
    owner = point.ref.partition(".")[0]
    return point.label or (c.name(owner) if c.store.has_subject(owner) else "")


def least(row: Point) -> int:
    """In how many words a row can be said, with its head."""
    return min(map(length, headed(row, row.label)))


def widths(form: Form, count: int) -> list[int]:
    """How many words each of so many points may have, 0 where as many as it takes."""
    return [width or form.each for width, _ in zip([*form.widths, *(0 for _ in range(count))], range(count))]


def within(point: Point, sentence: str, most: int, c: Composer, counts_head: bool = True) -> str:
    """A point of a list in so many words, its sentence if that has no more; in the fewest words that it can be said in, if need be.

    What it is about stands before it; where there is no room for it, it is not counted.
    """
    if not most:
        return sentence
    names = _names(point, c)
    if point.label and not counts_head and not names and (gist := longest(gists(point), most)):
        return upper_first(headed(replace(point, brief=gist, shorter=[]), point.label)[0])
    aspect = point.ref.rpartition(".")[2]
    named = c.store.has_aspect(aspect) and aspect not in _NEED_NO_HEAD
    head = point.label or (c.store.aspect(aspect).label[c.lang] if named else "")
    phrases = names or headed(point, head)
    told = next((text for text in (sentence, point.text, point.plain) if text and length(text) <= most), "")
    told = told or next((text for text in phrases if length(text) <= most), "")
    told = told or next((text for text, gist in zip(phrases, names or gists(point)) if length(gist) <= most), "")
    return upper_first((told or shortest([*phrases, sentence])).rstrip("."))


def _names(point: Point, c: Composer) -> list[str]:
    """The names of a service, which say all that is told of it in brief; none of anything else."""
    entry = c.store.entry(point.ref) if c.store.has_entry(point.ref) else None
    return [(name or entry.name)[c.lang] for name in (entry.name, entry.value)] if isinstance(entry, Service) else []


def together(columns: Sequence[Sequence[str]], most: int) -> str:
    """A wording of each thing, as long as all of them have room; in the shortest ones that there are, if need be.

    Args:
        columns: the wordings of each, the longest first.
        most: how many words all of them may have.
    """
    wordings = [list(column) for column in columns if column]
    joint = "; " if any(set(",;:") & set(text) for column in wordings for text in column) else ", "
    while True:
        text = joint.join(column[0] if i == 0 else lower_first(column[0]) for i, column in enumerate(wordings))
        left = [column for column in wordings if len(column) > 1]
        if length(text) <= most or not left:
            return text
        max(reversed(left), key=lambda column: length(column[0])).pop(0)


def of_points(points: Sequence[Point], most: int) -> list[str]:
    """What one thing is in ever fewer words; what several are in so many words together, with what they are of if there is room."""
    if len(points) < 2:
        return [upper_first(gist) for point in points for gist in gists(point)]
    labelled = together([headed(p, p.label) for p in points], most)
    return [labelled if length(labelled) <= most else upper_first(together([gists(p) for p in points], most))]


def of_each(points: Sequence[Point], most: int) -> str:
    """What several things are in so many words each, what they are of not counted; "" if one of them takes more."""
    told = [(p.label, longest(gists(p), most)) for p in points if p.label]
    if len({label for label, _ in told}) < len(points) or not all(gist for _, gist in told):
        return ""
    return together([[f"{label}: {lower_first(gist)}"] for label, gist in told], 0)


def of_one_or_each(points: Sequence[Point], most: int) -> str:
    """One thing in so many words, or several in so many each; "" if it takes more."""
    return longest(gists(points[0]), most) if len(points) == 1 else of_each(points, most)


def phrases(piece: Piece, sentence: str, c: Composer) -> list[str]:
    """An answer beside others, from one sentence to the fewest words that it can be said in."""
    told = [text for text in (sentence.rstrip("."), piece.line.rstrip(".")) if text]
    if len(piece.points) == 1:
        told += [*([piece.name] if piece.name else []), *headed(piece.points[0], subject_of(piece.points[0], c))]
    else:
        told += [together([headed(p, p.label) for p in piece.points], 0)]
        told += [piece.name] if piece.name else []
    return sorted(dict.fromkeys(text for text in (*told, *piece.shorter) if text), key=length, reverse=True)
