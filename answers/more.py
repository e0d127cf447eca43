"""What a longer answer adds: the facts that are linked to it, then those near it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from acts import Form
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
    points = [point for point in piece.points if point.ref not in piece.query.besides]
    refs = list(piece.extra)
    if near and not piece.closed:
        owners = [o for o in dict.fromkeys(ref.partition(".")[0] for ref in piece.facts) if c.store.has_subject(o)]
        weighty = sorted(c.store.aspects, key=lambda a: not a.top)
        refs += [f"{o}.{a.id}" for a in weighty if a.id not in _LAST for o in owners]
    for ref in dict.fromkeys(refs):
        if len(points) >= count:
            break
        if ref not in (*piece.facts, *piece.query.besides) and c.store.has_entry(ref):
            points.append(_headed(c.point_of(ref), c))
    return points[:count]


def _headed(point: Point, c: Composer) -> Point:
    """A point whose gist is headed by what it is of: "location of the provider: abroad"."""
    aspect = point.ref.rpartition(".")[2]
    owner = point.ref.partition(".")[0]
    if point.ref.endswith(".types") and c.store.has_model(owner):
        return replace(point, brief=f"{c.say('title.types', name=c.name(owner))}: {point.brief}")
    if point.label or not point.brief or not c.store.has_aspect(aspect) or point.ref.count(".") > 1:
        return point
    return replace(point, label=c.store.aspect(aspect).label[c.lang])


def told_by_examples(piece: Piece, main: Piece) -> bool:
    """Whether a list beside other answers is only asked for examples: "what is it, and some examples?"."""
    asks = piece.topic == "services" and piece.query.has("for_instance")
    return asks and piece is not main and not (piece.query.has("how_many") or piece.query.services or piece.verdict)


def examples_of(main: Piece, facts: Sequence[str], form: Form, c: Composer) -> list[Point]:
    """Examples that the source gives: so many services of the subjects that the answer is about, a few if no number was asked for."""
    if main.topic == "classification" or (main.topic == "services" and not form.examples):
        return []
    of = [s for s in dict.fromkeys((*main.query.models, *(ref.partition(".")[0] for ref in facts))) if c.store.has_subject(s)]
    points = []
    count = form.examples or form.points or _EXAMPLES
    for subject in [s for s in of if c.store.has_model(s)] or of:
        names, refs = c.examples(subject, count)
        text = c.say(
            "example.of" if len(names) > 1 else "example.one", name=c.name(subject), examples=c.join([lower_first(n) for n in names])
        )
        points.append(Point(f"{subject}.services", text, others=refs))
    return points or [Point("", c.say("example.none"))]
