"""Services: which ones a model covers, and what they include."""

from __future__ import annotations

from answers import verdicts
from answers.composer import Composer
from answers.piece import Piece, Point
from answers.topics.classification import asked_plainly, classify
from answers.topics.definition import define_services
from dialogue import Query


def list_services(query: Query, c: Composer) -> Piece:
    """List the services of the subjects named, or of all models; detail those that are named."""
    if query.has("in_both"):
        return _in_both(query, c)
    named = [s for s in query.services if s not in query.besides]
    if named and verdicts.asked(query) and query.has("only") and len(query.models) == 1:
        # "Is it only this?": what else there is.
        whole = list_services(query.with_(services=(), cues=query.cues - {"yn"}), c)
        offered = all(query.models[0] in c.offering(s) for s in named)
        known = [s.id for s in c.store.services(query.models[0])]
        whole.query, whole.verdict = query, verdicts.of_a_part(query, named, known) if offered else verdicts.told([False], query.has("neg"))
        return whole
    if named:
        asks_of_model = verdicts.asked(query) and c.models(query)
        one_kind = verdicts.of_one_kind(query, [c.offering(s) for s in named])
        plainly = verdicts.asked(query) and asked_plainly(query)
        if asks_of_model or one_kind or plainly or query.has("which"):
            return classify(query, c)
        return define_services(query.with_(services=tuple(named)), c)
    if query.outside and not query.models:
        return c.decline(query)
    if query.outside and verdicts.asked(query):
        return classify(query, c)
    if query.has("how_many") and not query.has("names_them"):
        return _counted(query, c)
    # What is none of any model's is what is outsourced besides.
    subjects = query.models or c.models_or_all(query) or (c.store.outsourcing.id,)
    lead, points, facts, entries = [], [], [], []
    verdict = ""
    for subject_id in subjects:
        services = [s for s in c.store.services(subject_id) if s.id not in query.besides]
        if query.has("alphabetical"):
            services = sorted(services, key=lambda s: s.name[c.lang].lower())
        if len(subjects) == 1:
            lead = (
                [others(query, len(services), c)]
                if len(services) < len(c.store.services(subject_id))
                else [c.store.subject(subject_id).facts["services"].text[c.lang].format(count=c.number(len(services)))]
            )
            verdict = verdicts.of_count(query, len(services)) or verdicts.of_all(query, len(services))
            points += [c.service_point(s) for s in services]
        else:
            names = c.join([_lower(s.name[c.lang]) for s in services])
            fact = c.store.subject(subject_id).facts["services"]
            point = c.point(fact, c.name(subject_id))
            key = "services.counted" if query.has("how_many") else "services.of"
            point.text = c.say(key, name=c.name(subject_id), services=names, count=c.number(len(services)))
            point.plain, point.brief, point.shorter = fact.simple(c.lang), c.service_list(subject_id), c.shorter(fact)
            point.others = [s.ref for s in services]
            point.parts = [s.name[c.lang] for s in services]
            if query.has("for_instance"):
                point.parts, point.others = c.examples(subject_id, len(services))
            points.append(point)
        facts += [f"{subject_id}.services", *(s.ref for s in services)]
        entries += [("services", s.id) for s in services]
    return Piece(
        "answer",
        "services",
        c.say("title.services", name=c.names(subjects)),
        query.with_(models=tuple(subjects)),
        verdict=verdict,
        lead=lead,
        points=points,
        listed=len(subjects) == 1,
        ordered=len(subjects) == 1,
        line=c.services_line(subjects[0], services)
        if len(subjects) == 1
        else c.say("services.two", parts="; ".join(f"{c.name(s)}: {_lower(c.service_list(s))}" for s in subjects)),
        plain=c.store.subject(subjects[0]).facts["services"].simple(c.lang) if len(subjects) == 1 and not query.besides else "",
        name=c.service_list(subjects[0], services) if len(subjects) == 1 else "",
        shorter=c.shorter(c.store.subject(subjects[0]).facts["services"]) if len(subjects) == 1 and not query.besides else [],
        facts=facts,
        entries=tuple(entries),
        declined=list(query.outside),
        suggestions=c.suggest_for(subjects, "services", "outsourced"),
    )


def others(query: Query, count: int, c: Composer) -> str:
    """What leads in the rest of a list; that it is fewer than were asked for, if it is."""
    return c.say("services.only_left", count=c.number(count)) if query.has("only_left") else c.say("services.others")


def _counted(query: Query, c: Composer) -> Piece:
    """How many services there are, without their names; of several models which has more, where that is asked."""
    subjects = query.models or c.models_or_all(query) or (c.store.outsourcing.id,)
    services = {s: [entry for entry in c.store.services(s) if entry.id not in query.besides] for s in subjects}
    points = []
    for s, of in services.items():
        fact, count = c.store.subject(s).facts["services"], c.number(len(of))
        text = c.say("services.count", name=c.name(s), count=count)
        if len(subjects) == 1:
            text = fact.text[c.lang].format(count=count).rstrip(" :") + "."
        points.append(Point(fact.ref, text, text, count, c.name(s)))
    most = max(len(of) for of in services.values())
    longest = [s for s, of in services.items() if len(of) == most]
    told = c.contrast(points)
    if len(subjects) == 2 and len(told) == 2:
        told = [told[0].rstrip(".") + c.say("join.contrast") + told[1]]
    return Piece(
        "answer",
        "services",
        c.say("title.services", name=c.names(subjects)),
        query.with_(models=tuple(subjects)),
        verdict=verdicts.of_count(query, most) or verdicts.of_all(query, most) if len(subjects) == 1 else "",
        lead=[c.say("aspect.which", names=c.names(longest))] if query.has("which") and len(subjects) > len(longest) else [],
        points=[Point(points[0].ref, " ".join(told), " ".join(told), c.gist(points), others=[p.ref for p in points[1:]])],
        facts=[p.ref for p in points],
        closed=True,
        name=c.gist(points),
        declined=list(query.outside),
        suggestions=[c.suggest("services", name=c.name(s)) for s in subjects[:2]],
    )


def _in_both(query: Query, c: Composer) -> Piece:
    """The services that the lists of all models have; where none is on all of them, that."""
    first, *others = [{s.id: s for s in c.store.services(m)} for m in query.models]
    common = [s for name, s in first.items() if all(name in other for other in others)]
    names = c.names(query.models)
    points = [c.service_point(s) for s in common]
    return Piece(
        "answer",
        "services",
        c.say("title.services", name=names),
        query,
        verdict=verdicts.told([bool(common)], query.has("neg")) if verdicts.asked(query) else "",
        lead=[c.say("services.on_both" if common else "services.on_neither", names=names)],
        points=points,
        line=c.say("services.on_neither", names=names) if not common else "",
        listed=bool(common),
        facts=[f"{m}.services" for m in query.models],
        suggestions=c.suggest_for(query.models, "services"),
    )


def _lower(text: str) -> str:
    return text if text[:2].isupper() else text[:1].lower() + text[1:]
