"""A word of an answer: what the source tells of it, or that it does not explain it."""

from __future__ import annotations

from answers import verdicts
from answers.composer import Composer
from answers.piece import Piece, Point
from answers.topics.definition import define
from answers.topics.relation import relate
from dialogue import Query
from facts import Fact


def explain(query: Query, c: Composer) -> Piece:
    """What stands in the source by that word; it is never explained from elsewhere."""
    if query.types or query.services:
        return define(query.with_(topic="definition"), c)
    refs = [v for v in query.values if c.store.has_fact(v)] + [f"relation.{r}" for r in query.relations]
    refs = [r for r in refs if c.store.has_fact(r)]
    if not refs and query.models and not query.outside and not query.aspects:
        return define(query.with_(topic="definition"), c)
    if not refs and query.aspects:
        models = c.models_or_all(query)
        refs = [f"{m}.{a}" for a in query.aspects for m in models if c.store.has_fact(f"{m}.{a}")]
    if not refs:
        piece = c.decline(query, topic="term")
        piece.lead = [c.say("term.unexplained", term=c.join([f"“{t}”" for t in query.outside])) if query.outside else c.say("term.unknown")]
        return piece
    if verdicts.asked(query) and query.has("to_consumers") and query.relations:
        return relate(query.with_(topic="relation"), c)
    points = [c.point_of(ref) for ref in refs]
    entries = [c.store.entry(ref) for ref in refs]
    glosses = [Point(e.ref, e.gloss[c.lang], e.gloss[c.lang], e.gloss[c.lang]) for e in entries if isinstance(e, Fact) and e.gloss]
    undecided = verdicts.asked(query) and not query.has("explained")
    return Piece(
        "answer",
        "term",
        points[0].brief,
        query,
        lead=[] if glosses else [c.say("term.undecided" if undecided else "term.used")],
        points=glosses or points,
        facts=refs,
        line=(glosses or points)[0].text if len(points) == 1 else "",
        name=points[0].brief,
        declined=[],
        suggestions=c.suggest_start()[1:],
    )
