"""Types by how far away they are: which is the nearest, which the farthest, and all in that order."""

from __future__ import annotations

from acts import Act
from dialogue.context import Turn
from dialogue.follow import answer
from dialogue.places import every_type
from dialogue.plan import Move
from dialogue.query import Query

# Parts that may ask for it.
_MAY_ASK = ("ask_types", "follow_up", "choose_listed", "reform", "correct", "ask_aspect", "ask_choice", "nothing", "ask_difference")


def by_distance(act: Act, turn: Turn) -> list[Move]:
    """ "Which is farther, this one or that one?", "from near to far": the store has the types from near to far."""
    near, far = act.has("nearest"), act.has("farthest")
    spoken_of = bool(turn.before and (turn.before.topic == "types" or turn.before.types)) or len(act.types) > 1
    asks = act.has("which") or (near and far) or act.has("in_order") or (act.has("back") and act.label == "ask_types")
    apart = act.places or turn.places or act.has("yn") or act.models or act.services or act.outside
    if not ((near or far) and spoken_of and asks) or apart or act.label not in _MAY_ASK:
        return []
    every = every_type(turn.store)
    named = tuple(name for name in every if name in act.types and name in act.named)
    types = named if len(named) > 1 else every
    if (near and far) or act.has("in_order"):
        types = types if near or not far else types[::-1]
        return answer(Query("definition", types=types), turn)
    return answer(Query("types", types=(types[0] if near else types[-1],), cues=frozenset({"which"})), turn)
