"""Jobs in the order of a property of their models."""

from __future__ import annotations

from collections.abc import Sequence

from answers.composer import Composer, lower_first, upper_first
from answers.piece import Piece, Point
from dialogue import Query


def rank(query: Query, c: Composer) -> Piece:
    """Jobs in the order of a property of the models that list them: `models` stand in that order."""
    aspect = query.aspects[0]
    facts, told = [], []
    for model in query.models:
        mine = [s for s in query.services if model in c.offering(s)]
        if mine:
            fact = c.store.model(model).facts[aspect]
            told.append(c.say("ranked.group", services=c.service_names(mine), name=c.name(model), level=lower_first(fact.brief(c.lang))))
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
    return c.say("ranked.then").join(told)
