"""The person's own jobs, sorted before: the whole list again, in their words, or which of them was only guessed."""

from __future__ import annotations

from dataclasses import replace

from acts import Act, Form
from dialogue import rows, summing
from dialogue.context import Turn, owners_of
from dialogue.memory import Exchange
from dialogue.plan import Move
from dialogue.query import Query
from dialogue.telling import names_told

# Parts that may speak of the list of jobs.
_MAY_SPEAK_OF_IT = (
    *("reform", "repeat", "recall", "go_back", "correct", "object", "nothing", "tell", "elaborate", "follow_up", "choose_listed"),
    *("shorten", "out_of_scope", "ask_classification", "doubt", "ask_aspect", "remark", "unsure"),
)

# Parts that may put jobs to a list.
_MAY_ADD = ("reform", "elaborate", "correct", "tell", "follow_up", "repeat", "nothing", "ask_classification", "out_of_scope")


def of_ones_own(act: Act, turn: Turn) -> list[Move]:
    """The jobs that were listed to be sorted, once more: as a table, in the person's words; or which of them stood there by no name."""
    told = next((cue for cue in ("unsure_of", "own_words", "my_list") if act.has(cue)), "")
    if not told or act.label not in _MAY_SPEAK_OF_IT or act.models or act.services or act.items:
        return []
    lists = [found for e in reversed(turn.memory.exchanges) if len((found := _sorted(e)).items) > 1]
    # Of several the whole one: what was picked from it since is a part of it.
    query = max(lists, key=lambda q: len(q.services) + len(q.outside), default=None)
    if query is None or (told == "unsure_of" and not (act.has("which") or act.has("yn") or act.label in ("recall", "doubt"))):
        return []
    if told == "unsure_of":
        query = query.with_(cues=frozenset({"unsure_of"}))
        turn.form = Form(shape="paragraph")
    elif not turn.form.shape and turn.memory.form.shape:
        turn.form = turn.memory.form
    turn.form = replace(turn.form, cannot=False)
    turn.asked.append(query)
    return [Move("answer", query)]


def in_order(act: Act, turn: Turn) -> list[Move]:
    """ "Order them from the simplest to the hardest": jobs that are told here, or were sorted, by the level of what lists them."""
    here = names_told(turn.told, "services")
    sorted_ = summing.all_sorted(turn)
    jobs = Query("classification", services=here, named=here) if len(here) > 1 else sorted_
    levelled = [row.aspect.id for row in turn.store.compare(turn.everyone) if all(fact and fact.level for fact in row.facts)]
    aspects, models = rows.by_level(act, turn, levelled[:1])
    last = turn.memory.last_asked
    if not models and act.has("in_order") and last and last.queries[-1].has("by_level"):
        # "The order, of all three."
        aspects, models = last.queries[-1].aspects, last.queries[-1].models
    mine = len(here) > 1 or act.has("back") or act.has("my_list") or act.has("all_of")
    if not models or len(jobs.services) < 2 or act.services or len(act.models) == 1 or not mine:
        return []
    query = jobs.with_(models=models, aspects=aspects, cues=frozenset({"by_level"}))
    turn.asked.append(query)
    return [Move("answer", query)]


def counted(act: Act, turn: Turn) -> list[Move]:
    """ "How many of mine are this one, how many that one?": the jobs that were sorted, counted."""
    of_mine = turn.before is not None and turn.before.topic == "classification" and bool(turn.before.items)
    may = ("ask_classification", "recall", *(("ask_services",) if of_mine else ()))
    asks = act.has("how_many") and act.label in may and bool(act.models)
    jobs = summing.all_sorted(turn)
    if not asks or act.services or act.outside or act.types or len(jobs.services) < 2:
        return []
    if len(act.models) == 1:
        jobs = jobs.with_(services=_mine(act.models[0], jobs, turn), outside=())
    query = jobs.with_(models=act.models, cues=frozenset({"how_many"}))
    turn.asked.append(query)
    return [Move("answer", query)]


def of_one_model(act: Act, turn: Turn) -> list[Move]:
    """ "Which of those are this one?", "only the names of those": of the jobs that were sorted, by the words of whoever named them."""
    jobs = summing.all_sorted(turn)
    # Jobs that are heard and not named are those that were sorted.
    heard = act.services if not set(act.services) & set(act.named) and set(act.services) <= set(jobs.services) else ()
    asks = act.label == "recall" or (act.label in ("ask_classification", "ask_services") and act.has("which") and not act.has("yn"))
    asks = asks and (act.has("back") or act.has("my_list"))
    picks = bool(heard) and act.label in ("follow_up", "reform", "ask_classification") and act.has("only") and not act.has("yn")
    names = act.with_(models=(), services=() if heard else act.services).names_something or act.outside or act.ordinals or act.items
    if not (asks or picks) or names or act.mark or len(act.models) != 1 or act.has("neg") or turn.told:
        return []
    mine = _mine(act.models[0], jobs, turn)
    if len(jobs.services) < 2 or not mine:
        return []
    query = jobs.with_(models=act.models, services=mine, outside=(), cues=frozenset({"which", "picked"}))
    turn.asked.append(query)
    return [Move("answer", query)]


def _mine(model: str, jobs: Query, turn: Turn) -> tuple[str, ...]:
    """Those of some jobs that a model lists."""
    return tuple(s for s in jobs.services if model in owners_of((s,), turn.store))


def put_to(act: Act, turn: Turn) -> list[Move]:
    """ "Add these to the list": they are sorted, too, in the form of the list."""
    lists = [e for e in turn.memory.exchanges if _sorted(e).services and (_sorted(e).items or len(_sorted(e).services) > 1)]
    new = act.services or act.outside
    if not lists or not new or not act.has("too") or act.label not in _MAY_ADD or act.models or act.has("yn") or act.aspects:
        return []
    query = Query("classification", services=act.services, outside=act.outside, named=act.named, items=act.items)
    if not turn.form and lists[-1].form.shape == "table":
        # A table grows; what is told in sentences goes on.
        before = _sorted(lists[-1])
        services = tuple(dict.fromkeys((*before.services, *query.services)))
        outside = tuple(dict.fromkeys((*before.outside, *query.outside)))
        query = Query("classification", services=services, outside=outside, named=(*before.named, *query.named))
        turn.form = lists[-1].form
    turn.asked.append(query)
    return [Move("answer" if query.services else "decline", query)]


def _sorted(exchange: Exchange) -> Query:
    """The jobs that an exchange sorted, as one question; without items if it sorted none."""
    queries = [query for query in exchange.queries if query.topic == "classification" and query.items]
    return Query(
        "classification",
        services=tuple(dict.fromkeys(s for query in queries for s in query.services)),
        outside=tuple(dict.fromkeys(thing for query in queries for thing in query.outside)),
        named=tuple(dict.fromkeys(name for query in queries for name in query.named)),
        items=tuple(dict.fromkeys(item for query in queries for item in query.items)),
    )
