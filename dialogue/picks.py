"""Picks from what the bot listed or offered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from acts import Act
from dialogue.context import Turn, owners_of
from dialogue.follow import answer, follow_up
from dialogue.plan import Move
from dialogue.query import QUESTIONS, Query
from dialogue.references import entries_meant
from dialogue.telling import names_told, needs_told

# Questions that may be on the pick that was made, where only a model is named.
_OF_A_PICK = ("relation", "aspect", "classification", "difference")
# Parts that may ask whether another pick is wrong, and those that may tell of one.
_ASKS_OF_IT = ("ask_choice", "doubt", "ask_aspect", "ask_relation", "follow_up")
_TELLS_OF_IT = ("tell", "ask_choice", "follow_up", "remark", "nothing", "agree", "object", "ask_relation")
_ASKS_OF_BOTH = ("ask_choice", "ask_relation", "tell", "follow_up", "doubt", "ask_classification", "out_of_scope")
_ONE = 1
# What people are like, not their work.
OF_PEOPLE = ("talent", "skills")


def choose_listed(act: Act, turn: Turn) -> list[Move]:
    """A pick from a list, or from what the bot offered."""
    if takes_leave(act, turn):
        return [Move("social", key="thank")]
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


def changed(act: Act, turn: Turn) -> list[Move]:
    """ "Does it change anything that …?": what is told now beside what a pick was made of."""
    things = {kind: getattr(act, kind) for kind in ("services", "values")}
    beside = [other for other in turn.acts if other is not act and other.label == "tell"]
    if not any(things.values()):
        things = {kind: tuple(n for other in beside for n in getattr(other, kind)) for kind in things}
    denied = act.has("neg") if any(getattr(act, kind) for kind in things) else any(other.has("neg") for other in beside)
    before = tuple(t for t in turn.memory.told if t not in turn.told)
    cues = frozenset({"changes", *(("neg",) if denied else ())})
    query = Query("choice", told=before, outside=act.outside, cues=cues, **things)
    return turn.asks(Move("answer", query))


def of_the_pick(query: Query, act: Act, turn: Turn) -> Query:
    """The question for the pick where one model, or one of all, is named behind it and nothing else: "so that one is out?"."""
    before = turn.before
    if not (before and before.topic == "choice" and query.topic in _OF_A_PICK) or turn.asked or act.anaphor:
        return query
    bare = act.models and not (act.with_(models=()).names_something or act.outside or act.form.plain)
    if bare and (act.has("yn") or (act.has("which") and len(act.models) > 1)):
        return query.with_(topic="choice", cues=query.cues - ({"yn"} if len(act.models) > 1 else set()))
    return query


def preferred(act: Act, turn: Turn) -> list[Move]:
    """ "My boss wants the other one, is that wrong?": what is wished for in place of a pick, which the source leaves open."""
    before = turn.before
    if before is None or before.topic != "choice" or turn.memory.pending or turn.asked or act.has("which"):
        return []
    beside = [other for other in turn.acts if other is not act and other.label == "tell" and other.models]
    models = act.models or tuple(m for other in beside for m in other.models)
    mine = all(f"services:{service}" in turn.memory.told for service in act.services)
    bare = mine and not (act.with_(models=(), services=()).names_something or act.outside)
    asked_beside = any(other is not act and (other.label in QUESTIONS or other.label == "doubt") for other in turn.acts)
    wants = act.label in _TELLS_OF_IT and not (act.has("asks") or asked_beside) and (act.has("said") or act.has("counters"))
    allowed = act.has("allowed") and act.has("yn") and bool(act.models)
    objects = wants or allowed or (act.label in _ASKS_OF_IT and act.has("disputed"))
    if not (objects and bare and len(set(models)) == 1 and turn.store.has_model(models[0])):
        return []
    cues = act.cues & {"disputed"} | {"other_wish"}
    query = Query("choice", models=models[:1], told=turn.all_told or before.told, cues=cues)
    return turn.asks(Move("answer", query, verdict=""))


def of_the_list(query: Query, act: Act, turn: Turn) -> Query:
    """The question for a pick as one for an entry of the list of services that was shown: "pick one of them for me"."""
    before = turn.memory.last_asked
    shown = before is not None and before is turn.memory.last and before.queries[-1].topic == "services"
    return query.with_(cues=query.cues | {"one_of_list"}) if shown and _ONE in act.numbers and not act.models else query


def for_each(act: Act, turn: Turn) -> list[Move]:
    """ "One of them likes to talk, the other to analyse. Which suits each?": a pick for everyone that was told of, in their order."""
    telling = [told for told in (needs_told(other) for other in turn.acts if other.label == "tell") if told]
    if act.label != "ask_choice" or not act.has("each"):
        return []
    if len(telling) < 2:
        jobs = names_told(turn.told, "services")
        several = len(owners_of(jobs, turn.store)) > 1
        return turn.asks(Move("answer", Query("classification", services=jobs, cues=frozenset({"which"})))) if several else []
    return [move for i, told in enumerate(telling, 1) for move in turn.asks(Move("answer", Query("choice", told=told, mark=str(i))))]


def of_both(act: Act, turn: Turn) -> list[Move]:
    """ "I like the one and the other. Can I do both?": what was told speaks for several, and the source forbids none."""
    told = [t.partition(":") for t in turn.all_told if not t.startswith("-")]
    wanted = {m for kind, _, name in told if kind == "services" for m in owners_of((name,), turn.store)}
    wanted |= {name.partition(".")[0] for kind, _, name in told if kind == "values" and name.rpartition(".")[2] in OF_PEOPLE}
    asks = act.anaphor == "both" and act.has("able") and (act.has("yn") or act.has("asks"))
    mine = act.has("first_person") or any(other.has("need") for other in turn.acts)
    if not (asks and mine) or act.label not in _ASKS_OF_BOTH or act.models or len(wanted & set(turn.everyone)) < 2:
        return []
    query = Query("choice", told=turn.all_told, cues=frozenset({"both_wished"}), words=act.words)
    return turn.asks(Move("answer", query, verdict=""))


def asks_of_change(act: Act, turn: Turn) -> bool:
    """Whether an act asks what something changes in the pick that was made last."""
    before = turn.before
    return act.has("changes") and before is not None and before.topic == "choice" and not turn.asked


def of_an_offer(query: Query, act: Act, turn: Turn) -> Query:
    """The question whether a job that is offered suits who tells of himself, of the model that lists it."""
    offered = [o for o in turn.acts if o.label == "tell" and not o.has("neg")]
    services = tuple(dict.fromkeys(s for o in offered for s in o.services))
    owners = set(owners_of(services, turn.store))
    told = tuple(t for t in turn.all_told if t.rpartition(".")[2] in OF_PEOPLE)
    asks = (act.has("yn") or act.has("back")) and not act.has("which")
    if not (asks and len(owners) == 1 and told) or query.models or query.things:
        return query
    return query.with_(models=tuple(owners), besides=services, told=told, cues=query.cues | {"yn"} | {"offered"})


def takes_leave(act: Act, turn: Turn) -> bool:
    """Whether who picks wants nothing more: "I'll take the first one, thanks"."""
    thanks = any(other.label == "thank" or other.has("thanks") for other in turn.acts)
    return act.has("takes") and thanks and turn.memory.pending != "need" and not (act.has("yn") or act.has("which"))


def _offered_needs(turn: Turn) -> list[str]:
    """The needs that the bot offered to choose from, in their order: see `answers.topics.choice`."""
    return [name for kind, name in turn.memory.last.listed if kind == "values"] if turn.memory.last else []


def unsure(act: Act, turn: Turn) -> list[Move]:
    """No preference: what each is good for."""
    if turn.memory.pending == "need":
        return [replace(move, lead="unsure") for move in answer(Query("difference", models=turn.everyone), turn)]
    return [Move("social", key="deny")]


HANDLERS: dict[str, Callable[[Act, Turn], list[Move]]] = {"choose_listed": choose_listed, "unsure": unsure}
