"""Acts that want the last answer otherwise: longer, shorter, in another form or language, with other rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from acts import LISTS, Act, Form, aspects_of
from dialogue.context import Turn
from dialogue.follow import again, answer, asks_otherwise, follow_up, of_points
from dialogue.lists import answer_rest, rest_of_list
from dialogue.plan import MOST_QUESTIONS, Move
from dialogue.query import QUESTIONS, Query
from dialogue.references import carried, entries_meant, resolved
from dialogue.shorter import less
from dialogue.social import OF_THE_BOT
from facts.schema import LANGUAGES

# Parts beside which a language is all that is wished for.
_BESIDE_A_LANGUAGE = (
    *("switch_language", "thank", "greet", "acknowledge", "tell", "remark", "nothing", "complain", "object", "confused", "correct"),
)
# What was said of the bot itself, and is said again in the other language.
_SAID_OF_THE_BOT = ("cannot", "only_source", "unable", *OF_THE_BOT)
# Parts that may complain of the language that was spoken.
_MAY_COMPLAIN = ("object", "complain", "ask_why", "ask_bot", "doubt", "confused")
# What words may be as well as work, and the parts that may say so of an answer.
_HARD = {"complexity"}
_MAY_BE_TOO_HARD = ("nothing", "correct", "ask_aspect", "doubt", "follow_up", "object", "tell", "confused", "complain", "remark")


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
    if turn.form.length == "line" or turn.form.unit == "sentences":
        # In so many sentences they bear no letters.
        queries = [query.with_(mark="", cues=query.cues - {"yn"}) if query.mark else query for query in queries]
    if not queries:
        return again(turn)
    turn.form = turn.form if turn.form or most < MOST_QUESTIONS else Form(length="short")
    turn.asked += queries
    return [Move("answer", q) for q in queries]


def elaborate(act: Act, turn: Turn) -> list[Move]:
    """More of the last answer, or of what is named: the rest of a list of which only some were shown."""
    if not act.names_something and any(other.mark for other in turn.acts if other is not act):
        # "Point b is missing. Please complete it": the point says which.
        return []
    counted = act.ordinals and not act.has("further")
    rest = rest_of_list(turn) if not (act.names_something or counted or asks_otherwise(act, turn)) else None
    if rest and act.has("further") and act.numbers and not turn.form.points:
        # "One more": so many of those that are left.
        turn.form = replace(turn.form, points=act.numbers[0], unit="points")
    if rest:
        return answer_rest(rest, turn)
    turn.form = turn.form if turn.form.length else Form(length="long").filled(turn.form)
    return named_or_again(act, turn)


def shorten(act: Act, turn: Turn) -> list[Move]:
    """Less of it; of what was short already only the gist."""
    last = turn.last_answer
    in_a_line = bool(last and last is turn.memory.last and last.form.length == "line" and turn.form.length != "long")
    alone = all(other.label not in QUESTIONS and not other.names_something for other in turn.acts)
    only_shorter = alone and turn.form in (Form(), Form(length="short"))
    held = bool(turn.memory.form.length) and turn.memory.form == turn.form.over(turn.memory.form)
    if only_shorter:
        turn.form = less(turn)
    elif held or (in_a_line and not (act.names_something or turn.form.points)):
        turn.form = Form(name=True)
    turn.form = (
        turn.form if turn.form.length or turn.form.points or turn.form.name or turn.form.widths else Form(length="short").filled(turn.form)
    )
    return _open(act, named_or_again(act, turn))


def reform(act: Act, turn: Turn) -> list[Move]:
    """The last answer in another form; the form alone is noted where nothing was said."""
    if act.language == "other":
        return [Move("social", key="language_unknown")]
    if act.form.cannot:
        return [Move("social", key="cannot"), *(again(turn) if turn.answered_before and not turn.asked else [])]
    if asks_otherwise(act, turn):
        return []
    if act.form.plain and turn.last_answer and turn.last_answer.form.plain:
        # Simple words were not simple enough.
        return again_simpler(turn)
    if (act.form.use or act.form.polite) and not (turn.form.length or turn.form.points or turn.form.shape):
        turn.form = replace(turn.form, length="line")
    if not turn.answered_before and not act.names_something:
        return [Move("social", key="form_noted")]
    return _open(act, named_or_again(act, turn))


def _open(act: Act, moves: list[Move]) -> list[Move]:
    """ "Could you put that shortly?", "what should it say, in a line?" is no question of yes or no, whatever the one before it was."""
    opens = act.has("yn") or act.has("advised")
    return [replace(move, verdict="") if move.kind == "answer" else move for move in moves] if opens else moves


def simpler(act: Act, turn: Turn) -> list[Move]:
    """The last answer in simpler words yet, by whatever what asks for them was taken for: "a child would not get that"."""
    last = turn.last_answer
    wants = act.form.plain and act.label in _MAY_BE_TOO_HARD and not (act.models or act.named)
    asks = act.has("which") or act.has("yn") or bool(set(act.aspects) - _HARD)
    if (
        asks
        or not (wants or speaks_of_words(act))
        or last is None
        or last is not turn.memory.last
        or not last.form.plain
        or asks_otherwise(act, turn)
    ):
        return []
    return again_simpler(turn)


def again_simpler(turn: Turn) -> list[Move]:
    """The last answer in words that a child understands; by an example where it was told in those."""
    last = turn.last_answer
    example = bool(last and last.form.child)
    turn.form = replace(turn.form, plain=True, child=True, example=example or turn.form.example)
    return again(turn)


def speaks_of_words(act: Act) -> bool:
    """Whether what is said to be hard, or easy, may be the words of an answer."""
    hard = bool(act.values) and set(aspects_of(act.values)) <= _HARD
    return hard and act.label in _MAY_BE_TOO_HARD and not (act.models or act.named or act.has("yn") or act.has("which"))


def named_or_again(act: Act, turn: Turn) -> list[Move]:
    """What the act names in the way of the last question, else the last answer again."""
    if asks_otherwise(act, turn):
        asked = {name for query in turn.asked for name in query.aspects}
        if turn.asked and turn.asked[-1].topic == "aspect" and act.aspects and not asked & set(act.aspects):
            # "The goal of it, and its staff in two sentences."
            return answer(Query("aspect", models=turn.asked[-1].models, aspects=act.aspects), turn)
        return []
    if act.mark and not act.names_something and (points := of_points(act.mark, turn)):
        return points
    if act.has("everything") and not act.names_something:
        return everything(turn)
    if act.has("besides") and (act.besides or entries_meant(act, turn)) and turn.answered_before:
        return without(act, turn)
    if act.anaphor == "both" and not act.models and len(turn.answered_before) == 1 and len(turn.answered_before[0].models) < 2:
        return everything(turn, most=2)
    if act.outside and not act.names_something:
        return answer(resolved(act.with_(label="ask_outside"), turn), turn)
    if act.has("too") and act.aspects and turn.memory.form.points and not turn.form:
        # "Add a row": one more than were wished for.
        turn.form = replace(turn.memory.form, points=turn.memory.form.points + len(act.aspects))
    shown = tuple(name for kind, name in turn.memory.listed if kind == "aspects")
    if act.has("swaps") and shown and set(act.aspects) & set(shown) and set(act.aspects) - set(shown):
        # "This row in place of that one."
        new = [name for name in act.aspects if name not in shown]
        rows = [new.pop(0) if name in act.aspects and new else name for name in shown]
        return answer(Query("aspect", models=turn.answered_before[-1].models or turn.everyone, aspects=tuple(rows)), turn)
    before = turn.answered_before[-1] if turn.answered_before else None
    if before and act.models and act.has("too") and turn.form.shape in LISTS and before.models and not set(act.models) & set(before.models):
        # "That, and one for this one, as a table."
        return answer(before.with_(models=(*before.models, *act.models)), turn)
    if act.names_something or entries_meant(act, turn):
        aspects = act.aspects or aspects_of(act.values)
        query = carried(act.with_(values=(), aspects=aspects), turn)
        if query and query.topic == "aspect" and turn.form.shape == "table" and not act.models:
            # A table has a column for everyone that was spoken of.
            query = query.with_(models=turn.spoken_of() or query.models)
        if query and query.topic == "aspect" and query.aspects == ("services",) and not any(map(turn.store.has_model, query.models)):
            # Of what is outsourced at all there is a list, and no comparison.
            query = query.with_(topic="services", aspects=(), cues=query.cues - {"yn"})
        if query:
            return answer(query, turn)
    # What this message asked for already is only told in another form.
    return again(turn) if not turn.asked else []


def language_wanted(act: Act, written: str = "") -> str:
    """The language that a part asks for: of a complaint of one, `written` in the other, the latter; "" where it asks for none."""
    if _is_complaint(act) and written in LANGUAGES and written != act.language:
        return written
    return act.language


def _is_complaint(act: Act) -> bool:
    # "Your language is too high, simpler please" is of the words.
    return act.label in _MAY_COMPLAIN and act.language in LANGUAGES and not act.form


def complains_of_language(act: Act, turn: Turn) -> list[Move]:
    """ "Why do you keep writing Indonesian?": the last answer in the other language."""
    if not _is_complaint(act) or act.names_something or asks_otherwise(act, turn):
        return []
    turn.form = Form()
    return _last_again(turn)


def in_a_language(act: Act, turn: Turn) -> list[Move]:
    """Points of a letter in another language: "a and b in English, please"."""
    marks = "".join(dict.fromkeys(mark for other in turn.acts if not other.names_something for mark in other.mark))
    wished = any(other.language for other in turn.acts) and act.label in ("switch_language", "reform", "repeat", "tell", "nothing")
    return of_points(marks, turn) if wished and marks.isalpha() else []


def switch_language(act: Act, turn: Turn) -> list[Move]:
    """The last answer in the language that is wanted from now on."""
    if act.language == "other":
        return [Move("social", key="language_unknown")]
    if any(other.label not in _BESIDE_A_LANGUAGE for other in turn.acts):
        return []
    if act.models or act.types or act.services or act.aspects:
        # "In English: and the other one?"
        return follow_up(act, turn)
    return _last_again(turn)


def _last_again(turn: Turn) -> list[Move]:
    """What was last said to a question, in the language that is wanted now."""
    last, said = turn.memory.last_asked, turn.memory.last
    if said and said is not last and said.key in _SAID_OF_THE_BOT:
        return [Move("social", key=said.key)]
    if last is None:
        return [Move("social", key="switch_language")]
    turn.asked += last.queries
    if not turn.form and (last.form.unit == "words" or last.form.each or last.form.widths):
        # So few words it was to have.
        turn.form = replace(last.form, both=False)
    return [Move("answer" if ok else "decline", query) for query, ok in last.outcomes]


HANDLERS: dict[str, Callable[[Act, Turn], list[Move]]] = {
    "elaborate": elaborate,
    "shorten": shorten,
    "reform": reform,
    "switch_language": switch_language,
}
