"""Which model a service, a job or a property belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from answers import verdicts
from answers.answer import Table
from answers.composer import Composer, lower_first, upper_first
from answers.piece import Piece, Point
from answers.topics.definition import only_outsourced, placed
from answers.topics.ranking import rank
from dialogue import Query

# So many services are sorted by model, fewer are placed one by one.
_MANY = 2
# The cue of a service that a job is only near, or a part of.
_NEAR = "near:"


def asked_plainly(query: Query) -> bool:
    """Whether it is asked if something is done or listed at all, whatever by: "can that be handed over?", "is it in there, too?"."""
    return any(query.has(cue) for cue in ("able", "allowed", "among", "too"))


def classify(query: Query, c: Composer) -> Piece:
    """Name the models that each service is listed under; what the store does not know is declined by name."""
    if query.has("ranked"):
        return rank(query, c)
    if not query.services:
        if query.types:
            from answers.topics.types import list_types

            return list_types(query, c)
        if query.outside:
            return _unlisted(query, c)
        if query.values:
            return _by_properties(query, c)
        from answers.topics.services import list_services

        return list_services(query, c)
    services = [s for s in dict.fromkeys(query.services) if s not in query.besides]
    points = [placed(s, c) for s in services]
    owners = [c.offering(s) for s in services]
    models = c.models(query)
    if verdicts.is_less_than_all(query, models, owners):
        # "Is it only this job?": no, and what else there is.
        from answers.topics.services import list_services

        piece = list_services(query.with_(services=(), models=models, cues=query.cues - {"how_many"}), c)
        piece.query, piece.verdict = query, "no" if query.has("neg") else "partly"
        return piece
    verdict = verdicts.of_services(query, models, owners) or verdicts.of_one_kind(query, owners)
    if query.has("equates") and verdicts.asked(query) and len(models) == 1:
        # A part of it is not the same as all of it.
        verdict = verdicts.told([False], query.has("neg"))
        points = [_one_of(p, s, models[0], c) for p, s in zip(points, services)]
    plainly = (asked_plainly(query) or query.has("back")) and not any(query.has(cue) for cue in ("said", "only", "neg"))
    if not verdict and verdicts.asked(query) and plainly and not models:
        # "Is that covered?", whatever by.
        verdict = "yes"
    lead: list[str] = []
    if query.has("allowed") and verdict == "no":
        # What a company may do is its own choice.
        verdict, lead = "", [c.say("classification.not_forbidden")]
    if query.has("which") and models and len(services) > 1 and len(models) == 1:
        chosen = [s for s, of in zip(services, owners) if (models[0] in of) is not query.has("neg")]
        if chosen:
            lead = [
                c.say(
                    "classification.not_of" if query.has("neg") else "classification.of",
                    services=c.join([words for s, words in _items_of(query, services) if s in chosen]) or c.service_names(chosen),
                    name=c.name(models[0]),
                )
            ]
            points = [p for p, s in zip(points, services) if s not in chosen] if not query.has("neg") else points
    of_all = list(dict.fromkeys(m for of in owners for m in of))
    items = _items_of(query, services)
    rows = items or [(s, upper_first(c.service_name(s)[0])) for s in services]
    unknown = () if items else [upper_first(thing) for thing in query.outside]
    groups = _in_own_words(items, c) if len(query.items) >= _MANY else _groups(services, owners, c)
    if query.has("in_order") and len(services) > 1:
        lead, points = [c.say("classification.no_order")], groups
    if query.has("contended"):
        # To whoever objects to the sentence it is told in other words.
        listing = {c.names(of) for of in owners if of}
        points = [
            replace(p, text=of, plain=of)
            for p in groups
            for of in [upper_first(c.say("statement.placed", services=p.brief, name=p.label)) if p.label in listing else p.text]
        ]
    if max(len(services), len(query.items)) >= _MANY and not lead:
        points = groups
    if query.has("unsure_of"):
        lead, points = _only_near(items, query, c), []
    if query.has("counted"):
        lead, points = [_counts(services, items, query, c)], []
    # Of a list no more is told than its entries.
    told = {s for s, _ in items} & set(services) if len(query.items) >= _MANY else set(services)
    listed = [(s, owner, entry) for s in services if s in (told or services) for owner, entry in c.store.classify(s)]
    facts = [entry.ref for s, owner, entry in listed if c.store.has_model(owner.id) or not c.offering(s)]
    return Piece(
        "answer",
        "classification",
        c.say("title.jobs" if query.items else "title.classification", service=upper_first(c.service_names(services))),
        query.with_(models=tuple(of_all) or models),
        verdict=verdict,
        halves=_halves(services, verdicts.each_service(query, models, owners), c) if verdict == "partly" else None,
        lead=lead,
        points=points,
        facts=facts,
        line=""
        if query.has("unsure_of") or not points
        else lead[0]
        if query.has("picked_by_model") and lead
        else upper_first("; ".join(_in_a_line(p, c) for p in groups)) + ".",
        extra=[f"{m}.{a}" for m in of_all for a in ("focus", "talent")],
        name=c.join([words for _, words in items] or [c.service_names(services)])
        if query.has("picked_by_model")
        else c.names(of_all)
        if len(services) == 1
        else "; ".join(f"{p.label}: {p.brief}" for p in points),
        # "The second one": of those that were named, in that order.
        entries=tuple(("services", s) for s in services)
        if len(services) > 1 and (set(services) <= set(query.named) or (len(items) == len(services) and all(s for s, _ in items)))
        else (),
        declined=list(query.outside) if not query.has("counted") else [],
        grid=_grid(rows, unknown, c),
        suggestions=[
            *([c.suggest("why_listed", service=lower_first(c.service_name(services[0])[0]), name=c.name(of_all[0]))] if of_all else []),
            *(c.suggest("services", name=c.name(m)) for m in of_all[:1]),
            c.suggest("difference", names=c.names(c.everyone)),
        ],
    )  # fmt: skip


def _one_of(point: Point, service: str, model: str, c: Composer) -> Point:
    """A service as one of those of a model, to who takes it for all of them."""
    if model not in c.offering(service):
        return point
    count = c.number(len(c.store.services(model)))
    text = upper_first(c.say("classification.one_of", service=lower_first(c.service_name(service)[0]), count=count, name=c.name(model)))
    return replace(point, text=text, plain=text)


def _halves(services: Sequence[str], held: Sequence[bool], c: Composer) -> tuple[list[str], list[str]]:
    """The names of the services of which a claim is so, and of those of which it is not."""
    return (
        [lower_first(c.service_name(s)[0]) for s, so in zip(services, held) if so],
        [lower_first(c.service_name(s)[0]) for s, so in zip(services, held) if not so],
    )


def _items_of(query: Query, services: Sequence[str]) -> list[tuple[str, str]]:
    """The person's own jobs that are asked about, each as its service, "" if none is known, and its words."""
    pairs = [(service, words) for item in query.items for service, _, words in (item.partition(":"),)]
    return [(service, words) for service, words in pairs if service in services or (not service and words in query.outside)]


def _grid(items: Sequence[tuple[str, str]], unknown: Sequence[str], c: Composer) -> Table:
    """The jobs in their words, a row each, with the models that list them; unknown ones, too."""
    jobs = [*items, *(("", thing) for thing in unknown)]
    rows = [[words, (c.names(c.offering(s)) if s else "") or c.say("table.not_listed")] for s, words in jobs]
    return Table(columns=[c.say("table.task"), c.say("table.under")], rows=rows)


def _in_own_words(items: Sequence[tuple[str, str]], c: Composer) -> list[Point]:
    """The person's own jobs by the models that list them, each with the service that it is, where its words are others."""
    points = []
    for of in dict.fromkeys(tuple(c.offering(s)) for s, _ in items if s):
        mine = [(s, words) for s, words in items if s and tuple(c.offering(s)) == of]
        if not of:
            points += [placed(s, c) for s, _ in mine]
            continue
        refs = [entry.ref for s, _ in mine for owner, entry in c.store.classify(s) if owner.id in of]
        told = c.join([_with_service(s, words, c) for s, words in mine])
        text = c.say("classification.of", name=c.names(of), services=told)
        points.append(Point(refs[0], text, text, c.join([words for _, words in mine]), c.names(of), list(dict.fromkeys(refs))[1:]))
    return points


def _with_service(service: str, words: str, c: Composer) -> str:
    name = lower_first(c.service_name(service)[0])
    # "Helpdesk" is the name; a name that explains itself in brackets is told without them.
    same = "".join(words.lower().split()) in "".join(name.lower().split())
    return words if same else f"{words} ({name.partition(' (')[0]})"


def _counts(services: Sequence[str], items: Sequence[tuple[str, str]], query: Query, c: Composer) -> str:
    """How many jobs each model lists, and how many are not mentioned."""
    jobs = [s for s, _ in items if s] or list(services)
    found: dict[str, int] = {}
    for names in (c.names(c.offering(s)) or c.say("classification.counted_out") for s in jobs):
        found[names] = found.get(names, 0) + 1
    if query.outside:
        left_out = c.say("classification.counted_out")
        found[left_out] = found.get(left_out, 0) + len(query.outside)
    return "; ".join(c.say("classification.counts", name=name, count=c.number(count)) for name, count in found.items()) + "."


def _only_near(items: Sequence[tuple[str, str]], query: Query, c: Composer) -> list[str]:
    """Which jobs stand in the source by no name of theirs, and so were only matched to what is near them."""
    near = [_with_service(s, words, c) for s, words in items if s and s not in query.named]
    if not near:
        return [c.say("classification.all_named")]
    return [c.say("classification.near", services=c.join(near))]


def _groups(services: Sequence[str], owners: Sequence[Sequence[str]], c: Composer) -> list[Point]:
    """The services by the models that list them, a sentence each; those that are only said to be outsourced one by one."""
    points = []
    for of in sorted(dict.fromkeys(tuple(o) for o in owners), key=lambda of: not of):
        mine = [s for s, o in zip(services, owners) if tuple(o) == of]
        if not of:
            points.append(only_outsourced(mine, c))
            continue
        refs = [entry.ref for s in mine for owner, entry in c.store.classify(s) if owner.id in of]
        text = c.say("classification.group", services=_with_wholes(mine, c), names=c.names(of))
        points.append(Point(refs[0], text, text, c.service_names(mine), c.names(of), list(dict.fromkeys(refs))[1:]))
    return points


def _in_a_line(group: Point, c: Composer) -> str:
    """A group, or a service that no model lists, as a part of a sentence."""
    in_group = group.label == group.text.partition(":")[0]
    return c.say("classification.in_a_line", services=group.brief, names=group.label) if in_group else group.text.rstrip(".")


def _with_wholes(services: Sequence[str], c: Composer) -> str:
    """Services in a phrase; parts of a service with its name behind them: "training and payroll (HR)"."""
    parts: dict[str, list[str]] = {}
    for service in services:
        name, is_part = c.service_name(service)
        whole = c.store.classify(service)[0][1]
        # A name with a remark of its own takes no second one.
        of = lower_first((whole.value or whole.name)[c.lang]) if is_part and "(" not in name else ""
        parts.setdefault(of, []).append(lower_first(name))
    return c.join(
        [f"{c.join(names)} ({whole})" if whole else name for whole, names in parts.items() for name in ([""] if whole else names)]
    )


def _unlisted(query: Query, c: Composer) -> Piece:
    """A job that no list has: declined by name; what its properties speak for is said where it was told."""
    piece = c.decline(query, topic="classification")
    piece.suggestions = [c.suggest("services", name=c.name(m)) for m in c.everyone[:2]]
    thing = c.join(list(query.outside))
    near = [cue.removeprefix(_NEAR) for cue in sorted(query.cues) if cue.startswith(_NEAR)]
    near = [s for s in near if c.offering(s)]
    if near:
        names = c.names(dict.fromkeys(m for s in near for m in c.offering(s)))
        piece.lead = [c.say("classification.only_near", thing=thing, service=c.service_names(near), names=names)]
    else:
        piece.lead = [c.say("classification.unlisted", thing=thing)]
    return piece


def _by_properties(query: Query, c: Composer) -> Piece:
    """ "Work that needs judgement, which is that?": the model whose property it is."""
    from answers.topics.aspect import describe

    return describe(query.with_(topic="aspect", cues=query.cues | ({"which"} if not query.models else set())), c)
