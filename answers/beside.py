"""What stands beside the text of a reply: the whole comparison as a table, and the picture of the article."""

from __future__ import annotations

from collections.abc import Sequence

from acts import Form
from answers.answer import Image, Table
from answers.piece import Piece
from dialogue import Memory, Plan

# Topics whose sentences say all that a table of theirs has.
_TOLD_WHOLE = ("aspect",)
# So many turns ago somebody may have asked for less that is still meant.
_NEAR = 3


def spared(pieces: Sequence[Piece], plan: Plan, memory: Memory) -> list[Piece]:
    """The pieces; one answer of several, what was shown before, and what goes to who wants less bring nothing beside their text."""
    main = [p for p in pieces if p.kind in ("answer", "decline")]
    forms = [exchange.form for exchange in memory.exchanges[-_NEAR:]]
    wants_less = any(_is_short(form) for form in forms)
    compared = any(q.topic == "difference" and not q.aspects for e in memory.exchanges for q, ok in e.outcomes if ok)
    for piece in main:
        piece.spare = len(main) > 1 or wants_less or compared or piece.query.has("yn")
        if piece.spare and piece.topic == "difference" and piece.image and not (plan.form or plan.reshapes):
            # Only what the sentences tell is told.
            piece.facts = [ref for ref in piece.facts if ref in piece.line_facts or ref in {p.ref for p in piece.points}]
    return list(pieces)


def table_of(pieces: Sequence[Piece], form: Form, as_table: bool) -> Table | None:
    """The table: in place of the text where one was asked for, else beside the usual answer."""
    if as_table:
        return next((p.table for p in pieces if p.table), None)
    usual = _is_usual(form)
    return next((p.table for p in pieces if usual and p.table and not p.spare and p.topic not in _TOLD_WHOLE), None)


def image_of(piece: Piece, form: Form) -> Image | None:
    """The picture beside the usual answer."""
    return piece.image if _is_usual(form) and not piece.spare else None


def _is_short(form: Form) -> bool:
    """Whether a form asks for less than is usual."""
    return (bool(form.length) and form.length != "long") or (bool(form.unit) and form.unit != "points")


def _is_usual(form: Form) -> bool:
    return not (form.length or form.points or form.shape or form.name)
