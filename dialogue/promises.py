"""Whether the source promises what it gives as an aim: "is that guaranteed?", "or only a hope?", "will it surely save us money?"."""

from __future__ import annotations

from acts import Act
from dialogue.context import Turn
from dialogue.plan import Move
from dialogue.query import QUESTIONS, Query

# The aspect that says what a model is for, and the questions and aspects that speak of it.
_AIM = "goal"
_OF_AN_AIM = (_AIM, "reasons", "reliance")
# Parts that may ask whether it is promised.
_MAY_ASK = (*QUESTIONS, "doubt", "object", "follow_up", "agree", "correct", "nothing")
# Cues of who is sure beforehand, and of one who takes it for an aim.
_FIRM = ("promised", "certain", "always")
_ONLY_AN_AIM = "only_an_aim"
_OF_A_PROMISE = frozenset({"promised", _ONLY_AN_AIM})
_OF_THE_QUESTION = (_ONLY_AN_AIM, "promised", "yn", "which", "neg")


def promised(act: Act, turn: Turn) -> list[Move]:
    """That what is called a promise is an aim, and which; of anything else that the source promises nothing."""
    claimed = bool(act.values) and all(v.rpartition(".")[2] in _OF_AN_AIM for v in act.values)
    if claimed:
        # "It lowers the costs, you say. Is that a promise, or only an aim?"
        behind = [other for other in turn.acts if other is not act and other.cues & _OF_A_PROMISE and not other.values]
        act = act.with_(cues=act.cues.union(cue for other in behind for cue in _OF_THE_QUESTION if other.has(cue)))
    # "Is efficiency only the aim of this one?" is asked of the model.
    # "But surely it is for that", "you surely know its aim" hold against what was said that it is one.
    holds = act.has("counters") or act.has("appeals") or _AIM in act.aspects
    firm, only_an_aim = (
        any(act.has(cue) for cue in _FIRM if not (holds and cue != "promised")),
        act.has(_ONLY_AN_AIM) and (claimed or not act.models),
    )
    only_an_aim = only_an_aim and not (act.models and not act.has("promised"))
    asks = act.has("yn") or act.has("asks") or act.has("which")
    if not (firm or only_an_aim) or not asks or act.label not in _MAY_ASK or act.services or act.types or act.relations or turn.asked:
        return []
    values = tuple(v for v in (act.values or act.sense.values) if v.rpartition(".")[2] in _OF_AN_AIM)
    if act.values and len(values) < len(act.values):
        return []
    back = not (act.models or act.values or act.nouns) and _speaks_of_an_aim(turn)
    if not (values or back or (act.has("promised") and not (act.nouns or act.aspects))):
        return []
    which = act.has("which") or (act.has("promised") and only_an_aim)
    denied = (act.has("neg") or act.has("contrary")) and not which
    models = tuple(m for m in act.models if turn.store.has_model(m)) or (turn.models_before() if act.has("back") or not act.values else ())
    # Whatever else is thought to be promised: there are aims only.
    known = {"promised", *(() if values or back else ("promised_else",))}
    cues = {*known, *(() if which else ("yn",)), *({"neg"} if denied or (only_an_aim and not which) else ())}
    query = Query("aspect", models=models, aspects=(_AIM,), cues=frozenset(cues), words=act.words)
    return turn.asks(Move("answer", query))


def _speaks_of_an_aim(turn: Turn) -> bool:
    """Whether the last answer was about what a model is for."""
    last = turn.memory.last
    queries = last.queries if last and last is turn.last_answer else ()
    named = {aspect for q in queries for aspect in (*q.aspects, *(v.rpartition(".")[2] for v in q.values))}
    return any(q.topic == "reasons" for q in queries) or bool(named & set(_OF_AN_AIM))
