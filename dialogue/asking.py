"""Questions that stand on their own: what each asks for, beside what was told and said before."""

from __future__ import annotations

from acts import MATTER, Act, aspects_of
from dialogue import objections, social, telling
from dialogue.context import Turn, owners_of
from dialogue.meanings import meaning
from dialogue.meant import of_a_premise
from dialogue.plan import Move
from dialogue.query import Query
from dialogue.references import resolved

_WHICH_IS_BETTER = f"{MATTER}better"


def ask(act: Act, turn: Turn) -> list[Move]:
    """A question that stands on its own."""
    if act.topic == "source" and act.outside == (_WHICH_IS_BETTER,):
        # "Does it at least say which is better?"
        return outside(act, turn)
    if act.topic == "why" and not (act.names_something or act.outside) and turn.memory.last and turn.memory.last.key == "cannot":
        # "Why can't you?"
        return social.only_source(turn)
    if act.topic == "why" and act.has("yn") and (act.has("neg") or act.has("answer_no")) and (none := objections.no_reason(act, turn)):
        return none
    if act.topic == "aspect" and act.values and act.has("asks") and not act.aspects and not act.has("yn"):
        # "Since it runs on this, who uses it?" asks who.
        act = of_a_premise(act)
    query = meaning(telling.of_a_story(resolved(act, turn), act, turn), act, turn)
    if not isinstance(query, Query):
        return query
    if query.topic == "full_form" and "definition" in query.aspects:
        # "What it stands for, and what it is."
        parts = [query.with_(aspects=()), query.with_(topic="definition", aspects=())]
    else:
        parts = _by_owner(query, turn) or _by_property(query, turn)
    parts, by_type = [_of_the_whole(part, turn) for part in parts], any(_of_a_type(part, turn) for part in parts)
    turn.asked += parts
    if by_type:
        # Of types only where they are is told.
        return [Move("answer", part, lead="not_by_type", verdict="") for part in parts]
    return [Move("decline" if part.topic == "outside" else "answer", part) for part in parts]


def _of_a_type(query: Query, turn: Turn) -> bool:
    """Whether a property of one type is asked for: what is told of types is told of none of their properties."""
    asked = {*query.aspects, *aspects_of(query.values)}
    told = {turn.store.list_of_types(turn.store.type(name)[0].id).aspect for name in query.types}
    return query.topic == "aspect" and len(query.types) == 1 and bool(asked) and not asked & told


def _of_the_whole(query: Query, turn: Turn) -> Query:
    """A question on a property of a type as one on the model that it is a type of."""
    if not _of_a_type(query, turn):
        return query
    owners = tuple(dict.fromkeys(turn.store.type(name)[0].id for name in query.types))
    aspects = tuple(dict.fromkeys((*query.aspects, *aspects_of(query.values))))
    return query.with_(models=owners, types=(), values=(), aspects=aspects, than=(), cues=query.cues - {"yn", "than", "which"})


def _by_owner(query: Query, turn: Turn) -> list[Query]:
    """Why several jobs are listed where they are: a question for each model that lists some of them; nothing for those of one."""
    owners = owners_of(query.services, turn.store) if query.topic == "why" else ()
    if len(owners) < 2 or (query.models and not set(owners) <= set(query.models)):
        return []
    return [
        query.with_(models=(name,), services=tuple(s for s in query.services if name in owners_of((s,), turn.store))) for name in owners
    ]


def _by_property(query: Query, turn: Turn) -> list[Query]:
    """A claim of several properties as one claim each: each gets its verdict."""
    denied = tuple(name for name in query.besides if turn.store.has_fact(name))
    aspects = aspects_of((*query.values, *denied))
    claims = query.has("yn") and not (query.has("which") or query.has("equates"))
    if query.topic != "aspect" or len(aspects) < 2 or not claims or len(query.models) > 1:
        return [query]
    of = [[tuple(v for v in values if v.endswith(f".{a}")) for values in (query.values, denied)] for a in aspects]
    named = [a for a in aspects_of(denied) if a in query.aspects]
    of_named = tuple(v for a in named for m in query.models if turn.store.has_fact(v := f"{m}.{a}"))
    if of_named and not query.has("neg"):
        # "Isn't its purpose this, and not that?": of the purpose only that is told.
        return [query.with_(heard="", values=of_named, besides=(), cues=query.cues | {"neg"})]
    # They are one sentence, whatever its last sign, and one question where it has one.
    cues = query.cues - {"asks"} | ({"asks_several"} if query.has("asks") else set())
    return [
        query.with_(heard="", values=values or rest, besides=rest if values else (), aspects=(), cues=cues if values else cues | {"neg"})
        for values, rest in of
    ]


def outside(act: Act, turn: Turn) -> list[Move]:
    """What the store does not tell."""
    query = resolved(act.with_(label="ask_outside"), turn)
    compares = act.has("which") or len(act.models) > 1
    if query.outside == (_WHICH_IS_BETTER,) and compares and set(query.with_(models=()).things) <= {"choice"}:
        # Which is better is not told; by what a company chooses is.
        query = query.with_(topic="relation", relations=("choice",), cues=frozenset())
        return turn.asks(Move("answer", query))
    turn.asked.append(query)
    if act.has("asks_to_do") and not act.names_something:
        # "Can you help me with a recipe?" asks nothing that a source could tell.
        return [Move("decline", query.with_(outside=()), key="not_my_field")]
    return [Move("answer" if query.topic == "classification" else "decline", query)]
