"""Half sentences made whole: what an act means behind what was said, as it was heard there, where the talk alone does not tell."""

from __future__ import annotations

from collections.abc import Sequence

from acts import Act, aspects_of
from dialogue import asking
from dialogue.context import Turn
from dialogue.plan import Move
from dialogue.query import KINDS

# Acts that ask for what was spoken of, or for the same of something else, or that object to not having been answered.
_HALF = (
    "follow_up",
    "correct",
    "recall",
    "go_back",
    "choose_listed",
    "confused",
    "repeat",
    "object",
    "doubt",
    "nothing",
    "agree",
    "reform",
)
# Questions whose answer needs no thing of the store besides a model.
_OF_A_MODEL = ("ask_definition", "ask_full_form", "ask_difference", "ask_types", "ask_services", "ask_users", "ask_reasons", "ask_relation")
# Questions that leave it open which model is meant.
_OPEN = ("ask_classification", "ask_choice", "ask_source", "ask_term", "ask_overview")
# What makes a value a claim.
_CLAIMS = frozenset({"yn", "said", "neg", "disputed", "reversed", "same"})


def in_place_of(back: Sequence[Move], act: Act, turn: Turn) -> list[Move]:
    """What is asked for in place of a question back, as it was heard; the question back where that was just answered."""
    whole = completed(act)
    before = list(turn.asked)
    moves = asking.ask(whole, turn) if whole else []
    told = {(query.topic, query.models, query.things) for query in turn.answered_before}
    same = all((move.query.topic, move.query.models, move.query.things) in told for move in moves)
    if not moves or (same and act.label in ("object", "correct")):
        # Whoever says that it was not this wants it no second time.
        turn.asked = before
        return list(back)
    return moves


def completed(act: Act) -> Act | None:
    """The whole question that a half sentence stands for; None where that was not heard.

    Of what an act says itself nothing is taken away.
    """
    if act.label not in _HALF or act.ordinals or act.besides or not _is_whole(act):
        return None
    sense = act.sense
    found = {kind: tuple(dict.fromkeys((*getattr(act, kind), *getattr(sense, kind)))) for kind in KINDS if kind != "models"}
    if found["values"] and sense.label == "ask_aspect" and not act.cues & _CLAIMS:
        # "And that one?" behind a value asks for the property.
        found["aspects"] = tuple(dict.fromkeys((*found["aspects"], *aspects_of(found["values"]))))
        found["values"] = ()
    models = act.models if sense.label in _OPEN else sense.models or act.models
    return act.with_(label=sense.label, models=models, cues=act.cues - {"back"}, **found)


def _is_whole(act: Act) -> bool:
    sense = act.sense
    things = sense.things or any(getattr(act, kind) for kind in KINDS if kind != "models")
    return sense.label.startswith("ask_") and bool(things or (sense.label in _OF_A_MODEL and (sense.models or act.models)))
