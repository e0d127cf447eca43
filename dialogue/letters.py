"""Points of a letter: a. …, b. …, and what is asked of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_lowercase

from acts import Act
from dialogue.context import owners_of
from dialogue.groups import GROUP
from dialogue.memory import Memory
from dialogue.plan import MOST_QUESTIONS
from dialogue.query import QUESTIONS
from facts import FactStore

# What a point of a letter may look like that only names a job, or a property; and the question that is asked of all of them.
_NAMES_A_JOB = ("tell", "nothing", "remark", "out_of_scope", "ask_classification", "follow_up", "ask_services", "ask_definition")
_NAMES_A_SIDE = ("tell", "nothing", "remark", "ask_aspect", "follow_up", "ask_difference", "ask_reasons", "reform", "ask_definition")
_ASKS_WHICH = ("ask_choice", "ask_aspect", "ask_difference", "out_of_scope", "ask_services", "ask_term")
_ASKS_OF_SIDES = ("ask_difference", "ask_aspect", "ask_definition", "ask_overview", "nothing", "tell", "reform")

_LEADS_IN = ("ask_term", "ask_definition", "ask_overview", "ask_why")


def pointed(acts: Sequence[Act], memory: Memory, store: FactStore) -> tuple[Act, ...]:
    """The acts of a message, in which points of a letter are what is asked, each by its letter."""
    return _sides_by_letter(_jobs_by_letter(_places_of_letters(_of_earlier_points(_led_in(acts), memory, store), memory)))


def _led_in(acts: Sequence[Act]) -> tuple[Act, ...]:
    """The acts, in which what only leads in points of a letter asks for nothing: "please explain: a. …, b. …"."""
    first = next((at for at, act in enumerate(acts) if act.mark), 0)
    several = sum(bool(act.mark) for act in acts) > 1
    return tuple(
        act.with_(label="nothing")
        if several and at == first - 1 and act.label in _LEADS_IN and not (act.names_something or act.outside)
        else act
        for at, act in enumerate(acts)
    )


def _of_earlier_points(acts: Sequence[Act], memory: Memory, store: FactStore) -> tuple[Act, ...]:
    """The acts, of which one that asks of a point of an earlier letter is of what stood there: "and for b, which staff?"."""
    told = {q.mark: q for e in memory.exchanges for q in e.queries if q.mark and (q.services or q.outside)}

    def meant(act: Act) -> Act:
        # "Number three" of points that bore numbers.
        numbered = len(act.ordinals) == 1 and not act.mark and str(act.ordinals[0]) in told
        act = act.with_(mark=str(act.ordinals[0]), ordinals=()) if numbered else act
        q = told.get(act.mark)
        asks = act.label in (*QUESTIONS, "follow_up") and not (act.services or act.outside or act.types)
        if not asks or q is None or sum(bool(other.mark) for other in acts) > 1 or not (act.aspects or act.values or act.models):
            return act
        of_a_property = act.aspects or act.values
        services = () if of_a_property and q.services else q.services
        # "Which staff does b need?" is asked of one.
        cues = act.cues - {"which"} if services != q.services else act.cues
        models = act.models or owners_of(q.services, store)
        return act.with_(services=services, outside=q.outside, models=models, cues=cues, mark="")

    return tuple(meant(act) for act in acts)


def _places_of_letters(acts: Sequence[Act], memory: Memory) -> tuple[Act, ...]:
    """The acts, in which letters of a list that was shown with letters are places in it: "b" is the second."""
    asked = [q for e in memory.exchanges for q in e.queries]
    by_letter = any(q.mark or any(cue.startswith(GROUP) for cue in q.cues) for q in asked)
    if memory.form.shape != "lettered" or not memory.listed or by_letter:
        return tuple(acts)
    return tuple(
        act.with_(ordinals=tuple(1 + ascii_lowercase.index(letter) for letter in act.mark), mark="")
        if act.mark.isalpha() and act.mark.islower() and not (act.ordinals or act.names_something)
        else act
        for act in acts
    )


def _jobs_by_letter(acts: Sequence[Act]) -> tuple[Act, ...]:
    """The acts, in which points of a letter that only name jobs are what "which is which?" behind or before them asks of."""
    points = [act for act in acts if act.mark and act.label in _NAMES_A_JOB and (act.services or act.outside) and not act.values]
    asking = [
        act for act in acts if not act.mark and (act.label == "ask_classification" or (act.has("which") and act.label in _ASKS_WHICH))
    ]
    if not asking and any(point.label == "ask_classification" for point in points):
        # The question before them may be no more than "sort these".
        asking = [act for act in acts if not act.mark and act.label == "nothing" and len(act.models) > 1][:1]
    if len(points) < 2 or not asking or (len(asking) > 1 and any(act.services or act.outside for act in asking)):
        return tuple(acts)
    if len(points) <= MOST_QUESTIONS:
        # Each by its letter.
        changed = {id(act): act.with_(label="nothing") for act in asking}
        changed |= {id(point): point.with_(label="ask_classification") for point in points}
    else:
        changed = {id(asking[0]): asking[0].with_(label="ask_classification", outside=())}
        changed |= {id(point): point.with_(label="tell", mark="") for point in points}
    return tuple(changed.get(id(act), act) for act in acts)


def _sides_by_letter(acts: Sequence[Act]) -> tuple[Act, ...]:
    """The acts, in which points of a letter that only name properties are asked for one by one, of what the message is about.

    "Compare both by a) basis, b) staff": the comparison is of these sides, and of nothing else.
    """
    marked = [act for act in acts if act.mark]
    points = [act for act in marked if act.label in _NAMES_A_SIDE and act.aspects and not (act.models or act.services or act.has("yn"))]
    if len(points) < 2 or any(act.models for act in marked):
        return tuple(acts)
    asking = next((act for act in acts if not act.mark and act.label in _ASKS_OF_SIDES and act.models), None)
    models = asking.models if asking else ()
    changed = {
        id(point): point.with_(label="ask_aspect", models=models, values=(), anaphor="", cues=point.cues - {"which", "differ"})
        for point in points
    }
    if asking and not (asking.aspects or asking.values):
        changed[id(asking)] = asking.with_(label="nothing")
    return tuple(changed.get(id(act), act) for act in acts)
