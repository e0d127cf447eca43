"""What a longer answer adds: the facts that are linked to it, then those near it."""

from __future__ import annotations

from collections.abc import Sequence

from answers.composer import Composer
from answers.letters import lower_first
from answers.piece import Piece, Point

_EXAMPLES = 2
# Aspects that tell little to someone who asks for more.
_LAST = ("services", "full_form")


def with_more(piece: Piece, count: int, c: Composer, near: bool = True) -> list[Point]:
    """The points of a piece, and further ones until there are enough.

    Args:
        piece: what is said.
        count: how many points are wanted.
        c: the composer of its language.
        near: whether facts of the same subjects count that nothing links to the answer.
    """
    points = list(piece.points)
    refs = list(piece.extra)
    if near and not piece.closed:
        owners = [o for o in dict.fromkeys(ref.partition(".")[0] for ref in piece.facts) if c.store.has_subject(o)]
        weighty = sorted(c.store.aspects, key=lambda a: not a.top)
        refs += [f"{o}.{a.id}" for a in weighty if a.id not in _LAST for o in owners]
    for ref in dict.fromkeys(refs):
        if len(points) >= count:
            break
        if ref not in piece.facts and c.store.has_entry(ref):
            points.append(c.point_of(ref))
    return points[:count]


def examples_of(main: Piece, facts: Sequence[str], count: int, c: Composer) -> list[Point]:
    """Examples that the source gives: so many services of the subjects that the answer is about, a few if no number was asked for."""
    if main.topic in ("services", "classification"):
        return []
    subjects = [s for s in dict.fromkeys(ref.partition(".")[0] for ref in facts) if c.store.has_subject(s)]
    points = []
    for subject in subjects:
        services = c.store.services(subject)[: count or _EXAMPLES]
        names = [s.details[0].name[c.lang] if s.details else (s.value or s.name)[c.lang] for s in services]
        text = c.say("example.of", name=c.name(subject), examples=c.join([lower_first(n) for n in names]))
        points.append(Point(f"{subject}.services", text, others=[s.ref for s in services]))
    return points or [Point("", c.say("example.none"))]
