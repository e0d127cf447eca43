"""The person's own jobs, sorted before: the whole list again, in their words, or which of them was only guessed."""

from __future__ import annotations

from dataclasses import replace

from acts import Act, Form
from dialogue import summing
from dialogue.context import Turn, owners_of
from dialogue.memory import Exchange
from dialogue.plan import Move
from dialogue.query import Query

# Parts that may speak of the list of jobs.
_MAY_SPEAK_OF_IT = (
    *("reform", "repeat", "recall", "go_back", "correct", "object", "nothing", "tell", "elaborate", "follow_up", "choose_listed"),
    *("shorten", "out_of_scope", "ask_classification", "doubt", "ask_aspect", "remark", "unsure"),
)

# Parts that may claim of a job where it belongs.
_MAY_CLAIM = ("tell", "ask_classification", "out_of_scope", "object", "doubt", "correct", "ask_relation", "ask_definition")
# Parts that may put jobs to a list.
_MAY_ADD = ("reform", "elaborate", "correct", "tell", "follow_up", "repeat", "nothing", "ask_classification", "out_of_scope")


def of_ones_own(act: Act, turn: Turn) -> list[Move]:
    """The jobs that were listed to be sorted, once more: as a table, in the person's words; or which of them stood there by no name."""
    told = next((cue for cue in ("unsure_of", "own_words", "my_list") if act.has(cue)), "")
    if not told or act.label not in _MAY_SPEAK_OF_IT or act.models or act.services or act.items or act.outside:
        return []
    if any(other.has("which") and (other.values or other.aspects) for other in turn.acts):
        # "Of my jobs, which needs the most skilled people?" asks of them.
        return []
    query = whole_list(turn)
    if query is None or (told == "unsure_of" and not (act.has("which") or act.has("yn") or act.label in ("recall", "doubt"))):
        return []
    if told == "unsure_of":
        query = query.with_(cues=frozenset({"unsure_of"}))
        turn.form = Form(shape="paragraph")
    elif not turn.form.shape and turn.memory.form.shape:
        turn.form = turn.memory.form
    turn.form = replace(turn.form, cannot=False)
    return turn.asks(Move("answer", query))


def claimed(act: Act, turn: Turn) -> list[Move]:
    """ "The canteen is surely one of those" of a job that was not covered: the source neither confirms nor denies it."""
    unlisted = summing.unlisted_jobs(turn)
    things = tuple(thing for thing in act.nouns if thing in unlisted)
    claims = act.has("yn") or act.has("counters") or act.has("certain") or act.has("sure")
    if not (things and claims) or len(act.models) != 1 or act.services or act.types or act.label not in _MAY_CLAIM or act.has("which"):
        return []
    query = Query("classification", models=act.models, outside=things, words=act.words)
    return turn.asks(Move("decline", query, key="not_placed"))


def whole_list(turn: Turn) -> Query | None:
    """The jobs that were listed to be sorted; None where none were. Of several lists the whole one: the others are parts of it."""
    lists = [found for e in reversed(turn.memory.exchanges) if len((found := _sorted(e)).items) > 1]
    return max(lists, key=lambda q: len(q.services) + len(q.outside), default=None)


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
    query = jobs.with_(models=act.models, services=mine, outside=(), cues=frozenset({"which", "picked_by_model"}))
    return turn.asks(Move("answer", query))


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
    return turn.asks(Move("answer" if query.services else "decline", query))


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
