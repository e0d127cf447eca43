"""How many there are in lists, or of jobs that were sorted; jobs in the order of a property of their models."""

from __future__ import annotations

from collections.abc import Sequence

from answers import verdicts
from answers.composer import Composer, lower_first, upper_first
from answers.piece import Piece, Point
from dialogue import Query


def tally(query: Query, c: Composer) -> Piece:
    """How many services each of some models has, or how many of some jobs belong to each."""
    jobs = query.topic == "classification"
    of = {
        m: [s for s in query.services if m in c.offering(s)] if jobs else [s.id for s in c.store.services(m)]
        for m in c.models_or_all(query)
    }
    told = [c.say("tally.of", name=c.name(m), count=c.number(len(services))) for m, services in of.items()]
    if jobs and query.outside:
        told.append(c.say("tally.unlisted", count=c.number(len(query.outside))))
    most = sorted(of, key=lambda m: -len(of[m]))
    longest = not jobs and query.has("which") and len(of) > 1 and len(of[most[0]]) > len(of[most[1]])
    text = (c.say("tally.most", name=c.name(most[0])) + " " if longest else "") + upper_first(", ".join(told)) + "."
    facts = [f"{m}.services" for m in of] if not jobs else [ref for s in query.services for ref in _listed(s, c)]
    return Piece(
        "answer",
        query.topic,
        c.say("title.services", name=c.names(tuple(of))),
        query,
        verdict=verdicts.of_count(query, len(next(iter(of.values())))) if len(of) == 1 else "",
        points=[Point(facts[0], text, text, text.rstrip("."), others=facts[1:])] if facts else [],
        line=text,
        name=text.rstrip("."),
        facts=facts,
        suggestions=[c.suggest("services", name=c.name(m)) for m in of],
    )


def rank(query: Query, c: Composer) -> Piece:
    """Jobs in the order of a property of the models that list them: `models` stand in that order."""
    aspect = query.aspects[0]
    facts, told = [], []
    for model in query.models:
        mine = [s for s in query.services if model in c.offering(s)]
        if mine:
            fact = c.store.model(model).facts[aspect]
            told.append(c.say("tally.group", services=c.service_names(mine), name=c.name(model), level=lower_first(fact.brief(c.lang))))
            facts += [fact.ref, *(ref for s in mine for ref in _listed(s, c))]
    text = upper_first(_then(told, c)) + "."
    return Piece(
        "answer",
        "classification",
        c.say("title.classification", service=upper_first(c.service_names(query.services))),
        query,
        points=[Point(facts[0], text, text, text.rstrip("."), others=facts[1:])] if facts else [],
        line=text,
        facts=facts,
        declined=list(query.outside),
        suggestions=[c.suggest("difference", names=c.names(c.everyone))],
    )


def _listed(service: str, c: Composer) -> list[str]:
    return [entry.ref for owner, entry in c.store.classify(service) if c.store.has_model(owner.id)]


def _then(told: Sequence[str], c: Composer) -> str:
    return c.say("tally.then").join(told)
