"""Questions why of what was said last: "why is that?"."""

from __future__ import annotations

from dialogue.context import Turn
from dialogue.query import Query


def why_of_that(query: Query, turn: Turn) -> Query:
    """ "Why is that?": of what was answered last."""
    before = turn.before
    if before is None:
        return query
    picked = next((q for e in reversed(turn.memory.exchanges) for q, ok in e.outcomes if ok and q.topic == "choice" and q.told), None)
    told = turn.all_told if before.topic == "choice" else picked.told if picked and set(picked.models) & set(query.models) else ()
    if not told and picked and query.models and (turn.form.use or len(query.models) > 1):
        # "A line for my boss on why this one": whatever was asked since it was picked.
        told = turn.all_told
    if told:
        # "Why that one?" of a pick, whatever was asked since: what it was made of.
        return query.with_(topic="choice", told=told, models=(), besides=(), than=(), cues=query.cues - {"neg"} | {"because"})
    # Of what was said of a property of jobs, the property is what is asked for.
    services = (
        ()
        if before.aspects or before.values
        else before.services or tuple(t.partition(":")[2] for t in turn.all_told if before.topic == "choice" and t.startswith("services:"))
    )
    models = query.models or before.models
    of_another = before.topic == "reasons" and (query.has("meant_reasons") or not set(query.models) <= set(before.models))
    if before.topic in ("definition", "users") and not (services or before.types or before.values) or of_another:
        # After what it is, or why the other one is used: why anyone uses it.
        return query.with_(topic="reasons", models=models)
    return query.with_(models=models, services=services, aspects=before.aspects, values=before.values)
