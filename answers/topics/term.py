"""A word of an answer: what the source tells of it, or that it does not explain it."""

from __future__ import annotations

from answers import verdicts
from answers.composer import Composer
from answers.piece import Piece, Point
from answers.topics.definition import define
from dialogue import Query


def explain(query: Query, c: Composer) -> Piece:
    """What stands in the source by that word; it is never explained from elsewhere."""
    if query.types or query.services:
        return define(query.with_(topic="definition"), c)
    refs = [v for v in query.values if c.store.has_fact(v)] + [f"relation.{r}" for r in query.relations]
    refs = [r for r in refs if c.store.has_fact(r)]
    if len(refs) == 1 and c.store.fact(refs[0]).stands_for:
        return spelt_out(query, refs[0], c)
    if not refs and query.models and not query.outside and not query.aspects:
        return define(query.with_(topic="definition"), c)
    if not refs and query.aspects:
        models = c.models_or_all(query)
        refs = [f"{m}.{a}" for a in query.aspects for m in models if c.store.has_fact(f"{m}.{a}")]
    if not refs:
        piece = c.decline(query, topic="term")
        piece.lead = [c.say("term.unexplained", term=c.join([f"“{t}”" for t in query.outside])) if query.outside else c.say("term.unknown")]
        return piece
    points = [c.point_of(ref) for ref in refs]
    return Piece(
        "answer",
        "term",
        points[0].brief,
        query,
        lead=[c.say("term.undecided" if verdicts.asked(query) and not query.has("explained") else "term.used")],
        points=points,
        facts=refs,
        line=points[0].text if len(points) == 1 else "",
        name=points[0].brief,
        declined=[],
        suggestions=c.suggest_start()[1:],
    )


def spelt_out(query: Query, ref: str, c: Composer) -> Piece:
    """What the letters stand for that a fact explains, what it says by them, and whether what is claimed of them is so."""
    fact = c.store.fact(ref)
    meaning = fact.stands_for[c.lang] if fact.stands_for else ""
    text = c.say("term.stands_for", letters=fact.letters or "", meaning=meaning, fact=fact.brief(c.lang))
    return Piece(
        "answer",
        "term",
        fact.letters or "",
        query,
        verdict=verdicts.told([query.expansion == "right"], query.has("neg")) if query.expansion else "",
        points=[Point(ref, text, text, meaning)],
        facts=[ref],
        closed=True,
        name=meaning,
        suggestions=c.suggest_start()[1:],
    )
