"""Several earlier answers as one: all that was said, the last two merged, jobs that were sorted bit by bit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from acts import LISTS, Act
from dialogue import rows
from dialogue.context import Turn
from dialogue.follow import asks_otherwise, of_points
from dialogue.meant import meant
from dialogue.memory import Exchange
from dialogue.plan import Move
from dialogue.query import Query

# Parts that may ask for it.
_MAY_SUM = (
    *("recall", "shorten", "reform", "repeat", "elaborate", "nothing", "tell", "remark", "go_back", "correct", "object"),
    *("ask_overview", "follow_up"),
)
# What tells of the talk, or of the source, is no part of what was said.
_NO_CONTENT = ("source", "outside", "")
# Cues that ask for a yes or no, or turn it: a summary only tells.
_ASKING = frozenset({"yn", "which", "said", "neg", "disputed", "reversed", "doubted", "too", "same", "back"})


def summed(act: Act, turn: Turn) -> list[Move]:
    """All that was answered in this talk, each thing once: "sum up what we said"; or the last two answers: "merge these two"."""
    # "All three of them" are those of the last list.
    merges, of_all = act.has("merges"), act.has("everything") and not act.has("all_of")
    # "One table with these": of what is named.
    rows_named = act.aspects and turn.form.shape == "table"
    # "A and c in one sentence": of the points that are named.
    rows_named = rows_named or (act.mark.isalpha() and (turn.form.length == "line" or turn.form.unit == "sentences"))
    names = act.models or act.services or act.types or act.outside or act.values or rows_named
    # "All clear, thank you": nothing is asked for.
    ends = any(other.label in ("thank", "goodbye") for other in turn.acts) and not (turn.form or act.label == "ask_overview")
    if not (merges or of_all) or act.label not in _MAY_SUM or names or ends or asks_otherwise(act, turn):
        return []
    told = [e for e in turn.memory.exchanges if e.kind == "answer" and any(ok and q.topic not in _NO_CONTENT for q, ok in e.outcomes)]
    if merges and not of_all:
        told = told[-2:]
    queries = _gathered(told, turn)
    also = meant(act.with_(aspects=()), turn) if merges else None
    queries += [also] if also and also not in queries else []
    if len(queries) < 2 and set(queries) <= {q for e in told for q in e.queries}:
        return []
    letters = len(act.mark) if act.mark.isalpha() else 0
    if letters > 1:
        turn.form = replace(turn.form, shape="lettered", points=letters, unit="points", length="")
    table = any(e.form.shape == "table" for e in told)
    brief = not turn.form.length or turn.form.length == "short"
    if brief and not (turn.form.shape or turn.form.points):
        # A sentence an answer is brief.
        turn.form = replace(turn.form, length="", shape="table" if merges and table else "paragraph")
    turn.memory = replace(turn.memory, form=replace(turn.memory.form, points=0, unit="", shape=""))
    turn.asked += queries
    return [Move("answer", query.with_(cues=query.cues | {"summed"}), verdict="") for query in queries]


def all_points(act: Act, turn: Turn) -> list[Move]:
    """ "All three in one sentence" of points that bore letters or numbers: each by its latest question."""
    names = act.names_something or act.outside or act.mark or act.ordinals
    if not act.has("all_of") or act.label not in _MAY_SUM or names or asks_otherwise(act, turn):
        return []
    marks = list(dict.fromkeys(q.mark for e in turn.memory.exchanges for q in e.queries if q.mark))
    return of_points("".join(marks), turn) if len(marks) > 1 and all(mark.isalpha() for mark in marks) else []


def concluded(act: Act, turn: Turn) -> list[Move]:
    """ "So what is the conclusion for my shop?": what was found in this talk for what was told of it."""
    asks = act.has("concludes") and act.has("for_us") and (act.has("asks") or act.has("back") or act.has("which"))
    if not asks or act.models or act.things or act.outside or turn.asked or turn.form.points:
        return []
    jobs = all_sorted(turn)
    picked = any(query.topic == "choice" and ok for e in turn.memory.exchanges for query, ok in e.outcomes)
    query = Query("choice", told=turn.all_told) if picked and turn.all_told else jobs if jobs.services else None
    if query is None:
        return []
    turn.form = replace(turn.form, length="")
    return turn.asks(Move("answer", query, lead="for_you", verdict=""))


def _gathered(told: Sequence[Exchange], turn: Turn) -> list[Query]:
    """The questions that were answered, each once: rows of one comparison as one, jobs that were sorted as one."""
    of_rows = [e for e in told if rows.shown(e, turn)]
    found: list[Query] = []
    for exchange in told:
        if len(of_rows) > 1 and exchange in of_rows:
            found.append(_table(of_rows, turn))
            continue
        for query, ok in exchange.outcomes:
            if not ok or query.topic in _NO_CONTENT:
                continue
            if query.topic == "classification" and query.services:
                found.append(all_sorted(turn))
            else:
                found.append(query.with_(cues=query.cues - _ASKING, outside=(), mark=""))
    return _latest_of_each(found)


def _latest_of_each(queries: Iterable[Query]) -> list[Query]:
    found: list[Query] = []
    for query in queries:
        found = [q for q in found if q != query] + [query] if query.topic == "choice" else found if query in found else [*found, query]
    return found


def _table(exchanges: Sequence[Exchange], turn: Turn) -> Query:
    """The rows of several replies as those of one comparison."""
    together = tuple(dict.fromkeys(name for e in exchanges for name in rows.shown(e, turn)))
    return Query("aspect", models=exchanges[-1].queries[-1].models, aspects=together)


def all_sorted(turn: Turn) -> Query:
    """All jobs that were sorted in this talk, those that are not in the source, too."""
    asked = [q for e in turn.memory.exchanges for q in e.queries if q.topic == "classification"]
    services = tuple(dict.fromkeys(s for q in asked for s in q.services))
    things = tuple(dict.fromkeys((*(thing for q in asked for thing in q.outside), *unlisted_jobs(turn))))
    items = tuple(dict.fromkeys(item for q in asked for item in q.items))
    named = tuple(dict.fromkeys(name for q in asked for name in q.named))
    if items:
        known = {item.partition(":")[0] for item in items} | {item.partition(":")[2] for item in items}
        items += tuple(f":{thing}" for thing in things if thing not in known)
        items = items if all(s in known for s in services) else ()
    return Query("classification", services=services, outside=things, items=items, named=named)


def unlisted_jobs(turn: Turn) -> tuple[str, ...]:
    """What was asked of behind jobs that were sorted, and is not in the source."""
    found: list[str] = []
    sorts = False
    for exchange in turn.memory.exchanges:
        for query in exchange.queries:
            sorts = sorts or (query.topic == "classification" and bool(query.services or query.outside))
            if sorts and query.topic in ("classification", "outside", "source") and not (query.models and query.topic == "outside"):
                found += query.outside
    return tuple(dict.fromkeys(found))


def of_the_unlisted(act: Act, turn: Turn) -> list[Move]:
    """ "Which of mine are not in your source?": those by name."""
    asks = act.has("which") or act.label in ("ask_source", "ask_classification", "recall", "follow_up")
    if not (act.has("unlisted") and asks) or act.services or act.types or act.outside or act.models or act.has("yn"):
        return []
    things = unlisted_jobs(turn)
    if not things or turn.form.shape in LISTS:
        return []
    query = Query("outside", outside=things)
    return turn.asks(Move("decline", query))


def still_unlisted(act: Act, turn: Turn) -> list[Move]:
    """ "So it is not on the list?" of a job that was not covered: that it is not."""
    last = turn.memory.last
    says = act.has("unlisted") or (act.has("neg") and act.cues & {"among", "not_there"})
    asks = act.label in ("ask_classification", "ask_services", "doubt", "agree", "tell") and act.has("back") and act.has("yn") and says
    if not asks or last is None or act.names_something or act.outside or not last.outcomes:
        return []
    query, answered = last.outcomes[-1]
    if answered or not query.outside or query.topic not in ("classification", "outside"):
        return []
    return turn.asks(Move("decline", Query(query.topic, outside=query.outside), key="still_unlisted"))


def in_both(act: Act, turn: Turn) -> list[Move]:
    """Which services all lists have: "which are on both?"; and whether it is so that none is."""
    before = turn.before
    of_lists = before is not None and before.topic == "services"
    alike = act.anaphor == "both" or act.relations or act.has("same") or act.has("shared")
    of_each = (
        act.label == "ask_services" and act.has("yn") and len(act.models) > 1 and alike and not (act.numbers or act.has("for_instance"))
    )
    asked = of_lists and before is not None and before.has("in_both")
    speaks = act.has("in_both") or of_each or (asked and (act.has("same") or act.has("shared") or act.has("back")))
    here = act.label in ("ask_services", "follow_up", "ask_classification", "ask_relation", "ask_difference", "doubt", "correct", "agree")
    names = act.services or act.types or act.aspects or act.values or act.outside or len(act.models) == 1
    about_lists = of_lists or act.label == "ask_services" or act.has("meant_services")
    if not (speaks and here and about_lists) or names or len(turn.everyone) < 2:
        return []
    query = Query("services", models=turn.everyone, cues=frozenset({"in_both"}) | act.cues & {"yn", "neg"})
    return turn.asks(Move("answer", query))
