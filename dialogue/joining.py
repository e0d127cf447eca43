"""Moves as one reply: what another part narrows or says again is left out, what belongs together stands together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from acts import LISTS, Form, aspects_of
from dialogue import social
from dialogue.plan import MOST_QUESTIONS, Move
from dialogue.query import Query

# So many questions on the bot itself are answered in one reply.
_OF_THE_BOT = 2
_WEIGHT = {key: place for place, key in enumerate(social.WEIGHTIEST)}

# What is said to somebody who tells of themselves.
_TOLD = ("told", "told_on")


def as_one(moves: Sequence[Move], form: Form) -> list[Move]:
    """The moves of a reply, each thing said once; `form` is the one that it is to have."""
    return _joined(_merged(_counted_once(_one_source(_picked_once(_when_each(_narrowed(moves, form), form)))), form), form)


def _narrowed(moves: Sequence[Move], form: Form) -> list[Move]:
    """The moves without a comparison of all that the next part narrows: "in a table, only complexity and staff".

    In a table, or so many points, properties of the same models are its rows.
    """
    rows = form.shape in LISTS or bool(form.points)

    def narrows(move: Move, compared: Move) -> bool:
        same = set(move.query.models) in (set(), set(compared.query.models))
        return move.query.topic == "aspect" and (move.query.has("only") or (rows and same and _is_row(move)))

    pairs = zip(moves, [*moves[1:], None])
    kept = [m for m, following in pairs if not (_is_whole(m) and following and narrows(following, m))]
    # "Like this pair. The rest of them?": the pair was an example.
    left_out = {name for m in kept if m.query.topic == "difference" for name in m.query.besides}
    return [m for m in kept if not (m.query.topic == "aspect" and left_out and {*m.query.aspects, *aspects_of(m.query.values)} <= left_out)]


def _when_each(moves: Sequence[Move], form: Form) -> list[Move]:
    """The moves, in which when to choose the one and when the other is how they differ."""
    of_a_choice = [m for m in moves if m.kind == "answer" and not m.query.told and m.query.topic in ("relation", "choice", "definition")]
    choices = [m for m in of_a_choice if m.query.topic != "definition" or "choice" in m.query.relations]
    models = tuple(dict.fromkeys(name for m in choices for name in m.query.models))
    asked = any("choice" in m.query.relations for m in choices) and all(set(m.query.relations) <= {"choice"} for m in choices)
    each = all(len(m.query.models) == 1 for m in choices) or bool(form.length or form.points)
    if len(models) < 2 or not (asked and each):
        return list(moves)
    compared = Move("answer", Query("difference", models=models))
    return [compared if m is choices[0] else m for m in moves if m is choices[0] or m not in choices]


def _picked_once(moves: Sequence[Move]) -> list[Move]:
    """The moves without claims of what a pick is made of: "it suits us, since it takes judgement. Do you agree?"."""
    told = {name for m in moves if m.kind == "answer" and m.query.topic == "choice" for name in m.query.told}
    return [
        m
        for m in moves
        if not (m.query.topic == "aspect" and m.query.has("yn") and m.query.values and {f"values:{v}" for v in m.query.values} <= told)
    ]


def _one_source(moves: Sequence[Move]) -> list[Move]:
    """The moves, in which what the source is, and who wrote it, is one question: the answer to the first tells the other, too."""
    asked = [m for m in moves if m.kind == "answer" and m.query.topic == "source" and not (m.query.things or m.query.outside)]
    general = [m for m in asked if m.query.has("w:title") or not any(cue.startswith("w:") for cue in m.query.cues)]
    told_with_it = [m for m in asked if m.query.has("w:author") or m.query.has("w:date") or m.query.has("w:link")]
    general += [m for m in asked if m.query.has("w:trust")]
    told_with_it = [m for m in told_with_it if m not in general]
    return [m for m in moves if not (general and m in told_with_it)]


def _counted_once(moves: Sequence[Move]) -> list[Move]:
    """The moves without how many entries lists have that another counts and names: "how many each, and which?"."""

    def told(move: Move, other: Move) -> bool:
        bare, whole = move.query, other.query
        counts = bare.topic == whole.topic == "services" and bare.has("how_many") and not (bare.services or bare.has("names_them"))
        return counts and whole.has("how_many") and whole.has("names_them") and set(bare.models) <= set(whole.models)

    return [m for m in moves if m.kind != "answer" or not any(told(m, other) for other in moves)]


def _merged(moves: Sequence[Move], form: Form) -> list[Move]:
    """The moves, in which properties that are asked for one by one are the rows of one table, or the points of one list."""
    found: list[Move] = []
    for move in moves:
        last = found[-1] if found else None
        listed = form.shape in LISTS or form.points
        if last and listed and _is_row(last) and _is_row(move) and set(last.query.models) == set(move.query.models):
            aspects = tuple(dict.fromkeys((*last.query.aspects, *move.query.aspects)))
            found[-1] = replace(last, query=last.query.with_(aspects=aspects))
        else:
            found.append(move)
    return found


def _is_whole(move: Move) -> bool:
    """Whether a move compares all there is."""
    return move.query.topic == "difference" and not move.query.aspects


def _is_row(move: Move) -> bool:
    """Whether a move only tells of properties."""
    query = move.query
    plain = not (query.values or query.services or query.types or query.outside or query.mark or move.lead or move.verdict)
    of_sides = query.topic == "aspect" or (query.topic == "difference" and bool(query.aspects))
    return move.kind == "answer" and of_sides and plain and not (query.has("yn") or query.has("which"))


def _joined(moves: Sequence[Move], form: Form) -> list[Move]:
    """The moves without courtesy beside an answer, and without saying anything twice."""
    asking = [m for m in moves if m.kind in ("answer", "decline", "clarify")]
    if asking:
        answers = [m for m in asking if m.kind != "clarify"] or asking[:1]
        beside = [m for m in moves if m.kind == "social" and m.key in social.BESIDE_AN_ANSWER][:1]
        greeting = [replace(m, key=social.BESIDE_AN_ANSWER[m.key]) for m in beside]
        # What is asked of the bot itself is a question, too.
        of_the_bot = [m for m in moves if m.kind == "social" and m.key in social.OF_THE_BOT]
        moves = [*greeting, *answers, *of_the_bot]
    found: list[Move] = []
    for move in moves:
        if move not in found:
            found.append(move)
    if not asking:
        # Of courtesies the weightiest is said; each question on the bot itself is answered.
        of_the_bot = [m for m in found if m.key in social.OF_THE_BOT]
        closer = [m for m in of_the_bot if m.key != "ask_bot"]
        weightiest = (closer or of_the_bot)[:_OF_THE_BOT] or sorted(found, key=lambda m: _WEIGHT.get(m.key, len(_WEIGHT)))[:1]
        # Whoever greets and tells something is greeted, too.
        told = any(m.key in _TOLD for m in weightiest)
        greeting = [replace(m, key=social.BESIDE_AN_ANSWER[m.key]) for m in found if m.key == "greet" and told]
        return [*greeting[:1], *weightiest]
    courtesy = sum(m.kind == "social" for m in found)
    if any(m.query.has("summed") for m in found) or (form.length == "line" and all(m.query.has("by_letter") for m in asking)):
        return found
    return found[: MOST_QUESTIONS + courtesy]
