"""What a question means behind what was told and said: a table of what changes it, one after the other, or answers it at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from acts import Act
from dialogue import behind, follow, picks, telling
from dialogue.context import Turn
from dialogue.plan import Move
from dialogue.query import Query

# Topics whose answers may be a line each.
_TOLD_ONE_BY_ONE = ("classification", "definition", "types", "services", "full_form")

# What a row gives: the question as it is meant, or the moves that answer it at once.
Meant = Query | list[Move]


class Row(NamedTuple):
    """One way in which a question means something else than it says.

    Attributes:
        says: what one would say so.
        topics: the topics of such a question; () for any.
        when: whether it is one.
        then: what it means.
    """

    says: str
    topics: tuple[str, ...]
    when: Callable[[Query, Act, Turn], object]
    then: Callable[[Query, Act, Turn], Meant]


def meaning(query: Query, act: Act, turn: Turn) -> Meant:
    """A question as it is meant, or what answers it at once. Each row sees what those before it made of the question."""
    for row in ROWS:
        if (not row.topics or query.topic in row.topics) and row.when(query, act, turn):
            found = row.then(query, act, turn)
            if not isinstance(found, Query):
                return found
            query = found
    return query


# In their order.
ROWS: tuple[Row, ...] = (
    Row(
        "Is bookkeeping a matter of rules or of judgement? (Of the model that lists it.)",
        ("aspect",),
        lambda q, a, t: a.has("which") and q.values and not (a.models or a.anaphor or a.ordinals),
        behind.of_the_job,
    ),
    Row(
        "Both lower costs? Then how do they differ on money?",
        ("difference", "aspect"),
        lambda q, a, t: q.has("differ") and not (q.has("yn") or q.services),
        behind.beyond_what_was_told,
    ),
    Row(
        "Can HR be handed over? What is in it? (The answer to the first says what.)",
        ("services",),
        lambda q, a, t: not (a.names_something or a.outside) and t.asked and t.asked[-1].services,
        lambda q, a, t: [],
    ),
    Row(
        "And are they the same in that, or different? (Behind a property.)",
        ("difference",),
        lambda q, a, t: a.has("back") and {"same", "differ"} <= a.cues and behind.bare(q) and behind.sides_before(t),
        lambda q, a, t: Query("aspect", models=t.everyone, aspects=behind.sides_before(t), cues=frozenset({"same"})),
    ),
    Row("And that means?", ("term",), behind.always, behind.of_a_term),
    Row(
        "And what is that, arbitrage? (Of what was talked about.)",
        ("term",),
        lambda q, a, t: q.aspects and not (a.models or set(q.values) & set(a.named)),
        lambda q, a, t: q.with_(models=t.models_before(), values=()),
    ),
    Row(
        "What is not one of its services? (Those of the others.)",
        ("services",),
        lambda q, a, t: a.has("neg") and len(q.models) == 1 and behind.bare(q),
        lambda q, a, t: q.with_(models=(), besides=q.models, cues=q.cues - {"neg"}),
    ),
    Row("I know this one, what are the others?", (), lambda q, a, t: a.has("rest"), lambda q, a, t: behind.without_what_is_known(q, t)),
    Row(
        "It is just that one with a finer name.",
        ("difference",),
        lambda q, a, t: a.has("only") and a.has("yn") and len(a.models) > 1 and not set(a.values) & set(a.named),
        lambda q, a, t: q.with_(values=(), cues=q.cues - {"only"} | {"same"}),
    ),
    Row(
        "An extension isn't the same, is it?",
        (),
        lambda q, a, t: behind.compares(q) and a.has("same") and a.has("yn") and not a.models and behind.descends(q, t),
        lambda q, a, t: q.with_(topic="difference", relations=(), models=t.everyone, cues=q.cues - {"differ"} | {"same"}),
    ),
    Row(
        "Are they the same?",
        ("relation",),
        lambda q, a, t: behind.compares(q) and q.has("yn") and behind.of_two_models(q, a, t),
        lambda q, a, t: q.with_(topic="difference"),
    ),
    Row(
        "We hand over X and Y. Each of them, this or that?",
        ("choice",),
        lambda q, a, t: a.has("which") and len(a.models) > 1 and (a.anaphor == "both" or a.has("each")) and t.told,
        lambda q, a, t: telling.told_of(q.with_(topic="classification", models=()), t),
    ),
    Row(
        "Which of those is it?",
        (),
        behind.always,
        lambda q, a, t: telling.among_listed(telling.among_sorted(picks.of_the_pick(q, a, t), a, t), a, t),
    ),
    Row(
        "Which of them is the steadier? (Nothing is told of that.)",
        ("relation",),
        lambda q, a, t: a.has("which") and not q.relations and len(q.models) > 1,
        lambda q, a, t: q.with_(topic="outside"),
    ),
    Row(
        "What about it?",
        ("aspect",),
        lambda q, a, t: not (q.aspects or q.values or q.types or q.outside or q.services),
        lambda q, a, t: behind.no_property(a, q, t),
    ),
    Row("Is X a type of it?", ("definition", "types", "classification"), lambda q, a, t: q.types and q.has("yn"), behind.placed),
    Row("Our provider is in X.", (), behind.always, telling.of_a_place),
    Row(
        "So it is only on that list? (Behind a job that was placed.)",
        ("services",),
        lambda q, a, t: a.has("only") and a.has("back") and t.before and t.before.topic == "classification",
        lambda q, a, t: q.with_(
            topic="classification", services=q.services or (t.before.services if t.before else ()), cues=q.cues | {"only_of"}
        ),
    ),
    Row(
        "Only that sector uses it. Is that so? (Of all that was told.)",
        ("users",),
        lambda q, a, t: a.has("back") and q.has("yn"),
        lambda q, a, t: q.with_(cues=q.cues | {c for other in t.acts if other.label == "tell" for c in other.cues & {"only", "neg"}}),
    ),
    Row(
        "And that one needs none?",
        ("choice",),
        lambda q, a, t: behind.bare_choice(q, a, t) and a.has("yn") and t.before and t.before.topic == "aspect",
        lambda q, a, t: follow.HANDLERS["follow_up"](a, t),
    ),
    Row(
        "This or that? Pick one. (It asks once.)",
        ("choice",),
        lambda q, a, t: not (q.things or t.all_told) and any(o.has("which") for o in t.acts if o is not a and o.topic),
        lambda q, a, t: [],
    ),
    Row("Which one suits us?", ("choice",), behind.always, behind.for_what_was_told),
    Row(
        "We do this and that. What goes where?",
        ("classification",),
        lambda q, a, t: not (q.services or q.types or q.outside or q.values),
        behind.jobs_told,
    ),
    Row(
        "One line each.",
        _TOLD_ONE_BY_ONE,
        lambda q, a, t: any(other.has("each") and other.form for other in t.acts),
        lambda q, a, t: q.with_(cues=q.cues | {"each"}),
    ),
    Row(
        "Which of those are this, which are that? (Of a list that was shown.)",
        ("classification",),
        lambda q, a, t: a.has("which") and a.has("back") and not (q.services or q.types or q.outside),
        lambda q, a, t: behind.of_what_was_listed(q, t),
    ),
    Row(
        "And is that different from the other one?",
        ("difference",),
        lambda q, a, t: a.has("back") and a.has("yn") and behind.bare(q) and t.before,
        lambda q, a, t: behind.by_what_was_told(q, a, t.before, t) if t.before else q,
    ),
    Row(
        "Where does it say that? (Of what was granted and does not stand there.)",
        ("source",),
        lambda q, a, t: q.outside and t.memory.last and t.memory.last.verdict == "yes",
        behind.too_firm,
    ),
)
