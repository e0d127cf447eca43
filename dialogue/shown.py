"""The list that was shown: places in it by bare numbers, and the whole of it where it was cut short."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from acts import Act, Form
from dialogue.context import Turn
from dialogue.memory import Memory
from dialogue.plan import Move

# What of a list means something by itself; a point of a comparison does not.
_HAVE_A_MEANING = ("services", "types")
# Questions whose answer is a list.
_LISTS = ("services", "types", "difference", "overview")
# The cue of a wish for the whole of a list.
_WHOLE = "whole_list"
# Parts that may ask what stands at a place of a list.
_ASKS_OF_A_PLACE = ("confused", "ask_term", "ask_definition")
# Parts that may complain of a list that was cut short.
_WANTS_ALL = ("object", "correct", "elaborate", "follow_up", "doubt", "remark", "tell", "nothing", "repeat", "complain")


def pointed_at(acts: Sequence[Act], memory: Memory) -> tuple[Act, ...]:
    """The acts, in which bare numbers are places in the list that was shown: "number 5 means what, and how do 2 and 4 differ?"."""
    entries = memory.listed if all(kind in _HAVE_A_MEANING for kind, _ in memory.listed) else ()
    return tuple(_at_places(act, len(entries)) for act in acts) if entries else tuple(acts)


def _at_places(act: Act, length: int) -> Act:
    counted = act.numbers if set(act.ordinals) <= set(act.numbers) else act.ordinals
    names = act.names_something or act.outside or act.items or act.mark or replace(act.form, points=0, unit="")
    if names or not counted or not all(0 < n <= length for n in counted):
        return act
    if act.label == "ask_difference" and len(counted) > 1:
        return act.with_(ordinals=counted, form=Form())
    asks = act.label in _ASKS_OF_A_PLACE and act.ordinals and act.has("asks")
    return act.with_(label="ask_definition", ordinals=counted, form=Form()) if asks else act


def whole_wanted(acts: Sequence[Act], memory: Memory) -> tuple[Act, ...]:
    """The acts, in which "only one? I meant all of them" behind a list that was cut short wants it whole, and nothing else."""
    last = memory.last_answer
    cut = last is not None and last is memory.last and last.form.points and any(q.topic in _LISTS for q in last.queries)

    def complains(act: Act) -> bool:
        bare = not (act.names_something or act.outside or act.ordinals)
        return bare and act.label in _WANTS_ALL

    says = any(act.has("everything") or act.has("all_of") or (act.has("o:partial") and act.has("only")) for act in acts)
    if not (cut and says and all(map(complains, acts))):
        return tuple(acts)
    return (acts[0].with_(label="elaborate", cues=frozenset({_WHOLE}), numbers=(), form=replace(acts[0].form, points=0, unit="")),)


def whole(act: Act, turn: Turn) -> list[Move]:
    """The list that was cut short, whole."""
    if not act.has(_WHOLE):
        return []
    queries = [query for query in turn.answered_before if query.topic in _LISTS]
    shape = turn.form.shape or (turn.last_answer.form.shape if turn.last_answer else "")
    turn.form = replace(turn.form, points=0, unit="", shape=shape)
    turn.memory = replace(turn.memory, form=replace(turn.memory.form, points=0, unit=""))
    turn.asked += queries
    return [Move("answer", query) for query in queries]


__all__ = ["pointed_at", "whole", "whole_wanted"]
