"""One module a topic: a question in, a reply out.

`reply_to` is the way in. `TOPICS` maps a topic to the function that answers it; the topic of
an intent is its name without "ask_".
"""

from typing import Callable, Dict, Tuple

from actions.answers import Block
from actions.claims import says_where_it_must_be
from actions.composer import Composer, Reply
from actions.questions import Question
from actions.topics.choice import choose
from actions.topics.common import models_named
from actions.topics.comparison import compare, correct_the_premise, describe_aspect
from actions.topics.definition import define, list_types, spell_out, spells_out
from actions.topics.outsourcing import give_reasons, name_users
from actions.topics.relation import relate
from actions.topics.services import classify, list_services
from facts.normalisation import normalised

TOPICS: Dict[str, Callable[[Question, Composer], Reply]] = {
    "definition": define,
    "full_form": spell_out,
    "difference": compare,
    "aspect": describe_aspect,
    "types": list_types,
    "services": list_services,
    "classification": classify,
    "choice": choose,
    "users": name_users,
    "reasons": give_reasons,
    "relation": relate,
}
_SAY_NOTHING_OF_TRAITS = ("definition", "full_form", "types", "services", "users", "reasons")


def reply_to(question: Question, c: Composer) -> Reply:
    """Answer a question on its topic, or on the one that the things named in it call for."""
    aspects = _aspects_of_types(question, c)
    if not aspects:
        suited = question.with_(topic=_suited(question, c))
        return _with_the_premise_first(suited, TOPICS[suited.topic](suited, c), c)
    models = models_named(question, c)
    reply = describe_aspect(question.with_(topic="aspect", models=models, types=(), aspects=aspects, traits=()), c)
    foreign = [c.store.type(type_id) for type_id in question.types if c.store.type(type_id)[0].id not in models]
    if not foreign:
        return reply
    note = c.say(
        "type.of_others",
        types=c.join([type_.name[c.lang] for _, type_ in foreign]),
        model=c.join(list(dict.fromkeys(model.name[c.lang] for model, _ in foreign))),
        names=c.names(models),
    )
    return reply._replace(answer=reply.answer.copy(update={"body": [Block(text=note), *reply.answer.body]}))


def _with_the_premise_first(question: Question, reply: Reply, c: Composer) -> Reply:
    """The reply, after what it was asked on a wrong assumption: "since X is complex, who uses it?"."""
    if question.topic not in _SAY_NOTHING_OF_TRAITS or reply.answer.kind != "answer":
        return reply
    premise = correct_the_premise(question, c)
    if not premise:
        return reply
    body = [*premise.answer.body, *reply.answer.body]
    facts = list(dict.fromkeys([*premise.answer.facts, *reply.answer.facts]))
    return reply._replace(answer=reply.answer.copy(update={"body": body, "facts": facts}))


def _aspects_of_types(question: Question, c: Composer) -> Tuple[str, ...]:
    """What the types named differ in, where that is asked about: "is X offshore?", "must X be abroad?".

    It is where none of the models named has those types, or where a type is told by what it
    is and not by its name, as something that must or may be.
    """
    models = models_named(question, c)
    if not models or not question.types:
        return ()
    owned = any(type_.id in question.types for model in models for type_ in c.store.types(model))
    by_name = any(_is_named(type_id, question.text, c) for type_id in question.types)
    if owned and (by_name or not says_where_it_must_be(question.text)):
        return ()
    aspects = [c.store.type(type_id)[0].types.aspect for type_id in question.types]
    return tuple(dict.fromkeys(a for a in aspects if a and any(a in c.store.model(m).facts for m in models)))


def _is_named(type_id: str, text: str, c: Composer) -> bool:
    """Whether a type is called by its name, hyphens and spaces apart."""
    type_ = c.store.type(type_id)[1]
    plain = normalised(text).replace(" ", "")
    names = [normalised(part) for name in type_.name.dict().values() for part in name.split("(")]
    return any(name.replace(" ", "") in plain for name in names)


def _suited(question: Question, c: Composer) -> str:
    if question.topic == "services" and question.services and _places_wrongly(question, c):
        return "classification"
    if question.topic == "definition" and spells_out(question, c):
        return "full_form"
    if question.topic in ("users", "relation") and question.services and not question.relations:
        return "classification"
    property_named = bool(question.aspects or question.traits)
    if question.topic == "aspect" and question.services and not property_named:
        return "services"
    if question.topic == "relation" and not question.relations:
        if question.traits or (question.aspects and len(question.models) == 1):
            return "aspect"
    if question.topic in ("definition", "full_form") and question.topic in question.aspects and len(question.aspects) > 1:
        return "aspect"
    if question.topic == "aspect" and len(question.aspects) == 1 and question.aspects[0] in TOPICS:
        return question.aspects[0]
    if question.topic == "definition" and question.services and not question.types:
        return "services"
    if question.topic == "definition" and question.models and set(question.aspects) - set(TOPICS):
        return "aspect"
    if question.topic in ("types", "classification") and question.types and not question.services:
        return "definition"
    if question.topic in ("difference", "classification") and property_named:
        return question.topic if question.types or question.services else "aspect"
    if question.topic == "aspect" and question.types and not property_named:
        return "definition"
    if question.topic == "choice" and not question.traits:
        return "classification" if question.services else "definition" if question.types else "choice"
    return question.topic


def _places_wrongly(question: Question, c: Composer) -> bool:
    """Whether a question takes a service for one of a model that does not have it."""
    named = models_named(question, c)
    owners = [{owner.id for owner, _ in c.store.classify(service)} for service in question.services]
    return bool(named) and not any(set(named) & of_service for of_service in owners)


__all__ = ["TOPICS", "reply_to"]
