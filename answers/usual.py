"""A piece as it is said where no form was asked for, and in one sentence: what all other forms are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from string import ascii_lowercase
from typing import NamedTuple

from acts import Form
from answers.answer import Block
from answers.composer import Composer, lower_first
from answers.piece import Piece, Point

# In simple words so many rows of a comparison, or of a list, are enough.
FEW = 3


class Formed(NamedTuple):
    """The blocks of a piece, the references of the facts that stand in them, whether it is a table, and what of the form is not kept to.

    `entries`: what the points of a list are about, as (kind, id) pairs, so that "the third one" is understood. `covers`: whether
    what is not covered stands in it.
    """

    blocks: list[Block]
    facts: list[str]
    table: bool = False
    lacking: tuple[str, ...] = ()
    entries: tuple[tuple[str, str], ...] = ()
    covers: bool = False


def text_of(point: Point, form: Form) -> str:
    """A point in its usual words, or in simple ones where they were wished for."""
    return point.plain if form.plain and point.plain else point.text


def refs_of(points: Iterable[Point]) -> list[str]:
    """The references of the facts in some points, once each."""
    return list(dict.fromkeys(ref for p in points for ref in p.refs))


def joined(*sentences: str) -> str:
    """Sentences in one line, without empty ones."""
    return " ".join(s for s in sentences if s)


def run_on(sentences: Sequence[str], c: Composer) -> str:
    """Sentences as one, each once: two are joined by a word, more of them by semicolons."""
    first, *others = [sentence.rstrip(".") for sentence in dict.fromkeys(sentences)]
    clauses = [first, *map(lower_first, others)]
    joint = c.say("join.series")
    parted = len(clauses) > 2 or any(mark in clause for clause in clauses for mark in (";", ":", joint))
    return ("; " if parted else joint).join(clauses) + "."


def listed(lead: str, items: Sequence[str], form: Form) -> list[Block]:
    """Items behind a lead: with bullets, numbers, or letters."""
    if form.shape == "lettered":
        lines = [f"{letter}. {item}" for letter, item in zip(ascii_lowercase, items)]
        return [Block(text=text) for text in (lead, *lines) if text]
    return [Block(text=lead or None, items=list(items), ordered=form.shape == "numbered")]


def usual_form(piece: Piece, form: Form, c: Composer, verdict: str) -> Formed:
    """A piece as it is said where no form was asked for. The arguments are those of `answers.forms.formed`."""
    opening = joined(verdict, *piece.lead)
    if piece.listed and form.plain and piece.plain:
        return Formed([Block(text=joined(verdict, *piece.lead[:-1], piece.plain))], piece.facts)
    if piece.topic == "difference" and form.plain and len(piece.rows) > FEW:
        # In simple words a few points tell more than two portraits.
        told = piece.rows[:FEW]
        return Formed([Block(text=joined(opening, *(text_of(p, form) for p in told)))], refs_of(told))
    after = [Block(text=" ".join(piece.after))] if piece.after else []
    if piece.listed:
        items = [text_of(p, form) for p in piece.points]
        return Formed([Block(text=opening or None, items=items, ordered=piece.ordered), *after], piece.facts)
    if form.plain:
        sentences = [text_of(p, form) for p in piece.points]
    elif piece.topic in ("aspect", "full_form"):
        sentences = c.contrast(piece.points)
    else:
        sentences = [p.text for p in piece.points]
    if len(piece.points) > 1 and piece.topic in ("difference", "definition", "classification") and not form.plain:
        # One paragraph a thing is easier to read than a wall of text; a bare yes or no stands before the first.
        heads = [opening] if opening and piece.lead else []
        sentences = sentences if heads else [joined(opening, sentences[0]), *sentences[1:]]
        return Formed([*(Block(text=s) for s in (*heads, *sentences)), *after], piece.facts)
    return Formed([Block(text=joined(opening, *sentences, *piece.after))], piece.facts)


def in_a_line(piece: Piece, form: Form, c: Composer, verdict: str) -> Formed:
    """A piece in one sentence, the verdict in it."""
    text, facts = one_sentence(piece, form, c)
    return Formed([Block(text=after_verdict(verdict, text, c))], facts)


def one_sentence(piece: Piece, form: Form, c: Composer) -> tuple[str, list[str]]:
    """A piece in one sentence, and the facts in it."""
    if form.plain and piece.topic == "difference" and piece.rows:
        return text_of(piece.rows[0], form), refs_of(piece.rows[:1])
    if form.plain and piece.plain:
        return piece.plain, piece.facts
    if piece.line and not (form.plain and len(piece.points) == 1 and not piece.lead):
        return piece.line, piece.line_facts or piece.facts
    if not piece.points:
        return joined(*piece.lead), piece.facts
    return run_on([text_of(p, form) for p in piece.points], c), piece.facts


def after_verdict(verdict: str, text: str, c: Composer) -> str:
    """A sentence that goes on behind the words of a verdict, if there are any."""
    if not verdict:
        return text
    names = [s.name[c.lang] for s in (*c.store.models, c.store.outsourcing)]
    inline = text if any(text.startswith(n) for n in names) else lower_first(text)
    return c.say("verdict.inline", verdict=verdict.rstrip("."), text=inline)


def gists(piece: Piece) -> str:
    """ "one: rules; other: judgement"; nothing where one of them would be named twice."""
    labels = [p.label for p in piece.points if p.label]
    if len(set(labels)) < len(labels):
        return ""
    return "; ".join(f"{p.label}: {lower_first(p.brief)}" if p.label else lower_first(p.brief) for p in piece.points if p.brief)
