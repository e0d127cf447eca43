"""A message as the encoder is shown it: a name that it was not tuned with is replaced by one of its kind.

So what it learnt of one model or service holds for every one that comes into the store later.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from facts import FactStore
from nlu.encoder import Judgement
from nlu.text import CleanText

_MARK_OF = {"service": "s", "type": "t"}
# Marks of what is meant of a thing behind what was said before.
_MEANT_OF = {"service": "~s", "type": "~t", "model": "of"}


class StandIns(NamedTuple):
    """The text that the encoder is shown.

    Attributes:
        text: it. origin: where each of its characters stood in the message as it was typed.
        stands_for: id of the stand-in -> id that it stands for, with the letter of its kind of mark.
    """

    text: str
    origin: list[int]
    stands_for: dict[str, str]

    def original(self, position: int) -> int:
        """Where a character stood."""
        return self.origin[position] if position < len(self.origin) else (self.origin[-1] + 1 if self.origin else 0)

    def original_end(self, position: int) -> int:
        """Just behind where the character before a position stood."""
        return self.origin[position - 1] + 1 if position else 0

    def moved(self, entities: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Entities with their places in this text."""
        found = []
        for e in entities:
            # Places ascend: a message of names alone has hundreds of them.
            start, end = (bisect_left(self.origin, e[side]) for side in ("start", "end"))
            if start < end:
                found.append({**e, "start": start, "end": end})
        return found

    def translated(self, judgement: Judgement) -> Judgement:
        """What is heard of a stand-in is meant of what it stands for."""
        if not self.stands_for:
            return judgement
        marks, talk = ({self.stands_for.get(mark, mark): p for mark, p in heard.items() if mark not in self.stands_for.values()}
                       for heard in (judgement.marks, judgement.talk))  # fmt: skip
        return Judgement(judgement.labels, marks, talk)


def stand_ins(cleaned: CleanText, entities: Sequence[Mapping[str, Any]], card: Mapping[str, Any], store: FactStore) -> StandIns:
    """The text for the encoder.

    Args:
        cleaned: the message without tricks of writing.
        entities: names in it, placed in the message as it was typed.
        card: the encoder's card: `stand_ins` holds, by kind, the names that it was tuned with: id -> words.
        store: the fact store.
    """
    known: Mapping[str, Mapping[str, str]] = card.get("stand_ins", {})
    foreign = [e for e in entities if e["entity"] in known and not _was_tuned(e, card) and _is_thing(e, store)]
    if not foreign:
        return StandIns(cleaned.text, cleaned.origin, {})
    used = {e["value"] for e in entities}
    chosen: dict[tuple[str, str], tuple[str, str]] = {}
    for e in foreign:
        free = [(k, w) for k, w in known[e["entity"]].items() if k not in used and (k, w) not in chosen.values()]
        chosen.setdefault((e["entity"], e["value"]), (free or list(known[e["entity"]].items()))[0])
    text, origin, at = "", [], 0
    for e in sorted(foreign, key=lambda e: e["start"]):
        places = [i for i, o in enumerate(cleaned.origin) if e["start"] <= o < e["end"]]
        if not places or places[0] < at:
            continue
        words = chosen[e["entity"], e["value"]][1]
        text += cleaned.text[at : places[0]] + words
        origin += cleaned.origin[at : places[0]]
        # All characters of the stand-in stand where the name begins, its last one where it ends.
        origin += [cleaned.origin[places[0]]] * (len(words) - 1) + [cleaned.origin[places[-1]]]
        at = places[-1] + 1
    text += cleaned.text[at:]
    origin += cleaned.origin[at:]
    stands_for = {
        f"{letters[kind]}:{stand_in}": f"{letters[kind]}:{value}"
        for letters in (_MARK_OF, _MEANT_OF)
        for (kind, value), (stand_in, _) in chosen.items()
        if kind in letters
    }
    return StandIns(text, origin, stands_for)


def _was_tuned(entity: Mapping[str, Any], card: Mapping[str, Any]) -> bool:
    """Whether the encoder was tuned with a thing: it has a mark for it, or, for a model, its name stands in the card."""
    letter = _MARK_OF.get(entity["entity"])
    return f"{letter}:{entity['value']}" in card["marks"] if letter else entity["value"] in card["stand_ins"][entity["entity"]]


def _is_thing(entity: Mapping[str, Any], store: FactStore) -> bool:
    return {"model": store.has_subject, "service": lambda s: bool(store.classify(s)), "type": store.has_type}[entity["entity"]](
        entity["value"]
    )
