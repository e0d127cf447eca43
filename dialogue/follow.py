"""Acts that rest on what was said: half sentences, corrections, objections, other forms, recollections."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from acts import Act, Form
from dialogue.context import Turn
from dialogue.plan import Move
from dialogue.query import QUESTIONS, Query
from dialogue.references import carried, entries_meant, resolved

# Acts that want the last answer again.
_AGAIN = ("repeat", "object", "reform", "shorten", "elaborate")
_CARRIES_ON = ("follow_up", "correct", "go_back", "recall", "choose_listed")


def _again(turn: Turn, lead: str = "", retold: bool = False) -> list[Move]:
    """The questions of the last answer once more; `retold`: in other words."""
    queries = turn.answered_before
    if not queries:
        last = turn.memory.last_asked
        if last:
            return [Move("decline", q) for q in last.queries]
        return [Move("clarify", key="nothing_before")]
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
    if act.ordinals and turn.memory.listed and not entries_meant(act, turn):
        return [Move("clarify", key="no_position", values={"count": str(len(turn.memory.listed))})]
    if act.outside and not act.names_something:
        return answer(resolved(act.with_(label="ask_outside"), turn), turn)
    base = turn.before
    if base is not None and base.topic in ("outside", ""):
        # What lies outside is asked of something else: it still lies outside; but a thing alone is explained.
        if (act.models or act.anaphor) and base.models:
            return answer(Query("outside", models=act.models, outside=base.outside), turn)
        base = next((q for e in reversed(turn.memory.exchanges) for q in reversed(e.queries) if q.topic not in ("outside", "")), None)
    if base is not None and base.topic == "choice" and not act.has("too"):
        _take_back(act, turn)
    if base is not None and base.topic == "types" and act.has("which") and (act.values or act.relations) and not act.models:
        # "Which of them is the cheapest?": nothing is told of types but where they are.
        return answer(Query("outside", models=base.models), turn)
    query = carried(act, turn, base)
    if query is None or (query == base and not turn.form):
        # Nothing that is known was named: the same answer would be no answer.
        return [Move("decline", Query("outside"))] if act.has("yn") else [Move("clarify", key="what")]
    return answer(query, turn)


def need(act: Act, turn: Turn) -> list[Move]:
    """A short answer to "what matters most to you?"."""
    told = [f"values:{v}" for v in act.values] + [f"services:{s}" for s in act.services] + [f"types:{t}" for t in act.types]
    turn.told += told
    if not told:
        return (
            [Move("answer", Query("aspect", models=turn.everyone, aspects=act.aspects))]
            if act.aspects
            else [Move("clarify", key="need", pending="need")]
        )
    return answer(Query("choice"), turn)


def correct(act: Act, turn: Turn) -> list[Move]:
    """What was meant instead."""
    if not act.names_something and not act.outside and not act.besides:
        if turn.form and not _asks_otherwise(act, turn):
            # "I meant short": the form was what was misunderstood.
            return _again(turn)
        if _asks_otherwise(act, turn):
            return []
        return [Move("clarify", key="what_then", choices=near(turn))]
    if turn.before and not act.besides and set(act.aspects) & set(turn.before.aspects) and _asks_otherwise(act, turn):
        # "Not the staff. The process.": what was asked before is what was not meant.
        return []
    _take_back(act, turn)
    if act.besides and not act.models and not act.aspects and not act.values:
        # "Not that one": the others.
        act = act.with_(models=tuple(m for m in turn.everyone if m not in act.besides))
    moves = follow_up(act, turn)
    return moves


def _take_back(act: Act, turn: Turn) -> None:
    """What was told of the kinds that a correction names no longer holds; a denial takes back only what it names."""
    for kind in ("services", "types", "values"):
        names = getattr(act, kind)
        taken = [f"{kind}:{name}" for name in names] if act.has("neg") else [t for t in turn.told_before if names and kind in t]
        turn.told_before = tuple(t for t in turn.told_before if t not in taken)


def object_(act: Act, turn: Turn) -> list[Move]:
    """An objection to what was said."""
    if _asks_otherwise(act, turn):
        return []
    if act.form and turn.answered_before:
        # It says in which form it was wanted.
        return named_or_again(act, turn)
    if act.has("o:long"):
        return _again_in("short", turn)
    if act.has("o:partial"):
        return _completed(act, turn)
    if act.has("o:repeated"):
        return [Move("social", key="repeated", choices=near(turn))]
    last = turn.last_answer
    if act.values or act.services or act.relations:
        topic = "classification" if act.services else "relation" if act.relations else "aspect"
        query = resolved(act.with_(label=f"ask_{topic}", cues=act.cues | {"yn"}), turn)
        turn.asked.append(query)
        return [Move("answer", query, lead="source_says")]
    if act.numbers and last and last.listed:
        return _again(turn, lead="counted")
    if act.has("o:unasked") or last is None:
        return [Move("clarify", key="what_then", choices=near(turn))]
    return _again(turn, lead="source_says", retold=True)


def _completed(act: Act, turn: Turn) -> list[Move]:
    """ "You left something out": what is named, else what was asked and not answered, else more of the last answer."""
    if act.names_something or act.outside:
        return follow_up(act, turn)
    last = turn.memory.last_asked
    left = [q for q, ok in zip(last.queries, last.answered) if not ok] if last and len(last.queries) > 1 else []
    if left:
        turn.asked += left
        return [Move("decline", q, lead="asked_before") for q in left]
    return _again_in("long", turn)


def _asks_otherwise(act: Act, turn: Turn) -> bool:
    """Whether another part of the message asks something, which is answered in place of what was said before.

    Of two wishes to hear it again that which says what, or how, is meant.
    """
    others = [other for other in turn.acts if other is not act]
    says_how = any(other.label in _AGAIN and (other.form or other.ordinals or other.names_something) for other in others)
    vague = act.label in _AGAIN and not (act.form or act.ordinals or act.names_something)
    return any(other.label in (*QUESTIONS, *_CARRIES_ON) for other in others) or (vague and says_how)


def doubt(act: Act, turn: Turn) -> list[Move]:
    """ "Are you sure?": the same from its place in the source, not the same sentence."""
    if _asks_otherwise(act, turn):
        return []
    if not turn.answered_before:
        return [Move("clarify", key="what")] if not turn.memory.last_asked else _again(turn)
    last = turn.last_answer
    if last and last.verdict and len(last.queries) == 1 and (act.has("yn") or act.has("said") or act.has("disputed")):
        # "Is he right, then?" asks for the verdict again.
        query = turn.answered_before[0].with_(cues=turn.answered_before[0].cues - {"disputed"} | act.cues & {"disputed"})
        turn.asked.append(query)
        return [Move("answer", query, lead="source_says", verdict=last.verdict, retold=True)]
    return [replace(move, verdict="") if move.kind == "answer" else move for move in _again(turn, lead="sure", retold=True)]


def agree(act: Act, turn: Turn) -> list[Move]:
    """ "That's what I said"; who was told no and sums it up is told what is so."""
    last = turn.last_answer
    if last and last is turn.memory.last and last.verdict == "no" and not _asks_otherwise(act, turn):
        return [replace(move, verdict="") for move in _again(turn, lead="agreed", retold=True)]
    return [Move("social", key="agree", choices=near(turn))]


def confused(act: Act, turn: Turn) -> list[Move]:
    """Not understood: the last answer in simple words."""
    if _asks_otherwise(act, turn):
        return []
    if turn.memory.last and turn.memory.last.kind == "answer":
        return _again_in("plain", turn)
    return [Move("social", key="help")]


def _again_in(form: str, turn: Turn) -> list[Move]:
    changes = {"plain": True} if form == "plain" else {"length": form}
    asked = turn.form
    turn.form = Form(**changes).filled(asked)
    return _again(turn)


def elaborate(act: Act, turn: Turn) -> list[Move]:
    """More of the last answer, or of what is named."""
    turn.form = turn.form if turn.form.length else Form(length="long").filled(turn.form)
    return named_or_again(act, turn)


def shorten(act: Act, turn: Turn) -> list[Move]:
    """Less of it."""
    turn.form = turn.form if turn.form.length or turn.form.points else Form(length="short").filled(turn.form)
    return named_or_again(act, turn)


def reform(act: Act, turn: Turn) -> list[Move]:
    """The last answer in another form; the form alone is noted where nothing was said."""
    if act.form.cannot:
        return [Move("social", key="cannot"), *(_again(turn) if turn.answered_before and not turn.asked else [])]
    if _asks_otherwise(act, turn):
        return []
    if not turn.answered_before and not act.names_something:
        return [Move("social", key="form_noted")]
    return named_or_again(act, turn)


def named_or_again(act: Act, turn: Turn) -> list[Move]:
    """What the act names in the way of the last question, else the last answer again."""
    if _asks_otherwise(act, turn):
        return []
    if act.outside and not act.names_something:
        return answer(resolved(act.with_(label="ask_outside"), turn), turn)
    if act.names_something or entries_meant(act, turn):
        aspects = act.aspects or tuple(dict.fromkeys(v.rpartition(".")[2] for v in act.values))
        query = carried(act.with_(values=(), aspects=aspects), turn)
        if query:
            return answer(query, turn)
    return _again(turn)


def switch_language(act: Act, turn: Turn) -> list[Move]:
    """The last answer in the language that is wanted from now on."""
    if act.language == "other":
        return [Move("social", key="language_unknown")]
    if any(
        other.label != "switch_language" and other.label not in ("thank", "greet", "acknowledge", "tell", "nothing", "complain")
        for other in turn.acts
    ):
        return []
    if turn.answered_before and turn.memory.last and turn.memory.last.kind == "answer":
        return _again(turn)
    return [Move("social", key="switch_language")]


def choose_listed(act: Act, turn: Turn) -> list[Move]:
    """A pick from a list, or from what the bot offered."""
    if turn.memory.pending == "need" and not entries_meant(act, turn):
        if act.anaphor == "both":
            turn.told += [f"values:{c}" for c in _offered_needs(turn)]
            return answer(Query("choice"), turn)
        offered = _offered_needs(turn)
        picked = [offered[p if p < 0 else p - 1] for p in act.ordinals if p and -len(offered) <= p <= len(offered)]
        if picked:
            turn.told += [f"values:{v}" for v in picked]
            return answer(Query("choice"), turn)
    if act.names_something and not act.ordinals and not act.anaphor:
        return follow_up(act, turn)
    if act.ordinals and not turn.memory.listed:
        return [Move("clarify", key="no_list")]
    return follow_up(act, turn)


def _offered_needs(turn: Turn) -> list[str]:
    """The needs that the bot offered to choose from, in their order: see `answers.topics.choice`."""
    return [name for kind, name in turn.memory.last.listed if kind == "values"] if turn.memory.last else []


def unsure(act: Act, turn: Turn) -> list[Move]:
    """No preference: what each is good for."""
    if turn.memory.pending == "need":
        return answer(Query("difference", models=turn.everyone), turn, lead="unsure")
    return [Move("social", key="deny")]


def near(turn: Turn) -> tuple[Query, ...]:
    """Other questions on what was talked about."""
    before = turn.before
    models = (before.models if before else ()) or turn.everyone[:1]
    topics = [t for t in ("definition", "services", "difference") if not before or t != before.topic]
    return tuple(Query(t, models=models if t != "difference" else turn.everyone) for t in topics)


HANDLERS: dict[str, Callable[[Act, Turn], list[Move]]] = {
    "follow_up": follow_up,
    "correct": correct,
    "object": object_,
    "doubt": doubt,
    "agree": agree,
    "confused": confused,
    "elaborate": elaborate,
    "shorten": shorten,
    "reform": reform,
    "choose_listed": choose_listed,
    "unsure": unsure,
    "switch_language": switch_language,
}
