"""Any two or more things side by side."""

from __future__ import annotations

from collections.abc import Sequence

from answers import verdicts
from answers.answer import Image, Table
from answers.composer import Composer, lower_first, upper_first
from answers.piece import Piece, Point
from answers.topics.definition import define_types, placed
from dialogue import Query
from facts import Aspect, Fact, Row

# Without those that tell it in a sentence, so many properties do.
_FEW = 2


def compare(query: Query, c: Composer) -> Piece:
    """Compare models as a whole, a model with outsourcing, types, services, or things of different kinds."""
    if query.outside and len(query.models) + len(query.types) + len(query.services) < 2:
        return c.decline(query)
    if query.has("related") and verdicts.asked(query) and not (query.types or query.services):
        from answers.topics.relation import relate

        return relate(query.with_(topic="relation"), c)
    if query.types and not query.services:
        from answers.topics.aspect import among_types, not_by_type

        return not_by_type(query, c) if among_types(query, c) else compare_types(query, c)
    if query.services and query.has("equates") and query.models:
        from answers.topics.classification import classify

        return classify(query.with_(topic="classification"), c)
    if query.services:
        return _compare_services(query, c)
    if any(not c.store.has_model(m) for m in query.models):
        return _with_outsourcing(query, c)
    if query.aspects:
        from answers.topics.aspect import describe

        return describe(query, c)
    return _whole(query, c)


def _whole(query: Query, c: Composer) -> Piece:
    named = c.models(query)
    models = named if len(named) > 1 else c.everyone
    rows = [r for r in c.store.compare(models) if r.aspect.id not in query.besides]
    top = [r for r in rows if r.aspect.top and all(r.facts)]
    shared = [f for f in c.store.relations.values() if f.ref.endswith(".outsourcing") and set(models) <= set(f.models)]
    points = [
        Point(
            f"{m}.definition",
            _portrait(m, [r for r in top if r.aspect.gist], c),
            " ".join(f.simple(c.lang) for r in top for f, n in zip(r.facts, models) if n == m and f),
            "; ".join(f.brief(c.lang) for r in top for f, n in zip(r.facts, models) if n == m and f),
            c.name(m),
            shorter=_ever_shorter([f for r in top if r.aspect.gist for f, n in zip(r.facts, models) if n == m and f], c),
        )
        for m in models
    ]
    facts = [fact.ref for row in rows for fact in row.facts if fact]
    parts = _parts(models, rows, c)
    gist = list(zip(*(row.facts for row in rows if row.aspect.gist)))
    line_facts = [f.ref for row in rows if row.aspect.gist for f in row.facts if f]
    verdict = verdicts.of_sameness(query)
    if verdict:
        # Who asks whether they are the same wants no lecture.
        points = [Point(line_facts[0], "; ".join(parts) + ".", others=line_facts[1:])]
        facts = line_facts
    return Piece(
        "answer",
        "difference",
        c.say("title.difference", names=c.names(models)),
        query.with_(models=models),
        verdict=verdict,
        # Whoever asks for the differences is not told first what both are; whether they are the same is another question.
        lead=[c.say("difference.related", fact=f.text[c.lang].rstrip(".")) for f in shared if verdict],
        points=points,
        line="; ".join(parts) + ".",
        parts=parts,
        rows=[row_of(row, models, c) for row in (*top, *(r for r in rows if r not in top))],
        name="; ".join(f"{c.name(m)}: {', '.join(lower_first(f.brief(c.lang)) for f in facts if f)}" for m, facts in zip(models, gist)),
        line_facts=line_facts,
        facts=[*(f.ref for f in shared if verdict), *facts],
        entries=tuple(("models", m) for m in models),
        table=table(rows, models, c) if not verdict else None,
        image=Image(url=f"/infographic/{c.lang}.png", alt=c.say("image.difference", names=c.names(models)))
        if set(models) == set(c.everyone) and not verdict
        else None,
        suggestions=[c.suggest("choice"), *(c.suggest("services", name=c.name(m)) for m in models[:2])],
    )


def _portrait(model: str, rows: Sequence[Row], c: Composer) -> str:
    """A model in two sentences: what it is given, and what sets the work apart; the table has the rest."""
    facts = c.store.model(model).facts
    told = [facts[r.aspect.id].clause for r in rows if r.aspect.id in facts]
    clauses = [clause[c.lang] for clause in told if clause]
    opening = facts["definition"].clause
    if not opening or len(clauses) < 2:
        return " ".join(facts[a].text[c.lang] for a in ("definition", *(r.aspect.id for r in rows)) if a in facts)
    return c.say("difference.portrait", name=c.name(model), opening=opening[c.lang], clauses=c.join(clauses))


def _ever_shorter(facts: Sequence[Fact], c: Composer) -> list[str]:
    """A side of a comparison by what tells most of it: "rules, volume", "rules"."""
    told = [fact.brief(c.lang) for fact in facts]
    return [", ".join([*told[:1], *map(lower_first, told[1:count])]) for count in range(len(told), 0, -1)]


def _parts(models: Sequence[str], rows: Sequence[Row], c: Composer) -> list[str]:
    """The comparison in a clause a model: by what the work is based on and driven by."""
    told_whole = [r for r in rows if all(fact and fact.clause for fact in r.facts)]
    chosen = [r for r in rows if r.aspect.gist and all(r.facts)] or told_whole[:_FEW]
    gist = [[fact for fact in r.facts if fact] for r in chosen]
    parts = []
    for i, m in enumerate(models):
        told = [facts[i].clause for facts in gist]
        clauses = [clause[c.lang] for clause in told if clause] or [lower_first(facts[i].brief(c.lang)) for facts in gist]
        parts.append(c.say("difference.part", name=c.name(m), clauses=c.join(clauses)))
    return parts


def row_of(row: Row, models: Sequence[str], c: Composer) -> Point:
    """An aspect of all: "rules (one), judgement (other)", and as a sentence."""
    points = [c.point(fact, c.name(m)) for m, fact in zip(models, row.facts) if fact]
    text = "; ".join(s.rstrip(".") for s in c.contrast(points)) + "."
    plain = "; ".join(p.plain.rstrip(".") for p in points) + "."
    brief = ", ".join(f"{lower_first(p.brief)} ({p.label})" for p in points)
    shorter = [
        ", ".join(f"{lower_first(([p.brief, *p.shorter])[min(level, len(p.shorter))])} ({p.label})" for p in points)
        for level in range(1, max(len(p.shorter) for p in points) + 1)
    ]
    others = [p.ref for p in points[1:]]
    return Point(points[0].ref, text, plain, brief, row.aspect.label[c.lang], others, row.aspect.top, shorter=shorter)


def table(rows: Sequence[Row], models: Sequence[str], c: Composer) -> Table:
    """A row an aspect, a column a model, each by its gist."""

    def cell(aspect: Aspect, fact: Fact | None) -> str:
        return c.say("difference.missing") if fact is None else fact.brief(c.lang)

    return Table(
        columns=[c.say("difference.basis"), *(c.name(m) for m in models)],
        rows=[[row.aspect.label[c.lang], *(cell(row.aspect, fact) for fact in row.facts)] for row in rows],
    )


def compare_types(query: Query, c: Composer) -> Piece:
    """Types side by side: by where the provider is."""
    if len(query.types) == 1 and query.models and not verdicts.asked(query):
        return define_types(query, c)
    model = c.store.type(query.types[0])[0]
    in_one_thing = verdicts.asked(query) and query.has("only") and query.has("differ")
    # In the order of the store: the nearest first.
    chosen = [t for t in c.store.types(model.id) if len(query.types) == 1 or t.id in query.types]
    points = [c.type_point(t) for t in chosen]
    return Piece(
        "answer",
        "difference",
        c.say("title.difference", names=c.type_names(chosen)),
        query.with_(models=(model.id,), types=tuple(t.id for t in chosen)),
        # Where the provider is, is all in which they are told to differ.
        verdict=verdicts.told([query.has("of_place")], query.has("neg")) if in_one_thing else verdicts.of_sameness(query),
        lead=[c.say("type.differ")],
        points=points,
        line=c.say("type.line", types="; ".join(f"{lower_first(t.name[c.lang])} {t.value[c.lang]}" for t in chosen)),
        name=c.gist(points),
        facts=[p.ref for p in points],
        entries=tuple(("types", t.id) for t in chosen),
        declined=list(query.outside),
        suggestions=c.suggest_for((model.id,), "types", "definition"),
    )


def _compare_services(query: Query, c: Composer) -> Piece:
    points = [placed(s, c) for s in dict.fromkeys(query.services)]
    names = upper_first(c.service_names(query.services))
    return Piece(
        "answer",
        "difference",
        names,
        query,
        points=points,
        # "Are they the same kind of work?": not where they are listed apart.
        verdict=verdicts.of_one_kind(query, [c.offering(s) for s in dict.fromkeys(query.services)]),
        after=[c.say("services.no_comparison")],
        facts=[p.ref for p in points],
        declined=list(query.outside),
        suggestions=[c.suggest("services", name=c.name(m)) for m in c.everyone[:2]],
    )


def _with_outsourcing(query: Query, c: Composer) -> Piece:
    """A model and outsourcing itself: the one is a form of the other."""
    models = c.models(query) or c.everyone
    relation = [f for f in c.store.relations.values() if f.ref.endswith(".outsourcing")]
    subjects: list[str] = [m for m in dict.fromkeys((c.store.outsourcing.id, *models))]
    points = [c.point(f) for f in relation]
    points += [c.point(c.store.subject(m).facts["definition"], c.name(m)) for m in subjects]
    kind_of = c.say(
        "difference.kind_of" if len(models) > 1 else "difference.one_kind_of", names=c.names(models), whole=c.name(c.store.outsourcing.id)
    )
    return Piece(
        "answer",
        "difference",
        c.say("title.difference", names=c.names(subjects)),
        query.with_(models=tuple(subjects)),
        verdict=verdicts.of_sameness(query),
        points=points,
        line=kind_of,
        line_facts=[f.ref for f in relation],
        name=kind_of.rstrip("."),
        facts=[p.ref for p in points],
        suggestions=c.suggest_for(models, "definition"),
    )
