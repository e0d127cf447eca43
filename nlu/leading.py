"""What Rasa is told of acts: one intent, and the entities that its own components would find."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from acts import Act, Span

_BACKGROUND = ("nothing", "greet", "thank", "tell", "acknowledge", "emotion", "remark", "goodbye", "reform", "shorten")
_LIGHT = ("nothing", "greet", "thank", "acknowledge")


def leading(acts: Sequence[Act]) -> Act:
    """The act that the message's intent is of: the first that is more than background, else the first that is more than a word."""
    asking = (act for act in acts if act.label not in _BACKGROUND)
    return next(asking, next((act for act in acts if act.label not in _LIGHT), acts[0]))


def as_entities(acts: Sequence[Act], text: str) -> list[dict[str, Any]]:
    """What is unknown, and what is described, as entities of Rasa."""
    found = []
    for act in acts:
        for phrase in act.outside:
            # It may have lost a capital that only began the sentence.
            at = text.lower().find(phrase.lower(), act.span.start)
            if at >= 0:
                end = at + len(phrase)
                found.append({"entity": "outside", "start": at, "end": end, "value": text[at:end], "extractor": "ActReader"})
    return found


def of_signs(label: str, text: str) -> Act:
    """The act of a message that is made of signs alone; those of a feeling are of sorrow: see data/language/emoji.yml."""
    return Act(label, cues=frozenset({"wordless", *({"m:sad"} if label == "emotion" else ())}), span=Span(0, len(text)), why="signs")
