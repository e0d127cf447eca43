"""Objections with a reason of the person's own: "at our office it is the other way round", "my lecturer says otherwise".

The first is met with what the source says and that it says no more, the next ones move on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from acts import Act, aspects_of
from dialogue.context import Turn
from dialogue.follow import again, near, of_points, unsaid
from dialogue.memory import Exchange, Memory
from dialogue.objections import no_reason
from dialogue.picks import OF_PEOPLE
from dialogue.plan import Move
from dialogue.query import QUESTIONS, Query

# What was said to an objection, first, second, third time.
_FIRST, _SECOND, _LAST = "contended_first", "contended_on", "contended_last"
# Parts that may be a reason of one's own.
_REASONS = ("tell", "remark", "emotion", "object", "nothing", "agree", "complain")
# Parts that may object without a question.
_OBJECTS = (*_REASONS, "follow_up", "doubt", "deny")
# Cues of a part that wants a verdict.
_ASKS = frozenset({"yn", "reversed", "which", "cites_verdict"})
# Parts that may tell how many there are.
_COUNTS = ("tell", "ask_types", "ask_services", "remark")
# What others say may look like a claim of one's own.
_SAYS = ("follow_up", "tell", "ask_classification", "ask_choice", "doubt", "object")


def contended(act: Act, turn: Turn) -> list[Move]:
    """What is said to an objection with a reason; nothing where the act is none."""
    last = turn.memory.last
    beside = any(other is not act and other.label in QUESTIONS for other in turn.acts)
    # What is heard to be right against the reply is no objection to the source, unless it is one, too.
    owed = act.sense.owed and act.label != "correct" and not (act.sense.mistaken or act.has("contradicts"))
    if last is None or turn.memory.pending or beside or owed:
        return []
    goes_on = act.label in _OBJECTS and (act.has("contradicts") or _moves_on(act, turn)) and not act.has("whose")
    if last.key in (_FIRST, _SECOND) and goes_on:
        return [Move("clarify", key=_SECOND if last.key == _FIRST else _LAST, choices=near(turn))]
    told = [query.topic in ("choice", "source") for query in last.queries]
    against = act.has("contradicts") and any(query.relations for query in last.queries)
    if last.kind != "answer" or not turn.answered_before or (any(told) and not against):
        return []
    kind = next((kind for kind, objects in _KINDS if objects(act, turn)), "")
    if not kind:
        return []
    lead = "contended_sure" if act.label == "doubt" and act.has("sure") else f"contended_{kind}"
    if last.queries[-1].topic == "why":
        # What was told without a reason has none that could be argued with.
        return no_reason(act.with_(values=(), services=(), relations=(), models=()), turn)
    of_a_point = of_points(act.mark, turn) if act.mark else []
    moves = [replace(m, lead=lead, retold=True) for m in of_a_point[:1]] or again(turn, lead=lead, retold=True)
    if kind == "own":
        # What is new in it is not covered, and named so.
        moves[-1] = replace(moves[-1], query=moves[-1].query.with_(outside=act.nouns))
    # What others say against it is so far not so, whatever was asked before: "so is she wrong?".
    kept = "no" if kind == "said" and len(moves) == 1 else ""
    cues = {"contended"} | (act.cues & {"contradicts", "still"})

    def of(query: Query) -> Query:
        # Where it stands is not what is contradicted.
        topic = "relation" if against and query.topic == "source" else query.topic
        return query.with_(topic=topic, cues=query.cues - {"gone"} | cues, words="")

    return [replace(m, key=_FIRST, query=of(m.query)) for m in unsaid([replace(m, kept=kept) for m in moves], turn)]


def with_their_doubt(acts: Sequence[Act]) -> tuple[Act, ...]:
    """The acts, in which what others say to the contrary, and no more, is the reason of the doubt beside it: "sure? My book says not"."""
    acts = _with_its_reason(acts)
    at = next((i for i, act in enumerate(acts) if act.label == "doubt" and act.has("sure") and act.has("asks")), None)
    if at is None:
        return tuple(acts)

    def only_against(act: Act) -> bool:
        other = act.has("said") or act.has("others") or act.has("reversed")
        things = (act.types, act.services, act.aspects, act.values, act.relations, act.form)
        # "He has a PhD" speaks for him, and asks nothing of it.
        asks = act.outside and act.label not in _REASONS
        return other and act is not acts[at] and not (any(things) or asks)

    against = [act for act in acts if only_against(act)]
    cues = {"said", "others"} if against else set()
    return tuple(act.with_(cues=act.cues | cues) if act is acts[at] else act for act in acts if act not in against)


def _with_its_reason(acts: Sequence[Act]) -> Sequence[Act]:
    """The acts, in which a bare objection is its reason, told against what was said: "you are wrong, engineers do that"."""
    bare = [
        act
        for act in acts
        if act.label in ("object", "doubt")
        and (act.has("disputed") or act.has("o:wrong") or act.sense.mistaken)
        and not (act.names_something or act.outside or act.has("asks") or act.has("said") or act.numbers or act.form)
    ]
    reasons = [act for act in acts if act not in bare and act.label in ("tell", "object", "remark") and (act.services or act.outside)]
    if len(bare) != 1 or len(reasons) != 1 or len(acts) != 2 or reasons[0].models or reasons[0].has("asks"):
        return acts
    against = replace(reasons[0].sense, owed=False, mistaken=True)
    return (reasons[0].with_(cues=reasons[0].cues | {"counters"}, sense=against),)


def without_repeats(acts: Sequence[Act], memory: Memory) -> tuple[Act, ...]:
    """The acts without a question for what was just said, beside a reason against it: "I run one. How can they be gone?".

    Who asks whether that does not contradict it wants no verdict on the reason itself.
    """
    last = memory.last
    if last is not None and last.kind == "answer" and any(act.has("contradicts") for act in acts):
        return tuple(act for act in acts if act.has("contradicts") or not (act.label in _OBJECTS or _of_the_same(act, last)))
    if last is None or last.kind != "answer" or not any(act.has("counters") and act.label in _REASONS for act in acts):
        return tuple(acts)

    def repeats(act: Act) -> bool:
        asks = act.label in QUESTIONS and not act.has("which") and not act.models
        return asks and any((act.values, act.relations) == (q.values, q.relations) != ((), ()) for q in last.queries)

    return tuple(act for act in acts if not repeats(act))


def _of_the_same(act: Act, last: Exchange) -> bool:
    """Whether a part speaks of how things stand to one another, as the last answer did."""
    return bool(act.relations) and any(set(act.relations) <= set(query.relations) for query in last.queries)


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
    unknown = act.outside and not act.values
    return bool(set(act.services) - _services_before(turn) or act.types or act.items or unknown or act.form or act.language or act.ordinals)


def _services_before(turn: Turn) -> set[str]:
    """The jobs that the last answer was about."""
    return {service for query in turn.answered_before for service in query.services}


def _speaks_of_it_alone(act: Act, turn: Turn) -> bool:
    """Whether a part speaks of nothing but what the last answer was about, and asks nothing."""
    return not (act.has("asks") or act.has("which") or _brings_something(act, turn) or _claims_a_whole(act))


def _counts_otherwise(act: Act, turn: Turn) -> bool:
    """ "At college we learnt four of them": another number than the list has."""
    last = turn.answered_before[-1]
    names = act.models or act.services or act.types or act.outside or act.ordinals or act.form
    counts = act.has("how_many") or act.has("said") or act.has("counters")
    asks = act.has("asks") or act.has("further") or act.has("too")
    if names or asks or not (counts and act.numbers) or act.label not in _COUNTS or len(last.models) != 1:
        return False
    model, store = last.models[0], turn.store
    count = len(store.types(model)) if last.topic == "types" else len(store.services(model)) if last.topic == "services" else 0
    return count > 0 and count not in act.numbers


def _of_ones_own(act: Act, turn: Turn) -> bool:
    """ "But at our place the secretaries do that": how a job that was placed is done by whoever says so."""
    mistaken = act.sense.mistaken
    against = act.has("counters") or mistaken or (act.label == "object" and act.has("contrary"))
    of_the_job = _services_before(turn) and set(act.services) <= _services_before(turn)
    sides = {aspect for query in turn.answered_before for aspect in (*query.aspects, *aspects_of(query.values))}
    # "No, at our place it rests on X."
    of_a_side = act.label == "correct" and act.has("first_person") and act.aspects and set(act.aspects) <= sides and act.outside
    of_a_place = act.has("of_place") or act.has("first_person")
    new = act.outside or any(value.rpartition(".")[2] in OF_PEOPLE for value in act.values) or (mistaken and of_a_place)
    rest = act.with_(services=(), aspects=(), values=() if new else act.values)
    own = (against and of_the_job and new and act.label in _REASONS) or of_a_side
    return bool(own and not (rest.names_something or act.cues & _ASKS or act.has("asks")))


def _claims_a_whole(act: Act) -> bool:
    """Whether a part claims something of a model that it names, which gets its own verdict."""
    return bool(act.models and act.values)


def _against(act: Act, turn: Turn) -> bool:
    """ "Isn't that contradictory?", "but my team does that all day" of what is said to be gone."""
    still = act.has("counters") and (act.sense.mistaken or act.has("still"))
    if still and act.label in _REASONS and not (act.has("asks") or _claims_a_whole(act)):
        return any(query.has("gone") and query.relations for query in turn.answered_before)
    return act.has("contradicts") and not (act.services or act.types or act.outside or _claims_a_whole(act))


def _disputes(act: Act, turn: Turn) -> bool:
    """ "That is wrong, my friend says it is easy": no verdict is asked for, and the source is not the one to change it."""
    asks = bool(act.cues & _ASKS) or act.has("asks") or any(other.has("asks") for other in turn.acts)
    return act.label == "object" and act.has("disputed") and not asks and not _brings_something(act, turn) and not _claims_a_whole(act)


def _said(act: Act, turn: Turn) -> bool:
    """ "My lecturer says that it is the other one": said of what was placed, and not asked; or beside a doubt."""
    if act.label == "doubt" and act.has("sure"):
        return act.has("said")
    if act.label == "doubt" and not (act.has("said") and (act.models or act.sense.mistaken)):
        return _in_the_field(act, turn) and any(other.has("said") for other in turn.acts if other is not act)
    if act.has("said") and act.has("counters") and _in_the_field(act, turn):
        return True
    if act.label in ("object", "doubt") and act.has("said") and act.sense.mistaken and _speaks_of_it_alone(act, turn):
        return True
    spoken_of = _services_before(turn)
    of = {owner.id for s in spoken_of for owner, _ in turn.store.classify(s)}
    # The job may be named once more.
    reason = act.values if act.label == "ask_classification" and not act.services else ()
    rest = act.with_(models=(), services=(), values=tuple(v for v in act.values if v not in reason))
    bare = act.models and set(act.services) <= spoken_of and not rest.names_something
    other = bare and of and not of & set(act.models)
    said = act.has("said") or any(beside.label == "object" for beside in turn.acts)
    return bool(other and said and act.label in _SAYS and not (act.has("asks") or act.has("neg")) and not act.has("which"))


def _in_the_field(act: Act, turn: Turn) -> bool:
    """ "Really? Here it is otherwise", "but it is only paperwork"."""
    if act.has("asks") and act.label != "doubt":
        return False
    if act.label == "doubt":
        beside = [other for other in turn.acts if other is not act and other.label in _REASONS]
        speaks = any(_brings_something(other, turn) or _claims_a_whole(other) or other.has("disputed") for other in beside)
        return (act.has("sure") or act.has("counters")) and bool(beside) and not speaks
    mistaken = act.label == "object" and act.sense.mistaken
    if not (act.has("counters") or mistaken) or _claims_a_whole(act):
        return False
    if act.label == "ask_aspect":
        # "It is hard, though": claimed once more, against what was said.
        return bool(act.values) and any(query.values == act.values for query in turn.answered_before)
    of_the_answer = any(c.startswith("o:") for c in act.cues) and not mistaken
    return act.label in _REASONS and not _brings_something(act, turn) and not of_the_answer


_KINDS = (
    ("against", _against),
    ("said", _said),
    ("said", _counts_otherwise),
    ("own", _of_ones_own),
    ("field", _in_the_field),
    ("field", _disputes),
)
