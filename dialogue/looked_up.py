"""Before a stock line, a question back or a bare denial is said: whether all that the message names, tells and asks finds no answer.

A part alone may say too little, and what is meant stand in the part beside it: a job that is told and a model that is claimed, a view
of another and "does he see that right?". Only where no row of the table finds anything is it said that nothing is known.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from acts import Act, named_by
from dialogue.context import Turn
from dialogue.doubts import doubt
from dialogue.edits import reform
from dialogue.follow import again, follow_up, taken_up
from dialogue.plan import Move
from dialogue.query import Query
from dialogue.wishes import only_so_many

# Courtesy that closes a talk or passes over what was said.
_STOCK = ("acknowledge", "remark", "opinion", "told", "told_on", "deny", "thank", "form_noted")
# What shows that a part asks for something.
_ASKS = frozenset({"yn", "which", "why", "how_many", "advised", "able", "allowed", "counts"})
# Parts that may ask although they were taken for nothing, or for a half sentence.
_MAY_ASK = ("nothing", "follow_up", "doubt", "confused", "correct", "tell", "acknowledge", "remark", "object", "out_of_scope", "ask_aspect")
# So many questions answered at once are no one matter that a half sentence goes on from.
_MANY = 8
# What a part claims of a thing that another part names.
_CLAIMS = frozenset({"yn", "said", "doubted", "disputed"})


def in_place_of(moves: Sequence[Move], turn: Turn) -> list[Move]:
    """The moves of a reply; where they say nothing, what the message as a whole finds in their place."""
    if not all(map(_says_nothing, moves)) or not any(map(_asks, turn.acts)):
        return list(moves)
    return next((found for look in _LOOKS if (found := look(turn))), list(moves))


def left_open(act: Act, turn: Turn) -> list[Move]:
    """ "I asked two things": what the last reply to several questions had no answer to."""
    last = turn.memory.last
    reminds = act.label == "object" and (act.numbers or act.has("asked_before")) and not (act.form or act.names_something or act.outside)
    # "I didn't ask for that, I wanted its name" says itself what was meant.
    meant = any(other.label == "correct" and other.names_something for other in turn.acts)
    alone = not (meant or any(other.topic or other.label == "out_of_scope" for other in turn.acts))
    several = last is not None and len(last.queries) > 1
    return taken_up([(query, False) for query in last.left_open], turn) if reminds and alone and last and several else []


def _says_nothing(move: Move) -> bool:
    if move.kind == "clarify":
        return not (move.values or move.pending) and (move.key.startswith("what") or move.key == "nothing_before")
    if move.kind == "decline":
        return not (move.key or move.lead or move.query.outside or move.query.with_(models=()).things)
    return move.kind == "social" and move.key in _STOCK


def _asks(act: Act) -> bool:
    """Whether a part asks, or claims, something."""
    half = act.label == "nothing" and (act.form or only_so_many(act))
    return act.has("asks") or bool(act.cues & (_ASKS | _CLAIMS)) or act.label == "follow_up" or bool(act.topic or half)


def _jobs_claimed(turn: Turn) -> list[Move]:
    """ "They say that the accounts are that one. I doubt it": jobs that one part names, with the model that it, or another, claims."""
    jobs = tuple(dict.fromkeys(name for act in turn.acts for name in act.services if name not in act.besides))
    models = tuple(dict.fromkeys(name for act in turn.acts if act.cues & _CLAIMS for name in act.models if turn.store.has_model(name)))
    return (
        turn.asks(Move("answer", Query("classification", services=jobs, models=models, cues=frozenset({"yn", "said"}))))
        if jobs and models
        else []
    )


def _jobs_told(turn: Turn) -> list[Move]:
    """ "One of them does X, the other Y. And these?": jobs that are told, known ones and unknown, behind jobs that were placed."""
    last = turn.memory.last_asked
    placed = last is not None and last.of_jobs
    heard = any(act.sense.label == "ask_classification" for act in turn.acts)
    telling = [act for act in turn.acts if act.services or act.outside]
    jobs, unknown = named_by(telling, "services"), named_by(telling, "outside")
    items = tuple(item for act in telling for item in act.items)
    return (
        turn.asks(Move("answer", Query("classification", services=jobs, outside=unknown, items=items)))
        if jobs and (placed or heard)
        else []
    )


def _undecided(turn: Turn) -> list[Move]:
    """ "And with a lower degree?" behind an answer: that the source does not settle it, and what it says of the matter."""
    last = turn.memory.last
    half = any(act.has("yn") and _unknown(act) and not act.names_something for act in turn.acts)
    if not (half and last and last.queries and turn.answered_before and len(turn.answered_before) < _MANY):
        return []
    return [Move(m.kind, m.query, lead=m.lead, verdict="", retold=True) for m in again(turn, lead="only_says", retold=True)]


def _unread(turn: Turn) -> list[Move]:
    """A question of yes or no that names nothing that is known: by its own words it is said that the source has no answer."""
    act = next((act for act in turn.acts if act.has("yn") and act.words and _unknown(act) and act.label in _MAY_ASK), None)
    if act is None:
        return []
    query = Query("outside", words=act.words, cues=frozenset({"yn"}))
    return turn.asks(Move("decline", query))


def _half_sentence(turn: Turn) -> list[Move]:
    """ "What's number three?", "just three of those": what was heard too poorly to ask goes on from the answer where it says of what."""
    told = [act for act in turn.acts if act.label == "nothing" and not act.has("filler")]
    if len(told) != 1 or len(turn.acts) != 1 or not turn.answered_before:
        return []
    act = told[0]
    moves = reform(act.with_(label="reform", values=()), turn) if turn.form else []
    if not moves and act.anaphor == "both":
        moves = doubt(act.with_(label="doubt", cues=act.cues - {"doubted"}), turn)
    elif not moves and (act.ordinals or act.services or act.types):
        moves = follow_up(act.with_(label="follow_up"), turn)
    return [] if all(map(_says_nothing, moves)) else moves


def _unknown(act: Act) -> bool:
    return act.sense.unknown or act.sense.verdict == "unknown"


# Where it is looked, most telling first.
_LOOKS: tuple[Callable[[Turn], list[Move]], ...] = (_jobs_claimed, _jobs_told, _half_sentence, _undecided, _unread)
