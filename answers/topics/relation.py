"""How the models stand to one another: the conclusion of the source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from answers import verdicts
from answers.composer import Composer
from answers.piece import Piece, Point
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
    if query.has("related") and verdicts.asked(query):
        # That there is a relation is told by what both are, and by which came of which.
        first, *others = c.store.relations.items()
        near = (first[0], *(name for name, fact in others if fact.comes_from))
        return _told(query.with_(relations=near), verdicts.told([True], query.has("neg")), c)
    named = [c.store.relations[name] for name in query.relations if name in c.store.relations]
    if not named and query.outside:
        return c.decline(query)
    of_others = query.types or query.services
    if query.expansion and len(named) == 1:
        from answers.topics.term import spelt_out

        return spelt_out(query, named[0].ref, c)
    if (not named and of_others) or (verdicts.asked(query) and query.has("differ") and any(f.jointly for f in named)):
        # "Do they differ at all, if they are provided together?"
        from answers.topics.difference import compare

        return compare(query.with_(topic="difference", relations=()), c)
    if verdicts.asked(query) and query.has("only") and _is_all_of_it(query, named):
        return _not_only(query, named[0], c)
    if not named and c.store.outsourcing.id in query.models:
        query = query.with_(relations=tuple(name for name, f in c.store.relations.items() if f.ref.endswith(".outsourcing")))
    elif not named and verdicts.asked(query):
        # No relation of the store is claimed.
        piece = c.decline(query)
        piece.lead = [c.say("decline.of", names=c.names(c.models_or_all(query)))]
        return piece
    return _told(query, None, c)


def _is_all_of_it(query: Query, named: Sequence[Fact]) -> bool:
    """Whether what came of another is said to be nothing but that: "it is only a finer version of it, isn't it?"."""
    return (
        len(named) == 1
        and bool(named[0].comes_from)
        and not (query.has("only_of") and len(query.models) == 1)
        and _verdict(query, named) in ("yes", "no")
    )


def _not_only(query: Query, fact: Fact, c: Composer) -> Piece:
    """That one came of another, and that they differ all the same."""
    from answers.topics.difference import compare

    cues = query.cues - {"only", "yn", "neg"}
    piece = compare(Query("difference", models=query.models or tuple(fact.models), cues=cues | {"yn", "same"}), c)
    point = _point(fact, query.with_(cues=cues), c)
    piece.topic, piece.query, piece.verdict = "relation", query, "yes" if query.has("neg") else "partly"
    piece.lead, piece.points = [], [point, *piece.points]
    piece.facts = [fact.ref, *piece.facts]
    return piece


def _told(query: Query, verdict: str | None, c: Composer) -> Piece:
    """The relations of a query, all of them where it has none, with a verdict, or that on what is claimed."""
    named = [c.store.relations[name] for name in query.relations if name in c.store.relations]
    facts = named or list(c.store.relations.values())
    points = [_point(fact, query, c) for fact in facts]
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
        verdict=_verdict(query, named) if verdict is None else verdict,
        lead=_lead(query, named, c) if named else [c.say("relation.all")],
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


def _point(fact: Fact, query: Query, c: Composer) -> Point:
    """A relation as a point: of what is said to be there still, or is denied to be, its other half first."""
    point = c.point(fact)
    turns = query.has("still") or query.has("contradicts") or query.has("not_there") or (query.has("neg") and not query.has("gone"))
    if fact.turned and (turns or (query.models and fact.gone not in query.models)):
        return replace(point, text=fact.turned[c.lang], plain=fact.turned[c.lang])
    return point


def _lead(query: Query, facts: Sequence[Fact], c: Composer) -> list[str]:
    if _both_at_once(query):
        return [c.say("relation.both_at_once")]
    return [c.say("relation.in_other_words")] if _is_a_part(query, facts) and verdicts.asked(query) else []


def _is_a_part(query: Query, facts: Sequence[Fact]) -> bool:
    """Whether what came of another is said to be a part of it: the source puts it otherwise."""
    return query.has("part_of") and not query.has("related") and len(query.models) != 1 and any(fact.comes_from for fact in facts)


def _is_gone(query: Query, fact: Fact) -> str:
    """Whether one of those that are provided together is gone, as the article puts it: it is said to be, and is provided all the same."""
    gone, still, denied = query.has("gone"), query.has("still"), query.has("neg") or query.has("not_there")
    if query.has("allowed") or _both_at_once(query):
        # "Dead or alive?", "may I write that it is dead?": what the article says is told, and no more.
        return ""
    if fact.gone not in query.models:
        return verdicts.told([not gone], denied)
    if gone:
        return verdicts.told([True], denied)
    # "It is not there any more": it is provided all the same.
    return verdicts.told([True], denied) if still else "partly" if denied else ""


def _both_at_once(query: Query) -> bool:
    """Whether it is asked which of both it is: "dead or alive?", "is it still there or not there any more?"."""
    return query.has("still") and (query.has("gone") or query.has("not_there"))


def _verdict(query: Query, facts: Sequence[Fact]) -> str:
    """Whether the relations that are claimed hold; one told of several jointly is not judged of one alone: "is it still there?"."""
    joint = next((fact for fact in facts if fact.jointly), None)
    if joint and len(query.models) == 1 and verdicts.asked(query):
        return _is_gone(query, joint)
    unclear = any(fact.said_by_denial and fact.ref.rpartition(".")[2] not in query.named for fact in facts)
    if verdicts.asked(query) and query.has("only_of") and len(query.models) == 1 and any(len(fact.models) > 1 for fact in facts):
        return verdicts.told([False], query.has("neg"))
    # What has to be is another question than what is; but what they all are they are always.
    must = query.has("always") and any(fact.comes_from or fact.jointly for fact in facts)
    if not verdicts.asked(query) or unclear or must or _is_a_part(query, facts) or (joint and _both_at_once(query)):
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
