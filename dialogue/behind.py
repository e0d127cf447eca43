"""What a question takes from what was told and shown before it."""

from __future__ import annotations

from acts import Act, aspects_of
from dialogue import follow, objections, picks, telling
from dialogue.context import Turn, owners_of
from dialogue.plan import Move
from dialogue.query import QUESTIONS, Query

# What a model is for, and what it relies on for that.
_AIM, _MEANS = "goal", "reliance"


def sides_before(turn: Turn) -> tuple[str, ...]:
    """The properties that the last question asked of, or claimed; why it is done is what it is for."""
    before = turn.before
    if before is None or before.topic not in ("aspect", "reasons"):
        return ()
    return (_AIM,) if before.topic == "reasons" else before.aspects or aspects_of(before.values)


def points_back(act: Act) -> bool:
    """Whether what was told of one model is pointed back at: "which of mine are that?"."""
    return (act.has("back") or act.has("my_list")) and len(act.models) == 1


def bare(query: Query) -> bool:
    """Whether a question names nothing but models."""
    return not query.with_(models=()).things


def of_a_term(query: Query, act: Act, turn: Turn) -> Query:
    """ "What does that mean?" of what was told; a term that none is named by is what was talked about."""
    if act.has("explained") and not query.things and turn.before:
        return query.with_(values=turn.before.values or tuple(v for _, v in turn.memory.listed if turn.store.has_fact(v)))
    if not (query.things or query.outside) and turn.models_before():
        return query.with_(topic="definition", models=turn.models_before())
    return query


def placed(query: Query, act: Act, turn: Turn) -> Query:
    """Whether something is a type: by where the provider is that was told of."""
    query = telling.placed_by(query, turn)
    # "Is X a type of it?", and not whatever else may be claimed of X.
    return query.with_(cues=query.cues | {"of_a_model"}) if act.models else query


def of_mine(query: Query, act: Act, turn: Turn) -> Query:
    """Which of the jobs that were told belong to the model that is named."""
    mine = telling.jobs_placed(act.models[0], turn)
    return query.with_(topic="classification", services=mine, cues=query.cues - {"yn"} | {"which"}) if mine else query


def for_what_was_told(query: Query, act: Act, turn: Turn) -> Query:
    """A pick for all that was told of needs and jobs."""
    query = query.with_(told=turn.all_told, outside=query.outside or (turn.unknown_jobs if turn.told else turn.unknown_told))
    return picks.of_the_list(picks.of_an_offer(query, act, turn), act, turn)


def jobs_told(query: Query, act: Act, turn: Turn) -> Query:
    """Where the jobs belong that were told of."""
    query = telling.told_of(query, turn)
    if not query.services and points_back(act) and (mine := telling.jobs_placed(act.models[0], turn)):
        query = query.with_(services=mine, cues=query.cues - {"yn", "only"})
    return query


def too_firm(query: Query, act: Act, turn: Turn) -> list[Move]:
    """Where something stands that was granted and does not stand there: that it was granted too firmly."""
    return turn.asks(Move("answer", query, lead="too_firm", verdict=""))


def of_what_was_listed(query: Query, turn: Turn) -> Query:
    """ "Which of those are this, which are that?" behind a list of services: of them."""
    listed = tuple(name for kind, name in turn.memory.listed if kind == "services")
    return query.with_(services=listed) if listed else query


def by_what_was_told(query: Query, act: Act, before: Query, turn: Turn) -> Query:
    """ "And is that different from the other one?" behind a property: whether it is the same of both."""
    aspects = before.aspects or aspects_of(before.values)
    if before.topic != "aspect" or len(aspects) != 1:
        return query
    return query.with_(topic="aspect", models=tuple(dict.fromkeys((*before.models, *act.models))) or turn.everyone, aspects=aspects)


def without_what_is_known(query: Query, turn: Turn) -> Query:
    """ "I know this one, what are the others?": the list without the entries that are named."""
    for kind in ("services", "types"):
        named = getattr(query, kind) or tuple(name for act in turn.acts for name in getattr(act, kind))
        if named and query.topic in (kind, "classification", "definition"):
            cues = query.cues - {"yn", "which", "differ"}
            return query.with_(topic=kind, **{kind: ()}, besides=(*query.besides, *named), cues=cues, numbers=())
    return query


def no_property(act: Act, query: Query, turn: Turn) -> list[Move]:
    """A question on a property that names none: one of a yes or no cannot be told, another asks what the thing is."""
    if any(other is not act and other.label in QUESTIONS for other in turn.acts):
        return []
    if turn.before and turn.before.topic != "outside" and act.has("too"):
        return follow.HANDLERS["follow_up"](act, turn)
    jobs = telling.names_told(turn.told, "services")
    if jobs and not act.models and not act.has("yn"):
        # "We do this and that. What goes where?"
        query = query.with_(topic="classification", services=jobs, outside=turn.unknown_told)
        return turn.asks(Move("answer", query))
    values = telling.names_told(turn.told, "values")
    if act.has("which") and values and len(act.models) != 1 and len(values) == len(turn.told):
        # "They speak of process expertise. Is that this one or that one?"
        query = query.with_(models=(), values=values)
        return turn.asks(Move("answer", query))
    if act.has("which") and turn.all_told and not act.models:
        # "Which model is right?" behind what was told: for that.
        query = query.with_(topic="choice", told=turn.all_told)
        return turn.asks(Move("answer", query))
    if query.models and (act.models or act.anaphor):
        query = query.with_(topic="outside" if act.has("yn") else "definition")
        return turn.asks(Move("decline" if act.has("yn") else "answer", query))
    if turn.before is None:
        return [Move("clarify", key="what")]
    return objections.HANDLERS["doubt" if act.has("yn") else "confused"](act, turn)


def descends(query: Query, turn: Turn) -> bool:
    """Whether a question is on which of the models came of which."""
    return bool(query.relations) and all(turn.store.relations[name].comes_from for name in query.relations)


def beyond_what_was_told(query: Query, act: Act, turn: Turn) -> Query:
    """ "Both lower costs? Then how do they differ on money?": behind what they are for, what each relies on."""
    told = {ref.rpartition(".")[2] for ref in turn.last_answer.facts} if turn.last_answer else set()
    if query.aspects != (_AIM,) or _AIM not in told or _MEANS in told:
        return query
    return query.with_(topic="aspect", models=query.models or turn.everyone, aspects=(_MEANS,), values=(), outside=())


def of_the_job(query: Query, act: Act, turn: Turn) -> Query:
    """ "Is bookkeeping a matter of rules or of judgement?": of the model that lists it."""
    last = turn.memory.last_asked
    placed = last.queries[-1].services if last and last is turn.memory.last and last.queries[-1].topic == "classification" else ()
    points_at_it = act.has("back") or act.has("either") or len(query.values) > 1
    services = query.services or (placed if points_at_it and not turn.asked else ())
    owners, aspects = owners_of(services, turn.store), aspects_of(query.values)
    if len(services) != 1 or len(owners) != 1 or len(aspects) != 1:
        return query
    cues = query.cues - {"which", "contrary", "back"} | {"of_the_job"}
    return query.with_(models=owners, services=services, aspects=aspects, values=(), cues=cues)


def always(query: Query, act: Act, turn: Turn) -> bool:
    """Of every question of its topics."""
    return True


def compares(query: Query) -> bool:
    """Whether a question asks what is the same or differs."""
    return query.has("same") or query.has("differ")


def of_two_models(query: Query, act: Act, turn: Turn) -> bool:
    """Whether a question of a relation sets two models side by side."""
    # "Are both of them, alike, outsourcing?" is no comparison.
    alike = query.relations and sum(turn.store.has_model(m) for m in act.models) > 1
    return not set(query.relations) - {"outsourcing"} and len(act.models) > 1 and not alike


def bare_choice(query: Query, act: Act, turn: Turn) -> bool:
    """Whether a pick names a model, and nothing that it could be picked for."""
    return bool(act.models) and not (not bare(query) or query.outside or turn.all_told)
