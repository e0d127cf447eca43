"""Rules on how the models stand to one another: what is claimed of that in words that the source does not use."""

from __future__ import annotations

from facts import FactStore
from nlu.rule import Rule

_ALIKE = "outsourcing"
# Parts that may claim how two of them stand to one another.
_MAY_CLAIM = ("ask_relation", "ask_aspect", "ask_difference", "doubt", "tell")


def _grown(store: FactStore) -> tuple[str, ...]:
    """The relations by which one came of another."""
    return tuple(name for name, fact in store.relations.items() if fact.comes_from)


# In their order: see `nlu/rules.py`, in which they stand.
OF_RELATIONS: tuple[Rule, ...] = (
    Rule(
        "whether anything is shared asks what is",
        lambda act, store: (
            act.label == "ask_relation" and {"shared", "yn"} <= act.cues and not (act.relations or act.values or act.outside)
        ),
        lambda act, store: act.with_(cues=act.cues - {"yn"}),
        "any similarities?",
    ),
    Rule(
        "what grew out of another does not replace it",
        lambda act, store: (
            act.has("replaces")
            and bool(act.cues & {"yn", "said"})
            and (len(act.models) > 1 or act.anaphor == "other")
            and act.label in _MAY_CLAIM
            and bool(_grown(store))
        ),
        lambda act, store: act.with_(
            label=act.label if act.label == "tell" else "ask_relation",
            relations=_grown(store),
            aspects=(),
            values=(),
            cues=act.cues - {"swaps"} | {"part_of"},
        ),
        "has one replaced the other?",
    ),
    Rule(
        "who is alike is no opposite",
        lambda act, store: (
            act.has("opposites")
            and _ALIKE in store.relations
            and bool(act.cues & {"yn", "said"})
            and (len(act.models) > 1 or act.anaphor == "both" or act.has("opposed"))
            and act.label in _MAY_CLAIM
        ),
        lambda act, store: act.with_(
            label=act.label if act.label == "tell" else "ask_relation",
            relations=(_ALIKE,),
            aspects=(),
            values=(),
            cues=act.cues - {"reversed", "contrary", "opposed", "contradicts"} | {"neg"},
        ),
        "apakah keduanya saling berlawanan?",
    ),
    Rule(
        "not all of what several are is one of them",
        # "Is all X this one?" asks of the whole whether it is its part.
        lambda act, store: (
            act.has("every")
            and _ALIKE in store.relations
            and act.models[:1] == (store.outsourcing.id,)
            and len(act.models) == 2
            and bool(act.cues & {"yn", "said"})
            and not (act.services or act.types or act.values)
        ),
        lambda act, store: act.with_(
            label="ask_relation",
            models=act.models[1:],
            relations=(_ALIKE,),
            aspects=(),
            outside=(),
            cues=act.cues - {"part_of"} | {"yn", "only_of"},
        ),
        "apakah semua outsourcing itu BPO?",
    ),
    Rule(
        "one family is what all of them are",
        lambda act, store: (
            act.has("family")
            and _ALIKE in store.relations
            and act.label in ("ask_relation", "ask_aspect", "ask_difference", "follow_up", "doubt")
        ),
        lambda act, store: act.with_(label="ask_relation", relations=(_ALIKE,), aspects=(), values=()),
        "jadi keduanya masih serumpun?",
    ),
)
