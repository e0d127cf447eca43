"""Questions that stand on their own: what each asks for, beside what was told and said before."""

from __future__ import annotations

from acts import MATTER, Act, Form, aspects_of
from dialogue import follow, lists, objections, picks, social, telling
from dialogue.context import Turn, owners_of
from dialogue.meant import of_a_premise
from dialogue.plan import Move
from dialogue.query import QUESTIONS, Query
from dialogue.references import resolved

# What makes a claim, or a choice, of the values that are named.
_CLAIMS = frozenset({"yn", "which", "said", "neg", "only", "than", "doubted", "why", "same"})

# What a model is for, and what it relies on for that.
_AIM, _MEANS = "goal", "reliance"

_WHICH_IS_BETTER = f"{MATTER}better"
# Topics whose answers may be a line each.
_TOLD_ONE_BY_ONE = ("classification", "definition", "types", "services", "full_form")


def ask(act: Act, turn: Turn) -> list[Move]:
    """A question that stands on its own."""
    if act.topic == "source" and act.outside == (_WHICH_IS_BETTER,):
        # "Does it at least say which is better?"
        return outside(act, turn)
    if act.topic == "why" and not (act.names_something or act.outside) and turn.memory.last and turn.memory.last.key == "cannot":
        # "Why can't you?"
        return social.only_source(turn)
    if act.topic == "why" and act.has("yn") and (act.has("neg") or act.has("answer_no")) and (none := objections.no_reason(act, turn)):
        return none
    if act.topic == "aspect" and act.values and act.has("asks") and not act.aspects and not act.has("yn"):
        # "Since it runs on this, who uses it?" asks who.
        act = of_a_premise(act)
    query = _beyond_what_was_told(_of_the_job(telling.of_a_story(resolved(act, turn), act, turn), act, turn), turn)
    if query.topic == "relation" and act.has("only_of") and not query.with_(models=()).things and turn.asked:
        # "It means this, and holds of that one alone."
        query = query.with_(relations=turn.asked[-1].relations)
    own = tuple(v for v in query.values if v.partition(".")[0] in query.models)
    if query.topic == "aspect" and act.has("doubted") and own and len(aspects_of(query.values)) == 1:
        # "Is it really that easy? Mine is hard": what is doubted is what is told of it.
        query = query.with_(values=own)
    if query.topic == "services" and not (act.names_something or act.outside) and turn.asked and turn.asked[-1].services:
        # "Can HR be handed over? What is in it?": its answer says what.
        return []
    if query.topic == "overview" and not act.models and lists.rest_of_list(turn):
        # "All of them, then": of the list of which a part was shown.
        turn.form = Form(length="long")
        return follow.again(turn)
    if query.topic in ("relation", "users") and act.has("back") and act.has("yn") and not (act.relations or act.services or act.values):
        # "We hand over X. Would that be outsourcing?"
        query = query.with_(topic="classification", outside=turn.unknown_told) if turn.unknown_told else query
    if query.topic == "term" and act.has("explained") and not query.things and turn.before:
        query = query.with_(values=turn.before.values or tuple(v for _, v in turn.memory.listed if turn.store.has_fact(v)))
    elif query.topic == "term" and not (query.things or query.outside) and turn.models_before():
        query = query.with_(topic="definition", models=turn.models_before())
    if query.topic == "why" and act.values and turn.before and turn.before.topic == "choice":
        # "Because of that?" asks whether that was the reason of the pick.
        query = query.with_(topic="aspect", cues=query.cues | {"yn"})
    before = turn.before
    if query.topic in ("services", "types") and act.form.points:
        # So many of them, and not how many there are.
        query = query.with_(cues=query.cues - {"how_many"})
    if query.topic == "term" and query.aspects and not (act.models or set(query.values) & set(act.named)):
        # "And what is that, arbitrage?": of what was talked about.
        query = query.with_(models=turn.models_before(), values=())
    asks = act.has("which") or (act.has("yn") and act.has("asks"))
    if query.topic == "source" and not (query.things or query.outside or asks) and _just_told(query, turn):
        # "An unsigned article, then. Does it speak of X?"
        return []
    if turn.asked and query.topic == "difference" and act.has("same") and len(act.models) < 2 and turn.asked[-1].aspects:
        # "What is this one for, and is the other's the same or another?"
        query = turn.asked[-1].with_(models=act.models or tuple(m for m in turn.everyone if m not in turn.asked[-1].models))
    if query.topic == "types" and act.has("how_many") and not (act.models or act.types) and before and before.topic == "services":
        # "How many are there?" of the list that was shown.
        query = query.with_(topic="services", models=before.models)
    if query.topic == "services" and act.has("neg") and len(query.models) == 1 and not query.with_(models=()).things:
        # "What is not one of its services?": those of the others.
        query = query.with_(models=(), besides=query.models, cues=query.cues - {"neg"})
    if act.has("rest"):
        query = _without_what_is_known(query, turn)
    if query.topic == "difference" and act.has("only") and act.has("yn") and len(act.models) > 1 and not set(act.values) & set(act.named):
        # "It is just that one with a finer name."
        query = query.with_(values=(), cues=query.cues - {"only"} | {"same"})
    compares = query.has("same") or query.has("differ")
    # "Are both of them, alike, outsourcing?" is no comparison.
    if compares and act.has("same") and act.has("yn") and not act.models and _descends(query, turn):
        # "An extension isn't the same, is it?"
        query = query.with_(topic="difference", relations=(), models=turn.everyone, cues=query.cues - {"differ"} | {"same"})
    alike = query.relations and sum(turn.store.has_model(m) for m in act.models) > 1
    compared = not set(query.relations) - {"outsourcing"} and len(act.models) > 1 and not alike
    if query.topic in ("relation", "difference", "definition") and query.has("equates") and query.has("yn") and len(query.models) > 1:
        # "Is it another name for that?"
        query = query.with_(topic="difference", relations=(), cues=query.cues - {"differ"} | {"same"})
    if query.topic == "relation" and compares and query.has("yn") and compared:
        query = query.with_(topic="difference")
    if query.topic in ("difference", "definition") and query.relations and query.has("yn") and not compares:
        query = query.with_(topic="relation")
    if query.topic == "aspect" and not (query.aspects or query.values) and (query.services or query.relations):
        query = query.with_(topic="classification" if query.services else "relation")
    if query.topic == "choice" and act.has("which") and len(act.models) > 1 and (act.anaphor == "both" or act.has("each")) and turn.told:
        # "We hand over X and Y. Each of them, this or that?"
        query = telling.told_of(query.with_(topic="classification", models=()), turn)
    if query.topic in ("choice", "relation") and query.services and query.models and query.has("allowed") and query.has("yn"):
        # "May we use this one for that?" asks for no pick.
        query = query.with_(topic="classification")
    query = telling.among_listed(telling.among_sorted(picks.of_the_pick(query, act, turn), act, turn), act, turn)
    if query.topic == "relation" and act.has("which") and not query.relations and len(query.models) > 1:
        # "Which of them is the steadier?": nothing is told of that.
        query = query.with_(topic="outside")
    if query.topic == "aspect" and not (query.aspects or query.values or query.types or query.outside or query.services):
        return _no_property(act, query, turn)
    if query.topic == "aspect" and query.values and query.aspects and len(query.models) > 1 and not query.cues & _CLAIMS:
        # "Compare them by driver and expertise" claims nothing.
        query = query.with_(aspects=tuple(dict.fromkeys((*query.aspects, *aspects_of(query.values)))), values=())
    if query.topic in ("definition", "types", "classification") and query.types and query.has("yn"):
        query = telling.placed_by(query, turn)
        # "Is X a type of it?", and not whatever else may be claimed of X.
        query = query.with_(cues=query.cues | {"of_a_model"}) if act.models else query
    if query.topic == "aspect" and act.form.shape == "table" and query.aspects and not (act.models or query.values or query.has("yn")):
        # A table has a column for everyone that was spoken of.
        query = query.with_(models=turn.spoken_of() or query.models)
    query = telling.of_a_place(query, act, turn)
    if query.topic == "services" and act.has("only") and act.has("back") and before and before.topic == "classification":
        # "So it is only on that list?" behind a job that was placed.
        query = query.with_(topic="classification", services=query.services or before.services, cues=query.cues | {"only_of"})
    if query.topic == "users" and act.has("back") and query.has("yn"):
        # "Only that sector uses it. Is that so?" is asked of all that was told.
        query = query.with_(cues=query.cues | {cue for other in turn.acts if other.label == "tell" for cue in other.cues & {"only", "neg"}})
    points_back = (act.has("back") or act.has("my_list")) and len(act.models) == 1 and not query.services
    if query.topic == "services" and points_back and (mine := telling.jobs_placed(act.models[0], turn)):
        # "Which of mine are that, again?"
        query = query.with_(topic="classification", services=mine, cues=query.cues - {"yn"} | {"which"})
    others = [other for other in turn.acts if other is not act and other.topic]
    bare = query.topic == "choice" and act.models and not (query.with_(models=()).things or query.outside or turn.all_told)
    if bare and act.has("yn") and turn.before and turn.before.topic == "aspect":
        # "And that one needs none?"
        return follow.HANDLERS["follow_up"](act, turn)
    if bare and picks.takes_leave(act, turn):
        return [Move("social", key="thank")]
    if query.topic == "choice" and not (query.things or turn.all_told) and any(other.has("which") for other in others):
        # "This or that? Pick one" asks once.
        return []
    if query.topic == "choice":
        query = query.with_(told=turn.all_told, outside=query.outside or (turn.unknown_jobs if turn.told else turn.unknown_told))
        query = picks.of_the_list(picks.of_an_offer(query, act, turn), act, turn)
    elif query.topic == "classification" and any(other.has("in_order") for other in turn.acts) and query.services:
        query = query.with_(cues=query.cues | {"in_order"})
    elif query.topic == "classification" and not (query.services or query.types or query.outside or query.values):
        query = telling.told_of(query, turn)
        if not query.services and points_back and (mine := telling.jobs_placed(act.models[0], turn)):
            query = query.with_(services=mine, cues=query.cues - {"yn", "only"})
    if query.topic in _TOLD_ONE_BY_ONE and any(other.has("each") and other.form for other in turn.acts):
        # "One line each."
        query = query.with_(cues=query.cues | {"each"})
    if query.topic == "classification" and act.has("which") and act.has("back") and not (query.services or query.types or query.outside):
        query = _of_what_was_listed(query, turn)
    if query.topic == "difference" and act.has("back") and act.has("yn") and not query.with_(models=()).things and before:
        query = _by_what_was_told(query, act, before, turn)
    if query.topic == "source" and query.outside and turn.memory.last and turn.memory.last.verdict == "yes":
        # "Where does it say that?" of what was granted and does not stand there.
        turn.asked.append(query)
        return [Move("answer", query, lead="too_firm", verdict="")]
    if query.topic == "full_form" and "definition" in query.aspects:
        # "What it stands for, and what it is."
        parts = [query.with_(aspects=()), query.with_(topic="definition", aspects=())]
    else:
        parts = _by_property(query, turn)
    turn.asked += parts
    return [Move("decline" if part.topic == "outside" else "answer", part) for part in parts]


def _descends(query: Query, turn: Turn) -> bool:
    """Whether a question is on which of the models came of which."""
    return bool(query.relations) and all(turn.store.relations[name].comes_from for name in query.relations)


def _beyond_what_was_told(query: Query, turn: Turn) -> Query:
    """ "Both lower costs? Then how do they differ on money?": behind what they are for, what each relies on."""
    told = {ref.rpartition(".")[2] for ref in turn.last_answer.facts} if turn.last_answer else set()
    differs = query.topic in ("difference", "aspect") and query.has("differ") and not (query.has("yn") or query.services)
    if not differs or query.aspects != (_AIM,) or _AIM not in told or _MEANS in told:
        return query
    return query.with_(topic="aspect", models=query.models or turn.everyone, aspects=(_MEANS,), values=(), outside=())


def _of_the_job(query: Query, act: Act, turn: Turn) -> Query:
    """ "Is bookkeeping a matter of rules or of judgement?": of the model that lists it."""
    last = turn.memory.last_asked
    placed = last.queries[-1].services if last and last is turn.memory.last and last.queries[-1].topic == "classification" else ()
    points_back = act.has("back") or act.has("either") or len(query.values) > 1
    services = query.services or (placed if points_back and not turn.asked else ())
    owners = owners_of(services, turn.store)
    aspects = aspects_of(query.values)
    of_one = query.topic == "aspect" and act.has("which") and not (act.models or act.anaphor or act.ordinals) and len(aspects) == 1
    if not of_one or len(services) != 1 or len(owners) != 1 or not query.values:
        return query
    cues = query.cues - {"which", "contrary", "back"} | {"of_the_job"}
    return query.with_(models=owners, services=services, aspects=aspects, values=(), cues=cues)


def _of_what_was_listed(query: Query, turn: Turn) -> Query:
    """ "Which of those are this, which are that?" behind a list of services: of them."""
    listed = tuple(name for kind, name in turn.memory.listed if kind == "services")
    return query.with_(services=listed) if listed else query


def _by_what_was_told(query: Query, act: Act, before: Query, turn: Turn) -> Query:
    """ "And is that different from the other one?" behind a property: whether it is the same of both."""
    aspects = before.aspects or aspects_of(before.values)
    if before.topic != "aspect" or len(aspects) != 1:
        return query
    return query.with_(topic="aspect", models=tuple(dict.fromkeys((*before.models, *act.models))) or turn.everyone, aspects=aspects)


def _just_told(query: Query, turn: Turn) -> bool:
    """Whether what is asked of the source was told in the last reply, and something else is asked beside it."""
    last = turn.memory.last
    told = {cue for q in (last.queries if last else ()) if q.topic == "source" for cue in q.cues if cue.startswith("w:")}
    beside = any(other.label in QUESTIONS and other.label != "ask_source" or other.outside for other in turn.acts)
    return bool(told) and beside


def _without_what_is_known(query: Query, turn: Turn) -> Query:
    """ "I know this one, what are the others?": the list without the entries that are named."""
    for kind in ("services", "types"):
        named = getattr(query, kind) or tuple(name for act in turn.acts for name in getattr(act, kind))
        if named and query.topic in (kind, "classification", "definition"):
            cues = query.cues - {"yn", "which", "differ"}
            return query.with_(topic=kind, **{kind: ()}, besides=(*query.besides, *named), cues=cues, numbers=())
    return query


def _by_property(query: Query, turn: Turn) -> list[Query]:
    """A claim of several properties as one claim each: each gets its verdict."""
    denied = tuple(name for name in query.besides if turn.store.has_fact(name))
    aspects = aspects_of((*query.values, *denied))
    claims = query.has("yn") and not (query.has("which") or query.has("equates"))
    if query.topic != "aspect" or len(aspects) < 2 or not claims or len(query.models) > 1:
        return [query]
    of = [[tuple(v for v in values if v.endswith(f".{a}")) for values in (query.values, denied)] for a in aspects]
    named = [a for a in aspects_of(denied) if a in query.aspects]
    of_named = tuple(v for a in named for m in query.models if turn.store.has_fact(v := f"{m}.{a}"))
    if of_named and not query.has("neg"):
        # "Isn't its purpose this, and not that?": of the purpose only that is told.
        return [query.with_(heard="", values=of_named, besides=(), cues=query.cues | {"neg"})]
    # They are one sentence, whatever its last sign, and one question where it has one.
    cues = query.cues - {"asks"} | ({"asks_several"} if query.has("asks") else set())
    return [
        query.with_(heard="", values=values or rest, besides=rest if values else (), aspects=(), cues=cues if values else cues | {"neg"})
        for values, rest in of
    ]


def _no_property(act: Act, query: Query, turn: Turn) -> list[Move]:
    """A question on a property that names none: one of a yes or no cannot be told, another asks what the thing is."""
    if any(other is not act and other.label in QUESTIONS for other in turn.acts):
        return []
    if turn.before and turn.before.topic != "outside" and act.has("too"):
        return follow.HANDLERS["follow_up"](act, turn)
    jobs = telling.names_told(turn.told, "services")
    if jobs and not act.models and not act.has("yn"):
        # "We do this and that. What goes where?"
        query = query.with_(topic="classification", services=jobs, outside=turn.unknown_told)
        turn.asked.append(query)
        return [Move("answer", query)]
    values = telling.names_told(turn.told, "values")
    if act.has("which") and values and len(act.models) != 1 and len(values) == len(turn.told):
        # "They speak of process expertise. Is that this one or that one?"
        query = query.with_(models=(), values=values)
        turn.asked.append(query)
        return [Move("answer", query)]
    if act.has("which") and turn.all_told and not act.models:
        # "Which model is right?" behind what was told: for that.
        query = query.with_(topic="choice", told=turn.all_told)
        turn.asked.append(query)
        return [Move("answer", query)]
    if query.models and (act.models or act.anaphor):
        query = query.with_(topic="outside" if act.has("yn") else "definition")
        turn.asked.append(query)
        return [Move("decline" if act.has("yn") else "answer", query)]
    if turn.before is None:
        return [Move("clarify", key="what")]
    return objections.HANDLERS["doubt" if act.has("yn") else "confused"](act, turn)


def outside(act: Act, turn: Turn) -> list[Move]:
    """What the store does not tell."""
    query = resolved(act.with_(label="ask_outside"), turn)
    compares = act.has("which") or len(act.models) > 1
    if query.outside == (_WHICH_IS_BETTER,) and compares and set(query.with_(models=()).things) <= {"choice"}:
        # Which is better is not told; by what a company chooses is.
        query = query.with_(topic="relation", relations=("choice",), cues=frozenset())
        turn.asked.append(query)
        return [Move("answer", query)]
    turn.asked.append(query)
    if act.has("asks_to_do") and not act.names_something:
        # "Can you help me with a recipe?" asks nothing that a source could tell.
        return [Move("decline", query.with_(outside=()), key="not_my_field")]
    return [Move("answer" if query.topic == "classification" else "decline", query)]
