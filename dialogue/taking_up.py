"""What the last yes or no is taken up by: "no to what?", "which half?", "so that is a no?", "the other way round, then?"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from acts import Act
from dialogue.context import Turn
from dialogue.doubts import doubt
from dialogue.follow import again
from dialogue.holders import TURN, opposite
from dialogue.plan import Move
from dialogue.query import QUESTIONS, Query

# Parts that may only point back at what was said.
_HALF_SENTENCES = ("follow_up", "doubt", "agree", "object", "correct", "confused", "nothing", "ask_aspect", "tell", "ask_term")
# What a part says that the answer is.
_SAID_TO_BE = {"answer_no": "no", "answer_yes": "yes", "answer_partly": "partly"}


def of_verdict(act: Act, turn: Turn) -> Callable[[Act, Turn], list[Move]] | None:
    """What handles a part that takes up the last verdict; None for any other part."""
    return next((handler for takes_up, handler in _TAKES_UP if takes_up(act, turn)), None)


def _names_nothing(act: Act) -> bool:
    return not (act.models or act.values or act.aspects or act.services or act.types or act.relations or act.outside)


def _cites(act: Act, turn: Turn) -> bool:
    """Whether a part takes up the yes or no of the last reply, and nothing else."""
    last = turn.memory.last
    if (
        act.label == "ask_source"
        or not act.has("cites_verdict")
        or not last
        or not any(last.verdicts)
        or (act.has("yes_or_no") and not act.has("which"))
    ):
        return False
    return _names_nothing(act) or (act.label in _HALF_SENTENCES and not act.has("said") and _overlaps(act, last.judged))


def explained(act: Act, turn: Turn) -> list[Move]:
    """ "No to what?": what the last verdict was of, and what is so, without its word, which is what was not understood."""
    last = turn.memory.last
    judged = last.judged if last else ()
    turn.form = replace(turn.form, name=False)
    if any(other is not act and other.label in QUESTIONS and _overlaps(other, judged) for other in turn.acts):
        # "You said no, but it is so": what is claimed now gets its own answer.
        return []
    if act.has("disputed") and act.has("yn") and not act.has("which") and len(judged) == 1:
        return right_or_wrong(act, turn)
    if any(other is not act and other.label == "doubt" and other.has("same") and other.has("yn") for other in turn.acts):
        # "You said this and then that. Which is it, the same or not?"
        return []
    moves = again(turn, lead="explained", retold=True)
    # What was not covered is not said again.
    of = {query.with_(outside=()): verdict for query, verdict in judged}
    found = []
    wrong = act.has("disputed") and act.has("which") and "no" in of.values()
    for move in moves:
        if wrong and of.get(move.query.with_(outside=())) == "yes":
            # "Which part is wrong?" asks for that part alone.
            continue
        verdict = of.get(move.query.with_(outside=()), "")
        lead = f"{'each' if len(of) > 1 else 'of'}_{verdict}" if verdict else move.lead
        found.append(replace(move, verdict="", lead=lead, kept=verdict))
    return found


def _says_not_wrong(act: Act, turn: Turn) -> bool:
    """ "So that is not wrong?" behind a yes or no."""
    last = turn.memory.last
    denies = act.has("disputed") and (act.has("contrary") or act.has("neg")) and (act.has("yn") or act.has("asks"))
    return bool(denies and _names_nothing(act) and last and len(last.judged) == 1 and act.label in _HALF_SENTENCES)


def right_or_wrong(act: Act, turn: Turn) -> list[Move]:
    """Which of both it is, in that word, since a yes could be read either way."""
    last = turn.memory.last
    (query, verdict), *_ = last.judged if last else ((Query(""), ""),)
    so = opposite(verdict) if query.cues & TURN else verdict
    query = query.with_(outside=(), cues=query.cues - TURN)
    return turn.asks(Move("answer", query, lead=f"claim_{so}", verdict="", kept=so, retold=True))


def _overlaps(act: Act, judged: tuple[tuple[Query, str], ...]) -> bool:
    """Whether a part claims something of what was judged."""
    things = {*act.aspects, *act.services, *act.relations, *act.types, *(value.rpartition(".")[2] for value in act.values)}
    before = {name for query, _ in judged for name in (*query.aspects, *query.services, *query.relations, *query.types)}
    return bool(things & before)


def _turns(act: Act, turn: Turn) -> bool:
    """ "The other way round, then?" behind a yes or no."""
    last = turn.memory.last
    return bool(act.has("reversed") and _names_nothing(act) and last and last.verdict in ("yes", "no") and act.label in _HALF_SENTENCES)


def turned(act: Act, turn: Turn) -> list[Move]:
    """The verdict on the contrary of what was claimed last."""
    asked = act.with_(label="doubt", cues=act.cues | {"yn"})
    turn.acts = tuple(asked if other is act else other for other in turn.acts)
    return doubt(asked, turn)


def _sums_up(act: Act, turn: Turn) -> bool:
    """ "So the answer is no?", "does that mean no, or do you not know?"."""
    last = turn.memory.last_asked
    sums = any(act.has(cue) for cue in (*_SAID_TO_BE, "or_unknown"))
    if not sums or not last or last is not turn.memory.last or act.has("yes_or_no") or _says_not_wrong(act, turn):
        return False
    return act.has("or_unknown") or (_names_nothing(act) and act.label in _HALF_SENTENCES)


def summed_up(act: Act, turn: Turn) -> list[Move]:
    """Whether the answer is what it is said to be; where the source tells neither yes nor no, that it does not."""
    last = turn.memory.last_asked
    verdict = (last.verdict or last.latent) if last and last.kind == "answer" else ""
    turn.form = replace(turn.form, name=False)
    if last and any(query.has("w:word") for query in last.queries):
        # Of a word it was told what the source names in its place.
        return again(turn)
    if last and (verdict not in _SAID_TO_BE.values() or any(query.outside for query in last.queries)):
        turn.asked += last.queries
        lead = "put_otherwise" if any(query.has("part_of") and query.relations for query in last.queries) else "not_told"
        return [Move("answer" if ok else "decline", query, lead=lead if i == 0 else "", verdict="", retold=True)
                for i, (query, ok) in enumerate(last.outcomes)]  # fmt: skip
    said = next((of for cue, of in _SAID_TO_BE.items() if act.has(cue)), verdict)
    agrees = "" if act.has("or_unknown") else "yes" if said == verdict else "no"
    lead = f"means_{verdict}" if act.has("or_unknown") else f"answer_is_{verdict}"
    # The yes is said to "the answer is no"; what is remembered is the no.
    return [replace(move, verdict=agrees if i == 0 else "", kept=verdict) for i, move in enumerate(again(turn, lead=lead, retold=True))]


_TAKES_UP = ((_says_not_wrong, right_or_wrong), (_sums_up, summed_up), (_cites, explained), (_turns, turned))
