"""The main points of the whole source, or of one of its subjects."""

from __future__ import annotations

from collections.abc import Sequence

from answers.composer import Composer, lower_first
from answers.piece import Piece, Point
from answers.topics.definition import define
from answers.topics.difference import compare
from dialogue import Query

# What else is told of one model, behind what tells it from the others.
_OF_ONE = ("goal", "services")


def sum_up(query: Query, c: Composer) -> Piece:
    """What the source says in a few points, weightiest first: of all, or of the subjects that are named."""
    if query.outside and not query.models:
        return c.decline(query)
    models = c.models(query)
    if query.types or query.services or (query.models and not models):
        return define(query.with_(topic="definition"), c)
    points = _of_one(models[0], c) if len(models) == 1 else _of_all(models or c.everyone, c)
    whole = compare(Query("difference", models=models or c.everyone), c) if len(models) != 1 else None
    facts = list(dict.fromkeys(ref for p in points for ref in p.refs))
    return Piece(
        "answer",
        "overview",
        c.say("title.overview", names=c.names(models or (c.store.outsourcing.id, *c.everyone))),
        query.with_(models=models),
        lead=[c.say("overview.of", names=c.names(models)) if models else c.say("overview.article", title=c.store.article.title[c.lang])],
        points=points,
        listed=True,
        line=_line(models or c.everyone, c) if whole else points[0].text,
        line_facts=[*(f"{m}.definition" for m in models or c.everyone), *whole.line_facts] if whole else points[0].refs,
        name=whole.name if whole else points[0].brief,
        facts=facts,
        extra=[f.ref for f in c.store.relations.values() if f.ref not in facts] if whole else [],
        declined=list(query.outside),
        table=whole.table if whole else None,
        suggestions=c.suggest_for(models, "definition"),
    )


def _line(models: Sequence[str], c: Composer) -> str:
    """Models in one sentence: what each is, and what tells most of it."""
    telling = [a.id for a in c.store.aspects if a.gist]
    parts = []
    for model in models:
        facts = c.store.model(model).facts
        gist = c.say("definition.gist", name=c.name(model), gist=lower_first(facts["definition"].brief(c.lang)))
        clauses = [clause[c.lang] for a in telling if a in facts and (clause := facts[a].clause)]
        parts.append(c.join([gist, *clauses]))
    return "; ".join(parts) + "."


def _of_all(models: Sequence[str], c: Composer) -> list[Point]:
    difference = compare(Query("difference", models=tuple(models)), c)
    first, *others = difference.line_facts
    points = [c.point(c.store.model(m).facts["definition"], c.name(m)) for m in models]
    points.append(Point(first, difference.line, difference.line, difference.name, "", others))
    outsourcing = c.store.outsourcing
    points += [c.point(f) for name, f in outsourcing.facts.items() if name in ("definition", "reasons")]
    points += [_services(m, c) for m in models]
    points += [c.point_of(c.store.list_of_types(m).ref) for m in models if c.store.types(m)]
    return points + [c.point(f) for f in c.store.relations.values() if f.comes_from]


def _of_one(model: str, c: Composer) -> list[Point]:
    facts = c.store.model(model).facts
    telling = [a.id for a in c.store.aspects if a.top and a.id in facts]
    points = [c.point(facts[a]) for a in ("definition", *telling, *_OF_ONE) if a in facts and a != "services"]
    points.append(_services(model, c))
    return points + ([c.point_of(c.store.list_of_types(model).ref)] if c.store.types(model) else [])


def _services(model: str, c: Composer) -> Point:
    line = c.services_line(model)
    others = [s.ref for s in c.store.services(model)]
    return Point(f"{model}.services", line, line, c.service_list(model), c.name(model), others)


__all__ = ["sum_up"]
