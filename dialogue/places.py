"""Where the person and the provider are, told now or before: of which types that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from acts import Act
from dialogue.memory import Exchange, Memory
from dialogue.plan import Move
from facts import FactStore

_PLACE = "place:"
_OWN = "own"
_OTHER = "other"
# The aspect of a model that says where its provider may be.
_WHERE = "location"
# Cues of a part that asks whether it may, or must, be so.
_MAY_BE = ("able", "allowed", "always")
# Parts that go on with something else.
_COURTESY = ("greet", "thank")
_FOLLOWS_ON = ("follow_up", "acknowledge", *_COURTESY)
# Parts that take up what was said.
_OBJECTS = ("object", "correct", "doubt", "recall", "repeat")
_TELLS = ("tell", "remark", "nothing", "acknowledge", "greet", "thank")
# Parts that may ask or tell which type a place makes it.
_MAY_ASK = (
    *("ask_types", "follow_up", "tell", "ask_choice", "ask_classification", "ask_definition", "correct", "ask_aspect", "nothing"),
    *("out_of_scope", "recall", "ask_term", "ask_relation", "remark", "doubt", "object", "ask_source"),
)


# Parts that may ask of a place alone whether it will do.
_ASKS_OF_A_PLACE = ("ask_choice", "ask_relation", "out_of_scope", "correct", "follow_up", "nothing")


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
    """The acts of a message, the places that are known from now on, and the types that they make it; none where that is not asked.

    `site` is the name of the place where the provider is, where the types are asked for one alone.
    """

    acts: tuple[Act, ...]
    places: tuple[str, ...]
    types: tuple[str, ...] = ()
    site: str = ""


def settled(acts: Sequence[Act], before: Sequence[str], memory: Memory, store: FactStore) -> Settled:
    """The acts, in which places stand for the types that they make it.

    Args:
        acts: they. before: the places told before. memory: the talk before it. store: the fact store.
    """
    named = [place for act in acts for place in act.places]
    # Who objects to what was made of a place may have been misheard, unless both sides are told anew.
    both = {_side(place) for place in named} >= {_OWN, _OTHER}
    now = [_unsided(place) if act.label in _OBJECTS and not both else place for act in acts for place in act.places]
    own, others = _sides(before, now)
    known = tuple(dict.fromkeys([*([own] if own else []), *others])) or tuple(before)
    last = memory.last_asked
    if not others and len(before) == len(now) == 1 and own and _name(before[0]) != _name(own):
        # "And if we were in X?": of them who provide.
        own, others = "", [own]
    types = _types(own, others, store) or _of_one(acts, others, last, store)
    site = _called(others[0]) if len(others) == 1 and len(types) > 1 else ""
    spoken_of = last is not None and any(q.topic == "types" or q.types for q in last.queries)
    asks = spoken_of or any(act.types or act.label == "ask_types" for act in acts)
    of_a_site = last is not None and any(q.site for q in last.queries)
    if of_a_site and (taken := _at_their_word(acts, types, before)):
        return Settled(taken, known, types, site)
    if types and asks and not now and any(act.label == "ask_types" and act.has("back") and not act.names_something for act in acts):
        # "Which type is it, then?" of places that were told before.
        return Settled(tuple(acts), known, types, site)
    if types and asks and not now and any(_offers_all(act, store) for act in acts):
        # "Pick one: this, that, or the third?"
        return Settled(tuple(_with(act, types) if _offers_all(act, store) else act for act in acts), known, types, site)
    if not (types and asks and (now or any(_claims(act) for act in acts))):
        return Settled(_of_where(acts, store), known)
    acts = _of_where(acts, store)
    if not now:
        # "So it is that one?" behind places that were told before; where these leave it open, the condition is not said again.
        open_ = len(types) > 1 and all(set(act.types) <= set(types) for act in acts if _claims(act))
        return (
            Settled(tuple(acts), known)
            if open_
            else Settled(tuple(_with(act, types) if _claims(act) else act for act in acts), known, types, site)
        )
    told_only = spoken_of and all(act.label in _TELLS for act in acts)
    if any(_claims(act) for act in acts):
        # "It is in X. So is it that one?" asks once.
        acts = tuple(act.with_(label="tell") if act.places and act.label in _OBJECTS else act for act in acts)
    placed = tuple(
        act.with_(cues=act.cues | {"placed"})
        if _of_any_place(act) and len(acts) > 1
        else _with(act.with_(label="ask_types") if told_only and act.places else act, types)
        for act in acts
    )
    return Settled(placed, known, types, site)


def at(move: Move, settled_: Settled) -> Move:
    """A move that says of which type a place is, of the place by its name."""
    query = move.query
    asks = query.topic in ("types", "definition", "classification") and (query.has("which") or query.has("yn"))
    if not (settled_.site and asks and query.types and set(query.types) <= set(settled_.types) | set(query.named)):
        return move
    return replace(move, query=query.with_(site=settled_.site))


def _of_one(acts: Sequence[Act], others: Sequence[str], last: Exchange | None, store: FactStore) -> tuple[str, ...]:
    """The types that one place may make it where the other is not told: those of another country, unless it is heard as their own."""
    every = every_type(store)
    heard = {t for act in acts for t in act.types if t not in act.named}
    heard = heard or {t for q in (last.queries if last else ()) if q.site for t in (*q.types, every[-1])}
    claimed = {t for act in acts for t in act.types if _claims(act)}
    if len(others) != 1 or heard == set(every[:1]) or not (heard or claimed):
        return ()
    return every if every[0] in heard or (not heard and every[0] in claimed) else every[1:]


def _at_their_word(acts: Sequence[Act], types: Sequence[str], before: Sequence[str]) -> tuple[Act, ...]:
    """ "But that is only an hour away", "it is not near at all": of places that were spoken of, whoever says where they lie is believed."""
    if len(types) < 2 or any(act.named or act.besides or _asks_of_types(act) for act in acts):
        # The type that they take it for is asked of by itself.
        return ()
    # A town of a country that was spoken of is no other place.
    spoken_of = {name for place in before for name in (_name(place), *_countries(place))}
    new = any(not {_name(place), *_countries(place)} & spoken_of for act in acts for place in act.places)
    told = next((act for act in acts if act.label not in _FOLLOWS_ON and _says_where(act, types)), None)
    if told is None or (new and not any(act.has("counters") for act in acts)):
        return ()
    # "Not near, far away": what is denied is that it is near.
    near = told.has("far_off") is (told.has("neg") and not (told.has("far_off") and told.has("close_by")))
    cues = told.cues - {"neg", "yn"} | {"which", "in_that_case"}
    meant = types[-2:-1] if near else types[-1:]
    answered = told.with_(label="ask_types", types=tuple(meant), outside=(), services=(), values=(), aspects=(), cues=cues)
    return tuple(answered if act is told else act for act in acts if act is told or act.label in _COURTESY)


def _asks_of_types(act: Act) -> bool:
    """Whether an act asks of types, or of the source, and says of no place where it lies."""
    return act.has("which") or act.has("names_types") or act.has("o:unasked") or act.has("w:mention")


def _says_where(act: Act, types: Sequence[str]) -> bool:
    """Whether an act says how far it is, in words for it or as it is heard."""
    return act.has("far_off") or act.has("close_by") or set(act.types) == set(types[-2:-1])


def _of_where(acts: Sequence[Act], store: FactStore) -> tuple[Act, ...]:
    """The acts, of which one that asks whether a place will do at all asks where a provider may be: "could they sit in Cebu?"."""
    return tuple(_whether_it_may(act, store) for act in acts)


def _whether_it_may(act: Act, store: FactStore) -> Act:
    asks = act.has("yn") and act.label in _MAY_ASK and any(act.has(cue) for cue in (*_MAY_BE, *(("still",) if act.places else ())))
    owner = next((store.type(name)[0].id for name in act.types), "")
    # "For that, may they be in X?": of the model that is talked about.
    heard = act.sense.models if act.places and act.label in _ASKS_OF_A_PLACE else ()
    meant = act.models or ((owner,) if owner else heard)
    named = set(act.types) & set(act.named)
    where = act.places or (act.types and act.models)
    if not asks or not where or act.has("in_order") or act.relations or len(set(act.models)) > 1 or (named and meant == (owner,)):
        return act
    refs = tuple(f"{model}.{_WHERE}" for model in meant)
    if not refs or not all(map(store.has_fact, refs)):
        return act
    return act.with_(label="ask_aspect", models=meant, types=(), services=(), outside=(), aspects=(_WHERE,), values=refs)


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
    told = [name for name in map(_name, now) if whose[name] == _OWN][:1] or [name for name in whose if whose[name] == _OWN][-1:]
    own = next(iter(told), "")
    # Who is elsewhere now is no longer where they were.
    whose = {name: of for name, of in whose.items() if of != _OWN or name in (own, *map(_name, now))}
    own = own or (next((name for name in whose if whose[name] != _OTHER), "") if len(whose) > 1 else "")
    spoken_of = [name for name in dict.fromkeys(map(_name, now)) if name != own]
    others = spoken_of or [name for name in whose if name != own]
    sided = {name: (whose.get(name, "") if name == own or whose.get(name) != _OWN else _OTHER) for name in latest}
    known = {name: sided[name] + _unsided(place) for name, place in latest.items()}
    return known.get(own, ""), [known[name] for name in others]


def _unsided(place: str) -> str:
    return "/" + place.partition("/")[2]


def _side(place: str) -> str:
    return place.split("/")[0]


def _name(place: str) -> str:
    return place.split("/")[2].lower()


def _countries(place: str) -> set[str]:
    return set(place.split("/")[1].split()) if place else set()


def _types(own: str, others: Sequence[str], store: FactStore) -> tuple[str, ...]:
    """The types that places make it: the nearest one within a country, one of the others beyond it, any where that is not sure."""
    every = every_type(store)
    here = _countries(own)
    found: set[str] = set()
    for other in others if here else ():
        there = _countries(other)
        same, apart = here == there and len(here) == 1, not here & there
        found |= set(every[:1] if same else every[1:] if apart else every)
    return tuple(t for t in every if t in found)


def every_type(store: FactStore) -> tuple[str, ...]:
    """The types of all models, from near to far."""
    return tuple(t.id for model in store.models for t in store.types(model.id))


def _called(place: str) -> str:
    """The name of a place as it is written in a sentence."""
    return place.split("/")[2].title()


def _claims(act: Act) -> bool:
    """Whether an act claims, or asks, that one type that it names is meant."""
    return act.has("yn") and len(set(act.types) & set(act.named)) == 1 and not act.models


def _of_any_place(act: Act) -> bool:
    """Whether an act claims of a type how far away it is: "the far one is that, right? And what is X?"."""
    return _claims(act) and not act.places and (act.has("far_off") or act.has("close_by"))


def _offers_all(act: Act, store: FactStore) -> bool:
    """Whether an act asks which of all types it is."""
    return act.label == "ask_types" and act.has("which") and set(act.types) == set(every_type(store)) and not act.models


def _with(act: Act, types: tuple[str, ...]) -> Act:
    """An act that tells of places, or asks of them, with the types that they make it."""
    if act.label not in _MAY_ASK or act.has("w:mention") or not (act.places or act.types or act.label == "ask_types"):
        return act
    names = [place.split("/")[2].lower() for place in act.places]
    # "What would X make it?" asks of X, in words for it or by its name.
    outside = tuple(
        thing for thing in act.outside if not any(n in thing.lower() and (act.label == "ask_types" or thing.lower() in n) for n in names)
    )
    if act.label == "ask_types":
        # Which type it is for, if any job is told of.
        act = act.with_(services=())
    if act.has("placed") and act.has("yn") and not act.places and not (act.has("neg") and not set(act.types) & set(types)):
        # "That means the same country, right?" claims it of any place.
        return act
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
