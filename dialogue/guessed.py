"""Services that were only guessed from a description: taken back when the person objects, and from then on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from acts import Act
from dialogue.context import Turn
from dialogue.follow import near
from dialogue.memory import OF_JOBS, Exchange, Memory
from dialogue.plan import Move
from dialogue.query import Query
from facts import FactStore

_Of = TypeVar("_Of", Act, Query)

# The cue of an act, and of the question that is remembered of it, that takes a guess back: `besides` is the service that it was,
# `outside` the words of the job; nothing where it was heard in a story and never said.
_WITHDRAWS = "withdraws"
# So many turns later a service that was never said is still objected to.
_STILL_MEANT = 2
# Parts that object as they stand.
_OBJECTS = ("object", "correct", "doubt", "confused")
# Cues of a part that objects, whatever it was taken for.
_AGAINST = frozenset({"neg", "disputed", "doubted", "sure"})
# Cues of a part that speaks of what the source mentions.
_OF_THE_SOURCE = frozenset({"not_there", "unlisted"})
# Parts that may ask how a job comes to be a service.
_MAY_DOUBT = (*_OBJECTS, "ask_why", "ask_classification", "ask_source", "out_of_scope", "follow_up", "tell", "remark", "nothing")
# Parts of a message that say no more than an objection does.
_SAYS_NO_MORE = ("object", "doubt", "correct", "ask_source", "tell", "remark", "nothing", "follow_up", "ask_classification", "out_of_scope")
# A job is meant by this share of its words.
_SHARE = 0.6


class Guess(NamedTuple):
    """A service that a job was taken for; the job in the words of the person, "" where it was heard in a story."""

    service: str
    job: str


def objected_to(acts: Sequence[Act], memory: Memory, store: FactStore) -> tuple[Act, ...]:
    """The acts, in which what objects to a guess takes it back, and what says the same beside it is left out.

    In a list that is told anew what was taken back is no service any more.
    """
    acts = [_without(act, _taken_back(memory.exchanges)) for act in acts]
    found: list[Act] = []
    taken: list[Guess] = []
    for act in acts:
        guess = _meant(act, memory, store)
        if guess is None:
            found.append(act)
        elif guess not in taken:
            taken.append(guess)
            outside = (guess.job,) if guess.job else ()
            found.append(Act("object", besides=(guess.service,), outside=outside, cues=frozenset({_WITHDRAWS}), span=act.span))
    if taken:
        return tuple(act for act in found if act.has(_WITHDRAWS) or not _says_the_same(act, taken))
    unlisted = [item.partition(":")[2] for e in memory.exchanges for q in e.queries for item in q.items if item.startswith(":")]
    return tuple(_of_the_unlisted(act, [*unlisted, *(guess.job for guess in _taken_back(memory.exchanges))]) for act in found)


def corrected(memory: Memory) -> Memory:
    """The memory with the jobs of what was taken back as jobs that the source does not mention."""
    taken = _taken_back(memory.exchanges)
    if not taken:
        return memory
    exchanges = tuple(replace(e, queries=tuple(_without(query, taken) for query in e.queries)) for e in memory.exchanges)
    return replace(memory, exchanges=exchanges, told=tuple(t for t in memory.told if t not in {f"services:{g.service}" for g in taken}))


def withdrawn(act: Act, turn: Turn) -> list[Move]:
    """The reply to who objects to a guess: that the source does not mention it; or what was asked, without what was never said."""
    if not act.has(_WITHDRAWS):
        return []
    query = Query("outside", outside=act.outside, besides=act.besides, cues=frozenset({_WITHDRAWS}))
    if act.outside:
        return turn.asks(Move("decline", query, key="taken_back"))
    asked = [
        q for e in reversed(turn.memory.exchanges) for q in e.queries if q.topic == "classification" and set(act.besides) & set(q.services)
    ]
    rest = _without(asked[0], [Guess(act.besides[0], "")]) if asked else query
    if not rest.services:
        return [Move("clarify", query, key="what_then", choices=near(turn))]
    cues = rest.cues - {"yn"} | {_WITHDRAWS}
    return turn.asks(Move("answer", rest.with_(besides=act.besides, cues=cues), lead="never_said", verdict=""))


def _taken_back(exchanges: Iterable[Exchange]) -> list[Guess]:
    queries = [query for e in exchanges for query in e.queries if query.has(_WITHDRAWS) and query.besides]
    return [Guess(query.besides[0], next(iter(query.outside), "") if query.topic == "outside" else "") for query in queries]


def _without(of: _Of, taken: Sequence[Guess]) -> _Of:
    """An act or a question of jobs without what was taken back; its words are those of something unknown."""
    jobs = of.topic in OF_JOBS if isinstance(of, Query) else True
    mine = [g for g in taken if g.service in of.services and (f"{g.service}:{g.job}" in of.items if g.job else g.service not in of.named)]
    if not (mine and jobs) or of.has(_WITHDRAWS):
        return of
    items = tuple(f":{item.partition(':')[2]}" if Guess(*item.split(":", 1)) in mine else item for item in of.items)
    kept = {item.partition(":")[0] for item in items}
    gone = {g.service for g in mine if g.service not in kept}
    unknown: list[str] = [guess.job for guess in mine if guess.job and guess.job not in of.outside]
    return of.with_(services=tuple(s for s in of.services if s not in gone), items=items, outside=(*of.outside, *unknown))


def _meant(act: Act, memory: Memory, store: FactStore) -> Guess | None:
    """The guess that an act objects to; None if none is meant."""
    if act.label not in _MAY_DOUBT or act.models or act.items or act.has("which"):
        return None
    for exchange in reversed(memory.exchanges):
        for query in exchange.queries:
            for guess in _guesses(query):
                if not _is_its_name(guess, store) and _objects_to(act, guess, query):
                    return guess
    unsaid = [
        service
        for exchange in memory.exchanges[-_STILL_MEANT:]
        for query in exchange.queries
        if query.topic == "classification" and not query.has(_WITHDRAWS) and len(query.services) > 1
        for service in query.services
        if service not in query.named and service not in {item.partition(":")[0] for item in query.items}
    ]
    return next((Guess(s, "") for s in unsaid if _objects(act) and s in act.services and s in act.named), None)


def _of_the_unlisted(act: Act, jobs: Sequence[str]) -> Act:
    """An act that speaks of a job that is no service, without the service that is heard in it, or that it is denied to be."""
    if act.label not in _MAY_DOUBT or act.models or act.items or act.has("which") or len(act.services) != 1 or len(act.outside) != 1:
        return act
    job = next((job for job in jobs if _is_meant(job, act.outside[0])), "")
    named = set(act.named) - set(act.services)
    return act.with_(services=(), outside=(job,), named=tuple(n for n in act.named if n in named)) if job else act


def _guesses(query: Query) -> list[Guess]:
    """The jobs of a question in the person's words that were taken for a service that they do not name."""
    items = [Guess(*item.split(":", 1)) for item in query.items] if query.topic == "classification" else []
    services = [guess.service for guess in items]
    # Of several jobs that are one service one may be named: it is not the one in more words.
    guesses = [g for g in items if g.service and (g.service not in query.named or services.count(g.service) > 1)]
    return sorted(guesses, key=lambda g: -len(g.job.split()))


def _is_its_name(guess: Guess, store: FactStore) -> bool:
    """Whether the words of a job hold a name of the service that it was taken for: then nothing was guessed."""
    for _, service in store.classify(guess.service):
        told = next((detail for detail in service.details if detail.id == guess.service), service)
        names = {told.name.id, told.name.en, *told.synonyms.all()}
        if any(set(name.lower().split()) <= set(guess.job.lower().split()) for name in names):
            return True
    return False


def _objects_to(act: Act, guess: Guess, query: Query) -> bool:
    spoken_of = any(_is_meant(guess.job, thing) for thing in (*act.outside, act.words))
    named = guess.service in act.services and guess.service in act.named
    # Of a service that the person named beside it only the words tell which job is meant.
    if guess.service in query.named and not spoken_of:
        return False
    of_the_source = act.label == "ask_source" or act.has("w:mention") or bool(act.cues & _OF_THE_SOURCE)
    heard = guess.service in act.services and not named and act.has("neg")
    # "X is not in there, is it?" says of the job alone that it is not so.
    of_the_source = of_the_source or (act.has("neg") and act.has("yn") and not (act.services or act.outside))
    if of_the_source and (spoken_of or heard):
        return True
    objects = _objects(act) or act.has("counters")
    return named and (spoken_of or (objects and act.label != "ask_why"))


def _objects(act: Act) -> bool:
    return act.label in _OBJECTS or bool(act.cues & _AGAINST) or act.has("o:wrong") or act.has("o:unasked")


def _is_meant(job: str, words: str) -> bool:
    """Whether a job is spoken of in some words, by most of its own or all of these."""
    mine, spoken = set(job.lower().split()), set(words.lower().split())
    both = mine & spoken
    return bool(both) and (len(both) >= _SHARE * len(mine) or both == spoken)


def _says_the_same(act: Act, taken: Sequence[Guess]) -> bool:
    """Whether a part only goes on with the objection: "that is quite another thing", "your article says nothing of it"."""
    others = set(act.services) - {guess.service for guess in taken}
    unknown = [thing for thing in act.outside if not any(_is_meant(g.job, thing) for g in taken)]
    names = act.models or act.types or act.aspects or act.values or act.relations or others or unknown or act.items
    differs = act.label == "ask_difference" and not act.has("asks")
    return (differs or act.label in _SAYS_NO_MORE) and not (names or act.has("which") or act.form)


__all__ = ["Guess", "corrected", "objected_to", "withdrawn"]
