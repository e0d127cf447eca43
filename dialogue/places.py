"""Where the person and the provider are, told now or before: of which types that is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from acts import Act
from dialogue.memory import Memory
from facts import FactStore

_PLACE = "place:"
_OWN = "own"
_OTHER = "other"
_TELLS = ("tell", "remark", "nothing", "acknowledge", "greet", "thank")
# Parts that may ask or tell which type a place makes it.
_MAY_ASK = (
    *("ask_types", "follow_up", "tell", "ask_choice", "ask_classification", "ask_definition", "correct", "ask_aspect", "nothing"),
    *("out_of_scope", "recall", "ask_term", "remark", "doubt", "object", "ask_source"),
)


def parted(told: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What was told, and of it the places by themselves."""
    return (
        tuple(t for t in told if not t.startswith(_PLACE)),
        tuple(t.removeprefix(_PLACE) for t in told if t.startswith(_PLACE)),
    )


def kept(places: Sequence[str]) -> tuple[str, ...]:
    """Places as they are remembered."""
    return tuple(f"{_PLACE}{place}" for place in places)


class Settled(NamedTuple):
    """The acts of a message, the places that are known from now on, and the types that they make it; none where that is not asked."""

    acts: tuple[Act, ...]
    places: tuple[str, ...]
    types: tuple[str, ...] = ()


def settled(acts: Sequence[Act], before: Sequence[str], memory: Memory, store: FactStore) -> Settled:
    """The acts, in which places stand for the types that they make it.

    Args:
        acts: they. before: the places told before. memory: the talk before it. store: the fact store.
    """
    now = [place for act in acts for place in act.places]
    own, others = _sides(before, now)
    known = tuple(dict.fromkeys([*([own] if own else []), *others])) or tuple(before)
    types = _types(own, others, store)
    last = memory.last_asked
    spoken_of = last is not None and any(q.topic == "types" or q.types for q in last.queries)
    asks = spoken_of or any(act.types or act.label == "ask_types" for act in acts)
    if not (types and asks and (now or any(_claims(act) for act in acts))):
        return Settled(tuple(acts), known)
    if not now:
        # "So it is that one?" behind places that were told before; where these leave it open, the condition is not said again.
        open_ = len(types) > 1 and all(set(act.types) <= set(types) for act in acts if _claims(act))
        return (
            Settled(tuple(acts), known)
            if open_
            else Settled(tuple(_with(act, types) if _claims(act) else act for act in acts), known, types)
        )
    told_only = spoken_of and all(act.label in _TELLS for act in acts)
    return Settled(tuple(_with(act.with_(label="ask_types") if told_only and act.places else act, types) for act in acts), known, types)


def _sides(before: Sequence[str], now: Sequence[str]) -> tuple[str, list[str]]:
    """The person's own place, and those of providers: of this message where it tells any, else those told before.

    A place that is named again is the same one; whose it is, the latest word for it tells.
    """
    whose: dict[str, str] = {}
    latest: dict[str, str] = {}
    for place in (*before, *now):
        name = _name(place)
        whose[name] = _side(place) or whose.get(name, "")
        latest[name] = place
    own = next((name for name in reversed(whose) if whose[name] == _OWN), "")
    own = own or (next((name for name in whose if whose[name] != _OTHER), "") if len(whose) > 1 else "")
    spoken_of = [name for name in dict.fromkeys(map(_name, now)) if name != own]
    others = spoken_of or [name for name in whose if name != own]
    return latest.get(own, ""), [latest[name] for name in others]


def _side(place: str) -> str:
    return place.split("/")[0]


def _name(place: str) -> str:
    return place.split("/")[2].lower()


def _countries(place: str) -> set[str]:
    return set(place.split("/")[1].split()) if place else set()


def _types(own: str, others: Sequence[str], store: FactStore) -> tuple[str, ...]:
    """The types that places make it: the nearest one within a country, one of the others beyond it, any where that is not sure."""
    every = [t.id for model in store.models for t in store.types(model.id)]
    here = _countries(own)
    found: set[str] = set()
    for other in others if here else ():
        there = _countries(other)
        same, apart = here == there and len(here) == 1, not here & there
        found |= set(every[:1] if same else every[1:] if apart else every)
    return tuple(t for t in every if t in found)


def _claims(act: Act) -> bool:
    """Whether an act claims, or asks, that one type that it names is meant."""
    return act.has("yn") and len(set(act.types) & set(act.named)) == 1 and not act.models


def _with(act: Act, types: tuple[str, ...]) -> Act:
    """An act that tells of places, or asks of them, with the types that they make it."""
    if act.label not in _MAY_ASK or not (act.places or act.types or act.label == "ask_types"):
        return act
    names = [place.split("/")[2].lower() for place in act.places]
    # "What would X make it?" asks of X, in words for it or by its name.
    outside = tuple(
        thing for thing in act.outside if not any(n in thing.lower() and (act.label == "ask_types" or thing.lower() in n) for n in names)
    )
    named = tuple(t for t in act.types if t in act.named)
    if len(named) > 1 and act.has("which"):
        named = ()
    if outside or (named and not act.has("yn")) or act.services or act.aspects or act.values:
        # Something else is asked of them.
        return act.with_(outside=outside)
    if named:
        # "So it is that one?": a type that is named, beside those that the places make it.
        return act.with_(label="ask_types", types=named, outside=(), cues=act.cues | {"placed"} | {"sited"})
    if act.label == "tell":
        return act.with_(types=types, outside=())
    return act.with_(label="ask_types", types=types, outside=(), cues=act.cues - {"yn", "neg"} | {"which"})
