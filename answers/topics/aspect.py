"""An aspect of one or more models, and whether what is claimed of it is so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from answers import verdicts
from answers.answer import Suggestion
from answers.composer import Composer, lower_first, upper_first
from answers.piece import Piece, Point
from answers.topics.definition import placed
from answers.topics.difference import compare, row_of, table
from dialogue import Query
from facts import Row

# More of them are no heading.
_FEW = 2
# Aspects whose values stand for themselves, and are not the two sides of one scale.
_OF_ITS_OWN = ("definition", "skills", "services")


def describe(query: Query, c: Composer) -> Piece:
    """State the aspects that are asked for or claimed, of the models named or of all."""
    if query.types and query.has("always") and not set(query.types) & set(query.named):
        # "Does it have to be abroad?": it may be where any of the types is.
        of = c.models(query) or tuple(dict.fromkeys(c.store.type(t)[0].id for t in query.types))
        query = query.with_(types=(), values=tuple(f"{m}.{a}" for m in of for a in verdicts.OPEN), models=of, aspects=verdicts.OPEN)
    if query.types and not query.aspects and not query.values:
        from answers.topics.definition import define_types

        return define_types(query, c)
    if among_types(query, c) or _of_all_types(query, c):
        return not_by_type(query, c)
    aspects = _told_of(aspects_of(query), query, c)
    of_outsourcing = bool(query.values) and all(v.startswith(f"{c.store.outsourcing.id}.") for v in query.values)
    if not aspects and not of_outsourcing:
        return c.decline(query) if query.outside else compare(query.with_(topic="difference"), c)
    if of_outsourcing and not (aspects and c.models(query)):
        from answers.topics.outsourcing import give_reasons

        return give_reasons(query, c)
    aspects = _told_of(aspects_of(query), query, c)
    if not aspects:
        return c.decline(query) if query.outside else compare(query.with_(topic="difference"), c)
    models = _models(query, aspects, c)
    rows = c.store.compare(models, [a for a in aspects if c.store.has_aspect(a)])
    if not rows:
        return _not_stated(query, aspects, models, c)
    # Of one model several aspects are told apart by their own names.
    points = [
        c.point(fact, c.name(m) if len(models) > 1 or len(rows) == 1 else lower_first(row.aspect.label[c.lang]))
        for row in rows
        for m, fact in zip(models, row.facts)
        if fact
    ]
    facts = [p.ref for p in points]
    sides = _by_side(rows, models, c) if len(rows) > 1 and len(models) > 1 else []
    lead: list[str] = []
    if len(models) > 1 and set(query.models) in (set(), set(models)) and query.has("which") and query.values:
        lead = _which(query, c)
        if lead and all(a in _OF_ITS_OWN for a in aspects):
            # What the other one is says nothing of which it is.
            holding = _holding(query, c)
            points = [p for p in points if p.ref.partition(".")[0] in holding]
            facts = [p.ref for p in points]
    if query.has("promised"):
        lead = [c.say("aspect.promises_nothing" if query.has("promised_else") else "aspect.no_promise")]
    owners = set(c.offering(query.services[0])) if len(query.services) == 1 else set()
    claimed_of_a_job = verdicts.asked(query) and query.values and owners == set(query.models) != set()
    if query.has("of_the_job") or claimed_of_a_job:
        job = placed(query.services[0], c)
        lead, facts = [job.text], [job.ref, *facts]
    contrasted = c.contrast(points)
    holders = [p for p in points if p.ref.partition(".")[0] in _holding(query, c)] if lead and query.values else []
    # Of somebody's jobs those were found.
    of_mine = bool(lead and query.services)
    lacking = [m for m in models if not (of_mine or any(f"{m}.{a}" in facts for a in aspects))]
    after = (
        [c.say("decline.no_fact", aspect=c.join([c.aspect(c.store.aspect(a)) for a in aspects]), name=c.names(lacking))] if lacking else []
    )
    after += [c.say("term.beyond")] if query.has("terms") else []
    compared = _rows(rows, models, c) if len(models) > 1 else []
    # "Only the complexity" is told of nothing else.
    compared = [row for row in compared if row.weighty or not query.has("only")]
    claimed_of = c.models(query) or verdicts.alike(query.values, c.store)
    return Piece(
        "answer",
        "aspect",
        c.say("title.difference", names=c.names(models))
        if len(models) > 1 and len(aspects) > _FEW
        else c.say("title.aspect", names=c.names(models), aspect=c.join([c.store.aspect(a).label[c.lang].lower() for a in aspects])),
        query.with_(models=c.models(query), aspects=tuple(aspects)),
        verdict=verdicts.of_a_promise(query)
        or verdicts.of_the_unknown_alone(query)
        or verdicts.of_same_value(query, models, aspects, c.store)
        or verdicts.of_values(query, claimed_of, c.store),
        halves=_halves(query, claimed_of, c),
        lead=lead,
        points=points,
        after=after,
        rows=compared if not query.values else [],
        # "Which of them is it?" in a sentence: that one.
        line=holders[0].text if len(holders) == 1 else contrasted[0] if len(contrasted) == 1 else "; ".join(sides) + "." if sides else "",
        line_facts=[p.ref for p in holders] if len(holders) == 1 else [],
        parts=sides,
        facts=facts,
        extra=[ref for p in points for ref in c.store.fact(p.ref).see_also],
        # Several properties are told each of both.
        name=lead[0].rstrip(".")
        if lead and not query.has("of_the_job")
        else "; ".join(f"{p.label if i == 0 else lower_first(p.label)}: {p.brief}" for i, p in enumerate(compared[: len(rows)]))
        if sides
        else c.gist(points),
        entries=tuple(("models", m) for m in models) if len(models) > 1 else (),
        declined=list(query.outside),
        table=table(rows, models, c) if len(rows) > 1 and len(models) > 1 else None,
        suggestions=_next(aspects, models, c),
    )


def among_types(query: Query, c: Composer) -> bool:
    """Whether a property is asked of types against one another; where a provider is, is what they are told by."""
    sides = set(aspects_of(query)) - set(verdicts.OPEN)
    return len(query.types) > 1 and bool(sides) and all(c.store.types(m) for m in c.models(query))


def not_by_type(query: Query, c: Composer) -> Piece:
    """A property asked of types against one another: it is told of their model alone, and nothing of another model answers that."""
    piece = c.decline(query.with_(outside=(), words=""))
    known = [a for a in aspects_of(query) if c.store.has_aspect(a)]
    piece.query = query
    piece.lead = [c.say("type.not_by_type", aspect=c.one_of([c.aspect(c.store.aspect(a)) for a in known]))] if known else piece.lead
    return piece


def _of_all_types(query: Query, c: Composer) -> bool:
    """ "Do the three types need different staff?": of as many kinds as there are types."""
    counts = {len(c.store.types(m)) for m in c.everyone} - {0}
    of_them = query.has("all_of") or (query.has("so_many") and bool(counts & set(query.numbers)))
    return query.has("names_types") and of_them and (not query.models or any(c.store.types(m) for m in c.models(query)))


def _names(rows: Sequence[Point]) -> str:
    """ "Basis: rules (one), judgement (other); complexity: …"."""
    return "; ".join(f"{row.label if i == 0 else lower_first(row.label)}: {row.brief}" for i, row in enumerate(rows))


def _halves(query: Query, models: Sequence[str], c: Composer) -> tuple[list[str], list[str]] | None:
    """The names of the models of which a claim is so, and of those of which it is not; None unless there are both."""
    right, wrong = verdicts.holders(query, models, c.store) if query.values and not query.has("equates") else ([], [])
    return ([c.name(m) for m in right], [c.name(m) for m in wrong]) if right and wrong else None


def _by_side(rows: Sequence[Row], models: Sequence[str], c: Composer) -> list[str]:
    """Several aspects of several models in a clause a model: in clauses of their own where all have one, else by name and gist."""
    told = [[(row.aspect, fact) for row in rows for m, fact in zip(models, row.facts) if fact and m == model] for model in models]
    if all(fact.clause for of in told for _, fact in of):
        clauses = [c.join([fact.clause[c.lang] for _, fact in of if fact.clause]) for of in told]
        return [c.say("difference.part", name=c.name(model), clauses=of) for model, of in zip(models, clauses)]
    named = [c.join([f"{lower_first(a.label[c.lang])} {lower_first(fact.brief(c.lang))}" for a, fact in of]) for of in told]
    return [f"{c.name(model)}: {of}" for model, of in zip(models, named)]


def _rows(asked: Sequence[Row], models: Sequence[str], c: Composer) -> list[Point]:
    """What is asked side by side, then what else tells most: a longer answer never tells of one side alone."""
    further = [r for r in c.store.compare(models) if r.aspect.top and all(r.facts) and r.aspect not in [a.aspect for a in asked]]
    first = [replace(row_of(row, models, c), weighty=True) for row in asked]
    return [*first, *(replace(row_of(row, models, c), weighty=False) for row in further)]


def _told_of(aspects: tuple[str, ...], query: Query, c: Composer) -> tuple[str, ...]:
    """The aspects, and in place of one that nothing is told of a model the one that shares its names: skills, staff."""
    models = c.models(query)
    found = []
    for name in aspects:
        shares = c.store.aspect(name).shares if c.store.has_aspect(name) else None
        lacks = models and not any(c.store.has_fact(f"{m}.{name}") for m in models)
        found.append(shares if shares and lacks else name)
    return tuple(dict.fromkeys(found))


def aspects_of(query: Query) -> tuple[str, ...]:
    """The aspects asked for, then those of the values that are claimed."""
    of_values = [v.rpartition(".")[2] for v in query.values if not v.startswith("relation.")]
    return tuple(a for a in dict.fromkeys((*query.aspects, *of_values)) if a not in ("reasons", "users"))


def _models(query: Query, aspects: Sequence[str], c: Composer) -> tuple[str, ...]:
    """The models that are named, with the one compared with; those that have the aspect if none is named."""
    named = c.models(query)
    if not named and query.services:
        # Of a service: of the model that lists it.
        named = tuple(dict.fromkeys(m for s in query.services for m in c.offering(s)))
    if named:
        if query.than or query.has("than") or query.has("which"):
            return tuple(m for m in c.everyone if m in {*named, *query.than}) if len({*named, *query.than}) > 1 else c.everyone
        if query.has("only_of") and query.values:
            return c.everyone
        # What holds of the other one instead puts a wrong claim right.
        may_be = any(v.rpartition(".")[2] in verdicts.OPEN for v in query.values)
        if query.values and verdicts.of_values(query, named, c.store) == "no" and len(named) == 1 and not may_be:
            others = [m for v in query.values for m in verdicts.owners(v, c.store) if m not in named and c.store.has_model(m)]
            return tuple(dict.fromkeys((*named, *others)))
        return named
    return tuple(m for m in c.everyone if m not in query.besides)


def _holding(query: Query, c: Composer) -> list[str]:
    """The models of which a value that is asked for holds, or does not where that is asked."""
    holding = [m for m in c.everyone if any(m in verdicts.owners(v, c.store) for v in query.values)]
    return [m for m in c.everyone if m not in holding] if query.has("neg") else holding


def _which(query: Query, c: Composer) -> list[str]:
    """ "Which of them is X?": the name first."""
    holding = _holding(query, c)
    if not 0 < len(holding) < len(c.everyone):
        return []
    # "Which of my tasks?": those that the model lists.
    mine = [s for s in query.services if set(c.offering(s)) & set(holding)]
    if mine:
        return [c.say("aspect.which_of_mine", services=upper_first(c.service_names(mine)), names=c.names(holding))]
    if query.services:
        return [c.say("aspect.none_of_mine", names=c.names(holding))]
    return [c.say("aspect.which", names=c.names(holding))]


def _not_stated(query: Query, aspects: Sequence[str], models: Sequence[str], c: Composer) -> Piece:
    known = [a for a in aspects if c.store.has_aspect(a)]
    label = c.join([c.aspect(c.store.aspect(a)) for a in known])
    return Piece(
        "decline",
        "aspect",
        c.say("title.decline"),
        query,
        lead=[c.say("decline.no_fact", aspect=label, name=c.names(models))],
        declined=[label],
        suggestions=c.suggest_for(models)[:2],
    )


def _next(aspects: Sequence[str], models: Sequence[str], c: Composer) -> list[Suggestion]:
    others = [m for m in c.everyone if m not in models and f"{m}.{aspects[0]}" in {f.ref for f in c.store.model(m).facts.values()}]
    asked = [c.suggest_aspect(aspects[0], m) for m in others[:1]]
    order = [a.id for a in c.store.aspects if a.top]
    following = next((a for a in order if a not in aspects and c.store.model(models[-1]).facts.get(a)), None)
    return [
        *asked,
        *([c.suggest_aspect(following, models[-1])] if following else []),
        c.suggest("difference", names=c.names(c.everyone)),
        c.suggest("choice"),
    ]
