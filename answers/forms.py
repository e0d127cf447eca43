"""A piece in the form that was asked for: each form is a row of one table."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from acts import Form
from answers.answer import Block, Table
from answers.composer import Composer, lower_first, upper_first
from answers.piece import Piece, Point

# So many points where a list is wanted of an answer that is none.
_FEW = 3


class Formed(NamedTuple):
    """The blocks of a piece, with the references of the facts that stand in them, and the table if it is one."""

    blocks: list[Block]
    facts: list[str]
    table: bool = False


def formed(piece: Piece, form: Form, c: Composer, verdict: str) -> Formed:
    """A piece in a form.

    Args:
        piece: what is to be said.
        form: how.
        c: the composer of its language.
        verdict: the words of the verdict that come first, "" if none.
    """
    if piece.kind in ("decline", "clarify", "social") or not (piece.points or piece.line):
        return _usual(piece, form, c, verdict)
    for applies, render in _FORMS:
        if applies(form):
            return render(piece, form, c, verdict)
    return _usual(piece, form, c, verdict)


def _text(point: Point, form: Form) -> str:
    return point.plain if form.plain and point.plain else point.text


def _facts_of(piece: Piece, points: list[Point]) -> list[str]:
    """The facts of some points; all of the piece's where its points are made of several."""
    refs = [p.ref for p in points]
    return refs if set(refs) < set(piece.facts) and piece.topic not in ("difference", "services", "choice") else piece.facts


def _usual(piece: Piece, form: Form, c: Composer, verdict: str) -> Formed:
    opening = " ".join([*([verdict] if verdict else []), *piece.lead])
    if piece.listed:
        blocks = [Block(text=opening or None, items=[_text(p, form) for p in piece.points], ordered=piece.ordered)]
        blocks += [Block(text=" ".join(piece.after))] if piece.after else []
        return Formed(blocks, piece.facts)
    if form.plain:
        sentences = [_text(p, form) for p in piece.points]
    elif piece.topic in ("aspect", "full_form"):
        sentences = c.contrast(piece.points)
    else:
        sentences = [p.text for p in piece.points]
    if len(piece.points) > 1 and piece.topic in ("difference", "definition", "classification") and not form.plain:
        # One paragraph a thing is easier to read than a wall of text.
        blocks = [Block(text=opening)] if opening else []
        blocks += [Block(text=s) for s in sentences]
        blocks += [Block(text=" ".join(piece.after))] if piece.after else []
        return Formed(blocks, piece.facts)
    text = " ".join([*([opening] if opening else []), *sentences, *piece.after])
    return Formed([Block(text=text)], piece.facts)


def _line(piece: Piece, form: Form, c: Composer, verdict: str) -> Formed:
    text = _one_sentence(piece, form)
    if verdict:
        text = c.say("verdict.inline", verdict=verdict.rstrip("."), text=_inline(text, c))
    return Formed([Block(text=text)], piece.line_facts or piece.facts)


def _one_sentence(piece: Piece, form: Form) -> str:
    if form.plain and len(piece.points) == 1:
        return piece.points[0].plain or piece.points[0].text
    if piece.line:
        return piece.line
    if len(piece.points) == 1 or not piece.name:
        return (piece.points[0].text if piece.points else " ".join(piece.lead)).split(". ")[0].rstrip(".") + "."
    return "; ".join(p.text.rstrip(".") for p in piece.points) + "."


def _inline(text: str, c: Composer) -> str:
    names = [s.name[c.lang] for s in (*c.store.models, c.store.outsourcing)]
    return text if any(text.startswith(n) for n in names) or text[:2].isupper() else text[:1].lower() + text[1:]


def _name(piece: Piece, form: Form, c: Composer, verdict: str) -> Formed:
    return Formed([Block(text=verdict or upper_first(piece.name or piece.points[0].brief))], piece.facts)


def _with_more(piece: Piece, count: int, c: Composer) -> list[Point]:
    """The points of a piece, and those of the facts near it until there are enough."""
    points = list(piece.points)
    if piece.topic == "difference" and piece.table and count > len(points):
        points = [
            Point("", piece.table.side_by_side(row), label=row[0]) for row in _top_rows(piece, c)
        ]
        points = [Point(p.ref, f"{p.label}: {p.text}", f"{p.label}: {p.text}", p.text, p.label) for p in points]
    more = list(piece.extra)
    owners = list(dict.fromkeys(ref.partition(".")[0] for ref in piece.facts))
    order = [a.id for a in c.store.aspects if a.top] + ["definition", "focus", "goal"]
    more += [f"{o}.{a}" for a in order for o in owners if c.store.has_fact(f"{o}.{a}")]
    for ref in dict.fromkeys(more):
        if len(points) >= count:
            break
        if ref not in piece.facts and c.store.has_entry(ref) and not ref.endswith(".services"):
            points.append(c.point_of(ref))
    return points[:count]


def _top_rows(piece: Piece, c: Composer) -> list[list[str]]:
    top = [a.label[c.lang] for a in c.store.aspects if a.top]
    rows = piece.table.rows if piece.table else []
    return [r for r in rows if r[0] in top] + [r for r in rows if r[0] not in top]


def _points(piece: Piece, form: Form, c: Composer, verdict: str) -> Formed:
    count = form.points or max(_FEW, len(piece.points)) if not piece.listed else form.points or len(piece.points)
    points = _with_more(piece, count, c)
    items = [_text(p, form) for p in points]
    if len(items) == 1 and piece.lead:
        items = [*piece.lead, *items]
    lead = verdict or (piece.lead[0] if piece.listed and len(points) == len(piece.points) else "")
    refs = [p.ref for p in points if p.ref]
    facts = list(dict.fromkeys([*_facts_of(piece, points), *refs])) if piece.topic != "difference" else piece.facts
    return Formed([Block(text=lead or None, items=items, ordered=form.shape == "numbered")], facts)


def _sentences(piece: Piece, form: Form, c: Composer, verdict: str) -> Formed:
    if form.points == 1:
        return _line(piece, form, c, verdict)
    if piece.line_facts and len(piece.points) <= form.points:
        texts = [c.say("difference.alone", name=p.label, clauses=_clause(piece, i)) for i, p in enumerate(piece.points)]
        if len(texts) < form.points:
            others = [f"{p.ref.partition('.')[0]}.{a.id}" for a in c.store.aspects if a.top and not a.gist for p in piece.points]
            texts = [*piece.lead, *texts, *c.contrast([c.point_of(ref) for ref in others if c.store.has_fact(ref)])][: form.points]
        return Formed([Block(text=" ".join([*([verdict] if verdict else []), *texts]))], piece.facts)
    if piece.listed or any(". " in p.text for p in piece.points):
        texts = [_one_sentence(piece, form)]
        points = [p for p in _with_more(piece, len(piece.points) + form.points, c) if p not in piece.points][: form.points - 1]
    else:
        points = _with_more(piece, form.points, c)
        texts = []
    texts += [_text(p, form) for p in points]
    texts = texts[: form.points]
    if verdict:
        texts[0] = c.say("verdict.inline", verdict=verdict.rstrip("."), text=_inline(texts[0], c))
    return Formed([Block(text=" ".join(texts))], list(dict.fromkeys([*piece.facts, *(p.ref for p in points)])))


def _clause(piece: Piece, index: int) -> str:
    part = piece.line.rstrip(".").split("; ")[index] if piece.line.count(";") == len(piece.points) - 1 else piece.points[index].brief
    return part.partition(" ")[2]


def _words(piece: Piece, form: Form, c: Composer, verdict: str) -> Formed:
    """As many words as fit: the shortest of what can be said."""
    options = [_one_sentence(piece, form), piece.name, *(p.brief for p in piece.points if len(piece.points) == 1)]
    if piece.listed:
        labels = [p.label for p in piece.points if p.label]
        options += [upper_first(c.join([lower_first(label) for label in labels[: n + 1]])) for n in range(len(labels))]
    fitting = [o for o in options if o and len(o.split()) <= form.points]
    text = max(fitting, key=lambda o: len(o.split())) if fitting else min((o for o in options if o), key=lambda o: len(o.split()))
    return Formed([Block(text=f"{verdict} {text}".strip())], piece.facts)


def _as_table(piece: Piece, form: Form, c: Composer, verdict: str) -> Formed:
    if not piece.table:
        columns = [c.say("table.point"), c.say("table.says")]
        rows = [[p.label or c.say("table.answer"), p.brief if p.brief not in ("", p.label) else "–"] for p in piece.points]
        piece.table = Table(columns=columns, rows=rows)
    lead = verdict or (piece.lead[0] if piece.lead and piece.topic != "difference" else upper_first(piece.title) + ":")
    return Formed([Block(text=lead)], piece.facts, table=True)


def _short(piece: Piece, form: Form, c: Composer, verdict: str) -> Formed:
    if piece.listed and not piece.line:
        return _name(piece, form, c, verdict)
    return _line(piece, form, c, verdict)


def _long(piece: Piece, form: Form, c: Composer, verdict: str) -> Formed:
    """The usual answer and the facts near it."""
    usual = _usual(piece, form, c, verdict)
    more = [ref for ref in dict.fromkeys(piece.extra) if ref not in piece.facts and c.store.has_entry(ref)]
    if piece.topic == "difference" and piece.table:
        items = [f"{row[0]}: {piece.table.side_by_side(row)}" for row in piece.table.rows]
        return Formed([*usual.blocks, Block(text=c.say("difference.rows", count=len(items)), items=items)], piece.facts)
    if not more:
        owners = [o for o in dict.fromkeys(ref.partition(".")[0] for ref in piece.facts) if c.store.has_subject(o)]
        near = [
            f"{o}.{a.id}"
            for o in owners
            for a in c.store.aspects
            if c.store.has_fact(f"{o}.{a.id}") and a.id not in ("services", "full_form")
        ]
        more = [ref for ref in near if ref not in piece.facts][:_FEW]
    if not more:
        return Formed([*usual.blocks, Block(text=c.say("more.nothing"))], piece.facts)
    texts = [_text(c.point_of(ref), form) for ref in more[: _FEW + 1]]
    return Formed([*usual.blocks, Block(text=" ".join(texts))], [*usual.facts, *more[: _FEW + 1]])


def _paragraph(piece: Piece, form: Form, c: Composer, verdict: str) -> Formed:
    if piece.listed:
        return _line(piece, form, c, verdict)
    texts = [*([verdict] if verdict else []), *piece.lead, *(_text(p, form) for p in piece.points), *piece.after]
    return Formed([Block(text=" ".join(texts))], piece.facts)


# The first row whose condition holds is taken.
_FORMS: tuple[tuple[Callable[[Form], bool], Callable[[Piece, Form, Composer, str], Formed]], ...] = (
    (lambda f: f.name, _name),
    (lambda f: f.shape == "table", _as_table),
    (lambda f: f.unit == "words" and f.points > 0, _words),
    (lambda f: f.unit == "sentences" and f.points > 0, _sentences),
    (lambda f: f.points > 0 or f.shape in ("bullets", "numbered"), _points),
    (lambda f: f.length == "line", _line),
    (lambda f: f.length == "short", _short),
    (lambda f: f.length == "long", _long),
    (lambda f: f.shape == "paragraph", _paragraph),
)
