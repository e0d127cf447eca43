"""What a message asks about that is neither in the store nor in the examples, by its own words."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, Sequence, Set

_NEEDS_A_NAME = {
    "ask_definition",
    "ask_full_form",
    "ask_difference",
    "ask_classification",
    "ask_services",
    "ask_types",
    "out_of_scope",
}
_STORE_KINDS = {"model", "type", "service", "aspect", "trait", "relation"}
_MOST_WORDS = 4


def name_the_unknown(
    text: str,
    reading: Mapping[str, Sequence[Any]],
    intent: str,
    entities: Sequence[Mapping[str, Any]],
    vocabulary: Set[str],
) -> Optional[Dict[str, Any]]:
    """The unknown thing in a question that needs a name and has none.

    Args:
        text: the message as it was typed.
        reading: its words, kinds, starts and ends.
        intent: what it wants.
        entities: the names found in it.
        vocabulary: words of examples that the store can answer.

    Returns:
        An entity `outside`, or None where nothing is unknown, or the names suffice.
    """
    kinds = {entity["entity"] for entity in entities}
    if intent not in _NEEDS_A_NAME or "outside" in kinds:
        return None
    named = [e for e in entities if e["entity"] in ("model", "type", "service")]
    if intent == "ask_difference" and len({e["value"] for e in named}) > 1:
        return None
    if intent not in ("ask_difference", "ask_classification", "out_of_scope") and kinds & _STORE_KINDS:
        return None
    if intent == "ask_classification" and "service" in kinds:
        return None
    run = _longest_run(reading, vocabulary)
    if not run:
        return None
    start, end = reading["starts"][run[0]], reading["ends"][run[-1]]
    return {
        "entity": "outside",
        "start": start,
        "end": end,
        "value": text[start:end],
        "extractor": "IntentClassifier",
    }


def _longest_run(reading: Mapping[str, Sequence[Any]], vocabulary: Set[str]) -> List[int]:
    """The indices of the longest stretch of unknown words; the first of equals."""
    best: List[int] = []
    current: List[int] = []
    for index, (word, kind) in enumerate(zip(reading["words"], reading["kinds"])):
        unknown = not kind and word not in vocabulary and any(c.isalpha() for c in word)
        current = [*current, index] if unknown else []
        if len(current) > len(best):
            best = current[:_MOST_WORDS]
    return best
