"""The types of a model, and which of them a situation is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from answers import verdicts
from answers.composer import Composer, lower_first, upper_first
from answers.piece import Piece, Point
from answers.topics.definition import define_types
from answers.topics.difference import compare_types
from answers.topics.services import others
from dialogue import Query
from facts import Type

# What is said of a place to whoever told where it lies.
_TOLD_OF_A_PLACE = {"in_that_case": "type.then", "right_of_place": "type.granted"}


def list_types(query: Query, c: Composer) -> Piece:
    """List the types of a model; of all models that have types where none is named."""
    of = [m for m in c.everyone if c.store.types(m)]
    if query.types and verdicts.asked(query) and query.has("only") and not query.has("only_of") and len(of) == 1:
        # "Is it the only type?": what else there is.
        piece = list_types(query.with_(types=(), models=tuple(of), cues=query.cues - {"yn"}), c)
        piece.query, piece.verdict = query, verdicts.of_a_part(query, query.types, [t.id for t in c.store.types(of[0])])
        return piece
    if query.types and query.has("always") and not set(query.types) & set(query.named):
        # "Does it have to be abroad?"
        from answers.topics.aspect import describe

        return describe(query.with_(topic="aspect"), c)
    if query.types:
        piece = define_types(query, c)
        # The store lists them by distance.
        ordered = [t for model in of for t in c.store.types(model) if t.id in query.types]
        asks_where = query.has("which") and query.topic == "types"
        if len(query.types) > 1 and not query.has("in_order") and (asks_where or not set(query.types) & set(query.named)):
            # Which of them a place is, the source cannot tell.
            point = of_a_site(query.sites, query.types, c)
            text = point.text
            piece.lead = [c.say("type.distance")] if query.has("again") else []
            piece.after = [c.say("type.distance")] if query.sites and not piece.lead else []
            piece.points = [point]
            piece.name = c.one_of([t.name[c.lang] for t in ordered])
            piece.line = text
            piece.shorter = [piece.name]
            piece.facts = point.refs
            piece.entries = tuple(("types", t.id) for t in ordered)
        elif len(query.types) > 1 and not verdicts.asked(query):
            piece = compare_types(query.with_(types=tuple(t.id for t in ordered)) if query.has("in_order") else query, c)
            if piece.topic == "difference" and query.has("in_order"):
                # In one sentence, the nearest first.
                piece.name = upper_first(c.type_names(ordered))
                piece.lead, piece.points = [], [replace(piece.points[0], text=piece.line, others=[p.ref for p in piece.points[1:]])]
            return piece
        if not any(t in query.named for t in query.types) and len(query.types) == 1:
            # A situation was described: the name first.
            _, type_ = c.store.type(query.types[0])
            told = next((key for cue, key in _TOLD_OF_A_PLACE.items() if query.has(cue)), "type.at" if query.sites else "")
            if told:
                text = c.say(told, site=c.one_of(query.sites), name=c.type_names([type_]), where=type_.value[c.lang])
                piece.points = [replace(piece.points[0], text=text, plain=text)]
            else:
                piece.lead = [*piece.lead, c.say("type.is", name=c.type_names([type_]))]
            piece.name = type_.name[c.lang]
        return piece
    if query.outside and not query.models:
        return c.decline(query)
    named = c.models(query)
    models = tuple(m for m in named or c.everyone if c.store.types(m))
    if not models:
        return _none(query, named, c)
    points, facts, entries, lead = [], [], [], []
    verdict = ""
    for model_id in models:
        types = c.store.list_of_types(model_id)
        items = [t for t in types.items if t.id not in query.besides]
        whole = len(items) == len(types.items)
        lead.append(types.text[c.lang].format(count=c.number(len(items))) if whole else others(query, len(items), c))
        verdict = verdicts.of_count(query, len(types.items))
        for t in items:
            point = c.type_point(t)
            point.text = c.say("types.item", name=t.name[c.lang], where=t.value[c.lang])
            point.plain = point.text
            points.append(point)
        facts += [types.ref, *(t.ref for t in items)]
        entries += [("types", t.id) for t in items]
    names = c.join([lower_first(p.label) for p in points])
    counted = query.has("how_many") and len(models) == 1 and not query.besides
    return Piece(
        "answer",
        "types",
        c.say("title.types", name=c.names(models)),
        query.with_(models=models),
        verdict=verdict,
        # Who asks how many there are gets them in a sentence.
        lead=lead[:1] if not counted else [c.point_of(c.store.list_of_types(models[0]).ref).text],
        points=points if not counted else [],
        listed=not counted,
        ordered=not counted,
        line=" ".join(c.point_of(c.store.list_of_types(m).ref).text for m in models),
        plain=c.store.list_of_types(models[0]).simple(c.lang).format(count=c.number(len(points))) if len(models) == 1 else "",
        name=names,
        facts=facts,
        entries=tuple(entries),
        declined=list(query.outside),
        suggestions=[c.suggest("type", name=lower_first(p.label)) for p in points],
    )


def of_a_site(sites: Sequence[str], names: Sequence[str], c: Composer, if_so: str = "") -> Point:
    """Which of some types it is, the nearest first: each by where the provider is, the farthest of all where it is in none of these.

    Args:
        sites: the names of the places where providers are, none where none is named.
        names: the types that it may be.
        c: speaks the language of the reply.
        if_so: the one that it is taken for, which is granted on its condition.
    """
    types = [t for t in c.store.types(c.store.type(names[0])[0].id) if t.id in names]
    *nearer, last = types
    site = c.one_of(sites)
    at = "_at" if site else ""
    if last.id != c.store.types(c.store.type(last.id)[0].id)[-1].id:
        text = f"{c.one_of([_case(t, at, c) for t in types])}."
    elif if_so and [t.id for t in nearer] == [if_so]:
        text = c.say("type.if_at", site=site, where=nearer[0].value[c.lang], last=lower_first(last.name[c.lang]))
    else:
        cases = c.one_of([_case(t, at, c) for t in nearer])
        text = c.say(f"type.pick{at}", cases=cases, last=lower_first(last.name[c.lang]), **({"site": site} if site else {}))
    return replace(c.type_point(types[0]), text=upper_first(text), plain=upper_first(text), others=[t.ref for t in types[1:]], label="")


def _case(type_: Type, at: str, c: Composer) -> str:
    return c.say(f"type.case{at}", where=type_.value[c.lang], name=lower_first(type_.name[c.lang]))


def _none(query: Query, named: Sequence[str], c: Composer) -> Piece:
    with_types = [m for m in c.everyone if c.store.types(m)]
    return Piece(
        "decline",
        "types",
        c.say("title.types", name=c.names(named)),
        query,
        lead=[c.say("decline.no_types", name=c.names(named)), *(c.say("types.only", name=c.names(with_types)) for _ in (0,) if with_types)],
        suggestions=[*(c.suggest("types", name=c.name(m)) for m in with_types), *(c.suggest("services", name=c.name(m)) for m in named)],
    )
