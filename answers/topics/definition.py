"""What a model, a type, a service or outsourcing is, and what its letters stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from answers import verdicts
from answers.composer import Composer, lower_first, upper_first
from answers.piece import Piece, Point
from dialogue import Query


def define(query: Query, c: Composer) -> Piece:
    """Define everything that is named; a type or a service outranks the model that it belongs to."""
    if query.types:
        return define_types(query, c)
    if query.services:
        from answers.topics.classification import classify

        claims = verdicts.asked(query) and c.models(query)
        return classify(query, c) if claims else define_services(query, c)
    if query.relations and not query.models:
        from answers.topics.relation import relate

        return relate(query, c)
    if query.outside and not query.models:
        return c.decline(query)
    subjects = query.models or c.everyone
    points = [c.point(c.store.subject(m).facts["definition"], c.name(m)) for m in subjects]
    if len(points) == 1:
        gist = c.say("definition.gist", name=points[0].label, gist=lower_first(points[0].brief))
        points = [replace(points[0], label="", brief=gist)]
    return Piece(
        "answer",
        "definition",
        c.say("title.definition", name=c.names(subjects)),
        query.with_(models=tuple(subjects)),
        # A claim about what it is can only be judged by its values.
        verdict=verdicts.of_values(query, subjects, c.store),
        points=points,
        facts=[p.ref for p in points],
        extra=[ref for m in subjects for ref in c.store.subject(m).facts["definition"].see_also],
        name=c.gist(points),
        declined=list(query.outside),
        suggestions=c.suggest_for(subjects, "definition"),
    )


def define_types(query: Query, c: Composer) -> Piece:
    """Explain types; of a type that is said to be somewhere, whether that is so."""
    if query.has("for_instance"):
        types = c.type_names([c.store.type(t)[1] for t in query.types])
        return Piece(
            "decline",
            "types",
            c.say("title.decline"),
            query,
            lead=[c.say("type.no_examples", types=types)],
            suggestions=[c.suggest("type", name=types), c.suggest("types", name=c.name(c.store.type(query.types[0])[0].id))],
        )
    named = [t for t in query.types if t in query.named] or list(query.types)
    described = [t for t in query.types if t not in named]
    found = [c.store.type(t) for t in named]
    model = found[0][0]
    others = [m for m in c.models(query) if m != model.id]
    placed_by_words = query.has("placed") and len(named) == 1
    told = [t.partition(":")[2] for t in query.told if t.startswith("types:")]
    places = {*(named if placed_by_words and not (described or told) else ()), *described, *told}
    verdict, condition = "", []
    if verdicts.asked(query) and not (others and c.models(query)[:1] != (model.id,)):
        if placed_by_words and query.named and places and (len(places) == 1 or not places & set(named)):
            verdict = verdicts.told([places == set(named)], query.has("neg"))
            found += [c.store.type(t.id) for t in c.store.types(model.id) if t.id in places and t.id not in named]
        elif (
            len(named) == 1
            and places.issuperset(named)
            or (query.topic in ("types", "classification") and not (places or query.models or query.has("always")) and len(named) == 1)
        ):
            # Where places lie, only the person knows: what may well be so is granted if it is.
            key = "type.not_wrong_if" if query.has("disputed") else "type.if"
            verdict = "yes" if query.has("confirmed") and not query.cues & {"neg", "disputed"} else ""
            condition = [] if verdict or query.has("neg") else [c.say(key, where=found[0][1].value[c.lang])]
        elif query.has("same") or query.has("differ"):
            verdict = verdicts.of_sameness(query)
        elif c.models(query) == (model.id,) and query.has("of_a_model"):
            verdict = verdicts.told([True], query.has("neg"))
    points = [c.type_point(t) for _, t in found]
    if query.sites and not others and len(named) == 1 and len(places) > 1 and not query.has("neg"):
        from answers.topics.types import of_a_site

        # Of a place that is named: which type it is, after what it is not.
        apart = not places & set(named)
        points = [*(points[:1] if apart else ()), of_a_site(query.sites, sorted(places), c, if_so="" if apart else named[0])]
        condition = []
    lead = condition or (
        [c.say("type.of_others", types=c.type_names([t for _, t in found]), model=c.name(model.id), names=c.names(others))]
        if others
        else []
    )
    rest = [t for t in c.store.types(model.id) if t.id not in query.types]
    # Of a situation the name is told, of a type what it means.
    placed_in = bool(rest) and not set(query.types) & set(query.named)
    return Piece(
        "answer",
        "definition",
        upper_first(c.type_names([t for _, t in found])),
        query.with_(models=(model.id,), types=tuple(named)),
        verdict=verdict,
        lead=lead,
        points=points,
        facts=[ref for p in points for ref in p.refs],
        extra=[c.store.list_of_types(model.id).ref],
        name=c.one_of([t.name[c.lang] for _, t in found])
        if placed_in
        else c.join([f"{t.name[c.lang]}: {t.value[c.lang]}" for _, t in found]),
        shorter=[c.one_of([t.name[c.lang] for _, t in found])] if placed_in else [],
        entries=tuple(("types", t.id) for _, t in found) if len(found) > 1 else (),
        # The name of a place is not what is asked of.
        declined=list(query.outside) if set(query.types) <= set(query.named) else [],
        suggestions=[
            *(c.suggest("type", name=lower_first(t.name[c.lang])) for t in rest[:2]),
            c.suggest("difference", names=c.names(c.everyone)),
        ],
    )


def define_services(query: Query, c: Composer) -> Piece:
    """What the source says of services: where they are listed, and their parts."""
    points = [_with_parts(placed(service, c), service, query, c) for service in dict.fromkeys(query.services)]
    owners = list(dict.fromkeys(m for s in query.services for m in c.offering(s)))
    return Piece(
        "answer",
        "services",
        upper_first(c.service_names(query.services)),
        query.with_(models=tuple(owners) or query.models),
        points=points,
        after=[] if any(c.store.classify(s)[0][1].details for s in query.services) else [c.say("services.no_more")],
        name=points[0].brief if len(points) == 1 else "",
        facts=[p.ref for p in points],
        declined=list(query.outside),
        suggestions=[*(c.suggest("services", name=c.name(m)) for m in owners[:1]), *c.suggest_start()[1:]],
    )


def _with_parts(point: Point, service_id: str, query: Query, c: Composer) -> Point:
    """What a service comprises, where that is asked: in brief its parts; without those that are known already, the others."""
    service = next((s for _, s in c.store.classify(service_id) if s.id == service_id and s.details), None)
    if service is None:
        return point
    left = [d.name[c.lang] for d in service.details if d.id not in query.besides]
    if query.topic != "services" or not left or len(left) == len(service.details):
        # In brief without what explains a name in brackets.
        return replace(point, brief=c.join([d.name[c.lang].partition(" (")[0] for d in service.details]))
    text = f"{c.say('services.others')} {c.join(left)}."
    return replace(point, text=text, plain=text, brief=c.join(left))


def placed(service_id: str, c: Composer) -> Point:
    """Under which model a service or detail is listed, with its parts."""
    owners = c.offering(service_id)
    if not owners:
        return only_outsourced([service_id], c)
    name, is_detail = c.service_name(service_id)
    entry = next(service for owner, service in c.store.classify(service_id) if owner.id in owners)
    if is_detail:
        text = c.say("classification.detail", detail=lower_first(name), service=lower_first(entry.name[c.lang]), names=c.names(owners))
    else:
        text = c.say("classification.service", service=lower_first(name), names=c.names(owners))
        if entry.details:
            text = text.rstrip(".") + c.say("classification.with_details", details=c.join([d.name[c.lang] for d in entry.details]))
    text = upper_first(text)
    return Point(entry.ref, text, text, c.names(owners), upper_first(name))


def only_outsourced(service_ids: Sequence[str], c: Composer) -> Point:
    """Services, or details, that are only said to be outsourced, in one sentence."""
    names, models = c.service_names(service_ids), c.either(c.everyone)
    text = upper_first(c.say("classification.only_outsourced", service=names, names=models))
    refs = list(dict.fromkeys(entry.ref for s in service_ids for _, entry in c.store.classify(s)))
    return Point(refs[0], text, text, c.say("classification.neither", names=models), upper_first(names), refs[1:])


def spell_out(query: Query, c: Composer) -> Piece:
    """Give the full form of the models named, or of all; and whether the one that is claimed is right."""
    if query.outside and not query.models:
        return c.decline(query)
    models = c.models(query) or (c.everyone if not query.models else ())
    if not models:
        return define(query, c)
    if query.letters and not query.expansion:
        return _letters(query, models, c)
    points = [c.point(c.store.model(m).facts["full_form"], c.name(m)) for m in models]
    verdict = ""
    if query.expansion and not query.has("which"):
        verdict = verdicts.told([query.expansion == "right"], query.has("neg"))
    return Piece(
        "answer",
        "full_form",
        c.say("title.full_form", names=c.names(models)),
        query.with_(models=models),
        verdict=verdict,
        points=points,
        facts=[p.ref for p in points],
        extra=[f"{m}.definition" for m in models],
        name=c.gist(points),
        # What the letters are said to stand for is no unknown thing beside it.
        declined=list(query.outside) if not query.expansion else [],
        suggestions=[*(c.suggest("definition", name=c.name(m)) for m in models[:2]), c.suggest("difference", names=c.names(c.everyone))],
    )


def _letters(query: Query, models: Sequence[str], c: Composer) -> Piece:
    """What single letters of names stand for; and whether one is the same in several, or is what is claimed."""
    meanings: dict[str, dict[str, str]] = {}
    for letter in query.letters:
        for m in (*models, *(m for m in c.everyone if m not in models)):
            words = dict(zip(c.name(m).lower(), c.store.model(m).facts["full_form"].brief(c.lang).split()))
            if letter in words and (m in models or letter not in meanings):
                meanings.setdefault(letter, {})[m] = words[letter]
    of = list(dict.fromkeys(m for found in meanings.values() for m in found))
    told = [(letter.upper(), c.one_of(list(dict.fromkeys(found.values())))) for letter, found in meanings.items()]
    verdict = ""
    if verdicts.asked(query):
        same = query.has("same") or query.has("in_both") or query.has("too")
        said = [word for found in meanings.values() for word in found.values()]
        so = len(set(said)) == 1 if same else query.has("letters_right")
        verdict = verdicts.told([so], query.has("neg"))
    text = upper_first(c.join([c.say("definition.letter", letter=letter, word=word) for letter, word in told])) + "."
    facts = [c.store.model(m).facts["full_form"].ref for m in of]
    return Piece(
        "answer",
        "full_form",
        c.say("title.full_form", names=c.names(of)),
        query.with_(models=tuple(of)),
        verdict=verdict,
        points=[Point(facts[0], text, text, "; ".join(f"{letter}: {word}" for letter, word in told), others=facts[1:])],
        facts=facts,
        closed=True,
        name="; ".join(f"{letter}: {word}" for letter, word in told),
        suggestions=[c.suggest("definition", name=c.name(m)) for m in of[:2]],
    )
