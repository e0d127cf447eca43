"""Objections with a reason of the person's own: "at our office it is the other way round", "my lecturer says otherwise".

The first is met with what the source says and that it says no more, the next ones move on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from acts import Act
from dialogue.context import Turn
from dialogue.follow import again, near, of_points
from dialogue.memory import Memory
from dialogue.objections import no_reason
from dialogue.plan import Move
from dialogue.query import QUESTIONS

# What was said to an objection, first, second, third time.
_FIRST, _SECOND, _LAST = "contended_first", "contended_on", "contended_last"
# Parts that may be a reason of one's own.
_REASONS = ("tell", "remark", "emotion", "object", "nothing", "agree", "complain")
# Parts that may object without a question.
_OBJECTS = (*_REASONS, "follow_up", "doubt", "deny")
# Cues of a part that wants a verdict.
_ASKS = frozenset({"yn", "reversed", "which", "cites_verdict"})
# What others say may look like a claim of one's own.
_SAYS = ("follow_up", "tell", "ask_classification", "ask_choice")


def contended(act: Act, turn: Turn) -> list[Move]:
    """What is said to an objection with a reason; nothing where the act is none."""
    last = turn.memory.last
    if last is None or turn.memory.pending or act.sense.owed or any(other is not act and other.label in QUESTIONS for other in turn.acts):
        return []
    if last.key in (_FIRST, _SECOND) and act.label in _OBJECTS and _moves_on(act, turn):
        return [Move("clarify", key=_SECOND if last.key == _FIRST else _LAST, choices=near(turn))]
    if last.kind != "answer" or not turn.answered_before or any(query.topic in ("choice", "source") for query in last.queries):
        return []
    kind = next((kind for kind, objects in _KINDS if objects(act, turn)), "")
    if not kind:
        return []
    lead = f"contended_{kind}"
    if last.queries[-1].topic == "why":
        # What was told without a reason has none that could be argued with.
        return no_reason(act.with_(values=(), services=(), relations=(), models=()), turn)
    of_a_point = of_points(act.mark, turn) if act.mark else []
    moves = [replace(m, lead=lead, retold=True) for m in of_a_point[:1]] or again(turn, lead=lead, retold=True)
    # What others say against it is so far not so, whatever was asked before: "so is she wrong?".
    kept = "no" if kind == "said" and len(moves) == 1 else ""
    return [replace(m, verdict="", kept=kept, key=_FIRST, query=m.query.with_(cues=m.query.cues | {"contended"}, words="")) for m in moves]


def without_repeats(acts: Sequence[Act], memory: Memory) -> tuple[Act, ...]:
    """The acts without a question for what was just said, beside a reason against it: "I run one. How can they be gone?"."""
    last = memory.last
    if last is None or last.kind != "answer" or not any(act.has("counters") and act.label in _REASONS for act in acts):
        return tuple(acts)

    def repeats(act: Act) -> bool:
        asks = act.label in QUESTIONS and not act.has("which") and not act.models
        return asks and any((act.values, act.relations) == (q.values, q.relations) != ((), ()) for q in last.queries)

    return tuple(act for act in acts if not repeats(act))


def _moves_on(act: Act, turn: Turn) -> bool:
    """Whether a part goes on objecting, and asks for no verdict and of nothing else."""
    if act.names_something and not (act.has("counters") or act.has("said")):
        # "And the other one?"
        return False
    if any(cue.startswith("o:") for cue in act.cues - {"o:wrong"}):
        # "Too long": of the answer, not of what it says.
        return False
    return not (
        _brings_something(act, turn)
        or act.has("which")
        or (act.has("disputed") and act.label != "object")
        or (act.has("yn") and act.has("asks"))
    )


def _brings_something(act: Act, turn: Turn) -> bool:
    """Whether a part speaks of other jobs than those just spoken of, of types or something unknown, which is asked of by itself."""
    spoken_of = {service for query in turn.answered_before for service in query.services}
    unknown = act.outside and not act.values
    return bool(set(act.services) - spoken_of or act.types or act.items or unknown or act.form or act.language or act.ordinals)


def _claims_a_whole(act: Act) -> bool:
    """Whether a part claims something of a model that it names, which gets its own verdict."""
    return bool(act.models and act.values)


def _against(act: Act, turn: Turn) -> bool:
    """ "Isn't that contradictory?" """
    return act.has("contradicts") and not (act.services or act.types or act.outside)


def _disputes(act: Act, turn: Turn) -> bool:
    """ "That is wrong, my friend says it is easy": no verdict is asked for, and the source is not the one to change it."""
    asks = bool(act.cues & _ASKS) or act.has("asks") or any(other.has("asks") for other in turn.acts)
    return act.label == "object" and act.has("disputed") and not asks and not _brings_something(act, turn) and not _claims_a_whole(act)


def _said(act: Act, turn: Turn) -> bool:
    """ "My lecturer says that it is the other one": said of what was placed, and not asked; or beside a doubt."""
    if act.label == "doubt":
        return _in_the_field(act, turn) and any(other.has("said") for other in turn.acts if other is not act)
    if act.has("said") and act.has("counters") and _in_the_field(act, turn):
        return True
    of = {model for query in turn.answered_before for s in query.services for owner, _ in turn.store.classify(s) for model in (owner.id,)}
    bare = act.models and not act.with_(models=()).names_something
    other = bare and of and not of & set(act.models)
    return bool(other and act.has("said") and act.label in _SAYS and not (act.has("asks") or act.has("neg")) and not act.has("which"))


def _in_the_field(act: Act, turn: Turn) -> bool:
    """ "Really? Here it is otherwise", "but it is only paperwork"."""
    if act.has("asks") and act.label != "doubt":
        return False
    if act.label == "doubt":
        beside = [other for other in turn.acts if other is not act and other.label in _REASONS]
        speaks = any(_brings_something(other, turn) or _claims_a_whole(other) or other.has("disputed") for other in beside)
        return (act.has("sure") or act.has("counters")) and bool(beside) and not speaks
    if not act.has("counters") or _claims_a_whole(act):
        return False
    if act.label == "ask_aspect":
        # "It is hard, though": claimed once more, against what was said.
        return bool(act.values) and any(query.values == act.values for query in turn.answered_before)
    return act.label in _REASONS and not _brings_something(act, turn) and not any(c.startswith("o:") for c in act.cues)


_KINDS = (("against", _against), ("said", _said), ("field", _in_the_field), ("field", _disputes))
