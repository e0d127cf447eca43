"""Lists that were shown in part, and go on: the rest of them, one more, the same of another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from acts import Act, Form, aspects_of
from dialogue.context import Turn
from dialogue.memory import Exchange
from dialogue.plan import Move
from dialogue.query import Query

# What a half sentence that wants more of a list may be taken for.
_MAY_WANT_MORE = (
    *("shorten", "ask_relation"),
    *("repeat", "follow_up", "nothing", "elaborate", "recall", "choose_listed", "reform", "object", "correct", "tell", "remark"),
    *("ask_difference", "ask_services", "ask_types", "ask_aspect", "ask_definition", "ask_overview", "out_of_scope", "doubt", "help"),
)
# Parts that may ask for what was dropped.
_MAY_RESTORE = ("reform", "repeat", "go_back", "recall", "elaborate", "correct", "object")
# Rows of a comparison that hold no short value of each side.
_NO_OPPOSITES = ("full_form", "definition", "services", "process")


def rest_of_list(turn: Turn) -> Query | None:
    """The last list without the entries that were shown; None where all of them were, or none was a list."""
    last = turn.last_answer
    if last is None or len(last.queries) != 1:
        return None
    query = last.queries[0]
    if query.topic in ("difference", "definition", "types", "aspect") and query.types and (of_types := _other_types(query, turn)):
        return of_types
    if query.topic in ("classification", "services") and len(query.models) == 1 and len(query.services) > 1:
        # "Are these on the list? … And the remaining two?"
        return Query("services", models=query.models, besides=query.services)
    kind, shown, left = _shown(query, last, turn)
    if kind == "aspects" and shown and left:
        return Query("difference", models=query.models or turn.everyone, besides=(*query.besides, *shown))
    return query.with_(besides=(*query.besides, *shown)) if shown and left else None


def _other_types(query: Query, turn: Turn) -> Query | None:
    """The types that a question did not speak of: what the one is, a list of several; None where there are none."""
    model = turn.store.type(query.types[0])[0]
    others = tuple(t.id for t in turn.store.types(model.id) if t.id not in query.types)
    if len(others) == 1:
        return Query("definition", models=(model.id,), types=others, named=others)
    return Query("types", models=(model.id,), besides=query.types) if others else None


def answer_rest(rest: Query, turn: Turn, of: int = 0) -> list[Move]:
    """The entries of a list that were not shown: all of them, however many were wished for before; `of`: so many are asked for."""
    if of > len(_left(turn)) > 0:
        rest = rest.with_(cues=rest.cues | {"only_left"})
    if not turn.form and (turn.memory.form.points or rest.topic == "difference"):
        left = _left(turn)
        turn.form = Form(points=len(left), unit="points") if left else turn.form
    turn.asked.append(rest)
    return [Move("answer", rest)]


def exemplified(acts: Sequence[Act]) -> tuple[Act, ...]:
    """The acts, in which a pair that is only an example belongs to what asks for more of its kind: "like X and Y. The rest of those."."""
    rest = next((act for act in acts if act.has("rest") and not act.names_something), None)
    pair = next((act for act in acts if len(act.values) > 1 and len(set(aspects_of(act.values))) == 1 and not act.models), None)
    if rest is None or pair is None or acts.index(pair) > acts.index(rest):
        return tuple(acts)
    return tuple(act.with_(values=pair.values) if act is rest else act for act in acts if act is not pair)


def counted_out(acts: Sequence[Act]) -> tuple[Act, ...]:
    """The acts, in which an entry that is only counted out is what the question behind it asks of: "the second: what staff?"."""
    found = list(acts)
    for at, (before, act) in enumerate(zip(acts, acts[1:])):
        counts = before.label == "choose_listed" and before.ordinals and not before.names_something
        if counts and act.topic == "aspect" and not (act.ordinals or act.models or act.anaphor or act.services):
            found[at], found[at + 1] = before.with_(label="nothing", ordinals=()), act.with_(ordinals=before.ordinals)
    return tuple(found)


def goes_on(act: Act, turn: Turn) -> list[Move]:
    """One more of the last list, or so many, or the rest of it, by whatever an act that wants no more than that was taken for."""
    if sided := _side_by_side(act, turn):
        return sided
    last = turn.last_answer
    if act.has("that_is_all") and act.has("asks"):
        # "Is that all?" asks for the rest, if there is any.
        act = act.with_(label="follow_up", cues=act.cues | {"rest"})
    if not (act.has("further") or act.has("rest")) or act.label not in _MAY_WANT_MORE or act.form.shape == "table":
        return []
    names = (
        act.has("besides")
        or set(act.named) - set(act.models)
        or act.outside
        or act.ordinals
        or act.mark
        or any(a.services or a.types for a in turn.acts)
    )
    if names or turn.asked or last is None or last is not turn.memory.last:
        return []
    base = last.queries[0] if len(last.queries) == 1 else None
    if base is None or not set(act.models) <= set(base.models or turn.everyone) or (len(act.models) == 1 and len(base.models) > 1):
        return []
    rest = rest_of_list(turn)
    if rest is None:
        kind, shown, _ = _shown(base, last, turn)
        told = len((*base.besides, *shown)) > 1 and (kind in ("services", "types") or bool(last.form.points))
        return _no_more(turn) if told else []
    count = act.form.points or next((n for n in act.numbers if n > 0), 0) or 1
    left = len(_left(turn))
    if (act.has("further") or act.form.points) and not rest.types:
        # What goes on does not begin anew at one.
        shape = turn.memory.form.shape if turn.memory.form.shape not in ("numbered", "lettered") else ""
        turn.form = Form(points=min(count, left or count), unit="points", shape=shape)
    return answer_rest(rest, turn, of=count)


def restored(act: Act, turn: Turn) -> list[Move]:
    """ "Put back what you removed": the last list with what was dropped of it."""
    last = turn.last_answer
    if not says_restore(act) or last is None or last is not turn.memory.last or len(last.queries) != 1:
        return []
    now = last.queries[0]
    if not now.besides:
        return []
    same = [q for e in turn.memory.exchanges for q, ok in e.outcomes if ok and (q.topic, q.models) == (now.topic, now.models)]
    before = next((q for q in reversed(same) if len(q.besides) < len(now.besides)), now.with_(besides=()))
    turn.asked.append(before)
    return [Move("answer", before)]


def says_restore(act: Act) -> bool:
    """Whether a part asks for what was dropped, and names nothing: "put it back", "that row again"."""
    says_so = act.has("back") or act.has("too") or act.label == "go_back"
    again = act.label == "repeat" and not act.has("besides")
    names = act.names_something or act.outside or act.besides or act.ordinals or act.form or act.mark
    return says_so and act.label in _MAY_RESTORE and not (again or names)


def parts_left(act: Act, turn: Turn) -> list[Move]:
    """ "Recruitment, training, and one more, which?", "what is in HR besides payroll?": the parts of a service without those named."""
    names = tuple(dict.fromkeys((*act.besides, *act.services)))
    wholes = {turn.store.classify(name)[0][1].id for name in names if turn.store.classify(name)}
    parts = tuple(name for name in names if name not in wholes)
    asks = act.label in ("recall", "ask_services", "follow_up") and not act.has("yn") and not (act.aspects or act.values or act.types)
    goes_on_ = act.has("besides") or act.has("further") or act.has("rest")
    if not (asks and goes_on_ and parts and len(wholes) == 1 and len(names) > 1 and act.besides):
        return []
    query = Query("services", services=tuple(wholes), besides=parts)
    return turn.asks(Move("answer", query))


def _left(turn: Turn) -> tuple[str, ...]:
    last = turn.last_answer
    return _shown(last.queries[0], last, turn)[2] if last and last.queries else ()


def _shown(query: Query, last: Exchange, turn: Turn) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """What the entries of the last list are ("services", "types", "aspects", "values"), those that were shown, and those that were not."""
    store = turn.store
    if query.topic in ("services", "types"):
        listed = [name for kind, name in last.listed if kind == query.topic]
        shown = tuple(name for name in listed if any(ref.endswith(f".{name}") for ref in last.facts))
        return query.topic, shown, tuple(name for name in listed if name not in shown)
    kinds = {kind for kind, _ in last.listed}
    models = tuple(m for m in query.models if store.has_model(m)) or turn.everyone
    if (
        query.topic in ("difference", "aspect")
        and len(models) > 1
        and (kinds == {"aspects"} or query.topic == "difference")
        and not query.types
    ):
        told = dict.fromkeys(ref.partition(".")[2] for ref in last.facts if ref.partition(".")[0] in models)
        rows = [row.aspect.id for row in store.compare(models)]
        shown = tuple(a for a in told if a in rows)
        return "aspects", shown, tuple(a for a in rows if a not in (*shown, *query.besides))
    if kinds == {"values"} and len(models) == 1:
        known = [f"{models[0]}.{name}" for name in store.model(models[0]).facts]
        return "values", last.facts, tuple(ref for ref in known if ref not in (*last.facts, *query.besides))
    return "", (), ()


def _side_by_side(act: Act, turn: Turn) -> list[Move]:
    """A comparison word against word, the rest of one, or the whole table, after whatever was shown of it."""
    last = turn.last_answer
    before = last.queries[-1] if last and last.queries else None
    models = act.models if len(act.models) > 1 else before.models if before and len(before.models) > 1 else turn.everyone
    if act.label not in _MAY_WANT_MORE or act.services or act.types or len(act.models) == 1:
        return []
    if act.has("whole") and turn.form.shape == "table":
        turn.form = Form(shape="table", length="long").filled(turn.form)
        return _compared(turn, models, ())
    pair = {value.rpartition(".")[2] for value in act.values} if len(act.values) > 1 and act.has("rest") else set()
    if not act.has("opposed") and len(pair) != 1:
        return []
    shown = _shown(before, last, turn)[1] if before and last and act.has("rest") else ()
    left_out = tuple(dict.fromkeys((*pair, *shown, *_NO_OPPOSITES)))
    rows = [row for row in turn.store.compare(models) if row.aspect.id not in left_out and all(row.facts)]
    if rows:
        turn.form = Form(points=len(rows), unit="points", shape=turn.form.shape if turn.form.shape == "table" else "bullets")
    return _compared(turn, models, left_out) if rows else _no_more(turn)


def _no_more(turn: Turn) -> list[Move]:
    others = (Query("difference", models=turn.everyone), Query("definition", models=turn.everyone[:1]))
    return [Move("clarify", key="no_more_entries", choices=others)]


def _compared(turn: Turn, models: Sequence[str], besides: tuple[str, ...]) -> list[Move]:
    query = Query("difference", models=tuple(models), besides=besides)
    return turn.asks(Move("answer", query))


def as_before(act: Act, turn: Turn) -> Form:
    """The form that a half sentence on another model takes over: "and the other's?", "the same three for the other one, as short".

    Examples, and names alone, go on by themselves; where the same is wished for, whatever form the last answer had does.
    """
    last = turn.last_answer
    if last is None or last is not turn.memory.last:
        return Form()
    same = act.has("same") or act.has("too")
    named = last.form.name and not last.verdict
    if not same and last.form.points and last.form.unit == "points" and not act.with_(models=()).names_something:
        # "Three points on X. And Y?" wants three on Y.
        return replace(last.form, name=named, length="")
    if not same:
        return Form(example=last.form.example, examples=last.form.examples, name=named, shape=last.form.shape if named else "")
    count = max(act.numbers, default=0)
    if count < 2 and not (last.form.points and last.form.unit == "points"):
        return replace(last.form, name=named, length="" if last.form.length == "long" else last.form.length)
    told = [e.form for e in turn.memory.exchanges if e.kind == "answer"]
    lists = [form for form in told if form.points and form.unit == "points" and (count < 2 or form.points == count)]
    if not lists or not (lists[-1] == last.form or count > 1):
        return Form()
    limit = next((form.points for form in told if form.unit == "words"), 0) or max(lists[-1].widths, default=0)
    return replace(lists[-1], each=lists[-1].each or limit, widths=())


__all__ = [
    "answer_rest",
    "as_before",
    "counted_out",
    "exemplified",
    "goes_on",
    "parts_left",
    "rest_of_list",
    "restored",
    "says_restore",
]
