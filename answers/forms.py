"""A piece in the form that was asked for: each form is a row of one table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from acts import LISTS, Form
from answers import lengths
from answers.answer import Block, Table
from answers.composer import Composer, lower_first, upper_first
from answers.grouped import in_groups, lines, shape_of
from answers.more import with_more
from answers.piece import Piece, Point
from answers.usual import FEW, Formed, after_verdict, gists, in_a_line, joined, listed, one_sentence, refs_of, text_of, usual_form
from facts import Service, Type

# Topics that tell of several things, each by itself.
_TOLD_APART = ("definition", "types", "difference", "aspect", "reasons")
# Lists that are told whole.
_WHOLE = ("services", "types")


def formed(piece: Piece, form: Form, c: Composer, verdict: str) -> Formed:
    """A piece in a form.

    Args:
        piece: what is to be said.
        form: how.
        c: the composer of its language.
        verdict: the words of the verdict that come first, "" if none.
    """
    if piece.kind in ("decline", "clarify", "social") or not (piece.points or piece.line):
        return usual_form(piece, form, c, verdict)
    if in_groups(piece, form):
        return Formed(listed(verdict, lines(piece, c), replace(form, shape=shape_of(piece, form))), piece.facts, covers=True)
    each = (form.each and not form.points and not form.name) or (
        form.length == "line" and form.shape != "paragraph" and piece.query.has("each")
    )
    if each and len(piece.points) > 1 and not piece.query.mark:
        # "One line each", "ten words each": a line a thing.
        return _points(
            piece, replace(form, shape=form.shape if form.shape in LISTS[:-1] else "bullets", length=""), c, verdict, heads=False
        )
    if each and form.each and len(piece.points) == 1 and not (verdict or form.shape or form.name):
        # "What drives the one, what the other? One word each."
        return _in_so_many_words(piece, form, c)
    for applies, render in _FORMS:
        if applies(form):
            return render(piece, form, c, verdict)
    return usual_form(piece, form, c, verdict)


def _in_so_many_words(piece: Piece, form: Form, c: Composer) -> Formed:
    point = replace(piece.points[0], label=lengths.subject_of(piece.points[0], c))
    return Formed([Block(text=lengths.within(point, text_of(point, form), form.each, c, counts_head=False))], refs_of([point]))


def form_for(piece: Piece, pieces: Sequence[Piece], form: Form) -> Form:
    """The form of one piece of several: so many points are wished of a list or a comparison, not of the sentence beside it."""
    if piece.query.has("own_number"):
        return replace(form, points=piece.query.numbers[0], unit="points")
    lists = [p for p in pieces if p.rows or p.listed]
    if form.points and form.unit == "points" and lists and piece not in lists and len(piece.points) == 1:
        return replace(form, points=0, unit="", shape="")
    return form


def alone_in(piece: Piece, form: Form) -> Form:
    """A form that was wished for before, for a piece: one statement is no list, and no table of one cell."""
    one_cell = form.shape == "table" and piece.topic == "aspect" and len(piece.query.models) == 1 and len(piece.rows or piece.points) < 2
    listed_anyway = piece.listed or piece.rows or (len(piece.points) > 1 and (piece.grid or piece.table))
    alone = (len(piece.points) < 2 or piece.topic == "source") and not listed_anyway
    if form.unit == "points" and (alone or piece.query.has("how_many") or piece.topic in _WHOLE):
        # How many there are is told of all of them, and a list is whole unless fewer are asked for.
        form = replace(form, points=0, unit="")
    if piece.topic == "why" and (form.length or form.name):
        # The gist of what bears on something does not say why.
        form = replace(form, length="", name=False)
    return replace(form, shape="") if one_cell or (alone and form.shape in LISTS) else form


def _facts_of(piece: Piece, points: list[Point], briefly: bool = False) -> list[str]:
    """The facts of some points; those of the whole piece where all of its points are among them.

    Sides that are told `briefly` are told by what a comparison in a sentence is.
    """
    if briefly and piece.topic == "difference" and piece.line_facts:
        return piece.line_facts
    whole = all(p in points for p in piece.points) and not piece.rows
    return list(dict.fromkeys([*(piece.facts if whole else []), *refs_of(points)]))


def _name(piece: Piece, form: Form, c: Composer, verdict: str) -> Formed:
    if not verdict and piece.query.has("yn"):
        # Yes or no was asked for, and there is none: the sentence tells.
        return in_a_line(piece, form, c, verdict)
    if form.shape in LISTS[:-1] and piece.listed and not verdict and all(p.label for p in piece.points):
        points = piece.points[: form.points or len(piece.points)]
        return Formed(listed("", [upper_first(p.label) for p in points], form), _facts_of(piece, points))
    if form.points and form.unit == "points" and piece.listed and not verdict and all(p.label for p in piece.points):
        points = piece.points[: form.points]
        named = c.join([p.label if i == 0 else lower_first(p.label) for i, p in enumerate(points)])
        return Formed([Block(text=upper_first(named))], _facts_of(piece, points))
    lacking = ("shape",)
    if verdict and 0 < form.each < lengths.length(verdict):
        return Formed([Block(text=f"{verdict.partition(',')[0].rstrip('.')}.")], piece.line_facts or piece.facts, lacking=lacking)
    if form.each and not (verdict or piece.shorter) and (word := lengths.of_one_or_each(piece.points, form.each)):
        return Formed([Block(text=upper_first(word))], refs_of(piece.points), lacking=lacking)
    return Formed(
        [Block(text=verdict or upper_first(piece.name or gists(piece) or piece.line))], piece.line_facts or piece.facts, lacking=lacking
    )


def _points(piece: Piece, form: Form, c: Composer, verdict: str, heads: bool = True) -> Formed:
    """A list. `heads`: whether the words before the colon count where so many words a point are wished for."""
    one_a_thing = piece.topic == "aspect" and form.points == len(piece.points) > 1
    # "One word each" of things that are compared is of each of them: no row says itself in so few.
    one_a_thing = one_a_thing or (piece.topic == "difference" and 0 < form.each < min(map(lengths.least, piece.rows), default=0))
    if (form.points <= len(piece.rows) if form.points else sum(p.weighty for p in piece.rows) > 1) and not one_a_thing:
        points = piece.rows[: form.points] if form.points else [p for p in piece.rows if p.weighty] or piece.rows
        items = [
            lengths.within(replace(p, text="", plain=""), f"{p.label}: {p.brief}", most, c)
            for p, most in zip(points, lengths.widths(form, len(points)))
        ]
        entries = tuple(("aspects", p.ref.rpartition(".")[2]) for p in points)
        return Formed(listed(verdict, items, form), refs_of(points), entries=entries)
    if piece.topic == "services" and form.points and len(piece.points) > 1 and all(p.parts for p in piece.points):
        # "One each": so many of every list; "three of this and two of that" are as many of each.
        of_each = len(piece.query.numbers) == len(piece.points)
        several = list(zip(piece.points, piece.query.numbers if of_each else [form.points] * len(piece.points)))
        items = [f"{p.label}: {c.join([lower_first(part) for part in p.parts[:most]])}" for p, most in several]
        told = [ref for p, most in several for ref in p.others[:most]]
        return Formed(listed(joined(verdict, *piece.lead), items, form), told)
    parts = piece.points[0].parts if len(piece.points) == 1 else []
    if parts and form.points <= len(parts):
        items = [upper_first(part) for part in parts[: form.points or len(parts)]]
        return Formed(listed(joined(verdict, *piece.lead), items, form), refs_of(piece.points))
    if form.points and piece.listed and piece.query.besides:
        # Fewer are left than were asked for: nothing else is one of them.
        points = piece.points[: form.points]
    elif form.points:
        points = with_more(piece, form.points, c)
    else:
        points = piece.points if len(piece.points) > 1 else with_more(piece, FEW, c, near=False)
    whole = len(points) >= len(piece.points)
    lead = piece.lead if whole or not piece.listed else piece.lead[:-1]
    lead = [] if form.bare and piece.listed else lead
    items = [lengths.within(p, text_of(p, form), most, c, heads) for p, most in zip(points, lengths.widths(form, len(points)))]
    blocks = listed(joined(verdict, *lead), items, form)
    lacking = ("points", "unit") if len(points) < form.points else ()
    return Formed(blocks, _facts_of(piece, points, briefly=one_a_thing), lacking=lacking, entries=_entries(points, piece, c))


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
        return in_a_line(piece, form, c, verdict)
    entries: tuple[tuple[str, str], ...] = ()
    if piece.parts and form.points == len(piece.parts) and not piece.query.has("each"):
        texts, facts = [f"{part}." for part in piece.parts], piece.line_facts or piece.facts
    elif form.points <= len(piece.rows):
        rows = piece.rows[: form.points]
        texts, facts = [text_of(p, form) for p in rows], refs_of(rows)
        entries = tuple(("aspects", p.ref.rpartition(".")[2]) for p in rows)
    else:
        texts, facts = _opening(piece, form, c)
        told = [p for p in with_more(piece, len(piece.points) + form.points, c) if not set(p.refs) <= set(facts) or not p.ref]
        told = told[: max(0, form.points - len(texts))]
        texts, facts = [*texts, *(text_of(p, form) for p in told)], list(dict.fromkeys([*facts, *refs_of(told)]))
    texts = texts[: form.points]
    texts[0] = after_verdict(verdict, texts[0], c)
    lacking = ("points", "unit") if len(texts) < form.points else ()
    return Formed([Block(text=" ".join(texts))], facts, lacking=lacking, entries=entries)


def _opening(piece: Piece, form: Form, c: Composer) -> tuple[list[str], list[str]]:
    """The sentence that has to come first, with its facts: a pick, a list, what is not known."""
    if piece.listed or (piece.line and piece.lead):
        text, facts = one_sentence(piece, form, c)
        return [text], facts
    return [s for s in piece.lead if not s.endswith(":")], []


def _words(piece: Piece, form: Form, c: Composer, verdict: str) -> Formed:
    """The longest of what can be said that fits; the shortest where nothing does, and that it does not."""
    sentence, facts = one_sentence(piece, form, c)
    told = piece.line_facts or piece.facts
    options = dict.fromkeys([text for text in (piece.name, gists(piece), *piece.shorter) if text], told)
    options[sentence] = facts
    if piece.topic not in ("why", "choice") and not piece.shorter:
        most = form.most_words - len(verdict.split())
        options.update(dict.fromkeys(lengths.of_points(piece.points, most), _facts_of(piece, piece.points, briefly=True) or told))
    if piece.listed and all(p.label for p in piece.points):
        options[c.join([lower_first(p.label) for p in piece.points])] = piece.facts
    options.update((f"{p.label}: {p.brief}", p.refs) for p in piece.rows[:1])
    if piece.topic == "definition" and len(piece.points) == 1:
        ref = f"{piece.points[0].ref.partition('.')[0]}.full_form"
        options.update({c.store.fact(ref).brief(c.lang): [ref]} if c.store.has_fact(ref) else {})
    chosen = lengths.longest((text for text in options if len(joined(verdict, text).split()) <= form.most_words), form.most_words)
    several = piece.topic in _TOLD_APART and not verdict and (not chosen or 1 < len(piece.points) >= form.points)
    if several and (each := lengths.of_each(piece.points, form.most_words)):
        # "In two words, what are these two?": two words each.
        return Formed([Block(text=each)], _facts_of(piece, piece.points, briefly=True), lacking=("points", "unit"))
    fits = bool(chosen)
    chosen = chosen or lengths.shortest(options)
    said = joined(verdict, upper_first(chosen))
    if fits or (verdict and len(verdict.split()) <= form.most_words):
        return Formed([Block(text=said if fits else verdict)], options[chosen])
    return Formed([Block(text=joined(verdict, lengths.too_few(form, c), upper_first(chosen)))], options[chosen], lacking=("points", "unit"))


def _as_table(piece: Piece, form: Form, c: Composer, verdict: str) -> Formed:
    piece.table = piece.grid or piece.table
    if not piece.table:
        columns = [c.say("table.point"), c.say("table.says")]
        rows = [[upper_first(p.label), upper_first(p.brief or p.text)] if p.label else [upper_first(p.brief), p.text] for p in piece.points]
        piece.table = Table(columns=columns, rows=rows)
    if form.points:
        # So many rows: those that tell most.
        telling = [upper_first(p.label) for p in piece.rows] or [row[0] for row in piece.table.rows]
        rows = sorted(piece.table.rows, key=lambda row: telling.index(row[0]) if row[0] in telling else len(telling))
        piece.table = Table(columns=piece.table.columns, rows=rows[: form.points])
    lead = joined(verdict, *(piece.lead if piece.topic != "difference" else []))
    of_rows = {upper_first(p.label): p.ref.rpartition(".")[2] for p in piece.rows}
    entries = tuple(("aspects", of_rows[row[0]]) for row in piece.table.rows if row[0] in of_rows)
    return Formed([Block(text=lead or upper_first(piece.title))], piece.facts, table=True, entries=entries)


def _short(piece: Piece, form: Form, c: Composer, verdict: str) -> Formed:
    """Under half the words of the usual answer; what is a sentence anyway loses what it can."""
    usual = sum(len(line.split()) for block in usual_form(piece, Form(), c, verdict).blocks for line in block.plain_lines())
    most = usual / 2 if usual > 2 * 8 else usual
    sentence, facts = one_sentence(piece, form, c)
    rest = piece.line_facts or piece.facts
    options = [(after_verdict(verdict, sentence, c), facts)]
    options += [(joined(verdict, f"{upper_first(text)}."), rest) for text in (gists(piece), piece.name) if text]
    chosen = next((o for o in options if len(o[0].split()) < most), min(options, key=lambda o: len(o[0].split())))
    return Formed([Block(text=chosen[0])], chosen[1])


def _long(piece: Piece, form: Form, c: Composer, verdict: str) -> Formed:
    """The usual answer and the facts near it."""
    usual = usual_form(piece, form, c, verdict)
    if piece.rows and piece.topic != "difference":
        told = [p for p in piece.rows if not p.weighty][:FEW]
        return Formed([*usual.blocks, Block(text=" ".join(p.text for p in told))], list(dict.fromkeys([*usual.facts, *refs_of(told)])))
    if piece.rows:
        items = [f"{p.label}: {p.brief}" for p in piece.rows]
        return Formed([*usual.blocks, Block(text=c.say("difference.rows", count=c.number(len(items))), items=items)], piece.facts)
    points = [p for p in with_more(piece, len(piece.points) + FEW + 1, c) if p not in piece.points]
    points = [p for p in points if p.ref in piece.extra] or points[:FEW]
    if not points:
        return Formed([*usual.blocks, Block(text=c.say("more.nothing"))], piece.facts)
    return Formed(
        [*usual.blocks, Block(text=" ".join(text_of(p, form) for p in points))], list(dict.fromkeys([*usual.facts, *refs_of(points)]))
    )


def _paragraph(piece: Piece, form: Form, c: Composer, verdict: str) -> Formed:
    if piece.listed and not all(p.text.endswith(".") for p in piece.points):
        # Entries of a list are no sentences.
        return in_a_line(piece, form, c, verdict)
    lead = [] if piece.listed else piece.lead
    contrasted = piece.topic == "aspect" and not form.plain
    told = c.contrast(piece.points) if contrasted else [text_of(p, form) for p in piece.points]
    return Formed([Block(text=joined(verdict, *lead, *told, *piece.after))], piece.facts)


# The first row whose condition holds is taken.
_FORMS: tuple[tuple[Callable[[Form], bool], Callable[[Piece, Form, Composer, str], Formed]], ...] = (
    (lambda f: f.name, _name),
    (lambda f: f.shape == "table", _as_table),
    (lambda f: f.unit == "words" and f.points > 0, _words),
    (lambda f: f.unit == "sentences" and f.points > 0, _sentences),
    (lambda f: f.points > 0 or f.shape in ("bullets", "numbered", "lettered"), _points),
    (lambda f: f.length == "line", in_a_line),
    (lambda f: f.length == "short", _short),
    (lambda f: f.length == "long", _long),
    (lambda f: f.shape == "paragraph", _paragraph),
)
