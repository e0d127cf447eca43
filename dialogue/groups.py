"""Groups of one's own to sort jobs into: a) the one, b) the other, c) not mentioned."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_lowercase

from acts import Act, Form, named_by
from dialogue.context import Turn, owners_of
from dialogue.plan import Move
from dialogue.query import Query

# The cue of a group, with its letter and its model: "group:a:<model>"; without a model that of what is not mentioned.
GROUP = "group:"

# Parts that may name a group, and those that may ask for one again.
_MAY_NAME = ("ask_classification", "nothing", "tell", "ask_source", "ask_definition", "remark", "out_of_scope", "follow_up", "ask_services")
_MAY_ASK = (
    "object",
    "nothing",
    "remark",
    "follow_up",
    "recall",
    "repeat",
    "ask_classification",
    "choose_listed",
    "doubt",
    "tell",
    "ask_services",
)
_LEADS_IN = ("ask_classification", "nothing", "reform", "ask_services")


def legend(acts: Sequence[Act]) -> tuple[Act, ...]:
    """The acts, in which groups that are named by letters are what the jobs beside them are sorted into."""
    groups = _groups(acts)
    if len({act.models for act in groups if act.models}) < 2 or any(act.mark and act not in groups for act in acts):
        return tuple(acts)
    # What stands behind the last group, or in parts of its own, is sorted.
    told = [act for act in acts if act not in groups or act is groups[-1]]
    jobs = [act for act in told if act.services or act.outside]
    if not jobs or any(act.label not in (*_MAY_NAME, *_LEADS_IN) for act in jobs):
        return tuple(acts)
    named = [act for act in groups if act.models or act.has("unlisted") or act.mark]
    by_number = groups[-1].mark.isdigit()
    cues = {f"{GROUP}{at if by_number else ascii_lowercase[at - 1]}:{''.join(act.models)}" for at, act in enumerate(named, start=1)}
    form = Form()
    for act in acts:
        form = form.filled(act.form)
    sorted_ = Act(
        "ask_classification",
        services=named_by(jobs, "services"),
        outside=named_by(jobs, "outside"),
        named=named_by(jobs, "named"),
        items=named_by(jobs, "items"),
        cues=frozenset({"which", *cues}),
        form=form,
        span=groups[0].span,
    )
    beside = [act for act in acts if act not in groups and act not in jobs and not (act.label in _LEADS_IN and not act.names_something)]
    return (*beside, sorted_)


def _groups(acts: Sequence[Act]) -> list[Act]:
    """The parts that name a group each; the first may stand without its letter behind what asks to sort: "sort into a. …"."""
    found = [act for act in acts if act.mark and _is_group(act)]
    at = acts.index(found[0]) if found else 0
    before = acts[at - 1] if at else None
    if before and found[0].mark in (ascii_lowercase[1], str(2)) and len(before.models) == 1 and not (before.mark or before.services):
        found.insert(0, before)
    return found


def _is_group(act: Act) -> bool:
    not_mentioned = not act.models and (act.has("unlisted") or act.has("besides") or act.has("neg"))
    return (len(act.models) == 1 or not_mentioned) and act.label in _MAY_NAME and not (act.values or act.types or act.relations)


def one_group(act: Act, turn: Turn) -> list[Move]:
    """ "Where did group c go?": what is in it."""
    if len(act.mark) != 1 or act.label not in _MAY_ASK or act.named or act.models or act.outside:
        return []
    of_groups = [q for e in turn.memory.exchanges for q in e.queries if any(cue.startswith(GROUP) for cue in q.cues)]
    if not of_groups:
        return []
    last = of_groups[-1]
    group = next((cue for cue in last.cues if cue.startswith(f"{GROUP}{act.mark.lower()}:")), "")
    model = group.rpartition(":")[2]
    if not group or not (model or last.outside):
        return []
    if not model:
        query = Query("outside", outside=last.outside)
        return turn.asks(Move("decline", query))
    mine = tuple(s for s in last.services if model in owners_of([s], turn.store))
    query = last.with_(services=mine, outside=(), cues=frozenset(), items=tuple(i for i in last.items if i.partition(":")[0] in mine))
    query = query if mine else Query("services", models=(model,))
    return turn.asks(Move("answer", query))
