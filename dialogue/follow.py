"""Acts that rest on what was said: half sentences, picks, other forms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from acts import Act, Form, aspects_of
from dialogue.context import Turn
from dialogue.plan import MOST_QUESTIONS, Move
from dialogue.query import QUESTIONS, Query
from dialogue.references import carried, entries_meant, nth_asked, resolved

# Acts that want the last answer again.
_AGAIN = ("repeat", "object", "reform", "shorten", "elaborate")
_CARRIES_ON = ("follow_up", "correct", "go_back", "recall", "choose_listed")


def again(turn: Turn, lead: str = "", retold: bool = False) -> list[Move]:
    """The questions of the last answer once more; `retold`: in other words."""
    queries = turn.answered_before
    if not queries:
        last = turn.memory.last_asked
        if last:
            return [Move("decline", q) for q in last.queries]
        return [Move("clarify", key="nothing_before")]
    # What was not covered was said once.
    queries = tuple(query.with_(outside=()) if query.things else query for query in queries)
    if any(act.has("each") for act in turn.acts):
        queries = tuple(query.with_(cues=query.cues | {"each"}) for query in queries)
    turn.asked += queries
    return [Move("answer", q, lead=lead if i == 0 else "", retold=retold) for i, q in enumerate(queries)]


def answer(query: Query, turn: Turn, lead: str = "") -> list[Move]:
    """A question that was made whole, answered or declined."""
    if query.topic == "choice":
        turn.told += [f"{kind}:{name}" for kind in ("services", "types", "values") for name in getattr(query, kind)]
        query = query.with_(told=turn.all_told)
    turn.asked.append(query)
    kind = "decline" if query.topic in ("outside", "") or (query.outside and not query.things) else "answer"
    return [Move(kind, query, lead=lead)]


def follow_up(act: Act, turn: Turn) -> list[Move]:
    """A half sentence: the last question of something else."""
    if turn.memory.pending == "need" and not turn.asked and (act.values or act.aspects or act.services):
        return need(act, turn)
    if act.mark and not act.names_something and (found := of_points(act.mark, turn)):
        return found
    last = turn.last_answer
    if act.ordinals and not act.names_something and last and len(last.queries) > 1 and not last.listed:
        # "Number two?" of several questions that were answered.
        return [Move("answer" if ok else "decline", q) for q, ok in nth_asked(act, turn)] or [Move("clarify", key="recall_what")]
    rest = rest_of_list(turn) if (act.has("besides") or act.has("rest")) and not act.names_something else None
    if rest:
        return answer(rest, turn)
    if act.ordinals and turn.memory.listed and not entries_meant(act, turn):
        return [Move("clarify", key="no_position", values={"count": str(len(turn.memory.listed))})]
    if act.outside and not (act.types or act.services or act.aspects or act.values or act.relations or act.anaphor):
        return answer(resolved(act.with_(label="ask_outside"), turn), turn)
    base = turn.before
    if base is not None and base.topic in ("outside", ""):
        # What lies outside is asked of something else: it still lies outside; but a thing alone is explained.
        if (act.models or act.anaphor) and base.models:
            return answer(Query("outside", models=act.models, outside=base.outside), turn)
        base = next((q for e in reversed(turn.memory.exchanges) for q in reversed(e.queries) if q.topic not in ("outside", "")), None)
    if base is not None and base.topic == "choice" and not act.has("too"):
        take_back(act, turn)
    if base is not None and base.topic == "types" and act.has("which") and (act.values or act.relations) and not act.models:
        # "Which of them is the cheapest?": nothing is told of types but where they are.
        return answer(Query("outside", models=base.models), turn)
    query = carried(act, turn, base)
    if query is not None and query == base and act.has("yn") and act.names_something:
        # "So both are?": the verdict once more.
        return answer(query, turn, lead="source_says")
    if base is not None and (base.types or base.topic == "types") and _where_only(act, turn):
        # "And if they were in X?": where that is, only the person knows.
        return answer(Query("types", types=turn.all_types, cues=frozenset({"which"})), turn)
    if query is None or (query == base and not turn.form):
        # Nothing that is known was named: the same answer would be no answer.
        return [Move("decline", Query("outside"))] if act.has("yn") else [Move("clarify", key="what")]
    return answer(query, turn)


def _where_only(act: Act, turn: Turn) -> bool:
    """Whether a half sentence names nothing that is known, nor a place in a list, nor a form."""
    return act.label == "follow_up" and not (act.names_something or act.ordinals or turn.form or act.has("yn"))


def of_points(marks: str, turn: Turn) -> list[Move]:
    """The points of a letter that are spoken of, each by its latest question: "and b?"."""
    of_mark = {q.mark: (q, ok) for e in turn.memory.exchanges for q, ok in e.outcomes if q.mark}
    return taken_up([of_mark[mark] for mark in ([marks] if marks.isdigit() else marks) if mark in of_mark], turn)


def taken_up(outcomes: Sequence[tuple[Query, bool]], turn: Turn) -> list[Move]:
    """Questions of this talk once more, each with whether it was answered; of one that was not, that it was still open."""
    turn.asked += [query for query, _ in outcomes]
    return [Move("answer" if ok else "decline", query, lead="" if ok else "asked_before") for query, ok in outcomes]


def rest_of_list(turn: Turn) -> Query | None:
    """The last list without the entries that were shown; None where all of them were, or none was a list."""
    last = turn.last_answer
    if last is None or len(last.queries) != 1:
        return None
    query = last.queries[0]
    if query.topic in ("classification", "services") and len(query.models) == 1 and len(query.services) > 1:
        # "Are these on the list? … And the remaining two?"
        return Query("services", models=query.models, besides=query.services)
    if query.topic not in ("services", "types"):
        return None
    listed = [name for kind, name in last.listed if kind == query.topic]
    shown = tuple(name for name in listed if any(ref.endswith(f".{name}") for ref in last.facts))
    return query.with_(besides=(*query.besides, *shown)) if 0 < len(shown) < len(listed) else None


def need(act: Act, turn: Turn) -> list[Move]:
    """A short answer to "what matters most to you?"."""
    denied = "-" if act.has("neg") else ""
    told = [f"{denied}{kind}:{name}" for kind in ("values", "services", "types") for name in getattr(act, kind)]
    turn.told += told
    if not told:
        return (
            [Move("answer", Query("aspect", models=turn.everyone, aspects=act.aspects))]
            if act.aspects
            else [Move("clarify", key="need", pending="need")]
        )
    return answer(Query("choice"), turn)


def take_back(act: Act, turn: Turn) -> None:
    """What was told of the kinds that a correction names no longer holds; a denial takes back only what it names."""
    for kind in ("services", "types", "values"):
        names = getattr(act, kind)
        taken = [f"{kind}:{name}" for name in names] if act.has("neg") else [t for t in turn.told_before if names and kind in t]
        turn.told_before = tuple(t for t in turn.told_before if t not in taken)


def asks_otherwise(act: Act, turn: Turn) -> bool:
    """Whether another part of the message asks something, which is answered in place of what was said before.

    Of two wishes to hear it again that which says what, or how, is meant.
    """
    others = [other for other in turn.acts if other is not act]
    says_how = any(other.label in _AGAIN and (other.form or other.ordinals or other.names_something) for other in others)
    vague = act.label in _AGAIN and not (act.form or act.ordinals or act.names_something)
    return any(other.label in (*QUESTIONS, *_CARRIES_ON) for other in others) or (vague and says_how)


def again_in(form: str, turn: Turn) -> list[Move]:
    """The last answer "plain" or of another length, in what else was asked for of its form."""
    changes = {"plain": True} if form == "plain" else {"length": form}
    asked = turn.form
    turn.form = Form(**changes).filled(asked)
    return again(turn)


def without(act: Act, turn: Turn) -> list[Move]:
    """The last answer without what an act names or counts out: "drop the last one", "no services"."""
    dropped = (*act.besides, *(name.rpartition(".")[2] if kind == "values" else name for kind, name in entries_meant(act, turn)))
    queries = []
    for query in turn.answered_before:
        kept = {kind: tuple(name for name in getattr(query, kind) if name not in dropped) for kind in ("aspects", "types", "services")}
        if all(bool(kept[kind]) or not getattr(query, kind) for kind in kept):
            queries.append(query.with_(**kept, besides=tuple(dict.fromkeys((*query.besides, *dropped)))))
    if not queries or tuple(queries) == turn.answered_before:
        return again(turn)
    turn.asked += queries
    return [Move("answer", query) for query in queries]


def everything(turn: Turn, most: int = MOST_QUESTIONS) -> list[Move]:
    """All that was answered in this talk, or the latest of it, each question once: "sum it all up", "both of them"."""
    asked = [q for e in turn.memory.exchanges for q, ok in e.outcomes if ok]
    queries = list(dict.fromkeys(asked))[-most:]
    if not queries:
        return again(turn)
    turn.form = turn.form if turn.form or most < MOST_QUESTIONS else Form(length="short")
    turn.asked += queries
    return [Move("answer", q) for q in queries]


def elaborate(act: Act, turn: Turn) -> list[Move]:
    """More of the last answer, or of what is named: the rest of a list of which only some were shown."""
    rest = rest_of_list(turn) if not act.names_something else None
    if rest:
        return answer(rest, turn)
    turn.form = turn.form if turn.form.length else Form(length="long").filled(turn.form)
    return named_or_again(act, turn)


def shorten(act: Act, turn: Turn) -> list[Move]:
    """Less of it; of what was short already only the gist."""
    if turn.memory.form.length and turn.memory.form == turn.form.over(turn.memory.form):
        turn.form = Form(name=True)
    turn.form = turn.form if turn.form.length or turn.form.points or turn.form.name else Form(length="short").filled(turn.form)
    return named_or_again(act, turn)


def reform(act: Act, turn: Turn) -> list[Move]:
    """The last answer in another form; the form alone is noted where nothing was said."""
    if act.language == "other":
        return [Move("social", key="language_unknown")]
    if act.form.cannot:
        return [Move("social", key="cannot"), *(again(turn) if turn.answered_before and not turn.asked else [])]
    if asks_otherwise(act, turn):
        return []
    if not turn.answered_before and not act.names_something:
        return [Move("social", key="form_noted")]
    moves = named_or_again(act, turn)
    # "Could you put that shortly?" is no question of yes or no.
    return [replace(move, verdict="") if move.kind == "answer" else move for move in moves] if act.has("yn") else moves


def named_or_again(act: Act, turn: Turn) -> list[Move]:
    """What the act names in the way of the last question, else the last answer again."""
    if asks_otherwise(act, turn):
        return []
    if act.mark and not act.names_something and (points := of_points(act.mark, turn)):
        return points
    if act.has("everything") and not act.names_something:
        return everything(turn)
    if act.has("besides") and (act.besides or entries_meant(act, turn)) and turn.answered_before:
        return without(act, turn)
    if act.anaphor == "both" and not act.models and len(turn.answered_before) == 1:
        return everything(turn, most=2)
    if act.outside and not act.names_something:
        return answer(resolved(act.with_(label="ask_outside"), turn), turn)
    if act.has("too") and act.aspects and turn.memory.form.points and not turn.form:
        # "Add a row": one more than were wished for.
        turn.form = replace(turn.memory.form, points=turn.memory.form.points + len(act.aspects))
    if act.names_something or entries_meant(act, turn):
        aspects = act.aspects or aspects_of(act.values)
        query = carried(act.with_(values=(), aspects=aspects), turn)
        if query:
            return answer(query, turn)
    return again(turn)


def switch_language(act: Act, turn: Turn) -> list[Move]:
    """The last answer in the language that is wanted from now on."""
    if act.language == "other":
        return [Move("social", key="language_unknown")]
    if any(
        other.label != "switch_language" and other.label not in ("thank", "greet", "acknowledge", "tell", "nothing", "complain")
        for other in turn.acts
    ):
        return []
    if act.models or act.types or act.services or act.aspects:
        # "In English: and the other one?"
        return follow_up(act, turn)
    last = turn.memory.last
    if last and last.queries:
        turn.asked += last.queries
        return [Move("answer" if ok else "decline", query) for query, ok in last.outcomes]
    return [Move("social", key="switch_language")]


def near(turn: Turn) -> tuple[Query, ...]:
    """Other questions on what was talked about."""
    before = turn.before
    models = (before.models if before else ()) or turn.everyone[:1]
    topics = [t for t in ("definition", "services", "difference") if not before or t != before.topic]
    return tuple(Query(t, models=models if t != "difference" else turn.everyone) for t in topics)


HANDLERS: dict[str, Callable[[Act, Turn], list[Move]]] = {
    "follow_up": follow_up,
    "elaborate": elaborate,
    "shorten": shorten,
    "reform": reform,
    "switch_language": switch_language,
}
