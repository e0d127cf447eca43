"""Picks from what the bot listed or offered."""

from __future__ import annotations

from collections.abc import Callable

from acts import Act
from dialogue.context import Turn
from dialogue.follow import answer, follow_up
from dialogue.plan import Move
from dialogue.query import Query
from dialogue.references import entries_meant


def choose_listed(act: Act, turn: Turn) -> list[Move]:
    """A pick from a list, or from what the bot offered."""
    if turn.memory.pending == "need" and not entries_meant(act, turn):
        if act.anaphor == "both":
            turn.told += [f"values:{c}" for c in _offered_needs(turn)]
            return answer(Query("choice"), turn)
        offered = _offered_needs(turn)
        picked = [offered[p if p < 0 else p - 1] for p in act.ordinals if p and -len(offered) <= p <= len(offered)]
        if picked:
            turn.told += [f"values:{v}" for v in picked]
            return answer(Query("choice"), turn)
    if act.names_something and not act.ordinals and not act.anaphor:
        return follow_up(act, turn)
    if act.ordinals and not turn.memory.listed:
        return [Move("clarify", key="no_list")]
    return follow_up(act, turn)


def _offered_needs(turn: Turn) -> list[str]:
    """The needs that the bot offered to choose from, in their order: see `answers.topics.choice`."""
    return [name for kind, name in turn.memory.last.listed if kind == "values"] if turn.memory.last else []


def unsure(act: Act, turn: Turn) -> list[Move]:
    """No preference: what each is good for."""
    if turn.memory.pending == "need":
        return answer(Query("difference", models=turn.everyone), turn, lead="unsure")
    return [Move("social", key="deny")]


HANDLERS: dict[str, Callable[[Act, Turn], list[Move]]] = {"choose_listed": choose_listed, "unsure": unsure}
