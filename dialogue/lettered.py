"""Points of a letter: places in a list that was shown with letters, and jobs that "which is which?" asks of."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_lowercase

from acts import Act
from dialogue.memory import Memory
from dialogue.plan import MOST_QUESTIONS

# What a point of a letter may look like that only names a job; and the question that is asked of all of them.
_NAMES_A_JOB = ("tell", "nothing", "remark", "out_of_scope", "ask_classification", "follow_up", "ask_services", "ask_definition")
_ASKS_WHICH = ("ask_choice", "ask_aspect", "ask_difference", "out_of_scope", "ask_services", "ask_term")


def lettered(acts: Sequence[Act], memory: Memory) -> tuple[Act, ...]:
    """The acts of a message, in which its letters are what they point at."""
    return _listed_by_letter(_of_a_list_shown(acts, memory))


def _of_a_list_shown(acts: Sequence[Act], memory: Memory) -> tuple[Act, ...]:
    """The acts, in which letters of a list that was shown with letters are places in it: "b" is the second."""
    if memory.form.shape != "lettered" or not memory.listed or any(q.mark for e in memory.exchanges for q in e.queries):
        return tuple(acts)
    return tuple(
        act.with_(ordinals=tuple(1 + ascii_lowercase.index(letter) for letter in act.mark), mark="")
        if act.mark.isalpha() and act.mark.islower() and not act.ordinals
        else act
        for act in acts
    )


def _listed_by_letter(acts: Sequence[Act]) -> tuple[Act, ...]:
    """The acts, in which points of a letter that only name jobs are what "which is which?" behind or before them asks of."""
    points = [act for act in acts if act.mark and act.label in _NAMES_A_JOB and (act.services or act.outside) and not act.values]
    asking = [
        act for act in acts if not act.mark and (act.label == "ask_classification" or (act.has("which") and act.label in _ASKS_WHICH))
    ]
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
