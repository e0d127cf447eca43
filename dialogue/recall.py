"""What was said or asked before in this talk, and the way back to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from acts import Act, Form
from dialogue import telling
from dialogue.context import Turn
from dialogue.edits import named_or_again
from dialogue.follow import answer, asks_otherwise, follow_up, near, of_points, taken_up
from dialogue.lists import answer_rest, rest_of_list
from dialogue.plan import Move
from dialogue.query import Query
from dialogue.references import carried, entries_meant, nth_asked


def recall(act: Act, turn: Turn) -> list[Move]:
    """What was said or asked before, found by its mark, its place or what it named."""
    if act.mark and (points := of_points(act.mark, turn)):
        return points
    if not (act.mark or act.ordinals or act.names_something) and any(other.mark for other in turn.acts):
        # "Point (a) is missing": the point says which.
        return []
    if act.mark and not act.ordinals:
        return [Move("clarify", key="recall_what", choices=near(turn))]
    # "The other two" are none that are named.
    names = act.models or act.things or (act.anaphor and not act.has("rest"))
    wants_more = (act.numbers or act.has("rest")) and not (act.ordinals or names or act.has("asked_before"))
    rest = rest_of_list(turn) if wants_more else None
    if rest:
        # "Two more?"
        turn.form = Form(points=act.numbers[0], unit="points") if act.numbers else Form(length="long")
        return answer_rest(rest, turn, of=max(act.numbers, default=0))
    of_a_list = act.ordinals and not act.has("asked_before")
    if of_a_list and entries_meant(act, turn) and turn.last_answer and turn.last_answer.listed == turn.memory.listed:
        # "The third one again": of the list.
        return follow_up(act, turn)
    if of_a_list and turn.last_answer and turn.last_answer.listed and not entries_meant(act, turn):
        return [Move("clarify", key="no_position", values={"count": str(len(turn.last_answer.listed))})]
    if len(act.models) == 1 and turn.before and turn.before.topic == "classification":
        jobs = telling.jobs_placed(act.models[0], turn)
        if len(jobs) > 1 and not act.with_(models=()).names_something:
            # "Which of mine are this one, again?"
            return answer(Query("classification", services=jobs, cues=frozenset({"which"})), turn)
    found = _recalled(act, turn)
    if found:
        return taken_up(found, turn)
    if act.names_something:
        query = carried(act, turn)
        if query:
            return answer(query, turn)
    return [Move("clarify", key="recall_what", choices=near(turn))]


def _recalled(act: Act, turn: Turn) -> Sequence[tuple[Query, bool]]:
    exchanges = list(reversed(turn.memory.exchanges))
    everything = [(q, ok) for e in exchanges for q, ok in e.outcomes]
    if act.services or act.types or act.values or act.aspects:
        names = {*act.services, *act.types, *act.values, *act.aspects}
        return [(q, ok) for q, ok in everything if names & set(q.things)][:1]
    several = next((e for e in exchanges if len(e.queries) > 1), None)
    if act.ordinals:
        return nth_asked(act, turn)
    if several and several.left_open:
        return [(q, False) for q in several.left_open]
    if act.models:
        return [(q, ok) for q, ok in everything if set(act.models) & set(q.models)][:1]
    return everything[:1] if not act.has("o:partial") else ()


def go_back(act: Act, turn: Turn) -> list[Move]:
    """Back to what is named, else to the subject before this one; what goes on from there says so in a part of its own."""
    if asks_otherwise(act, turn):
        counted = nth_asked(act, turn) if act.ordinals else ()
        turn.back_to = next((query for query, _ in counted), None)
        return []
    if act.names_something:
        return follow_up(act, turn)
    earlier = [e for e in turn.memory.exchanges if e.kind == "answer"]
    if not earlier:
        return [Move("clarify", key="nothing_before")]
    went_aside = turn.memory.last is not None and turn.memory.last.kind != "answer"
    chosen = earlier[-1] if went_aside or len(earlier) == 1 else earlier[-2]
    queries = [q for q, ok in chosen.outcomes if ok]
    turn.asked += queries
    return [Move("answer", q) for q in queries]


def repeat(act: Act, turn: Turn) -> list[Move]:
    """The last answer again, or that to the point or the question that is counted out."""
    return recall(act, turn) if act.mark or (act.ordinals and not act.has("besides")) else named_or_again(act, turn)


HANDLERS: dict[str, Callable[[Act, Turn], list[Move]]] = {"recall": recall, "go_back": go_back, "repeat": repeat}
