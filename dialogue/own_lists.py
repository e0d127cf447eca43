"""Places in a person's own list: "the third one was left out", "and numbers 1 and 3?" behind jobs that were sorted."""

from __future__ import annotations

from collections.abc import Sequence

from acts import Act
from dialogue.memory import Memory

# Parts that may ask again for entries that they only count out.
_MAY_ASK = ("follow_up", "choose_listed", "object", "ask_classification", "recall", "repeat", "correct", "go_back")
# The cue of a question for entries that were counted out: those that it names are no list of their own.
_COUNTED = "counted_job"


def counted_out(acts: Sequence[Act], memory: Memory) -> tuple[Act, ...]:
    """The acts, in which positions mean the jobs of the list that was sorted last, those too that are not covered."""
    items: tuple[str, ...] = ()
    for exchange in reversed(memory.exchanges):
        placed = [query for query in exchange.queries if query.topic == "classification"]
        items = next((query.items for query in placed if len(query.items) > 1 and not query.has(_COUNTED)), ())
        if items or not placed:
            # Since then only entries of it were asked for again.
            break
    return tuple(_of_items(act, items) for act in acts) if items else tuple(acts)


def _of_items(act: Act, items: Sequence[str]) -> Act:
    # "Numbers 1 and 3": the second number is one, too.
    counted = act.numbers if act.ordinals and set(act.ordinals) <= set(act.numbers) else act.ordinals
    positions = [p for p in counted if p and -len(items) <= p <= len(items)]
    meant = [items[p - 1 if p > 0 else p].partition(":") for p in positions]
    # What is only heard beside a place is what was spoken of before it; its own words name nothing else.
    others = set(act.outside) - {words for _, _, words in meant}
    heard = () if act.has("my_list") else (*act.aspects, *act.values)
    names = set(act.named) - set(act.models) or others or act.form or act.besides or act.has("besides") or heard
    if not positions or names or act.label not in _MAY_ASK:
        return act
    return act.with_(
        label="ask_classification",
        services=tuple(service for service, _, _ in meant if service),
        outside=tuple(words for service, _, words in meant if not service),
        items=tuple("".join(item) for item in meant),
        ordinals=(),
        mark="",
        cues=frozenset({_COUNTED, *({"yn"} & act.cues if act.models else ())}),
    )
