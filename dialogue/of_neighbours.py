"""What parts of a message are beside one another: a claim of the job that was told, an entry of a list, a row of the same table."""

from __future__ import annotations

from collections.abc import Callable

from acts import Act
from dialogue.memory import Memory

# What makes a part a question.
_ASKS = frozenset({"yn", "which", "why", "how_many"})


def _claims_of_what_is_told(acts: tuple[Act, ...], memory: Memory) -> tuple[Act, ...]:
    """ "She works at a help desk. He calls that this one. Is he right?": what is claimed is claimed of the job that was told before."""
    found, dropped = list(acts), -1
    for at, (told, claim, asked) in enumerate(zip(acts, acts[1:], acts[2:])):
        claims = claim.label in ("tell", "ask_classification") and claim.cues & {"said", "others"} and len(claim.models) == 1
        open_ = claims and not (claim.things or claim.outside or claim.cues & _ASKS)
        asks = asked.has("yn") and asked.has("back") and not (asked.names_something or asked.outside) and asked.label != "ask_relation"
        if not (open_ and asks) or told.label != "tell" or not told.services or told.models or told.has("neg"):
            continue
        cues = claim.cues - {"back"} | {"yn"} | (asked.cues & {"disputed"})
        named = (*claim.named, *told.named)
        found[at + 1] = claim.with_(label="ask_classification", services=told.services, named=named, cues=cues)
        dropped = at + 2
    return tuple(act for at, act in enumerate(found) if at != dropped)


def _not_where_they_work(acts: tuple[Act, ...], memory: Memory) -> tuple[Act, ...]:
    """ "I am in HR. Sort these five tasks: …": of a list that is as long as it is said to be, nothing else is an entry."""
    closed = next((act for act in acts if len(act.items) > 2 and len(act.items) in act.numbers), None)
    if closed is None:
        return acts
    return tuple(
        act.with_(services=(), outside=(), named=(), items=())
        if act is not closed and act.label == "tell" and not (act.mark or act.has("too"))
        else act
        for act in acts
    )


def _rows_that_are_named(acts: tuple[Act, ...], memory: Memory) -> tuple[Act, ...]:
    """ "Three rows: basis, complexity, and the need of staff": properties that go on in the next part are of the same comparison."""
    found: list[Act] = []
    for act in acts:
        before = found[-1] if found else None
        goes_on = act.topic in ("aspect", "difference") and act.aspects and not (act.models or act.values or act.cues & _ASKS or act.form)
        counted = before and before.topic in ("aspect", "difference") and before.aspects and before.form.unit == "points"
        if before and counted and goes_on and len(before.aspects) < before.form.points:
            room = before.form.points - len(before.aspects)
            # Beside a name what is only heard is a word of that name.
            more = act.aspects if len(act.aspects) <= room else tuple(a for a in act.aspects if a in act.named) or act.aspects
            found[-1] = before.with_(aspects=tuple(dict.fromkeys((*before.aspects, *more))), named=(*before.named, *act.named))
        else:
            found.append(act)
    return tuple(act.with_(label="ask_difference", values=()) if _is_a_table_of(act) else act for act in found)


def _is_a_table_of(act: Act) -> bool:
    """Whether as many properties are named as points are wished for, of no model alone: each is a row."""
    rows = act.topic == "aspect" and len(act.aspects) > 1 and act.form.unit == "points" and act.form.points == len(act.aspects)
    return rows and len(act.models) != 1 and not act.cues & _ASKS


def _source_and_its_trust(acts: tuple[Act, ...], memory: Memory) -> tuple[Act, ...]:
    """ "What is your source, and can I trust it?": beside the question of trust the other one is which source it is."""
    found = list(acts)
    for at, (act, behind) in enumerate(zip(acts, acts[1:])):
        trusts = behind.label == "ask_source" and behind.has("w:trust")
        if trusts and act.label == "doubt" and not (act.names_something or act.outside or act.cues & {"doubted", "disputed", "said"}):
            found[at] = act.with_(label="ask_source", cues=frozenset({"w:title"}))
    return tuple(found)


ROWS: tuple[Callable[[tuple[Act, ...], Memory], tuple[Act, ...]], ...] = (
    _claims_of_what_is_told,
    _not_where_they_work,
    _rows_that_are_named,
    _source_and_its_trust,
)
