"""How the models stand to one another: the conclusion of the source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from answers import verdicts
from answers.composer import Composer
from answers.piece import Piece
from dialogue import Query
from facts import Fact

# So many providers do all that is provided together.
_ONE = 1


def relate(query: Query, c: Composer) -> Piece:
    """State the relations that are named, or all of them; and whether the one that is claimed holds."""
    if query.has("shared") and not verdicts.asked(query):
        # What they have in common: all that holds of each of them alike.
        alike = [name for name, fact in c.store.relations.items() if not fact.comes_from and not fact.jointly]
        query = query.with_(relations=tuple(alike))
    named = [c.store.relations[name] for name in query.relations if name in c.store.relations]
    if not named and query.outside:
        return c.decline(query)
    if not named and (query.types or query.services):
        from answers.topics.difference import compare

        return compare(query.with_(topic="difference"), c)
    if not named and c.store.outsourcing.id in query.models:
        named = [f for f in c.store.relations.values() if f.ref.endswith(".outsourcing")]
    if not named and verdicts.asked(query) and not query.has("related"):
        # No relation of the store is claimed.
        piece = c.decline(query)
        piece.lead = [c.say("decline.of", names=c.names(c.models_or_all(query)))]
        return piece
    facts = named or list(c.store.relations.values())
    points = [c.point(fact) for fact in facts]
    models = list(dict.fromkeys(m for fact in facts for m in fact.models))
    if len(named) == 1 and named[0].jointly and _ONE in query.numbers:
        # "One provider, or two?": what is provided together.
        text = c.say("relation.one_does" if verdicts.asked(query) else "relation.one_will_do", names=c.names(models))
        points = [replace(points[0], text=text, plain=text, brief=text)]
    return Piece(
        "answer",
        "relation",
        c.say("title.relation", names=c.names(models)),
        query.with_(models=query.models or tuple(models)),
        verdict=_verdict(query, named),
        lead=([c.say("relation.both_at_once")] if query.has("gone") and query.has("still") else []) if named else [c.say("relation.all")],
        points=points,
        listed=not named,
        facts=[p.ref for p in points],
        extra=[f.ref for f in c.store.relations.values() if f not in facts][:2],
        line=points[0].text if len(points) == 1 else c.say("relation.line", facts="; ".join(p.text.rstrip(".") for p in points[:2])),
        line_facts=[p.ref for p in points[: 1 if named and len(points) == 1 else 2]],
        name="; ".join(p.brief for p in points),
        declined=list(query.outside),
        suggestions=[c.suggest("difference", names=c.names(c.everyone)), c.suggest("choice"), c.suggest("users")],
    )


def _is_gone(query: Query) -> str:
    """Whether one of those that are provided together is gone, as the article puts it: it is said to be, and is provided all the same."""
    if (query.has("gone") and query.has("still")) or query.has("allowed"):
        # "Dead or alive?", "may I write that it is dead?": what the article says is told, and no more.
        return ""
    if query.has("gone"):
        return verdicts.told([True], query.has("neg"))
    return "yes" if query.has("neg") else "partly" if query.has("still") else ""


def _verdict(query: Query, facts: Sequence[Fact]) -> str:
    """Whether the relations that are claimed hold; one told of several jointly is not judged of one alone: "is it still there?"."""
    of_one_alone = len(query.models) == 1 and any(fact.jointly for fact in facts)
    if of_one_alone and verdicts.asked(query):
        return _is_gone(query)
    unclear = any(fact.said_by_denial and fact.ref.rpartition(".")[2] not in query.named for fact in facts)
    # What has to be is another question than what is.
    if not facts and query.has("related"):
        # That there is a relation is told by each of them.
        return verdicts.told([True], query.has("neg"))
    if verdicts.asked(query) and query.has("only_of") and len(query.models) == 1 and any(len(fact.models) > 1 for fact in facts):
        return verdicts.told([False], query.has("neg"))
    if not verdicts.asked(query) or unclear or query.has("always"):
        return ""
    # "They have nothing to do with each other" denies every relation, whichever way round.
    denied = query.has("neg") and not {fact.ref.rpartition(".")[2] for fact in facts} & set(query.named)
    return verdicts.told([denied or _holds(query, fact) for fact in facts], query.has("neg"))


def _holds(query: Query, fact: Fact) -> bool:
    """A relation holds unless it is said the wrong way round: "<origin> is an extension of <what came of it>"."""
    if not fact.comes_from or not query.models:
        return True
    if len(query.models) > 1 or query.than:
        subject = next((m for m in query.models if m not in query.than), query.models[0])
        return (subject != fact.comes_from) is not query.has("passive")
    return (query.models[0] != fact.comes_from) is not query.has("passive")
