"""Who outsources, and why."""

from __future__ import annotations

from answers import verdicts
from answers.composer import Composer
from answers.piece import Piece
from dialogue import Query

# Who uses it is told, not who had better do so.
_OUGHT = frozenset({"advised", "always"})


def name_users(query: Query, c: Composer) -> Piece:
    """Say who uses outsourcing; the source says it of all models alike."""
    if query.outside and not verdicts.asked(query):
        return c.decline(query)
    verdict = ""
    # Of one that the source does not name it can only be said that others do it too.
    if verdicts.asked(query) and (query.has("only") or not query.outside) and not query.cues & _OUGHT:
        verdict = verdicts.told([not query.has("only")], query.has("neg"))
    return _of_outsourcing("users", query, c, verdict)


def give_reasons(query: Query, c: Composer) -> Piece:
    """Say what the models named are used for, or why companies outsource at all."""
    if query.has("only") and query.has("too"):
        # "That, too, or only this?": that, too.
        query = query.with_(cues=query.cues - {"only"})
    models = [m for m in c.models(query) if "goal" in c.store.model(m).facts]
    if query.outside and not query.values and not models:
        return c.decline(query)
    if not models:
        return _of_outsourcing("reasons", query, c, verdicts.of_values(query, [c.store.outsourcing.id], c.store))
    shared = f"{c.store.outsourcing.id}.reasons"
    if query.values == (shared,):
        # What is told of outsourcing, whichever model it is done by, holds of each: "does X save time?".
        return _of_outsourcing("reasons", query, c, verdicts.of_values(query, models, c.store))
    points = [c.point(c.store.model(m).facts["goal"], c.name(m)) for m in models]
    if query.values:
        points += [
            c.point(c.store.model(m).facts["reliance"], c.name(m))
            for m in models
            if "reliance" in c.store.model(m).facts and query.has("only")
        ]
    return Piece(
        "answer",
        "reasons",
        c.say("title.reasons", name=c.names(models)),
        query.with_(models=tuple(models)),
        verdict=verdicts.of_values(query, models, c.store),
        points=points,
        facts=[p.ref for p in points],
        extra=[f"{m}.reliance" for m in models if "reliance" in c.store.model(m).facts] + [f"{c.store.outsourcing.id}.reasons"],
        name=c.gist(points),
        declined=list(query.outside),
        suggestions=c.suggest_for(models, "reasons"),
    )


def _of_outsourcing(fact_name: str, query: Query, c: Composer, verdict: str) -> Piece:
    outsourcing = c.store.outsourcing
    point = c.point(outsourcing.facts[fact_name])
    return Piece(
        "answer",
        fact_name,
        c.say(f"title.{fact_name}", name=outsourcing.name[c.lang]),
        query.with_(models=query.models or (outsourcing.id,)),
        verdict=verdict,
        points=[point],
        facts=[point.ref],
        extra=[f"{outsourcing.id}.{n}" for n in ("reasons", "users", "services") if n != fact_name],
        name=point.brief,
        # "Is it only banks?" has its answer, whatever is told of banks.
        declined=[] if verdict else list(query.outside),
        suggestions=c.suggest_for((outsourcing.id,), fact_name),
    )
