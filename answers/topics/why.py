"""Why a fact is so: from the facts that bear on it, said to be the source's, or that it gives no reason."""

from __future__ import annotations

from answers import verdicts
from answers.composer import Composer, lower_first
from answers.piece import Piece
from answers.topics.aspect import aspects_of
from dialogue import Query

# What bears on an aspect of the same model, weightiest first; on a service: what the model rests on.
_BEARS_ON = {
    "complexity": ("skills", "basis", "process"),
    "basis": ("process", "focus"),
    "talent": ("skills", "focus", "basis"),
    "coordination": ("process", "complexity"),
    "requirement": ("skills", "focus"),
    "driver": ("focus", "reliance"),
    "focus": ("basis", "complexity"),
    "process": ("basis", "focus"),
    "reliance": ("goal", "driver"),
    "goal": ("reliance",),
    "skills": ("focus", "basis"),
    "definition": ("skills", "basis"),
    "service": ("basis", "talent", "focus"),
}


def tell_why(query: Query, c: Composer) -> Piece:
    """The facts that bear on what is asked, after saying that the source gives no reason of its own."""
    aspects = [a for a in aspects_of(query) if a not in ("services",)]
    of_outsourcing = bool(query.values) and all(v.startswith(f"{c.store.outsourcing.id}.") for v in query.values)
    if (
        of_outsourcing
        or any(a in ("goal", "reasons") for a in aspects)
        or (not aspects and not query.services and not query.types and query.topic == "reasons")
    ):
        from answers.topics.outsourcing import give_reasons

        return give_reasons(query.with_(topic="reasons", values=()), c)
    if query.outside and not aspects and not query.services:
        return c.decline(query)
    if query.relations and not aspects and not query.services:
        return _of_relations(query, c)
    if query.services:
        models = list(dict.fromkeys(m for s in query.services for m in c.offering(s)))[:1]
        bearing = _BEARS_ON["service"]
    else:
        holding = [m for v in query.values for m in verdicts.owners(v, c.store) if c.store.has_model(m)]
        # "Why is X more so than Y?" is asked of X.
        named = [m for m in c.models(query) if m not in query.than] or list(c.models(query))
        # Of several, the one of which it is said.
        models = (named if len(named) == 1 else holding or named)[:1]
        bearing = tuple(dict.fromkeys(b for a in aspects or ("service",) for b in _BEARS_ON.get(a, ()) if b not in aspects))
    if query.has("not_there") and not (aspects or query.services or query.types or query.values):
        # On what is not there nothing bears.
        bearing = ()
    refs: list[str] = [f"{m}.{b}" for m in models for b in bearing if c.store.has_fact(f"{m}.{b}")][:2]
    if not refs:
        return Piece(
            "decline", "why", c.say("title.decline"), query, lead=[c.say("why.no_reason")], declined=[],
            suggestions=[c.suggest("difference", names=c.names(c.everyone)), c.suggest("choice")],
        )  # fmt: skip
    # Each by its aspect: "judgement" alone says nothing.
    points = [c.point(c.store.fact(ref), lower_first(c.store.aspect(ref.partition(".")[2]).label[c.lang])) for ref in refs]
    stated: list[str] = []
    verdict = ""
    if query.services:
        mine = [s for s in query.services if set(models) & set(c.offering(s))] or query.services[:1]
        names = c.join([lower_first(c.service_name(s)[0]) for s in mine])
        stated = [c.say("why.listed", service=names, name=c.names(models))]
        facts = [entry.ref for s in mine for owner, entry in c.store.classify(s) if owner.id in models]
    else:
        # A premise that does not hold is put right first.
        facts = [f"{m}.{a}" for m in (*models, *query.than) for a in aspects if c.store.has_fact(f"{m}.{a}")]
        if query.values and verdicts.of_values(query.with_(cues=query.cues | {"yn"}), models, c.store) == "no":
            right = [c.point(c.store.fact(ref)) for ref in facts or refs]
            return Piece(
                "answer",
                "why",
                c.say("title.why"),
                query.with_(models=tuple(models)),
                verdict="no" if query.has("yn") else "",
                lead=[] if query.has("yn") else [c.say("why.not_so")],
                points=right,
                line=c.say("why.not_so_line", facts="; ".join(p.text.rstrip(".") for p in right)),
                facts=facts or refs,
                suggestions=c.suggest_for(models),
            )
        stated = [c.say("why.no_reason_but")]
    return Piece(
        "answer",
        "why",
        c.say("title.why"),
        query.with_(models=tuple(models)),
        verdict=verdict,
        lead=stated,
        points=points,
        line=c.say("why.line", facts=points[0].text),
        line_facts=[points[0].ref],
        facts=list(dict.fromkeys([*facts, *refs])),
        suggestions=[c.suggest("difference", names=c.names(c.everyone)), *(c.suggest("services", name=c.name(m)) for m in models)],
    )


def _of_relations(query: Query, c: Composer) -> Piece:
    """Why models stand to one another as is said: put right where it is the other way round, else told without a reason."""
    from answers.topics.relation import relate

    piece = relate(query.with_(topic="relation", cues=query.cues | {"yn"}), c)
    if piece.kind == "answer":
        piece.lead = [c.say("why.not_so" if piece.verdict == "no" else "why.no_reason_but")]
        piece.topic, piece.title, piece.query, piece.verdict = "why", c.say("title.why"), query, ""
    return piece
