"""Services: which a model covers, what they include, and which model one belongs to."""

from __future__ import annotations

from typing import List, Optional, Tuple

from actions.answers import Block
from actions.claims import asks_whether
from actions.composer import Composer, Reply, lower_first, upper_first
from actions.questions import Question
from actions.topics.common import all_models, models_named, number_holds, outside_only
from facts import Service


def list_services(question: Question, c: Composer) -> Reply:
    """List the services of the subjects named, or of all models; detail those that are named."""
    if question.services:
        return _detail(question, c)
    if outside_only(question):
        return Reply(c.decline(question.outside[0]), question)
    subjects = question.models or all_models(c)
    blocks, facts, listed = [], [], []
    for subject_id in subjects:
        subject = c.store.subject(subject_id)
        services = c.store.services(subject_id)
        lead = subject.facts["services"].text[c.lang].format(count=c.number(len(services)))
        blocks += c.verdict(number_holds(question, len(services), c) if len(subjects) == 1 else None)
        blocks.append(Block(text=lead, items=[_item(service, c) for service in services], ordered=True))
        facts += [subject.facts["services"].ref, *(service.ref for service in services)]
        listed += [("services", service.id) for service in services]
    return Reply(
        c.answer(
            "services",
            c.say("title.services", name=c.names(subjects)),
            blocks,
            facts,
            c.suggest_for(c.store.subject(subjects[-1]), "services"),
        ),
        question.with_(models=tuple(subjects)),
        tuple(listed),
    )


def _item(service: Service, c: Composer) -> str:
    name = service.name[c.lang]
    if not service.details:
        return name
    return c.say("services.item", service=name, details=", ".join(d.name[c.lang] for d in service.details))


def _detail(question: Question, c: Composer) -> Reply:
    blocks, facts, owners = [], [], []
    for service_id in question.services:
        offers = c.store.classify(service_id)
        owner, service = next((offer for offer in offers if offer[0].id in question.models), offers[0])
        name = service.name[c.lang]
        if service.details:
            details = c.join([detail.name[c.lang] for detail in service.details])
            blocks.append(Block(text=c.say("services.details", service=name, details=details)))
        else:
            blocks.append(Block(text=c.say("services.plain", service=name, name=owner.name[c.lang])))
        facts.append(service.ref)
        owners.append(owner)
    return Reply(
        c.answer(
            "services",
            c.say("title.services_of", service=c.join([_name(s, c) for s in question.services])),
            blocks,
            facts,
            [
                c.suggest("services", name=owners[0].name[c.lang]),
                *c.suggest_for(owners[0], "services"),
            ],
        ),
        question.with_(models=tuple(dict.fromkeys(owner.id for owner in owners))),
    )


def classify(question: Question, c: Composer) -> Reply:
    """Name the models that each service belongs to; what the store does not know is declined by name."""
    if not question.services:
        if question.outside:
            return Reply(c.decline(question.outside[0]), question)
        return list_services(question, c)
    placed = [(s, _owners(s, c)) for s in question.services]
    known = [(s, owners) for s, owners in placed if owners]
    if not known:
        return _only_outsourced(question, c)
    blocks = c.verdict(_claim_holds(question, known, c))
    blocks += [Block(text=_placement(service_id, owners, c)) for service_id, owners in known]
    models = tuple(dict.fromkeys(m for _, owners in known for m in owners))
    refs = [
        service.ref
        for service_id, _ in known
        for owner, service in c.store.classify(service_id)
        if c.store.has_model(owner.id)
    ]
    return Reply(
        c.answer(
            "classification",
            c.say("title.classification", service=c.join([_name(s, c) for s, _ in known])),
            blocks,
            refs,
            [
                *(c.suggest("services", name=c.name(m)) for m in models[:1]),
                *c.suggest_for(c.store.subject(models[0]), "services"),
            ],
        ),
        question.with_(models=models),
    )


def _owners(service_id: str, c: Composer) -> List[str]:
    return [owner.id for owner, _ in c.store.classify(service_id) if c.store.has_model(owner.id)]


def _name(service_id: str, c: Composer) -> str:
    return upper_first(_part(service_id, c)[0])


def _part(service_id: str, c: Composer) -> Tuple[str, bool]:
    """The name of a service or detail, and whether it is a detail."""
    service = c.store.classify(service_id)[0][1]
    for detail in service.details:
        if detail.id == service_id:
            return detail.name[c.lang], True
    return service.name[c.lang], False


def _placement(service_id: str, owners: List[str], c: Composer) -> str:
    name, is_detail = _part(service_id, c)
    if is_detail:
        whole = lower_first(c.store.classify(service_id)[0][1].name[c.lang])
        return c.say("classification.detail", detail=upper_first(name), service=whole, names=c.names(owners))
    return c.say("classification.service", service=upper_first(name), names=c.names(owners))


def _claim_holds(question: Question, known: list, c: Composer) -> Optional[bool]:
    """Whether the services belong to the one model that is named; None where no single one is."""
    named = models_named(question, c)
    if len(named) != 1:
        return None
    of_it = [named[0] in owners for _, owners in known]
    if not any(of_it):
        return False
    return True if all(of_it) and asks_whether(question.text) else None


def _only_outsourced(question: Question, c: Composer) -> Reply:
    """Known as commonly outsourced, but placed under no model by the source."""
    thing = c.join([_name(service_id, c) for service_id in question.services])
    return Reply(
        c.answer(
            "classification",
            thing,
            [Block(text=c.say("classification.only_outsourced", service=thing, names=c.names(all_models(c))))],
            [service.ref for service_id in question.services for _, service in c.store.classify(service_id)],
            [c.suggest("services", name=c.name(m)) for m in all_models(c)],
        ),
        question,
    )
