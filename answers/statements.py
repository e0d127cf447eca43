"""An answer as a statement that stands by itself, to be used somewhere else; and as the question that it answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from acts import Form
from answers.answer import Block
from answers.composer import Composer, lower_first, upper_first
from answers.piece import Piece, Point


def stated(piece: Piece, form: Form, c: Composer) -> Piece:
    """A piece without its verdict and without what is said to the one who asked: what holds, and no more.

    Of one that puts somebody right, the first point says where that stands.
    """
    if piece.kind != "answer":
        return piece
    piece.verdict, piece.after, piece.closed = "", [], True
    if piece.points and not piece.listed:
        piece.lead = []
    if piece.topic == "choice" and piece.line:
        # For whoever reads it what is so stands there, not what was advised.
        jobs = piece.query.services or tuple(t.partition(":")[2] for t in piece.query.told if t.startswith("services:"))
        placed = [_placed(point, c) for point in _by_model(replace(piece, query=piece.query.with_(services=jobs)), c)] if jobs else []
        piece.points = [*placed, *(p for p in piece.points if not jobs or p.ref not in {q.ref for q in placed})]
        told = piece.points[: 2 if piece.query.has("because") else 1]
        piece.line, piece.line_facts = "; ".join(p.text.rstrip(".") for p in told) + ".", []
    if piece.topic == "classification":
        piece.points = [_placed(point, c) for point in _by_model(piece, c)]
        piece.line = "; ".join(point.text.rstrip(".") for point in piece.points) + "."
    if form.polite and piece.points:
        text = piece.line or piece.points[0].text
        piece.line = c.say("statement.polite", title=c.store.article.title[c.lang], text=_inside(text, c))
        piece.line_facts = piece.line_facts or piece.facts
    return piece


def _inside(text: str, c: Composer) -> str:
    names = [s.name[c.lang] for s in (*c.store.models, c.store.outsourcing)]
    return text if any(text.startswith(name) for name in names) else lower_first(text)


def _by_model(piece: Piece, c: Composer) -> list[Point]:
    """The jobs of a piece by the models that list them."""
    services = list(dict.fromkeys(piece.query.services))
    found: dict[str, list[str]] = {}
    for service in services:
        for model in c.offering(service):
            found.setdefault(model, []).append(service)
    points = []
    for model, mine in found.items():
        refs = [entry.ref for s in mine for owner, entry in c.store.classify(s) if owner.id == model]
        points.append(Point(refs[0], "", "", c.service_names(mine), c.name(model), list(dict.fromkeys(refs))[1:]))
    return points or piece.points


def _placed(point: Point, c: Composer) -> Point:
    if point.text:
        return point
    text = upper_first(c.say("statement.placed", services=point.brief, name=point.label))
    return replace(point, text=text, plain=text)


_QUESTIONS: dict[str, Callable[[Piece, Composer], str]] = {
    "definition": lambda p, c: c.suggest("definition", name=c.names(p.query.models)).message if p.query.models else "",
    "difference": lambda p, c: c.suggest("difference", names=c.names(p.query.models)).message if len(p.query.models) > 1 else "",
    "types": lambda p, c: c.suggest("types", name=c.names(p.query.models)).message,
    "services": lambda p, c: c.suggest("services", name=c.names(p.query.models)).message if not p.query.services else "",
    "reasons": lambda p, c: c.suggest("reasons", name=c.names(p.query.models or (c.store.outsourcing.id,))).message,
    "users": lambda p, c: c.suggest("users").message,
    "aspect": lambda p, c: _of_aspects(p, c),
    "full_form": lambda p, c: _of_aspects(replace(p, query=p.query.with_(aspects=("full_form",))), c),
}


def _of_aspects(piece: Piece, c: Composer) -> str:
    """The questions on properties of one model; how several compare in them is no question that is written anywhere."""
    aspects = [c.store.aspect(a) for a in piece.query.aspects if c.store.has_aspect(a)]
    if len(piece.query.models) != 1:
        return ""
    return " ".join(question for a in aspects if (question := a.question(c.names(piece.query.models), c.lang)))


def question_of(piece: Piece, c: Composer) -> str:
    """The question that a piece answers, as it would be asked; "" where there is none."""
    return _QUESTIONS[piece.topic](piece, c) if piece.kind == "answer" and piece.topic in _QUESTIONS else ""


def spelt_out(text: str, c: Composer) -> str:
    """A text with the full forms of models in place of their abbreviations."""
    for model in c.store.models:
        name, full = model.name[c.lang], model.facts["full_form"].brief(c.lang) if "full_form" in model.facts else ""
        if full and full != name:
            text = text.replace(f"{name} ({full})", full).replace(name, full)
    return text


def worded(blocks: list[Block], main: Piece, form: Form, c: Composer) -> list[Block]:
    """The blocks as the question that they answer, or without abbreviations, where that was wished for."""
    if form.question and main.kind == "answer":
        question = question_of(main, c)
        blocks = [Block(text=question)] if question else [Block(text=c.say("form.no_question")), *blocks]
    if form.spelt and main.kind == "answer" and main.topic != "full_form":
        blocks = [b.copy(update={"text": b.text and spelt_out(b.text, c), "items": [spelt_out(i, c) for i in b.items]}) for b in blocks]
    return blocks
