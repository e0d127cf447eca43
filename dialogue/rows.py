"""Rows and columns of what was shown: rows more or fewer, which side comes first, one row as a sentence, which matters most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from acts import LISTS, Act, Form, aspects_of
from dialogue.context import Turn
from dialogue.lists import says_restore
from dialogue.memory import Exchange
from dialogue.plan import Move
from dialogue.query import QUESTIONS, Query
from dialogue.references import entries_meant

# Parts that may put one side first, and those that may ask which row weighs most.
_MAY_ORDER = ("reform", "correct", "object", "repeat", "follow_up", "choose_listed", "recall", "ask_aspect", "ask_difference", "elaborate")
_MAY_WEIGH = ("ask_aspect", "ask_choice", "out_of_scope", "recall", "follow_up", "choose_listed", "ask_difference", "object", "doubt")
# Parts that may tell one row anew.
_MAY_RETELL = ("reform", "repeat", "shorten", "recall", "choose_listed", "follow_up", "elaborate")
# Parts that may turn the order round.
_MAY_TURN = (*_MAY_ORDER, "go_back", "shorten", "nothing")
# Parts that may only name a row.
_MAY_NAME = ("ask_aspect", "ask_difference", "follow_up", "nothing", "object", "reform", "correct")
# Parts that may edit the rows of the last reply.
_MAY_EDIT = ("reform", "repeat", "shorten", "elaborate", "correct", "object", "follow_up", "recall")
_MAY_EDIT_OR_RESTORE = (*_MAY_EDIT, "go_back")


def shown(exchange: Exchange | None, turn: Turn) -> tuple[str, ...]:
    """The properties that stood as rows in a reply that compares, in their order; none where it is no such reply."""
    queries = exchange.queries if exchange else ()
    if not queries or not all(q.topic in ("difference", "aspect") and len(q.models or turn.everyone) > 1 and not q.types for q in queries):
        return ()
    listed = tuple(name for kind, name in exchange.listed if kind == "aspects") if exchange else ()
    return listed or tuple(dict.fromkeys(name for q in queries if q.topic == "aspect" for name in q.aspects))


def with_dropped(acts: Sequence[Act]) -> tuple[Act, ...]:
    """The acts, in which a part that drops something, and names nothing, drops what is named before it: "that row, leave it out"."""
    found = list(acts)
    for at, (before, act) in enumerate(zip(acts, acts[1:])):
        drops = act.has("besides") and not (act.besides or _names(act) or act.ordinals or act.has("rest"))
        if drops and {before.label, act.label} <= set(_MAY_EDIT) and before.aspects and not (before.models or before.has("too")):
            found[at + 1] = act.with_(besides=before.aspects)
            found[at] = before.with_(label="nothing", form=act.form)
        elif before.besides and act.has("further") and not (act.besides or _names(act)) and {before.label, act.label} <= set(_MAY_EDIT):
            # "Without this one. Another one instead."
            found[at] = before.with_(cues=before.cues | {"swaps"}, form=act.form.filled(before.form))
            found[at + 1] = act.with_(label="nothing")
        elif _leaves_out(before) and act.aspects and act.label in _MAY_NAME and not (act.models or act.has("yn") or act.besides):
            # "You left one out: the staff."
            found[at] = before.with_(aspects=act.aspects, cues=before.cues | {"too"}, form=act.form.filled(before.form))
            found[at + 1] = act.with_(label="nothing")
        elif before.has("too") and before.aspects and act.besides and not _names(act) and {before.label, act.label} <= set(_MAY_EDIT):
            # "Add that one, drop this one."
            found[at] = before.with_(besides=act.besides, cues=before.cues | {"besides"}, form=act.form.filled(before.form))
            found[at + 1] = act.with_(label="nothing")
        elif _drops(before) and act.has("too") and act.aspects and not act.besides and {before.label, act.label} <= set(_MAY_EDIT):
            # "Drop this one, add that one."
            added = tuple(name for name in act.aspects if name not in before.besides)
            found[at] = before.with_(aspects=added, cues=before.cues | {"too"}, form=act.form.filled(before.form))
            found[at + 1] = act.with_(label="nothing")
    return tuple(found)


def _leaves_out(act: Act) -> bool:
    """Whether a part says that something is missing, and does not say what."""
    return act.label == "object" and act.has("o:partial") and not (_names(act) or act.ordinals)


def _drops(act: Act) -> bool:
    return bool(act.besides or (act.has("besides") and act.ordinals))


def edited(act: Act, turn: Turn) -> list[Move]:
    """The comparison that was shown, with rows more or fewer: "drop this one and add that one", "that row, not this one"."""
    last = turn.last_answer
    rows = shown(last, turn)
    if not rows or last is None or act.label not in _MAY_EDIT_OR_RESTORE or act.models or act.services or act.types or act.has("yn"):
        return []
    counted = tuple(name for kind, name in entries_meant(act, turn) if kind == "aspects")
    dropped = set(act.besides) & set(rows) | set(counted if act.has("besides") else ())
    wanted = tuple(dict.fromkeys((*act.aspects, *aspects_of(act.values))))
    if act.has("swaps") and not dropped and set(wanted) <= set(rows):
        dropped = set(wanted)
    wanted = tuple(name for name in wanted if name not in (*rows, *dropped))
    if restored := _restored(act, rows, wanted, turn):
        return _of_rows(restored, last.queries[-1].models, turn)
    more = 0
    if not wanted and act.has("swaps"):
        more = len(dropped)
    elif not (wanted or dropped or act.besides or _names(act)) and act.has("further") and last.form.shape == "table":
        more = max(act.numbers, default=1)
    if more:
        # "Another one in its place", "one more row": those that tell most of what was not shown.
        others = sorted(turn.store.compare(last.queries[-1].models or turn.everyone), key=lambda row: not row.aspect.top)
        wanted = tuple(row.aspect.id for row in others if row.aspect.id not in (*rows, *dropped))[:more]
    # "Four rows, with the staff" behind three adds one.
    counts = turn.form.points and turn.form.points == len(rows) + len(wanted)
    # An objection that names a row which is not there says that it is missing.
    missing = act.label == "object" and not act.has("only")
    adds = wanted and (act.has("too") or act.has("further") or dropped or counts or more or missing)
    if not (adds or (dropped and (act.has("besides") or wanted)) or (act.has("too") and set(act.aspects) & set(rows))):
        return []
    # Rows that were not chosen one by one stand in the order of the store, the others as they were named.
    kept = tuple(name for name in rows if name not in dropped)
    at = rows.index(next(iter(dropped))) if len(dropped) == len(wanted) == 1 and not act.has("besides") else len(kept)
    kept = (*kept[:at], *wanted, *kept[at:])
    return _of_rows(kept, last.queries[-1].models, turn) if kept else []


def _restored(act: Act, rows: Sequence[str], named: Sequence[str], turn: Turn) -> tuple[str, ...]:
    """The rows with those that were dropped before: "put back what you removed"; none where it is no such wish."""
    if act.has("only") or (act.besides and not act.has("back")):
        return ()
    earlier = [shown(e, turn) for e in turn.memory.exchanges if e.kind == "answer"]
    gone = next((found for before in reversed(earlier) if (found := [name for name in before if name not in rows])), [])
    if named and act.label != "go_back":
        back = [name for name in named if any(name in before for before in earlier)]
        return (*rows, *back) if len(back) == len(named) else ()
    return (*rows, *gone) if gone and says_restore(act) else ()


def _of_rows(rows: Sequence[str], models: Sequence[str], turn: Turn) -> list[Move]:
    """Just these rows, in the form of the last reply: how many were wished for before no longer counts."""
    last = turn.last_answer
    held = replace(turn.memory.form, points=0, unit="")
    turn.memory = replace(turn.memory, form=held)
    shape = last.form.shape if last else ""
    if last and last.form.points and not shape:
        shape = "paragraph" if last.form.unit == "sentences" else "bullets"
    before = replace(last.form, points=0, unit="", shape=shape, widths=()).over(Form()) if last else Form()
    turn.form = replace(turn.form.over(before), points=0, unit="")
    return turn.asks(Move("answer", Query("aspect", models=tuple(models) or turn.everyone, aspects=tuple(rows))))


def put_first(act: Act, turn: Turn) -> list[Move]:
    """The last comparison with the side first that is named: "this one in the left column"."""
    asks = act.label in QUESTIONS and (act.aspects or act.label == "ask_difference")
    if act.models != (turn.first,) or act.label not in _MAY_ORDER or asks:
        return []
    before = [query for query in turn.answered_before if sum(m in query.models for m in turn.everyone) > 1]
    if not before:
        return []
    aspects = act.aspects or before[-1].aspects
    topic = "aspect" if aspects else before[-1].topic
    if not turn.form and turn.memory.form.shape:
        # Asked for behind a table, it is the table that is meant.
        turn.form = replace(turn.memory.form, plain=False)
    return turn.asks(Move("answer", before[-1].with_(topic=topic, aspects=aspects)))


def ordered(act: Act, turn: Turn) -> list[Move]:
    """Models by the level of a property: "from low to high", "the simplest first"; or those that were compared the other way round."""
    last = turn.last_answer
    if act.has("reversed") and last and last is turn.memory.last and not any(last.verdicts) and act.label in _MAY_TURN:
        before = last.queries[-1]
        if len(last.queries) == 1 and before.topic in ("aspect", "difference") and len(before.models) > 1 and not _names(act):
            return turn.asks(Move("answer", before.with_(models=before.models[::-1])))
    ranked = turn.before if turn.before and turn.before.has("ranked") else None
    if ranked and (act.has("in_order") or act.has("my_list")) and not (act.services or act.models or act.has("yn")):
        return turn.asks(Move("answer", ranked))
    of_before = turn.before.aspects if turn.before and len(turn.before.models) > 1 and not act.named else ()
    aspects = of_before or act.aspects or aspects_of(act.values)
    models = act.models if len(act.models) > 1 else turn.everyone
    rising = act.has("ascending") - act.has("descending")
    if not (rising or (act.has("in_order") and act.values)) or len(aspects) != 1 or act.label not in (*_MAY_ORDER, "nothing", "tell"):
        return []
    facts = {m: turn.store.model(m).facts.get(aspects[0]) for m in models if turn.store.has_model(m)}
    levelled = all(fact and fact.level for fact in facts.values())
    first = {value.partition(".")[0] for value in act.values}
    if levelled and not rising:
        # "From the hardest on": by what is said of the one with the most of it.
        most = max(fact.level for fact in facts.values() if fact)
        rising = -1 if any(fact and fact.level == most for m, fact in facts.items() if m in first) else 1
    by_level = tuple(sorted(facts, key=lambda m: rising * (fact.level if (fact := facts[m]) else 0)))
    jobs = _jobs(act, turn) if levelled and len(act.models) < 2 else None
    if jobs:
        return turn.asks(Move("answer", jobs.with_(models=by_level, aspects=tuple(aspects), cues=frozenset({"ranked"}))))
    if first:
        return turn.asks(
            Move("answer", Query("aspect", models=tuple(sorted(models, key=lambda m: m not in first)), aspects=tuple(aspects)))
        )
    return turn.asks(Move("answer", Query("aspect", models=by_level, aspects=tuple(aspects)))) if levelled else []


def _jobs(act: Act, turn: Turn) -> Query | None:
    """The jobs that are to be put in order: those of this message, else those that were placed last; None where there are none."""
    told = tuple(dict.fromkeys((*act.services, *(t.partition(":")[2] for t in turn.told if t.startswith("services:")))))
    if len(told) > 1:
        return Query("classification", services=told, outside=turn.unknown_told)
    lately = [q for e in reversed(turn.memory.exchanges) for q in e.queries if q.topic == "classification" and len(q.services) > 1]
    return Query("classification", services=lately[0].services, outside=lately[0].outside) if lately else None


def _names(act: Act) -> bool:
    return bool(act.names_something or act.outside)


def first_side(acts: Sequence[Act], shape: str, turn: Turn) -> tuple[str, tuple[Act, ...]]:
    """The model that shall stand first in what is asked for, "" if none, and the acts, in which that wish asks for nothing else."""
    for act in acts:
        alone = not (act.values or act.services or act.types or act.outside)
        if act.has("leads") and len(act.models) == 1 and alone and act.label in _MAY_ORDER:
            others = [a for a in acts if a is not act and (a.label in QUESTIONS or (a.label in _MAY_ORDER and (a.aspects or a.form)))]
            if others and not act.aspects:
                return act.models[0], tuple(a for a in acts if a is not act)
            if act.label not in QUESTIONS or len(act.aspects) > 1 or shape in LISTS or act.label == "ask_difference":
                return act.models[0], tuple(acts)
    return "", tuple(acts)


def led(move: Move, turn: Turn) -> Move:
    """A move with the side first that shall stand there."""
    query = move.query
    if not turn.first or move.kind != "answer" or query.values or query.topic not in ("aspect", "difference"):
        return move
    models = query.models if len(query.models) > 1 else turn.everyone
    return replace(move, query=query.with_(models=(turn.first, *(m for m in models if m != turn.first))))


def one_row(act: Act, turn: Turn) -> list[Move]:
    """Rows of a comparison that are counted out, as sentences: "the second row as a sentence"."""
    wants = turn.form.shape == "paragraph" or turn.form.length == "line" or turn.form.unit == "sentences"
    if not wants or act.label not in _MAY_RETELL or act.names_something or act.has("besides") or act.has("asked_before"):
        return []
    if (
        not (act.ordinals or act.has("same") or act.has("a_paragraph") or turn.form.points)
        and len(act.numbers) == 1
        and turn.form.shape == "paragraph"
    ):
        # "2 as a full sentence."
        act = act.with_(ordinals=act.numbers)
    rows = [name for kind, name in entries_meant(act, turn) if kind == "aspects"]
    last = turn.last_answer
    if not rows or last is None or len(last.queries) != 1:
        return []
    single = len(rows) == 1
    turn.form = replace(
        turn.form, shape="", length="line" if single else "", points=0 if single else len(rows), unit="" if single else "sentences"
    )
    models = last.queries[0].models or turn.everyone
    return turn.asks(Move("answer", Query("aspect", models=models, aspects=tuple(rows))))


def in_sentences(act: Act, turn: Turn) -> list[Move]:
    """The rows that were shown as sentences, and no others: "the same two, as full sentences"."""
    last = turn.last_answer
    rows = shown(last, turn)
    wants = turn.form.shape == "paragraph" or turn.form.unit == "sentences"
    of_all = last is not None and last is turn.memory.last and _compares_all(last)
    if not (wants and rows and of_all and last) or act.label not in _MAY_RETELL or act.has("besides") or act.ordinals:
        return []
    if any(_names(other) or other.label in QUESTIONS for other in turn.acts) or turn.form.points not in (0, len(rows)):
        return []
    return turn.asks(Move("answer", Query("aspect", models=last.queries[-1].models or turn.everyone, aspects=rows)))


def weightiest(act: Act, turn: Turn) -> list[Move]:
    """Which of the sides that were told matters most: that is not told, and said so by their names."""
    which = act.has("which") or act.has("all_of") or act.label in ("out_of_scope", "ask_aspect")
    if not (act.has("matters") and which) or act.label not in _MAY_WEIGH or act.values or act.services or act.models:
        return []
    aspects = act.aspects or _told(turn)
    if len(aspects) < 2:
        return []
    query = Query("outside", models=turn.everyone, aspects=tuple(aspects))
    return turn.asks(Move("decline", query, key="no_weight"))


def _told(turn: Turn) -> Sequence[str]:
    """The properties that the latest reply told of that told of several, one by one."""
    for exchange in reversed(turn.memory.exchanges):
        listed = [name for kind, name in exchange.listed if kind == "aspects"]
        told = listed or list(dict.fromkeys(a for query in exchange.queries for a in query.aspects or aspects_of(query.values)))
        if len(told) > 1:
            return told
    return ()


def _compares_all(exchange: Exchange) -> bool:
    """Whether an exchange ended with a comparison in all that the store tells of."""
    return bool(exchange.queries) and exchange.queries[-1].topic == "difference" and not exchange.queries[-1].aspects
