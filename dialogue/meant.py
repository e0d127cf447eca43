"""A topic that is only named, where a half sentence or a correction asks for it: "and its reasons?", "I meant the types"."""

from __future__ import annotations

from acts import Act
from dialogue.context import Turn
from dialogue.query import Query
from dialogue.references import resolved

# The cue of a word for a topic -> the topic. What is gained is why it is done.
_MEANT = {
    "meant_types": "types",
    "meant_users": "users",
    "meant_services": "services",
    "meant_reasons": "reasons",
    "meant_gains": "reasons",
    "shared": "relation",
}
# Topics that may be heard as properties.
_TOPICS = {"services", "definition"}
# Parts that say what was meant.
_SAYS_WHAT = ("correct", "object")


def meant(act: Act, turn: Turn) -> Query | None:
    """The question on the topic that is named, of what is talked about; None where none is, or something else is named."""
    topic = _topic(act)
    # What is gained may be heard as a property, too.
    of_a_side = act.aspects and (topic != "reasons" or set(act.aspects) & set(act.named))
    if topic == "difference":
        # "The difference, not the services" names no side of it.
        of_a_side = set(act.aspects) - _TOPICS
    if (
        not topic
        or (topic != "difference" and act.label in _SAYS_WHAT and _denies(act))
        or of_a_side
        or act.types
        or act.services
        or act.values
        or act.relations
    ):
        return None
    before = turn.before
    models = act.models or (before.models if before else ())
    asked = act.with_(label=f"ask_{topic}", models=models, aspects=(), outside=(), cues=act.cues & {"asks"})
    return resolved(asked, turn)


def of_a_premise(act: Act) -> Act:
    """A question that names a topic behind what it takes for granted, as one on that topic."""
    topic = _topic(act)
    return act.with_(label=f"ask_{topic}") if topic else act


def _denies(act: Act) -> bool:
    """ "…, not the services": a topic is named that was not meant."""
    return act.has("neg") or act.has("only_denies") or bool(act.besides)


def _topic(act: Act) -> str:
    if act.has("differ") and act.label in _SAYS_WHAT and (act.has("asked_before") or act.has("first_person")):
        return "difference"
    return next((topic for cue, topic in _MEANT.items() if act.has(cue)), "")
