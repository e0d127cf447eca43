"""What a person tells: jobs, needs, situations. It serves the question beside it, or is taken up where there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from acts import Act, named_by
from dialogue import social
from dialogue.context import Turn
from dialogue.plan import Move
from dialogue.query import Query

_TELLS = ("tell", "ask_choice")
# Parts that may be an entry of a list of jobs.
_LISTS = ("tell", "nothing", "remark", "follow_up", "ask_classification", "ask_definition", "out_of_scope", "object")
# So many turns ago jobs may have been sorted that are still pointed at.
_NEAR = 4
_COURTESY = ("greet", "deny", "thank", "acknowledge", "nothing", "goodbye", "emotion", "remark", "tell")


def note(act: Act, turn: Turn) -> None:
    """Keep what an act tells of needs, jobs and situations."""
    if act.label in _TELLS or act.has("need"):
        turn.told += needs_told(act)


def needs_told(act: Act) -> tuple[str, ...]:
    """The needs, jobs and situations of an act: "values:…", with "-" before what is denied."""
    denied = "-" if act.has("neg") else ""
    return tuple(
        f"{denied}{kind}:{name}" for kind in ("services", "values", "types") for name in getattr(act, kind) if name not in act.besides
    )


def contrary(told: str) -> str:
    """What would take back something that was told."""
    return told[1:] if told.startswith("-") else f"-{told}"


def names_told(told: Iterable[str], kind: str) -> tuple[str, ...]:
    """The ids of a kind that were told, without those that were denied."""
    return tuple(t.partition(":")[2] for t in told if t.startswith(f"{kind}:"))


def told_of(query: Query, turn: Turn) -> Query:
    """A question such as "which one is that?" with the services, or else the values, that were told before it."""
    beside = [act for act in turn.acts if act.label in _LISTS]
    services = tuple(dict.fromkeys(s for act in beside for s in act.services if s not in act.besides))
    if services:
        # A list of jobs on lines or points of their own, and "which is which?" behind it; beside a single job stand circumstances.
        outside = tuple(o for act in beside if len(act.services) != 1 or act.items for o in act.outside)
        return query.with_(services=services, outside=outside, items=tuple(item for act in beside for item in act.items))
    unknown = tuple(o for act in beside for o in act.outside)
    if unknown:
        # "They took on outsiders for X. Is that one of those?"
        return query.with_(outside=unknown)
    if not turn.told and any(act.label == "tell" and act.has("need") for act in turn.acts):
        # What is wished for is nothing that is known.
        return query.with_(topic="outside")
    for told in (turn.told, list(turn.told_before)):
        for kind in ("services", "types", "values"):
            names = names_told(told, kind)
            if names and kind == "values":
                # By what the work is like: which of them fits it.
                return query.with_(topic="choice", told=tuple(told))
            if names:
                return query.with_(**{kind: names})
    before = turn.before
    if before and before.services:
        # "Which of them are this one?" is asked of all that were placed.
        of_all = query.has("which") and len(query.models) == 1
        return query.with_(services=(jobs_placed(query.models[0], turn) if of_all else ()) or before.services)
    return query


def of_a_place(query: Query, act: Act, turn: Turn) -> Query:
    """ "Which type is it, then?" behind places: of the types that these may be, not of a model."""
    if query.topic == "types" and query.has("yn") and len(query.types) > 2:
        # "This one, that one, or the third?"
        return query.with_(cues=query.cues - {"yn"} | {"which"})
    before = turn.before
    spoken = before.types if before and before.topic in ("types", "definition") and not turn.told else ()
    told = names_told(turn.told, "types") or spoken or names_told(turn.told_before, "types")
    which = act.has("which") or act.has("back")
    if told and set(act.models) == {turn.store.type(name)[0].id for name in told}:
        # "Which type of X is right, then?" names whose types they are.
        act = act.with_(models=())
    if not told or not which or act.names_something or act.outside or act.has("how_many") or act.has("all_of"):
        return query
    of_values = any(t.lstrip("-").partition(":")[0] in ("services", "values") for t in turn.all_told)
    if query.topic == "types" or (query.topic in ("choice", "classification") and not of_values and (spoken or query.topic == "choice")):
        again = {"again"} if spoken else set()
        return query.with_(topic="types", types=told, models=(), named=(), cues=query.cues - {"yn"} | {"which", *again})
    return query


def of_a_story(query: Query, act: Act, turn: Turn) -> Query:
    """ "I keep hearing of this. What is it?": of the one thing that is told of right before."""
    if query.topic != "definition" or act.names_something or act.outside or act.form.shape:
        return query
    beside = [other for other in turn.acts if other.label == "tell"]
    for kind in ("types", "models", "services"):
        names = named_by(beside, kind)
        if len(names) == 1:
            return query.with_(**{**dict.fromkeys(("types", "models", "services"), ()), kind: names})
    return query


def among_sorted(query: Query, act: Act, turn: Turn) -> Query:
    """ "Which of these needs most of it?" behind jobs that were sorted: asked of them, by their models."""
    if not (query.topic == "aspect" and act.has("which") and act.values) or act.models or act.services or act.than or turn.asked:
        return query
    sorted_ = next((e.queries for e in reversed(turn.memory.exchanges[-_NEAR:]) if _sorts(e.queries)), ())
    if not sorted_:
        return query
    # What a model is says no more of its jobs than what it is like.
    values = tuple(v for v in query.values if v.rpartition(".")[2] != "definition") or query.values
    return query.with_(services=tuple(dict.fromkeys(s for q in sorted_ for s in q.services)), values=values)


def among_listed(query: Query, act: Act, turn: Turn) -> Query:
    """ "Which of those are on the other list, too?" behind a list of services: of those that were shown."""
    shown = tuple(name for kind, name in turn.memory.listed if kind == "services")
    asks = query.topic in ("classification", "services") and act.has("which") and act.has("back") and len(query.models) == 1
    if (
        not (asks and shown)
        or act.services
        or act.outside
        or turn.asked
        or turn.told
        or not turn.last_answer
        or not turn.last_answer.listed
    ):
        return query
    mine = tuple(s for s in shown if any(owner.id == query.models[0] for owner, _ in turn.store.classify(s)))
    return (
        query.with_(topic="classification", services=mine, models=(), cues=query.cues - {"yn", "which"})
        if 0 < len(mine) < len(shown)
        else query
    )


def jobs_placed(model: str, turn: Turn) -> tuple[str, ...]:
    """The person's own jobs that were placed lately, those that a model lists, or all where it lists none."""
    lately = [query for exchange in turn.memory.exchanges[-_NEAR:] for query in exchange.queries]
    jobs = tuple(dict.fromkeys(s for query in lately if query.topic == "classification" for s in query.services))
    return tuple(s for s in jobs if any(owner.id == model for owner, _ in turn.store.classify(s))) or jobs


def _sorts(queries: Sequence[Query]) -> bool:
    """Whether questions are of several jobs, sorted by model."""
    jobs = [s for q in queries if q.topic == "classification" or q.topic == "choice" for s in q.services]
    return len(set(jobs)) > 1


def placed_by(query: Query, turn: Turn) -> Query:
    """ "So is it that one, yes or no?": a type that is named, beside those that the situation told before may be."""
    if query.has("placed") and not query.has("sited"):
        # "That means abroad, right?" tells itself where.
        return query
    in_words = {"placed"} if any(act.has("placed") for act in turn.acts) else set()
    last = turn.memory.last_answer
    if not query.has("sited") and last and last is turn.memory.last and any(q.types == query.types and q.has("yn") for q in last.queries):
        # Whoever asks once more has said that it lies there: the condition is said once.
        in_words |= {"confirmed"}
    # Where a town lies is only guessed: what is told in words for it counts.
    guessed = turn.told if "placed" not in in_words else ()
    told = tuple(t for t in turn.all_told if t.startswith("types:") and t not in guessed and "confirmed" not in in_words)
    return query.with_(told=told, cues=query.cues | in_words)


def tell(act: Act, turn: Turn) -> list[Move]:
    """What is told; it is answered itself only where the message asks nothing."""
    if any(other.label not in _COURTESY for other in turn.acts):
        # A worry is met with a word before the answer.
        return social.emotion(act, turn) if act.has("m:worry") and not act.has("laughs") else []
    picks = turn.memory.pending == "need" or (turn.before is not None and turn.before.topic == "choice")
    if act.services and not picks and act.has("neg") and not (act.models or act.has("said") or act.has("asks")):
        # "I hate it at the call centre" does not ask where that belongs.
        return [Move("social", key="emotion_angry")]
    if (turn.memory.pending == "need" or act.has("need")) and (turn.all_told):
        query = Query("choice", told=turn.all_told)
        return turn.asks(Move("answer", query))
    if social.mood_of(act) and not act.models:
        # Who sighs about the work does not ask where it belongs.
        return social.emotion(act, turn)
    if act.services:
        # Several of them are a list, with what in it is not known.
        outside = act.outside if len(act.services) > 1 else ()
        claims = {"yn"} if act.models else frozenset()
        query = Query("classification", services=act.services, models=act.models, outside=outside, cues=act.cues | claims)
        return turn.asks(Move("answer", query))
    if (act.values or act.relations) and act.models:
        query = Query("relation" if act.relations else "aspect", models=act.models, values=act.values, relations=act.relations,
                      cues=act.cues | {"yn"})  # fmt: skip
        return turn.asks(Move("answer", query))
    if act.outside and act.sense.verdict == "unknown" and turn.before and turn.before.topic == "classification" and not turn.asked:
        # "And my cousin sells cars" behind jobs that were sorted.
        query = Query("classification", outside=act.outside)
        return turn.asks(Move("answer", query))
    if act.types and turn.before and turn.before.types:
        # Where they are, told behind a question on types.
        query = Query("types", models=turn.before.models, types=act.types, named=act.named, cues=frozenset({"which"}))
        return turn.asks(Move("answer", query))
    if social.mood_of(act):
        return social.emotion(act, turn)
    return [Move("social", key="told_on" if turn.memory.exchanges else "told", query=Query("", models=act.models))]


HANDLERS: dict[str, Callable[[Act, Turn], list[Move]]] = {"tell": tell}
