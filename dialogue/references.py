"""What is meant but not said: the other model, the third one, the same of another thing."""

from __future__ import annotations

from collections.abc import Sequence

from acts import Act, aspects_of
from dialogue.context import Turn, only_models, owned, owners_of
from dialogue.query import KINDS, Query, query_of
from dialogue.than import against_the_other
from dialogue.whys import why_of_that

# Topics that are about one or some models, and need to know which.
_ABOUT_MODELS = ("definition", "full_form", "aspect", "types", "services", "reasons", "users", "why")
# Which topic a thing that is only named continues to, whatever was asked before.
_TOPIC_OF_THING = {"services": "classification", "types": "definition", "aspects": "aspect", "values": "aspect", "relations": "relation"}


def resolved(act: Act, turn: Turn) -> Query:
    """The question of an act that asks by itself, with the models that it leaves to be understood."""
    query = _as_placed_before(_with_entries(query_of(act), act, turn), turn)
    if query.topic == "services" and query.services and query.has("yn") and not (query.models or query.has("which") or query.has("rest")):
        # "Is there one about that?" is asked of the list that was talked about.
        query = query.with_(topic="classification")
    query = against_the_other(act, query, turn)
    models = query.models or _meant_by(act, turn) or _heard(act, query, turn)
    if query.topic == "why" and not (query.services or query.types or query.aspects or query.values or query.outside):
        return why_of_that(query.with_(models=models), turn)
    if query.topic == "difference" and len(query.types) == 1 and turn.before and not models:
        # "How does that differ from the third?"
        query = query.with_(types=tuple(dict.fromkeys((*turn.before.types[-1:], *query.types))))
    if query.topic == "difference" and (act.anaphor == "both" or act.has("back")) and not (query.things or query.outside) and turn.before:
        # "How do these two differ?": the types, or services, that were spoken of.
        for kind in ("types", "services"):
            spoken_of = getattr(turn.before, kind)
            query = query.with_(**{kind: spoken_of}) if len(spoken_of) > 1 and not query.things else query
        models = () if query.things else models
    if terms := _two_terms(query):
        return terms
    if query.topic == "difference" or (query.topic == "aspect" and query.has("differ") and query.aspects and len(models) == 1):
        # "How does that differ from the other in what drives it?" is asked of both.
        models = _compared(query, models, turn)
    elif not models and query.than:
        # "Is it more complex than that one?" is asked of the other.
        before, everyone = (tuple(m for m in of if m not in query.than) for of in (turn.models_before(), turn.everyone))
        models = before or everyone
    elif query.topic == "aspect" and len(models) == 1 and query.aspects and not query.values and _alike(query) and query.has("yn"):
        # "And it relies on that, too?" claims what holds of the one talked about before.
        values = tuple(f"{m}.{a}" for m in (turn.before.models if turn.before else ()) if m not in models for a in query.aspects)
        values += tuple(v for q in (turn.before,) if q and not values for v in q.values if v.rpartition(".")[2] in query.aspects)
        query = query.with_(values=tuple(v for v in values if turn.store.has_fact(v)))
    elif query.topic == "classification" and query.services and query.has("yn") and not models and not query.has("which"):
        models = _claimed_of(query, turn)
    elif query.topic == "aspect" and query.services and not models and (query.has("yn") or act.ordinals):
        # "Is the bookkeeping easier?" is claimed of the model that lists it.
        models = owners_of(query.services, turn.store)
    elif not models and query.topic in _ABOUT_MODELS and not _stands_alone(query):
        # "Which of them …?" is about all.
        models = () if act.has("which") else turn.models_before()
    return query.with_(models=models)


def _heard(act: Act, query: Query, turn: Turn) -> tuple[str, ...]:
    """The one subject that a first question is heard to be about, without its name: "what gets outsourced in general?"."""
    first = not (turn.before or turn.asked or query.things or query.outside or act.has("which"))
    return act.sense.models if first and query.topic == "services" and len(act.sense.models) == 1 else ()


def _alike(query: Query) -> bool:
    """Whether a question claims the same of another: "and this one, too?"."""
    return query.has("same") or (query.has("too") and query.has("back"))


def _two_terms(query: Query) -> Query | None:
    """How the values of two models differ in one property: both of them, beyond which nothing is told."""
    owners = tuple(dict.fromkeys(value.partition(".")[0] for value in query.values))
    named = [value for value in query.values if value in query.named] or query.values
    if not (
        (query.has("differ") or query.topic == "difference") and len(owners) > 1 and len(aspects_of(named)) == 1 and len(named) > 1
    ) or query.has("yn"):
        return None
    return Query("aspect", models=owners, aspects=aspects_of(named), cues=frozenset({"terms"}))


def _as_placed_before(query: Query, turn: Turn) -> Query:
    """The question with the jobs that were placed before under the person's own words for them, which may be no words of the store."""
    if not query.outside:
        return query
    items = [item.partition(":") for exchange in turn.memory.exchanges for q in exchange.queries for item in q.items]
    placed = {words.lower(): service for service, _, words in items if service}
    known = {thing: service for thing in query.outside for words, service in placed.items() if f" {thing.lower()}".endswith(f" {words}")}
    if not known:
        return query
    return query.with_(
        topic="classification" if query.topic == "outside" else query.topic,
        services=tuple(dict.fromkeys((*query.services, *known.values()))),
        outside=tuple(thing for thing in query.outside if thing not in known),
    )


def _with_entries(query: Query, act: Act, turn: Turn) -> Query:
    """The question with the entries of the last list that its positions mean."""
    entries = entries_meant(act, turn)
    named = query.services or query.types or query.aspects or query.values
    if query.topic == "why" and not (entries or named) and turn.last_answer and len(turn.last_answer.queries) > 1:
        # "Why is number two there?", "why b?": of several that were answered.
        marked = [q for q in turn.last_answer.queries if q.mark and q.mark == act.mark]
        asked = (marked or [q for q, _ in nth_asked(act, turn)])[:1]
        return query.with_(mark="", **{kind: getattr(q, kind) for q in asked for kind in ("services", "types", "aspects", "values")})
    if not entries or query.types or query.services:
        return query
    kind = entries[0][0]
    return query.with_(**{kind: tuple(name for of, name in entries if of == kind)})


def entries_meant(act: Act, turn: Turn) -> tuple[tuple[str, str], ...]:
    """The entries of the last list at the positions of an act, as far as it has them; all of them of "all three"."""
    listed = turn.memory.listed
    if act.label == "ask_choice" and act.numbers == act.ordinals:
        # "This or that, pick one", "pick one for me" means no place in a list.
        return ()
    if act.has("all_of"):
        # "How do all three differ?": of the last list that had so many.
        return next((e.listed for e in reversed(turn.memory.exchanges) if len(e.listed) > 2), ())
    return tuple(listed[p if p < 0 else p - 1] for p in act.ordinals if p and -len(listed) <= p <= len(listed))


def _meant_by(act: Act, turn: Turn) -> tuple[str, ...]:
    """The models that "the other one", "both", "the former" mean."""
    if not act.anaphor:
        return ()
    before = only_models(turn.models_before(), turn.store)
    asked = turn.before
    if act.anaphor == "other" and asked and asked.has("which") and asked.values and not asked.models:
        # "Which one is complex? And the other?": the one that was found is not meant.
        before = tuple(m for m in turn.everyone if any(value.partition(".")[0] == m for value in asked.values))
    everyone = turn.everyone
    if act.anaphor == "both":
        return everyone if len(before) < 2 else before
    if act.anaphor == "other":
        return tuple(m for m in everyone if m not in before) if 0 < len(before) < len(everyone) else everyone[1:2]
    pair = before if len(before) > 1 else everyone
    places = {"first": pair[:1], "last": pair[-1:]}
    return places.get(act.anaphor, ())


def _compared(query: Query, models: tuple[str, ...], turn: Turn) -> tuple[str, ...]:
    """At least two things to compare: what was talked about joins the one that is named."""
    if len(models) + len(query.types) + len(query.services) >= 2:
        return models
    if query.outside or query.types:
        return models
    before = [m for m in turn.models_before() if m not in models]
    if len(models) == 1 and before:
        return (before[0], *models) if len(before) == 1 or models[0] not in turn.everyone else (*models, *before)
    if len(models) == 1:
        return tuple(dict.fromkeys((*models, *turn.everyone))) if models[0] in turn.everyone else (*models, *turn.everyone)
    return turn.everyone


def _claimed_of(query: Query, turn: Turn) -> tuple[str, ...]:
    """The one model that was talked about, where "is that on the list, too?" may be asked of it."""
    before = only_models(turn.models_before(), turn.store)
    if turn.before and turn.before.topic == "services" and len(before) == 1:
        # "Is training in there?" behind a list is asked of that list, wherever it belongs.
        return before
    listed = all(any(owner.id in before for owner, _ in turn.store.classify(s)) for s in query.services)
    return before if len(before) == 1 and (listed or query.has("too") or query.has("back")) else ()


def _stands_alone(query: Query) -> bool:
    """Whether a question names what it is about, if no model: types, services, what outsourcing does."""
    return bool(query.types or query.services) and query.topic not in ("aspect", "why")


def nth_asked(act: Act, turn: Turn) -> Sequence[tuple[Query, bool]]:
    """The questions that positions mean: of the last message that asked several, else of all that was asked."""
    exchanges = turn.memory.exchanges
    several = next((e for e in reversed(exchanges) if len(e.queries) > 1), None)
    pairs = [pair for e in ([several] if several else exchanges) for pair in e.outcomes]
    return [pairs[p if p < 0 else p - 1] for p in act.ordinals if p and -len(pairs) <= p <= len(pairs)]


def carried(act: Act, turn: Turn, base: Query | None = None) -> Query | None:
    """The last question asked of something else: "and that one?", "their staff?", "the third one?".

    Args:
        act: the half sentence.
        turn: the turn.
        base: the question that it goes on from; the last one where none is given.

    Returns:
        The whole question, or None where there is nothing to go on from and nothing is named.
    """
    base = base or turn.before
    if base is not None and base.topic in ("outside", "") and not base.models and act.form:
        # "Then this one, in a sentence" asks what it is: what is far away has no such form.
        base = None
    new = _with_entries(query_of(act), act, turn)
    # What was right to say to the question before is not said to this one.
    base = base.with_(heard=new.heard) if base else None
    models = new.models or _meant_by(act, turn)
    changes = {kind: getattr(new, kind) for kind in KINDS if kind != "models" and getattr(new, kind)}
    cues = new.cues
    if base is None:
        if not (models or changes or new.outside):
            return None
        topic = next((_TOPIC_OF_THING[kind] for kind in changes), "definition")
        return new.with_(topic=topic, models=models)
    if not changes:
        if not models:
            return base.with_(cues=cues, outside=new.outside) if new.outside else base
        return _same_of(base, models, new, turn)
    if "aspects" in changes and "services" in changes and base.topic in ("aspect", "difference"):
        # A row of a comparison may bear the name of a service.
        del changes["services" if changes["aspects"] != ("services",) else "aspects"]
    kind = next(iter(changes))
    topic = _TOPIC_OF_THING[kind]
    if kind == "services" and new.has("yn") and (models or base.models):
        # "Would that be one of those, too?" is claimed of what was listed.
        return Query("classification", models=models or base.models, outside=new.outside, cues=cues, named=new.named, **changes)
    if kind == "services" and base.topic == "aspect" and not models and (base.aspects or base.values):
        # "And for the call centre?": of the model that it belongs to, if that is not the one that was asked of.
        owners = owners_of(changes["services"], turn.store)
        if owners and owners != base.models:
            return base.with_(models=owners, aspects=base.aspects or aspects_of(base.values), values=(), cues=cues)
    if kind == "services" and base.topic in ("services", "definition", "why"):
        topic = base.topic
    if kind == "services" and base.topic == "choice":
        # "And the bills?" asks of these alone; "and if there were market research, too?" of all.
        alone = act.label == "follow_up" and base.told and not (new.has("too") or new.has("need") or models)
        topic, new = ("classification", new.with_(outside=())) if alone else ("choice", new)
    if kind == "types" and base.topic in ("difference", "types", "aspect", "classification"):
        # "And onshore?" behind a comparison of types compares it, too; behind one of models it asks what that is.
        topic = "difference" if base.topic == "difference" and base.types else "definition"
        if base.topic == "aspect" and len(new.types) > 1:  # "I meant this type against that one": the same property
            topic, changes = "aspect", {**changes, "aspects": base.aspects, "values": base.values}
    if kind == "values" and base.topic == "choice":
        topic = "choice"
    adds = new.has("too") and "aspects" in changes and topic == "aspect"
    if adds and (base.topic == "aspect" or (base.topic == "difference" and base.aspects)):
        # "The staff, too": beside what was asked before.
        changes["aspects"] = tuple(dict.fromkeys((*base.aspects, *changes["aspects"])))
    keeps_models = models or (base.models if kind != "types" and topic in ("aspect", "relation", "choice") else ())
    if topic == "difference":
        changes["types"] = tuple(dict.fromkeys((*base.types, *changes["types"])))
        keeps_models = ()
    than = new.than or (() if models else base.than)
    return Query(
        topic, models=keeps_models, outside=new.outside, cues=cues, than=than, besides=new.besides, numbers=new.numbers,
        named=new.named, words=new.words, **changes,
    )  # fmt: skip


def _same_of(base: Query, models: tuple[str, ...], new: Query, turn: Turn) -> Query:
    """The same question of other models; what belonged to the old ones alone is dropped."""
    if base.topic in ("classification", "types") or (base.topic == "difference" and len(models) == 1):
        mine = tuple(s for s in base.services if any(owner.id in models for owner, _ in turn.store.classify(s)))
        plainly = not base.has("yn") and not new.has("yn")
        if base.topic == "classification" and plainly and mine:
            # "Only the ones of this model": of what was sorted.
            return base.with_(models=(), services=mine, cues=new.cues - {"only"}, outside=new.outside)
        if base.topic == "classification" and base.services:
            return base.with_(models=models, cues=new.cues | {"yn"}, outside=new.outside)
        if base.topic == "difference" and base.aspects:
            return base.with_(topic="aspect", models=models, cues=new.cues, outside=new.outside)
        if base.topic == "difference":
            return Query("definition", models=models, cues=new.cues, outside=new.outside)
        if base.topic == "classification":
            return Query("services", models=models, cues=new.cues, outside=new.outside)
    # "This one is simple. And the other?" asks for the aspect, not for the same value again.
    aspects = base.aspects or aspects_of(base.values)
    # "And that one, the same?" claims the same of another.
    same = any(new.has(cue) for cue in ("yn", "too", "same"))
    # What holds of outsourcing, whichever way it is done, is asked of this one, too.
    of_all = base.values if base.has("yn") and not owned(base.values, turn.store) else ()
    values = base.values if same else of_all
    same = same or bool(of_all)
    topic = "definition" if base.topic == "definition" or (base.topic == "choice" and not base.values) else base.topic
    if same and not values and not base.relations:
        # "And that one, too?" claims of it what holds of the one before.
        asked = aspects or (("goal",) if base.topic == "reasons" else ())
        values = tuple(
            v for m in base.models[:1] for a in asked if turn.store.has_fact(v := f"{m}.{a}") and a not in ("definition", "services")
        )
    claims = {"yn"} if same and (values or base.relations) else frozenset()
    return Query(
        topic,
        models=models,
        aspects=aspects,
        values=values,
        cues=new.cues | claims,
        outside=new.outside,
        numbers=new.numbers if new.has("how_many") else (),
        relations=base.relations,
        words=new.words,
    )
