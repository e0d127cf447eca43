"""One model first, then because of what; where nothing was told, one question back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from answers import verdicts
from answers.composer import Composer, lower_first, upper_first
from answers.piece import Piece, Point
from answers.topics.definition import placed
from dialogue import Query

# A service on a list outweighs a property that is wished for.
_SERVICE, _VALUE = 3, 1
_SEVERAL = 2
# The properties that are offered when nothing was told, by aspect.
_OFFERED = ("talent", "basis")
_SAVING = ("goal", "reasons")


def choose(query: Query, c: Composer) -> Piece:
    """Pick the model that what was told speaks for."""
    if query.has("changes"):
        return _changed(query, c)
    told = list(dict.fromkeys((*_signed(query), *query.told)))
    score, reasons, neutral = _weigh(told, c)
    if query.has("other_wish"):
        return _preferred(query, score, c)
    if query.has("offered"):
        return _offered(query, score, reasons, c)
    candidates = c.models_or_all(query) if len(query.models) != 1 else c.everyone
    best = sorted(candidates, key=lambda m: -score.get(m, 0))
    if not any(score.get(m, 0) > 0 for m in candidates):
        if query.types:
            # A need of place chooses among types, not among models.
            from answers.topics.types import list_types

            return list_types(query.with_(models=()), c)
        return _open(query, neutral, c)
    if query.types and set(query.types) <= set(query.named) and not (query.services or query.values):
        return _among_types(query, c)
    both = _each_for_its_own(told, candidates, c)
    if both and not verdicts.asked(query) and not any(t.lstrip("-").startswith("values:") for t in told):
        both.declined = list(query.outside)
        return both
    first, *others = best
    # What its work needs is lacked, and only a job of its list is told of: that it may fit, too, would be said against it.
    lacked = {m for t in told if t.startswith("-values:") for m in verdicts.lacking(t.partition(":")[2], c.store)}
    wished = {m for t in told if t.startswith("values:") for m in verdicts.owners(t.partition(":")[2], c.store)}
    unfit = lacked - wished
    contested = [m for m in others if score.get(m, 0) > 0 and (m not in unfit or score[m] == score[first])]
    points = [reasons[first][0], *reasons[first][1:3]]
    lead = [c.say("choice.fits", name=c.name(first))]
    # Several needs of the other one are not outweighed by a job.
    pulls = bool(contested) and len(reasons[contested[0]]) >= _SEVERAL and score[first] - score[contested[0]] < _SERVICE
    tied = bool(contested) and (score[contested[0]] == score[first] or pulls or query.has("both_wished"))
    if tied:
        lead = [c.say("choice.both_allowed" if query.has("both_wished") else "choice.both_ways", names=c.names([first, *contested]))]
        points = [point for m in (first, *contested) for point in reasons[m][:2]]
    elif contested:
        points += [_too(m, reasons[m][0], c) for m in contested]
    if query.has("because"):
        lead = [c.say("choice.because_both" if tied else "choice.because", names=c.names([first, *contested] if tied else [first]))]
    verdict = ""
    named = c.models(query)
    if verdicts.asked(query) and len(named) == 1 and query.heard != "unknown":
        # Where something else is claimed of it, that it suits them better is no yes to it.
        verdict = "partly" if tied else verdicts.told([first == named[0]], query.has("neg"))
    points = list({p.text: p for p in points}.values())
    facts = [p.ref for p in points]
    return Piece(
        "answer",
        "choice",
        c.say("title.choice"),
        query.with_(models=(first,)),
        verdict=verdict,
        lead=lead,
        points=points,
        after=[c.say("choice.no_one_job")] if query.has("one_of_list") else [],
        line=f"{lead[0].rstrip('.')}: {'; '.join(p.text.rstrip('.') for p in points)}."
        if tied
        else c.say("choice.line", name=c.name(first), reason=lower_first(points[0].text)),
        line_facts=facts if tied else facts[:1],
        name=c.names([first, *contested]) if tied else c.name(first),
        facts=facts,
        suggestions=[
            c.suggest("services", name=c.name(first)),
            *([c.suggest_aspect("talent", first)] if c.store.has_fact(f"{first}.talent") and f"{first}.talent" not in facts else []),
            c.suggest("difference", names=c.names(c.everyone)),
        ],
    )


def _preferred(query: Query, score: Mapping[str, int], c: Composer) -> Piece:
    """Whether another model may be taken than was picked: the source leaves that to whoever chooses."""
    general = [c.point(f) for f in c.store.relations.values() if f.ref.endswith(".choice")]
    picked = _picked(score, c)
    leans = c.say("choice.leans_too" if query.models[0] in picked else "choice.leans", name=c.names(picked)) if picked else ""
    return Piece(
        "answer",
        "choice",
        c.say("title.choice"),
        query.with_(cues=query.cues - {"other_wish", "disputed"}, models=picked or query.models),
        lead=[c.say("choice.not_wrong" if query.has("disputed") else "choice.allowed")],
        points=general,
        after=[leans] if leans else [],
        facts=[p.ref for p in general],
        name=c.names(query.models),
        suggestions=[c.suggest("difference", names=c.names(c.everyone)), c.suggest("choice")],
    )


def _offered(query: Query, score: Mapping[str, int], reasons: Mapping[str, Sequence[Point]], c: Composer) -> Piece:
    """Whether a job that is offered suits who tells of himself: what was told is weighed for the model that lists the job."""
    model = query.models[0]
    rival = max((score.get(m, 0) for m in c.everyone if m != model), default=0)
    mine = score.get(model, 0)
    speaking = [m for m in c.everyone if (m == model if mine > rival else m != model)]
    points = [placed(s, c) for s in query.besides] + [p for m in speaking for p in reasons.get(m, ())[:2]]
    return Piece(
        "answer",
        "choice",
        c.say("title.choice"),
        query,
        verdict="partly" if mine == rival else verdicts.told([mine > rival], query.has("neg")),
        points=points,
        facts=list(dict.fromkeys(p.ref for p in points)),
        name=c.name(model if mine > rival else speaking[0]),
        suggestions=[c.suggest("services", name=c.name(m)) for m in c.everyone],
    )


def _changed(query: Query, c: Composer) -> Piece:
    """Whether what is told now changes the pick that was made of what was told before: what it speaks for, and what follows."""
    before, after = (_picked(_weigh(told, c)[0], c) for told in (query.told, [*query.told, *_signed(query)]))
    score, reasons, _ = _weigh(_signed(query), c)
    new = _picked(score, c)
    points = [reasons[new[0]][0]] if new else []
    key = "no_change" if not new else "stays" if before == after else "both_now" if len(after) > 1 else "now"
    after_text = c.say(f"choice.{key}", names=c.names(after or c.everyone))
    return Piece(
        "answer" if points else "decline",
        "choice",
        c.say("title.choice"),
        query.with_(told=(*query.told, *_signed(query)), cues=query.cues - {"changes"}, models=after),
        verdict="" if not points else verdicts.told([before != after]),
        lead=[c.say("choice.speaks", name=c.names(new))] if points else [after_text],
        points=points,
        after=[after_text] if points else [],
        facts=[p.ref for p in points],
        name=c.names(after),
        suggestions=[c.suggest("difference", names=c.names(c.everyone)), c.suggest("choice")],
    )


def _picked(score: Mapping[str, int], c: Composer) -> tuple[str, ...]:
    """The models with the highest score, none where nothing speaks for any."""
    best = max(score.values(), default=0)
    return tuple(m for m in c.everyone if best > 0 and score.get(m, 0) == best)


def _among_types(query: Query, c: Composer) -> Piece:
    """Which type to take: the source does not advise, it only says where each is."""
    from answers.topics.difference import compare_types

    piece = compare_types(query.with_(topic="difference", models=(), cues=frozenset()), c)
    piece.lead = [c.say("type.no_advice"), *piece.lead]
    return piece


def _each_for_its_own(told: Sequence[str], candidates: Sequence[str], c: Composer) -> Piece | None:
    """Jobs of several models that are to be given away: each model for its own. None where one model does them all."""
    wanted = [t.partition(":")[2] for t in told if t.startswith("services:")]
    of: dict[str, list[str]] = {m: [s for s in wanted if c.offering(s) == [m]] for m in candidates}
    needed = {m: services for m, services in of.items() if services}
    if len(needed) < 2:
        return None
    parts = [c.say("choice.for", name=c.name(m), services=c.service_names(services)) for m, services in needed.items()]
    points = [placed(s, c) for services in needed.values() for s in services]
    line = c.say("choice.each", parts="; ".join(parts))
    return Piece(
        "answer",
        "choice",
        c.say("title.choice"),
        Query("choice", models=tuple(needed), services=tuple(wanted), told=tuple(told)),
        points=[Point(points[0].ref, line, line, "; ".join(parts), others=[p.ref for p in points[1:]])],
        name="; ".join(parts),
        facts=list(dict.fromkeys(p.ref for p in points)),
        # "The first": of the jobs, as they were told.
        entries=tuple(("services", s) for s in wanted),
        suggestions=[*(c.suggest("services", name=c.name(m)) for m in needed), c.suggest("difference", names=c.names(c.everyone))],
    )


def _too(model: str, reason: Point, c: Composer) -> Point:
    """What speaks for another model than the one that is picked."""
    text, plain = (c.say("choice.too", name=c.name(model), reason=lower_first(t)) for t in (reason.text, reason.plain or reason.text))
    return replace(reason, text=text, plain=plain)


def _against(reason: Point, c: Composer) -> Point:
    """What speaks against a model, since what it needs is lacked."""
    text, plain = (c.say("choice.against", reason=t.rstrip(".")) for t in (reason.text, reason.plain or reason.text))
    return replace(reason, text=text, plain=plain)


def _refs(c: Composer) -> Sequence[str]:
    return [f.ref for m in c.store.models for f in m.facts.values()]


def _signed(query: Query) -> list[str]:
    sign = "-" if query.has("neg") else ""
    return [f"{sign}{kind}:{name}" for kind in ("services", "values", "types") for name in getattr(query, kind)]


def _weigh(told: Sequence[str], c: Composer) -> tuple[dict[str, int], dict[str, list[Point]], list[str]]:
    """What speaks for each model, with the points that say so; and what speaks for none of them alone."""
    score: dict[str, int] = {}
    reasons: dict[str, list[Point]] = {}
    neutral: list[str] = []
    weighed: set[str] = set()
    for item in told:
        denied, kind, name = item.startswith("-"), item.lstrip("-").partition(":")[0], item.partition(":")[2]
        if kind == "services" and c.store.classify(name):
            owners = c.offering(name)
            if denied or not owners or len(owners) == len(c.everyone):
                continue
            # A service and a part of it are one job.
            again = c.store.classify(name)[0][1].ref in weighed
            weighed.add(c.store.classify(name)[0][1].ref)
            for m in owners if not again else ():
                score[m] = score.get(m, 0) + _SERVICE
                reasons.setdefault(m, []).insert(0, placed(name, c))
        elif kind == "types" and c.store.has_type(name) and not denied:
            neutral.append(c.store.type(name)[1].ref)
        elif kind == "values" and c.store.has_fact(name):
            aspect = name.rpartition(".")[2]
            owners = [m for m in verdicts.owners(name, c.store) if c.store.has_model(m)]
            if aspect in _SAVING or (aspect == "goal"):
                neutral.append(name)
                continue
            against = owners if denied and aspect in verdicts.NOT_ALONE else []
            if denied:
                owners = [m for m in c.everyone if m not in owners and f"{m}.{aspect}" in _refs(c)]
            if not owners or len(owners) == len(c.everyone):
                neutral.append(name)
                continue
            for m in owners:
                score[m] = score.get(m, 0) + _VALUE
                # What is lacked speaks against the model that needs it, and tells nothing of the others.
                for owner in against or [m]:
                    if c.store.has_fact(ref := f"{owner}.{aspect}"):
                        point = c.point(c.store.fact(ref))
                        reasons.setdefault(m, []).append(_against(point, c) if against else point)
    return score, reasons, neutral


def _open(query: Query, neutral: Sequence[str], c: Composer) -> Piece:
    """Nothing tells them apart yet: say so, and ask."""
    offered = [
        f"{m.id}.{aspect}" for aspect in _OFFERED for m in c.store.models if aspect in m.facts
    ][: 2 * len(_OFFERED)]  # fmt: skip
    goals = [c.point(m.facts["goal"]) for m in c.store.models if "goal" in m.facts] if neutral else []
    general = [f for f in c.store.relations.values() if f.ref.endswith(".choice")]
    lead = [c.say("choice.saving")] if goals else [f.text[c.lang] for f in general]
    facts = [p.ref for p in goals] if goals else [f.ref for f in general]
    names = [lower_first(c.store.fact(ref).brief(c.lang)) for ref in offered]
    return Piece(
        "clarify" if not goals else "answer",
        "choice",
        c.say("title.choice"),
        query.with_(models=c.everyone if not query.models else query.models),
        lead=[*(c.say("decline.named", thing=c.join(list(query.outside))) for _ in query.outside[:1]), *lead],
        points=goals,
        after=[c.say("choice.ask", options=c.one_of(names[:4]))],
        facts=facts if goals else [],
        entries=tuple(("values", ref) for ref in offered[:4]),
        pending="need",
        suggestions=[c.suggest("need", value=upper_first(c.store.fact(ref).brief(c.lang))) for ref in offered[:4]],
    )
