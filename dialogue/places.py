"""Where the person and the provider are, told now or before: of which types that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from acts import Act, named_by
from dialogue.memory import Exchange, Memory
from dialogue.plan import Move
from dialogue.where import of_where
from dialogue.whose import OTHER, OWN, called, countries, name, side, sides, told_apart, unsided
from facts import FactStore

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


class Settled(NamedTuple):
    """The acts of a message, the places that are known from now on, and the types that they make it; none where that is not asked.

    `sites` are places where providers are, by their names: those of each set of types.
    """

    acts: tuple[Act, ...]
    places: tuple[str, ...]
    types: tuple[str, ...] = ()
    sites: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()


def settled(acts: Sequence[Act], before: Sequence[str], memory: Memory, store: FactStore) -> Settled:
    """The acts, in which places stand for the types that they make it.

    Args:
        acts: they. before: the places told before. memory: the talk before it. store: the fact store.
    """
    acts = told_apart(acts)
    named = [place for act in acts for place in act.places]
    # Who objects to what was made of a place may have been misheard, unless both sides are told anew.
    both = {side(place) for place in named} >= {OWN, OTHER}
    now = [unsided(place) if act.label in _OBJECTS and not both else place for act in acts for place in act.places]
    own, others = sides(before, now, there_too=any(act.has("one_country") or act.has("too") for act in acts))
    last = memory.last_asked
    spoken_of = last is not None and any(q.topic == "types" or q.types for q in last.queries)
    at_home = len(others) == 1 and spoken_of and any(_says_at_home(act) for act in acts)
    if at_home and not countries(own) & countries(others[0]):
        # "We are there, too", "that is the same country": of the one place that is spoken of.
        own = OWN + unsided(others[0])
    known = tuple(dict.fromkeys([*([own] if own else []), *others])) or tuple(before)
    if not others and len(before) == len(now) == 1 and own and name(before[0]) != name(own):
        # "And if we were in X?": of them who provide.
        own, others = "", [own]
    every = every_type(store)
    types = every[:1] if at_home else _types(own, others, store) or _of_one(acts, others, last, store)
    if (
        set(types) == set(every[1:])
        and any(_claims(act) for act in acts)
        and any(act.has("far_off") and act.places and not act.has("neg") for act in acts)
    ):
        # "That is far away, so is it this one?": whoever says how far it is is believed.
        types = every[-1:]
    settled_ = Settled(tuple(acts), known, types, (((types, (called(others[0]),)),) if len(others) == 1 and len(types) > 1 else ()))
    asks = spoken_of or any(act.types or act.label == "ask_types" for act in acts)
    of_a_site = last is not None and any(q.sites for q in last.queries)
    if at_home and (granted := _granted(acts, types, memory)):
        return settled_._replace(acts=granted)
    if of_a_site and (taken := _at_their_word(acts, types, before)):
        return settled_._replace(acts=taken)
    if asks and len(others) > 1 and _are_providers(acts, others, (*before, *now)) and (apart := _each(acts, own, others, spoken_of, store)):
        return apart._replace(places=known)
    if types and asks and not now and any(act.label == "ask_types" and act.has("back") and not act.names_something for act in acts):
        # "Which type is it, then?" of places that were told before.
        return settled_
    if types and asks and not now and any(_offers_all(act, store) for act in acts):
        # "Pick one: this, that, or the third?"
        return settled_._replace(acts=tuple(_with(act, types) if _offers_all(act, store) else act for act in acts))
    if not (types and asks and (now or any(_claims(act) for act in acts))):
        return Settled(of_where(acts, memory, store), known)
    acts = of_where(acts, memory, store)
    if not now:
        # "So it is that one?" behind places that were told before; where these leave it open, the condition is not said again.
        open_ = len(types) > 1 and all(set(act.types) <= set(types) for act in acts if _claims(act))
        return Settled(acts, known) if open_ else settled_._replace(acts=tuple(_with(act, types) if _claims(act) else act for act in acts))
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
    return settled_._replace(acts=placed)


def at(move: Move, settled_: Settled) -> Move:
    """A move that says of which type a place is, of the place by its name."""
    query = move.query
    asks = query.topic in ("types", "definition", "classification") and (query.has("which") or query.has("yn"))
    if not asks or not query.types:
        return move
    apart = len(settled_.sites) > 1 or any(len(names) > 1 for _, names in settled_.sites)
    names = next((n for t, n in settled_.sites if (set(query.types) == set(t) if apart else set(query.types) <= {*t, *query.named})), ())
    return replace(move, query=query.with_(sites=names)) if names else move


def _are_providers(acts: Sequence[Act], others: Sequence[str], told: Sequence[str]) -> bool:
    """Whether each of some places is a provider's: the type of each is asked for, each has its job, or all are told to be so."""
    each = any(act.has("each") for act in acts) or len(named_by(acts, "services")) > 1
    theirs = {name(place) for place in told if side(place) == OTHER}
    return each or (OWN in map(side, told) and theirs.issuperset(map(name, others)))


def _each(acts: Sequence[Act], own: str, others: Sequence[str], spoken_of: bool, store: FactStore) -> Settled | None:
    """Of several places the types of each, those of the same ones together; None where that is not what is asked."""
    if any(_claims(act) or act.has("in_order") for act in acts):
        return None
    told_only = spoken_of and all(act.label in _TELLS for act in acts) and any(act.places for act in acts)
    asking = next((a for a in acts if a.label == "ask_types"), None) or next((a for a in acts if told_only and a.places), None)
    at_home = asking and not own and len({other.split("/")[1] for other in others}) == 1 and set(asking.types) == set(every_type(store)[:1])
    if asking is None or (set(asking.types) & set(asking.named)) or at_home:
        # Two towns of a country, one of which is theirs.
        return None
    every = every_type(store)
    found: dict[tuple[str, ...], list[str]] = {}
    for other in others:
        found.setdefault(_types(own, [other], store) or every, []).append(called(other))
    if own and len(found) == 1:
        return None
    asked = [Act("ask_types", types=types, cues=frozenset({"which"}), form=asking.form, span=asking.span) for types in found]
    rest = [act.with_(types=()) if act.places or act.services else act for act in acts if act is not asking]
    sites = tuple((types, tuple(names)) for types, names in found.items())
    return Settled((*rest, *asked), (), tuple(t for t in every if any(t in types for types in found)), sites)


def _says_at_home(act: Act) -> bool:
    """Whether an act says that a provider is in the person's own country, and asks nothing of it."""
    asks = act.has("which") or act.has("differ") or act.has("neg") or len(set(act.types)) > 2 or (act.has("asks") and not act.places)
    return act.has("one_country") and not (asks or act.has("close_by") or act.has("far_off"))


def _granted(acts: Sequence[Act], types: Sequence[str], memory: Memory) -> tuple[Act, ...]:
    """What is said to whoever tells that it is at home: the type; with an apology where the last reply said something else."""
    last = memory.last_answer
    said = {t for q in (last.queries if last else ()) if q.sites or q.named == () for t in q.types}
    told = next((act for act in acts if _says_at_home(act)), None)
    claimed = {t for act in acts for t in act.types if t in act.named}
    if told is None or not said or claimed - set(types) or any(_asks_of_types(act) for act in acts):
        return ()
    objects = any(act.label in _OBJECTS or act.sense.owed or act.has("counters") or _claims(act) for act in acts)
    if not objects and claimed:
        return ()
    cue = "right_of_place" if objects and said != set(types) else "in_that_case"
    cues = frozenset({"which", cue})
    answered = Act("ask_types", types=tuple(types), cues=cues, form=told.form, span=told.span)
    return tuple(answered if act is told else act for act in acts if act is told or act.label in _COURTESY)


def _of_one(acts: Sequence[Act], others: Sequence[str], last: Exchange | None, store: FactStore) -> tuple[str, ...]:
    """The types that one place may make it where the other is not told: those of another country, unless it is heard as their own."""
    every = every_type(store)
    heard = {t for act in acts for t in act.types if t not in act.named}
    heard = heard or {t for q in (last.queries if last else ()) if q.sites for t in (*q.types, every[-1])}
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
    spoken_of = {called_so for place in before for called_so in (name(place), *countries(place))}
    new = any(not {name(place), *countries(place)} & spoken_of for act in acts for place in act.places)
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


def _types(own: str, others: Sequence[str], store: FactStore) -> tuple[str, ...]:
    """The types that places make it: the nearest one within a country, one of the others beyond it, any where that is not sure."""
    every = every_type(store)
    here = countries(own)
    found: set[str] = set()
    for other in others if here else ():
        there = countries(other)
        same, apart = here == there and len(here) == 1, not here & there
        found |= set(every[:1] if same else every[1:] if apart else every)
    return tuple(t for t in every if t in found)


def every_type(store: FactStore) -> tuple[str, ...]:
    """The types of all models, from near to far."""
    return tuple(t.id for model in store.models for t in store.types(model.id))


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
