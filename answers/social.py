"""Courtesy, notices and questions back: their texts stand in `data/wording`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from answers.answer import Suggestion
from answers.composer import Composer
from answers.piece import Piece, Point
from dialogue import Move, Query


def say(move: Move, c: Composer, before: str = "") -> Piece:
    """A piece of courtesy by its key; where `before` was said last, in other words if there are any."""
    key = move.key
    if key == before and c.has(f"social.{key}_again"):
        key = f"{key}_again"
        move = replace(move, key=key)
    if key == "ask_human":
        key = "ask_human_contact" if c.contact else "ask_human"
    if key == "kept" and not c.days_kept:
        key = "kept_always"
    values = {**move.values, "hello": c.say(f"hello.{move.values.get('hello', 'plain')}")}
    text = c.say(
        f"social.{key}",
        subjects=c.all_subjects(),
        outsourcing=c.name(c.store.outsourcing.id),
        contact=c.contact,
        days=f"{c.days_kept:g}",
        **values,
    )
    suggestions = [] if move.key == "goodbye" else _offered(move, c) or c.suggest_start()
    opening, *entries = text.split("\n")
    points = [Point("", entry) for entry in entries]
    return Piece(
        "social", move.key, "", move.query, lead=[opening], points=points, listed=bool(points), suggestions=suggestions, key=move.key
    )


def clarify(move: Move, c: Composer) -> Piece:
    """A question back, with the choices as suggestions."""
    text = c.say(f"clarify.{move.key}", **dict(move.values))
    return Piece(
        "clarify", "clarify", c.say("title.clarify"), move.query, lead=[text], suggestions=_offered(move, c) or c.suggest_start(),
        pending=move.pending, key=move.key,
    )  # fmt: skip


def no_more(pieces: Sequence[Piece], c: Composer, key: str) -> Piece:
    """What is said in place of the same answer once more: that there is no more, and what else there is."""
    first = next(p for p in pieces if p.kind == "answer")
    models = [m for m in first.query.models if c.store.has_subject(m)]
    return Piece(
        "clarify",
        "clarify",
        c.say("title.clarify"),
        first.query,
        lead=[c.say("clarify.same_pick", names=first.name) if first.topic == "choice" else c.say(f"clarify.{key}")],
        suggestions=c.suggest_for(models, first.topic),
    )


def _offered(move: Move, c: Composer) -> list[Suggestion]:
    return [suggestion_of(query, c) for query in move.choices]


def suggestion_of(query: Query, c: Composer) -> Suggestion:
    """The question that a query is, as a suggestion."""
    models = query.models or c.everyone
    if query.topic == "difference":
        return c.suggest("difference", names=c.names(c.everyone))
    return c.suggest(query.topic, name=c.name(models[-1]))
