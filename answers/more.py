"""What a longer answer adds: the facts that are linked to it, then those near it."""

from __future__ import annotations

from answers.composer import Composer
from answers.piece import Piece, Point

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
