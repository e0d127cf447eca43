"""What only tells of oneself, and of nothing in the store, does not colour what is asked beside it: that is heard once more, by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from acts import Act
from nlu.text import CleanText

# Parts that ask nothing, and cues with which one is of more than itself.
_TELLS = ("tell", "remark", "emotion", "nothing", "acknowledge")
_OF_MORE = frozenset({"yn", "which", "why", "need", "said", "back", "neg", "only", "placed"})
_ENDS = (".", "?", "!", "\n")


def heard_apart(text: str, piece: CleanText, hear: Callable[[CleanText], list[Act]]) -> list[Act]:
    """The acts of a piece of a message.

    Args:
        text: the message as it was typed.
        piece: without its dress.
        hear: the acts of a text, each with its place in the message.
    """
    acts = hear(piece)
    first, behind = 0, len(acts)
    while first < behind and _is_idle(acts[first]):
        first += 1
    while first < behind and _is_idle(acts[behind - 1]):
        behind -= 1
    # What is no sentence of its own stays.
    first = first if first < len(acts) and _ends(text[: acts[first].span.start]) else 0
    behind = behind if behind and _ends(text[: acts[behind - 1].span.end]) else len(acts)
    if (first, behind) == (0, len(acts)) or all(act.label in _TELLS for act in acts[first:behind]):
        return acts
    start, end = acts[first].span.start, acts[behind - 1].span.end
    inside = [i for i, place in enumerate(piece.origin) if start <= place < end]
    rest = slice(inside[0], inside[-1] + 1)
    return [*acts[:first], *hear(CleanText(piece.text[rest], piece.origin[rest])), *acts[behind:]]


def _is_idle(act: Act) -> bool:
    told: Sequence[object] = (
        act.names_something,
        act.outside,
        act.places,
        act.ordinals,
        act.mark,
        act.form,
        act.sense,
        act.cues & _OF_MORE,
    )
    return act.label in _TELLS and not any(told)


def _ends(text: str) -> bool:
    return text.rstrip(" ").endswith(_ENDS)
