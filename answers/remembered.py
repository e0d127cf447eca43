"""What is remembered of a reply."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from acts import Form
from answers import verdicts
from answers.answer import Answer
from answers.composer import Composer
from answers.piece import Piece
from answers.premises import latent
from dialogue import Exchange, Memory, Plan


def digest(answer: Answer) -> str:
    """A short sign of what is said: who says the same has the same."""
    return format(zlib.crc32(answer.plain_text().encode()), "x")


def _widths(answer: Answer) -> tuple[int, ...]:
    """How many words each point of the list has; each line, where there is none."""
    items = [item for block in answer.body for item in block.items]
    letter = int(answer.form.get("shape") == "lettered")
    return tuple(len(line.split()) - letter for line in items or [block.text for block in answer.body if block.text])


def remembered(plan: Plan, pieces: Sequence[Piece], main: Sequence[Piece], answer: Answer, form: Form, c: Composer) -> Exchange:
    """The exchange of a reply.

    Args:
        plan: what was to be said. pieces: what is said. main: those of them that answer or leave open.
        answer: the whole. form: what it kept to. c: the composer of its language.
    """
    asked = [p for p in main if p.query.topic or p.query.models]
    # What was kept is the verdict on what was claimed, whatever word was said to what was asked of it now.
    given = [p.kept or p.verdict if p.kind == "answer" else "" for p in asked]
    first = next((p for p in main if p.kind == "answer" and p.verdict), None)
    return Exchange(
        queries=tuple(p.query for p in asked),
        answered=tuple(p.kind == "answer" for p in asked),
        kind=answer.kind,
        facts=tuple(answer.facts),
        # Behind a greeting the text does not begin with it, yet it was given.
        verdict=(first.kept if first else "") or answer.verdict or (first.verdict if first else ""),
        verdicts=tuple(given),
        latent=(first.kept if first else "") or answer.verdict or verdicts.joined([p.kept for p in asked]) or latent(plan, c),
        listed=next((p.entries for p in main if p.entries), ()),
        pending=next((p.pending for p in pieces if p.pending), ""),
        key=next((p.key for p in pieces if p.key), ""),
        said=digest(answer),
        widths=_widths(answer),
        form=form,
    )


def says_again(answer: Answer, memory: Memory) -> bool:
    """Whether an answer says what was said last, word for word."""
    return memory.last is not None and memory.last.said == digest(answer)


def keeps_to(plan: Plan, answer: Answer) -> bool:
    """Whether an answer has what was wished for: so many words, or the shape that it had before."""
    shaped = plan.form.shape and answer.form.get("shape") == plan.form.shape and not plan.objects
    return bool(answer.form.get("unit") == "words" or plan.form.each or shaped)
