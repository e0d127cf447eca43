"""A piece in the form that was asked for: each form is a row of one table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from string import ascii_lowercase
from typing import NamedTuple

from acts import Form
from answers.answer import Block, Table
from answers.composer import Composer, lower_first, upper_first
from answers.more import with_more
from answers.piece import Piece, Point
from facts import Service, Type

# So many points where a list is wanted of an answer that is none.
_FEW = 3


class Formed(NamedTuple):
    """The blocks of a piece, the references of the facts that stand in them, whether it is a table, and what of the form is not kept to.

    `entries`: what the points of a list are about, as (kind, id) pairs, so that "the third one" is understood.
    """

    blocks: list[Block]
    facts: list[str]
    table: bool = False
    lacking: tuple[str, ...] = ()
    entries: tuple[tuple[str, str], ...] = ()


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
    if form.length == "line" and piece.query.has("each") and len(piece.points) > 1:
        # "One line each": a line a thing.
        return _points(piece, Form(shape="bullets", plain=form.plain), c, verdict)
    for applies, render in _FORMS:
        if applies(form):
            return render(piece, form, c, verdict)
    return _usual(piece, form, c, verdict)


def form_for(piece: Piece, pieces: Sequence[Piece], form: Form) -> Form:
    """The form of one piece of several: so many points are wished of a list or a comparison, not of the sentence beside it."""
    lists = [p for p in pieces if p.rows or p.listed]
    if form.points and form.unit == "points" and lists and piece not in lists and len(piece.points) == 1:
        return replace(form, points=0, unit="", shape="")
    return form


def _text(point: Point, form: Form) -> str:
    return point.plain if form.plain and point.plain else point.text


def _refs(points: Iterable[Point]) -> list[str]:
    return list(dict.fromkeys(ref for p in points for ref in p.refs))


def _facts_of(piece: Piece, points: list[Point]) -> list[str]:
    """The facts of some points; those of the whole piece where all of its points are among them."""
    whole = all(p in points for p in piece.points) and not piece.rows
    return list(dict.fromkeys([*(piece.facts if whole else []), *_refs(points)]))


def _joined(*sentences: str) -> str:
    return " ".join(s for s in sentences if s)


def _usual(piece: Piece, form: Form, c: Composer, verdict: str) -> Formed:
    opening = _joined(verdict, *piece.lead)
    if piece.listed and form.plain and piece.plain:
        return Formed([Block(text=_joined(verdict, *piece.lead[:-1], piece.plain))], piece.facts)
    if piece.topic == "difference" and form.plain and len(piece.rows) > _FEW:
        # In simple words a few points tell more than two portraits.
        told = piece.rows[:_FEW]
        return Formed([Block(text=_joined(opening, *(_text(p, form) for p in told)))], _refs(told))
    after = [Block(text=" ".join(piece.after))] if piece.after else []
    if piece.listed:
        items = [_text(p, form) for p in piece.points]
        return Formed([Block(text=opening or None, items=items, ordered=piece.ordered), *after], piece.facts)
    if form.plain:
        sentences = [_text(p, form) for p in piece.points]
    elif piece.topic in ("aspect", "full_form"):
        sentences = c.contrast(piece.points)
    else:
        sentences = [p.text for p in piece.points]
    if len(piece.points) > 1 and piece.topic in ("difference", "definition", "classification") and not form.plain:
        # One paragraph a thing is easier to read than a wall of text.
        return Formed([*([Block(text=opening)] if opening else []), *(Block(text=s) for s in sentences), *after], piece.facts)
    return Formed([Block(text=_joined(opening, *sentences, *piece.after))], piece.facts)


def _line(piece: Piece, form: Form, c: Composer, verdict: str) -> Formed:
    text, facts = _one_sentence(piece, form)
    return Formed([Block(text=_after_verdict(verdict, text, c))], facts)


def _one_sentence(piece: Piece, form: Form) -> tuple[str, list[str]]:
    """A piece in one sentence, and the facts in it."""
    if form.plain and piece.plain:
        return piece.plain, piece.facts
    if piece.line and not (form.plain and len(piece.points) == 1 and not piece.lead):
        return piece.line, piece.line_facts or piece.facts
    if not piece.points:
        return _joined(*piece.lead), piece.facts
    return "; ".join(_text(p, form).rstrip(".") for p in piece.points) + ".", piece.facts


def _after_verdict(verdict: str, text: str, c: Composer) -> str:
    if not verdict:
        return text
    names = [s.name[c.lang] for s in (*c.store.models, c.store.outsourcing)]
    inline = text if any(text.startswith(n) for n in names) else lower_first(text)
    return c.say("verdict.inline", verdict=verdict.rstrip("."), text=inline)


def _gists(piece: Piece) -> str:
    """ "one: rules; other: judgement"."""
    return "; ".join(f"{p.label}: {lower_first(p.brief)}" if p.label else lower_first(p.brief) for p in piece.points if p.brief)


def _name(piece: Piece, form: Form, c: Composer, verdict: str) -> Formed:
    if not verdict and piece.query.has("yn"):
        # Yes or no was asked for, and there is none: the sentence tells.
        return _line(piece, form, c, verdict)
    return Formed([Block(text=verdict or upper_first(piece.name or _gists(piece) or piece.line))], piece.line_facts or piece.facts)


def _points(piece: Piece, form: Form, c: Composer, verdict: str) -> Formed:
    one_a_thing = piece.topic == "aspect" and form.points == len(piece.points) > 1
    if (form.points <= len(piece.rows) if form.points else sum(p.weighty for p in piece.rows) > 1) and not one_a_thing:
        points = piece.rows[: form.points] if form.points else [p for p in piece.rows if p.weighty] or piece.rows
        items = [f"{p.label}: {p.brief}" for p in points]
        entries = tuple(("aspects", p.ref.rpartition(".")[2]) for p in points)
        return Formed(_list(verdict, items, form), _refs(points), entries=entries)
    parts = piece.points[0].parts if len(piece.points) == 1 else []
    if parts and form.points <= len(parts):
        items = [upper_first(part) for part in parts[: form.points or len(parts)]]
        return Formed(_list(_joined(verdict, *piece.lead), items, form), _refs(piece.points))
    if form.points:
        points = with_more(piece, form.points, c)
    else:
        points = piece.points if len(piece.points) > 1 else with_more(piece, _FEW, c, near=False)
    whole = len(points) >= len(piece.points)
    lead = piece.lead if whole or not piece.listed else piece.lead[:-1]
    blocks = _list(_joined(verdict, *lead), [_text(p, form) for p in points], form)
    lacking = ("points", "unit") if len(points) < form.points else ()
    return Formed(blocks, _facts_of(piece, points), lacking=lacking, entries=_entries(points, piece, c))


def _list(lead: str, items: Sequence[str], form: Form) -> list[Block]:
    """Items behind a lead: with bullets, numbers, or letters."""
    if form.shape == "lettered":
        lines = [f"{letter}. {item}" for letter, item in zip(ascii_lowercase, items)]
        return [Block(text=text) for text in (lead, *lines) if text]
    return [Block(text=lead or None, items=list(items), ordered=form.shape == "numbered")]


def _entries(points: Sequence[Point], piece: Piece, c: Composer) -> tuple[tuple[str, str], ...]:
    """What points are about; none where the piece knows it better, or where one of them is about nothing that can be picked."""
    if piece.entries:
        return ()
    found = []
    for point in points:
        if c.store.has_fact(point.ref):
            found.append(("values", point.ref))
        elif c.store.has_entry(point.ref):
            entry = c.store.entry(point.ref)
            if not isinstance(entry, (Type, Service)):
                return ()
            found.append(("types" if isinstance(entry, Type) else "services", entry.id))
    return tuple(found) if len(found) == len(points) else ()


def _sentences(piece: Piece, form: Form, c: Composer, verdict: str) -> Formed:
    if form.points == 1:
        return _line(piece, form, c, verdict)
    if piece.parts and form.points == len(piece.parts):
        texts, facts = [f"{part}." for part in piece.parts], piece.line_facts
    elif form.points <= len(piece.rows):
        rows = piece.rows[: form.points]
        texts, facts = [_text(p, form) for p in rows], _refs(rows)
    else:
        texts, facts = _opening(piece, form)
        told = [p for p in with_more(piece, len(piece.points) + form.points, c) if not set(p.refs) <= set(facts) or not p.ref]
        told = told[: max(0, form.points - len(texts))]
        texts, facts = [*texts, *(_text(p, form) for p in told)], list(dict.fromkeys([*facts, *_refs(told)]))
    texts = texts[: form.points]
    texts[0] = _after_verdict(verdict, texts[0], c)
    return Formed([Block(text=" ".join(texts))], facts, lacking=("points", "unit") if len(texts) < form.points else ())


def _opening(piece: Piece, form: Form) -> tuple[list[str], list[str]]:
    """The sentence that has to come first, with its facts: a pick, a list, what is not known."""
    if piece.listed or (piece.line and piece.lead):
        text, facts = _one_sentence(piece, form)
        return [text], facts
    return [s for s in piece.lead if not s.endswith(":")], []


def _words(piece: Piece, form: Form, c: Composer, verdict: str) -> Formed:
    """The longest of what can be said that fits; the shortest where nothing does, and that it does not."""
    sentence, facts = _one_sentence(piece, form)
    options = {text: piece.line_facts or piece.facts for text in (piece.name, _gists(piece)) if text}
    options[sentence] = facts
    options.update({c.store.fact(p.ref).brief(c.lang): p.refs for p in piece.points[:1] if c.store.has_fact(p.ref)})
    if len(piece.points) > 1 and all(p.label for p in piece.points):
        options[c.join([lower_first(p.label) for p in piece.points])] = piece.facts
    options.update((f"{p.label}: {p.brief}", p.refs) for p in piece.rows[:1])
    by_length = sorted(options, key=lambda text: len(text.split()))
    fitting = [text for text in by_length if len(_joined(verdict, text).split()) <= form.points]
    chosen = fitting[-1] if fitting else by_length[0]
    said = _joined(verdict, upper_first(chosen))
    if fitting or (verdict and len(verdict.split()) <= form.points):
        return Formed([Block(text=said if fitting else verdict)], options[chosen])
    return Formed(
        [Block(text=_joined(verdict, c.say("form.too_few", count=form.points), upper_first(chosen)))],
        options[chosen],
        lacking=("points", "unit"),
    )


def _as_table(piece: Piece, form: Form, c: Composer, verdict: str) -> Formed:
    if not piece.table:
        columns = [c.say("table.point"), c.say("table.says")]
        rows = [[upper_first(p.label), upper_first(p.brief or p.text)] if p.label else [upper_first(p.brief), p.text] for p in piece.points]
        piece.table = Table(columns=columns, rows=rows)
    if form.points:
        # So many rows: those that tell most.
        telling = [upper_first(p.label) for p in piece.rows] or [row[0] for row in piece.table.rows]
        rows = sorted(piece.table.rows, key=lambda row: telling.index(row[0]) if row[0] in telling else len(telling))
        piece.table = Table(columns=piece.table.columns, rows=rows[: form.points])
    lead = _joined(verdict, *(piece.lead if piece.topic != "difference" else []))
    of_rows = {upper_first(p.label): p.ref.rpartition(".")[2] for p in piece.rows}
    entries = tuple(("aspects", of_rows[row[0]]) for row in piece.table.rows if row[0] in of_rows)
    return Formed([Block(text=lead or upper_first(piece.title))], piece.facts, table=True, entries=entries)


def _short(piece: Piece, form: Form, c: Composer, verdict: str) -> Formed:
    """Under half the words of the usual answer; what is a sentence anyway loses what it can."""
    usual = sum(len(line.split()) for block in _usual(piece, Form(), c, verdict).blocks for line in block.plain_lines())
    most = usual / 2 if usual > 2 * 8 else usual
    sentence, facts = _one_sentence(piece, form)
    rest = piece.line_facts or piece.facts
    options = [(_after_verdict(verdict, sentence, c), facts)]
    options += [(_joined(verdict, f"{upper_first(text)}."), rest) for text in (_gists(piece), piece.name) if text]
    chosen = next((o for o in options if len(o[0].split()) < most), min(options, key=lambda o: len(o[0].split())))
    return Formed([Block(text=chosen[0])], chosen[1])


def _long(piece: Piece, form: Form, c: Composer, verdict: str) -> Formed:
    """The usual answer and the facts near it."""
    usual = _usual(piece, form, c, verdict)
    if piece.rows and piece.topic != "difference":
        told = [p for p in piece.rows if not p.weighty][:_FEW]
        return Formed([*usual.blocks, Block(text=" ".join(p.text for p in told))], list(dict.fromkeys([*usual.facts, *_refs(told)])))
    if piece.rows:
        items = [f"{p.label}: {p.brief}" for p in piece.rows]
        return Formed([*usual.blocks, Block(text=c.say("difference.rows", count=c.number(len(items))), items=items)], piece.facts)
    points = [p for p in with_more(piece, len(piece.points) + _FEW + 1, c) if p not in piece.points]
    points = [p for p in points if p.ref in piece.extra] or points[:_FEW]
    if not points:
        return Formed([*usual.blocks, Block(text=c.say("more.nothing"))], piece.facts)
    return Formed(
        [*usual.blocks, Block(text=" ".join(_text(p, form) for p in points))], list(dict.fromkeys([*usual.facts, *_refs(points)]))
    )


def _paragraph(piece: Piece, form: Form, c: Composer, verdict: str) -> Formed:
    if piece.listed and not all(p.text.endswith(".") for p in piece.points):
        # Entries of a list are no sentences.
        return _line(piece, form, c, verdict)
    lead = [] if piece.listed else piece.lead
    return Formed([Block(text=_joined(verdict, *lead, *(_text(p, form) for p in piece.points), *piece.after))], piece.facts)


# The first row whose condition holds is taken.
_FORMS: tuple[tuple[Callable[[Form], bool], Callable[[Piece, Form, Composer, str], Formed]], ...] = (
    (lambda f: f.name, _name),
    (lambda f: f.shape == "table", _as_table),
    (lambda f: f.unit == "words" and f.points > 0, _words),
    (lambda f: f.unit == "sentences" and f.points > 0, _sentences),
    (lambda f: f.points > 0 or f.shape in ("bullets", "numbered", "lettered"), _points),
    (lambda f: f.length == "line", _line),
    (lambda f: f.length == "short", _short),
    (lambda f: f.length == "long", _long),
    (lambda f: f.shape == "paragraph", _paragraph),
)
