"""Corrections, objections, doubts: what was said is put right, completed, or said again in its place."""

from __future__ import annotations

from collections.abc import Callable

from acts import LISTS, Act, Form
from dialogue.context import Turn
from dialogue.doubts import doubt
from dialogue.edits import again_in, again_simpler, named_or_again
from dialogue.follow import again, answer, asks_otherwise, follow_up, near, take_back, unsaid
from dialogue.meant import meant
from dialogue.memory import OF_JOBS
from dialogue.plan import Move
from dialogue.query import Query
from dialogue.references import resolved
from dialogue.shorter import less

# Questions whose answer may be of so many points.
_COUNTED = ("difference", "services", "types", "overview")


def _meant(act: Act, turn: Turn) -> list[Move]:
    """ "That is not what I asked, I meant the types": the topic that was meant; nothing where none is named."""
    if (act.aspects and not act.has("differ")) or act.outside or not (act.has("asked_before") or act.label == "correct"):
        return []
    query = meant(act, turn)
    return answer(query, turn) if query else []


def correct(act: Act, turn: Turn) -> list[Move]:
    """What was meant instead."""
    if meant := _meant(act, turn):
        return meant
    if any(other is not act and other.label in ("reform", "shorten") and other.names_something for other in turn.acts):
        # "Not so: a table with these rows" says itself what is meant.
        return []
    if not act.names_something and any(other.label == "switch_language" for other in turn.acts):
        return []
    if act.besides and not act.names_something and asks_otherwise(act, turn):
        # "Not this, but that": the other part says what is meant.
        return []
    if act.has("neg") and act.has("names_types") and not (act.things or act.besides) and asks_otherwise(act, turn):
        # "I asked of this one, not for types. What sets it apart?"
        return []
    if act.has("which") and turn.told and not act.names_something:
        # "I mean, which suits me? We do X."
        return answer(Query("choice"), turn)
    if not act.names_something and not act.outside and not act.besides:
        if turn.form and not asks_otherwise(act, turn):
            # "I meant short": the form was what was misunderstood.
            return again(turn)
        if asks_otherwise(act, turn):
            return []
        return [Move("clarify", key="what_then", choices=near(turn))]
    if turn.before and not act.besides and set(act.aspects) & set(turn.before.aspects) and asks_otherwise(act, turn):
        # "Not the staff. The process.": what was asked before is what was not meant.
        return []
    take_back(act, turn)
    if act.has("neg") and act.outside:
        # "I asked about X, not about Y": X is not in the store.
        act = act.with_(services=(), types=(), values=())
    if act.has("neg") and not (act.models or act.outside or act.besides or act.ordinals):
        # "I am not talking of X": X is not told again.
        return [] if len(turn.acts) > 1 else [Move("clarify", key="what_then", choices=near(turn))]
    if set(act.besides) & set(turn.everyone) and not act.models and not act.aspects and not act.values:
        # "Not that one": the others.
        act = act.with_(models=tuple(m for m in turn.everyone if m not in act.besides))
    moves = follow_up(act, turn)
    return moves


def object_(act: Act, turn: Turn) -> list[Move]:
    """An objection to what was said."""
    if meant := _meant(act, turn):
        return meant
    if asks_otherwise(act, turn) or any(other.label in ("doubt", "switch_language") for other in turn.acts):
        return []
    if wished := _as_many_as_wished(act, turn):
        return wished
    if act.form and turn.answered_before:
        # It says in which form it was wanted.
        return named_or_again(act, turn)
    if act.models and not any(cue.startswith("o:") or cue == "disputed" for cue in act.cues) and turn.before:
        # "That again, but of this one alone."
        return follow_up(act, turn)
    asks = act.has("asks") or act.has("yn") or not (turn.last_answer and turn.last_answer.verdict == "no")
    if act.has("disputed") and asks and turn.last_answer and turn.last_answer.latent and not act.names_something:
        # "So I was told wrong?" asks for the verdict on what was claimed; "wrong!" behind a no is said of the no.
        return doubt(act, turn)
    if act.has("o:long"):
        turn.form = less(turn)
        return again(turn)
    if not act.form and (none := no_reason(act, turn)):
        return none
    if act.has("o:unasked") and act.aspects and not (act.values or act.services):
        # "I didn't ask for that, I wanted its name."
        return follow_up(act, turn)
    if act.has("o:partial"):
        return _completed(act, turn)
    last = turn.last_answer
    if act.has("o:repeated") and not (last and last.verdict and last is turn.memory.last):
        return [Move("social", key="repeated", choices=near(turn))]
    if act.values or act.services or act.relations:
        topic = "classification" if act.services else "relation" if act.relations else "aspect"
        # "You are wrong" is said of the answer, not of what is claimed against it.
        of_the_answer = {"disputed"} if act.has("o:wrong") else set()
        query = resolved(act.with_(label=f"ask_{topic}", cues=act.cues - of_the_answer | {"yn"}), turn)
        return turn.asks(Move("answer", query))
    if act.numbers and last and last.listed:
        return again(turn, lead="counted")
    if last is None and not turn.memory.exchanges:
        # An objection to nothing is an opinion.
        return [Move("social", key="told", query=Query("", models=act.models))]
    against = act.has("disputed") or act.has("counters") or act.sense.mistaken or any(cue.startswith("o:") for cue in act.cues)
    if act.sense.owed and not against and last is not None:
        # It adds something that is not understood: what was said is not defended against it.
        return [Move("social", key="told_on", query=Query("", models=turn.everyone))]
    if act.has("o:unclear") and last is not None:
        return unsaid(again(turn, lead="explained", retold=True), turn)
    if act.has("o:unasked") or last is None:
        return [Move("clarify", key="what_then", choices=near(turn))]
    if act.has("o:wrong") and last.queries[-1].topic == "choice" and last is turn.memory.last:
        # The pick does not fit: what was told may have been misheard; it is told again now, or asked for again.
        turn.told_before = ()
        if turn.told:
            return answer(Query("choice"), turn)
        return [Move("clarify", key="need_again", pending="need")]
    if turn.memory.told_again:
        # It was told in other words already: there is no third way of saying it.
        return [Move("clarify", key="only_reports", choices=near(turn))]
    if last.verdict and last is turn.memory.last:
        # The claim may have been misread: what is so is said, without the yes or no.
        return unsaid(again(turn, lead="misread", retold=True), turn)
    return again(turn, lead="source_says", retold=True)


def no_reason(act: Act, turn: Turn) -> list[Move]:
    """ "So there is no reason?", "that is no reason" behind what only bears on a question why: that the source gives none."""
    last = turn.memory.last
    if not last or not last.queries or last.queries[-1].topic != "why" or act.names_something or act.outside:
        return []
    turn.asked.append(last.queries[-1])
    return [Move("decline", last.queries[-1], key="no_reason")]


def _as_many_as_wished(act: Act, turn: Turn) -> list[Move]:
    """ "I asked for three, not five", "that was only one sentence": so many as were wished for, now or before."""
    last, held = turn.last_answer, turn.memory.form
    if not act.numbers or act.ordinals or act.names_something or last is None or last is not turn.memory.last:
        return []
    given = len(last.listed)
    if held.points and held.unit == "sentences" and (act.form.length == "line" or act.form.unit in ("", "sentences")):
        turn.form = Form(points=held.points, unit="sentences", shape=held.shape)
    elif last.form.points or held.shape in LISTS or given:
        wished = [n for n in act.numbers if n not in (given, 1)] or ([held.points] if held.points not in (0, given) else [])
        counted = act.form.unit in ("", "points") and any(q.topic in _COUNTED or len(q.models) > 1 for q in turn.answered_before)
        if not wished or not counted:
            return []
        shape = turn.form.shape or (held.shape if held.shape in LISTS else "")
        turn.form = Form(points=wished[0], unit="points", shape=shape)
    else:
        return []
    return again(turn)


def _completed(act: Act, turn: Turn) -> list[Move]:
    """ "You left something out": what is named, else what was asked and not answered, else more of the last answer."""
    before = turn.before
    if before and act.aspects and set(act.aspects) <= set(before.aspects) and not (act.values or act.services or act.types):
        # "The staff is gone": a row that the form had no room for.
        return answer(before.with_(aspects=act.aspects), turn)
    if act.names_something or act.outside:
        return follow_up(act.with_(cues=act.cues | {"too"}) if act.aspects and turn.memory.form.shape else act, turn)
    counted = [query for query in turn.answered_before if query.topic in _COUNTED]
    if act.numbers and counted:
        # "I wanted five, these are two."
        turn.form = Form(points=max(act.numbers), unit="points").filled(turn.form)
        turn.asked += counted
        return [Move("answer", query) for query in counted]
    last = turn.memory.last_asked
    if last and len(last.queries) > 1 and last.left_open:
        turn.asked += last.left_open
        return [Move("decline", q, lead="asked_before") for q in last.left_open]
    unlisted = tuple(thing for query in turn.answered_before for thing in query.outside)
    if unlisted:
        # "One is missing": what was not covered.
        return answer(Query("classification", outside=unlisted), turn)
    if any(query.topic in OF_JOBS for query in turn.answered_before) and not (act.ordinals and turn.memory.listed):
        # A job was passed over that is no service of the source, or was not understood: more of the others is no answer.
        return [Move("clarify", key="left_out", choices=near(turn))]
    return again_in("long", turn)


def agree(act: Act, turn: Turn) -> list[Move]:
    """ "That's what I said"; who was told no and sums it up is told what is so; "so I was right" is told of what."""
    last = turn.last_answer
    verdict = last.verdict if last and last is turn.memory.last and not asks_otherwise(act, turn) else ""
    if last and verdict and "partly" in last.verdicts:
        # "Not only that" is no whole no.
        verdict = "partly"
    if verdict == "partly" or (verdict == "yes" and act.has("first_person")):
        return unsaid(again(turn, lead=f"mine_{verdict}", retold=True), turn)
    if verdict == "no":
        return unsaid(again(turn, lead="agreed", retold=True), turn)
    return [Move("social", key="agree", choices=near(turn))]


def confused(act: Act, turn: Turn) -> list[Move]:
    """Not understood: the last answer in simple words; of what is not covered, that it is not."""
    if asks_otherwise(act, turn):
        return []
    last = turn.memory.last
    if last and last.queries and last.kind == "decline":
        turn.asked += last.queries
        return [Move("decline", query, key="still" if query.outside else "again") for query in last.queries]
    if last and last.kind == "clarify" and turn.answered_before:
        return unsaid(again(turn, lead="misread", retold=True), turn)
    if last and last.kind == "answer":
        if last.queries and last.queries[-1].topic == "term":
            turn.asked.append(last.queries[-1])
            return [Move("decline", last.queries[-1], key="no_meaning")]
        if last.form.plain and not last.form.child:
            return again_simpler(turn)
        if turn.memory.form.plain or turn.memory.told_again:
            # Simple words did not help: an example may.
            turn.form = Form(plain=True, example=True).filled(turn.form)
            return again(turn)
        return again_in("plain", turn)
    return [Move("social", key="puzzled")]


HANDLERS: dict[str, Callable[[Act, Turn], list[Move]]] = {
    "correct": correct,
    "object": object_,
    "doubt": doubt,
    "agree": agree,
    "confused": confused,
}
