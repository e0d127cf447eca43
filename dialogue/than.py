"""Which of two is compared with which, where neither is named: "is it more complex than the other one?"."""

from __future__ import annotations

from acts import Act
from dialogue.context import Turn, only_models
from dialogue.query import Query


def against_the_other(act: Act, query: Query, turn: Turn) -> Query:
    """ "Is it more complex than the other one?" is claimed of the model that was talked about last, against the other."""
    before = only_models(turn.models_before(), turn.store)
    # "Than the others" are those that were not talked about.
    of_the_other = act.anaphor == "other" or (not act.anaphor and act.has("rest"))
    compares = (
        of_the_other and act.has("than") and not act.has("than_it") and query.topic == "aspect" and not (query.models or query.services)
    )
    return query.with_(models=before, than=tuple(m for m in turn.everyone if m not in before)) if compares and len(before) == 1 else query
