"""Which names in a message count, given what it wants; and what it asks about that has none."""

from __future__ import annotations

import re
from typing import AbstractSet, Any, Dict, List, Mapping, Optional, Sequence, Set

from components.outside import Span
from components.reader import OUT_OF_SCOPE, THINGS

Entity = Mapping[str, Any]

_ALWAYS = {*THINGS, "anaphor"}
_PROPERTIES = {"aspect", "trait", "relation"}
CARRIES_OVER = {"follow_up", "correct"}
_NEEDS_A_NAME = {"ask_definition", "ask_full_form", "ask_difference", "ask_classification"}
_MAY_NAME_OTHERS = _NEEDS_A_NAME | {"ask_services", "ask_types", *CARRIES_OVER, OUT_OF_SCOPE}
_PICKS = {"choose_listed", *CARRIES_OVER}
# "A side by side", "decide between": what asks for a whole comparison, or for advice, names no relation.
_NAME_NO_RELATION = {"ask_difference", "ask_choice"}
# "Which sectors rely on it": who uses a model, and its types, are asked for as such.
_NAME_NO_ASPECT = {"ask_users", "ask_types"}
# "The last topic", "your last answer", "the third president" are no positions in a list.
_NO_LIST = {"go_back", "repeat", OUT_OF_SCOPE}
# Aspects that an intent asks for by itself.
_ASKED_BY_INTENT = {"definition", "full_form"}
_MOST_WORDS = 4
_CERTAINLY_A_NAME = 0.5

# What an intent may describe, and the names that tell it without a description.
_MAY_DESCRIBE = {
    "ask_classification": ("service", "type"),
    "ask_choice": ("trait", "service", "type"),
    "ask_aspect": ("aspect", "trait", "relation"),
    "ask_relation": ("relation",),
    "ask_types": ("type",),
    "ask_definition": ("type",),
    "follow_up": ("service", "type"),
    "correct": ("service", "type"),
}
_TELLING = {
    "ask_classification": {"service", "type", "outside"},
    "ask_choice": {"service", "type", "trait", "outside"},
    "ask_aspect": {"type", "outside", *_PROPERTIES},
    "ask_relation": {"outside", "relation"},
    "ask_types": {"type", "service", "outside"},
    "ask_definition": {"type", "service", "outside", *_PROPERTIES},
    "follow_up": {"outside", "ordinal", *_ALWAYS, *_PROPERTIES},
    "correct": {"outside", "ordinal", *_ALWAYS, *_PROPERTIES},
}


def relevant(entities: Sequence[Entity], intent: str, text: str) -> List[Entity]:
    """The names that the message means as such.

    Words such as "last", "simple" or "Indonesian" are names only where a list is picked
    from, a property is asked for, a language is wanted.
    """
    kinds = set(_ALWAYS)
    if intent.startswith("ask_") or intent in _PICKS or intent == "elaborate":
        kinds |= _PROPERTIES
    if intent in _NAME_NO_RELATION:
        kinds.discard("relation")
    if intent in _NAME_NO_ASPECT:
        kinds.discard("aspect")
    if intent in _MAY_NAME_OTHERS:
        kinds.add("outside")
    wants_language = intent == "switch_language"
    entities = _languages_meant(entities, text)
    return [
        e
        for e in entities
        if (e["entity"] in kinds and not _tells_who_asks(e, text))
        or (e["entity"] == "aspect" and e["value"] == "full_form" and intent == OUT_OF_SCOPE)
        or (e["entity"] == "target_language" and (wants_language or _asks_for_language(e, text)))
        or (e["entity"] == "ordinal" and intent not in _NO_LIST and (intent in _PICKS or _is_position(e, text)))
    ]


def describable(intent: str, entities: Sequence[Entity]) -> Sequence[str]:
    """The kinds of thing that the message asks about and does not name, so that it may describe one."""
    named = {e["entity"] for e in entities}
    models = {e["value"] for e in entities if e["entity"] == "model"}
    if intent == "ask_relation" and "aspect" in named and len(models) == 1:
        # "What is X based on?" is about one model, and names its property.
        return ()
    if intent == "ask_classification" and len(models) > 1:
        # "… for a client overseas. X or Y?" asks where the job belongs.
        named.discard("type")
    if intent in _MAY_DESCRIBE and not named & _TELLING[intent]:
        return _MAY_DESCRIBE[intent]
    return ()


_CLEAR_QUESTIONS = {"ask_definition", "ask_full_form", "ask_reasons", "ask_users", "ask_relation", "ask_types"}
_CLEAR = 0.9


def tells_of_nothing(kind: str, intent: str, certainty: float, entities: Sequence[Entity]) -> bool:
    """Whether a question seems to be about something else than a thing of a kind, and names none, so that a
    description may prove otherwise."""
    if any(e["entity"] == kind for e in entities):
        return False
    if intent in CARRIES_OVER:
        return {e["entity"] for e in entities} == {"model"}
    if intent in _CLEAR_QUESTIONS:
        return certainty < _CLEAR
    if intent == "ask_aspect":
        return not any(e["entity"] in _PROPERTIES for e in entities)
    return intent in (OUT_OF_SCOPE, "ask_difference", "ask_services")


def needs_more(intent: str, names: Sequence[Entity]) -> bool:
    """Whether a message can hardly have this intent, since it names no property, or no language."""
    named = {e["entity"] for e in names}
    if intent == "switch_language":
        return "target_language" not in named
    return intent == "ask_aspect" and not named & {"type", *_PROPERTIES}


def _languages_meant(entities: Sequence[Entity], text: str) -> List[Entity]:
    """The names, without a bare "bahasa" that is only the word for language: "ubah bahasanya jadi Inggris", "bahasa Jepang"."""
    return [
        e
        for e in entities
        if e["entity"] != "target_language"
        or text[e["start"] : e["end"]].lower() != "bahasa"
        or (_CALLS_IT_BAHASA.search(text[: e["start"]]) and not text[e["end"] :].startswith("nya"))
    ]


def _tells_who_asks(entity: Entity, text: str) -> bool:
    """Whether a word for people is what somebody is, not what is asked about: "saya pegawai bank"."""
    return (entity["entity"], entity["value"]) == _PEOPLE and bool(_I_AM.search(text[: entity["start"]]))


def _asks_for_language(entity: Entity, text: str) -> bool:
    """Whether a language is wanted by the way: "… in English", "English please: …"; "in Indonesia" is a place."""
    is_place = text[entity["start"] : entity["end"]].lower() in _COUNTRY
    is_said_first = not text[: entity["start"]].strip() and _PLEASE.search(text[entity["end"] :])
    return not is_place and bool(is_said_first or _follows(BEFORE_A_LANGUAGE, entity, text))


def _follows(words: Set[str], entity: Entity, text: str) -> bool:
    before = text[: entity["start"]].lower().split()
    return bool(before) and before[-1] in words


def _is_position(entity: Entity, text: str) -> bool:
    """Whether a position is meant as such: "number two", "the last"; "at last" is none."""
    is_plain = bool(re.search(r"\d|nomor|number|\b(dua|tiga|two|three)\b", text[entity["start"] : entity["end"]], re.IGNORECASE))
    return is_plain or _follows(_BEFORE_A_POSITION, entity, text)


_PEOPLE = ("aspect", "talent")
_I_AM = re.compile(r"(?<!maksud )\b(saya|aku|gue|gua|gw|kami|seorang|sebagai|(i am|i'm|im|we are|we're)( an?)?|as an?) +$", re.IGNORECASE)
BEFORE_A_LANGUAGE = {"in", "into", "to", "dalam", "ke", "pakai", "pake", "pakek", "memakai", "menggunakan", "using", "use", "speak"}
_PLEASE = re.compile(r"^\W*(please|pls|plz|pliss?|ya|dong)\b", re.IGNORECASE)
_CALLS_IT_BAHASA = re.compile(r"(^|\b(in|to|into|use|using|speak|with))\s*$", re.IGNORECASE)
_COUNTRY = {"indonesia"}
_BEFORE_A_POSITION = {"yang", "yg", "the"}


def name_the_unknown(
    text: str,
    reading: Mapping[str, Sequence[Any]],
    told: Mapping[str, Sequence[Any]],
    intent: str,
    entities: Sequence[Entity],
    spans: Sequence[Span],
    vocabulary: AbstractSet[str],
    neighbours: AbstractSet[str],
) -> List[Dict[str, Any]]:
    """The unknown things in a question that is out of scope, or that `lacks_a_name`.

    Args:
        text: the message as it was typed.
        reading: the words, kinds, starts and ends of the question.
        told: the same, with what was told before the question where that belongs to it.
        intent: what it wants.
        entities: the names found in it.
        spans: the phrases in `told` that look like names of something unknown.
        vocabulary: words that are usual in questions that the store can answer.
        neighbours: what is known to be asked about although the store does not know it.

    Returns:
        Entities `outside`; none where nothing is unknown. Their key `is_name` says whether a reply can call the thing so.
    """
    known = _neighbour(told, neighbours)
    if intent == OUT_OF_SCOPE:
        if known and not spans:
            spans = [Span(known[0], known[-1], 1.0)]
        named = [_outside(text, told, *span) for span in spans]
        return [{**e, "is_name": e["is_name"] or e["value"].lower() in neighbours} for e in named]
    if any(e["entity"] == "outside" for e in entities):
        return []
    run = known or _longest_run(reading, vocabulary)
    if not run:
        return []
    words = told if known else reading
    # Without a phrase that looks like a name, the unusual words are more than one, or none at all: "hit K instead".
    named = _outside(text, words, run[0], run[-1], certainty=1.0 if known else 0.0)
    within = [_outside(text, told, *span) for span in spans]
    within = [e for e in within if e["start"] < named["end"] and e["end"] > named["start"]]
    return [{**e, "is_name": e["is_name"] or bool(known)} for e in within] or [named]


def _outside(text: str, words: Mapping[str, Sequence[Any]], first: int, last: int, certainty: float) -> Dict[str, Any]:
    start, end = words["starts"][first], words["ends"][last]
    return {
        "entity": "outside",
        "start": start,
        "end": end,
        "value": text[start:end],
        "extractor": "IntentClassifier",
        "is_name": certainty >= _CERTAINLY_A_NAME,
    }


def lacks_a_name(intent: str, entities: Sequence[Entity]) -> bool:
    """Whether a question is out of scope, or names nothing of the kind that it is about."""
    things = {(e["entity"], e["value"]) for e in entities if e["entity"] in THINGS}
    if intent == OUT_OF_SCOPE:
        return True
    if intent in CARRIES_OVER:
        return not entities
    if intent == "ask_difference":
        return len(things) == 1
    if intent == "ask_classification":
        return not any(kind in ("service", "type") for kind, _ in things)
    properties = any(e["entity"] in _PROPERTIES and e["value"] not in _ASKED_BY_INTENT for e in entities)
    return intent in _NEEDS_A_NAME and not things and not properties


def _neighbour(
    reading: Mapping[str, Sequence[Any]], neighbours: AbstractSet[str], kinds_of_names: AbstractSet[str] = frozenset()
) -> List[int]:
    """The indices of the longest known neighbour that is named; the first of equals.

    Words that are names in the store are none, but for those of some kinds.
    """
    words, kinds = reading["words"], reading["kinds"]
    for length in range(_MOST_WORDS, 0, -1):
        for start in range(len(words) - length + 1):
            indices = list(range(start, start + length))
            if " ".join(words[start : start + length]) in neighbours and {kinds[i] for i in indices} <= {"", *kinds_of_names}:
                return indices
    return []


def _longest_run(reading: Mapping[str, Sequence[Any]], vocabulary: AbstractSet[str]) -> List[int]:
    """The indices of the longest stretch of unknown words; the last of equals, where the object mostly stands."""
    best: List[int] = []
    current: List[int] = []
    for index, (word, kind) in enumerate(zip(reading["words"], reading["kinds"])):
        unknown = not kind and word not in vocabulary and word.isalpha() and len(word) > 1
        current = [*current, index] if unknown else []
        if current and len(current) >= len(best):
            best = current[:_MOST_WORDS]
    return best


def names_a_neighbour(
    reading: Mapping[str, Sequence[Any]], entities: Sequence[Entity], neighbours: AbstractSet[str]
) -> bool:
    """Whether a message names something that is known to lie outside, be it by a word for a property: "what does it cost"."""
    return any(e["entity"] == "outside" for e in entities) or bool(_neighbour(reading, neighbours, _PROPERTIES))


def is_about_a_neighbour(reading: Mapping[str, Sequence[Any]], usual: AbstractSet[str], neighbours: AbstractSet[str]) -> bool:
    """Whether an ellipsis names little else than something that is known to lie outside: "and their salary?"."""
    content = [
        index
        for index, (word, kind) in enumerate(zip(reading["words"], reading["kinds"]))
        if word.isalpha() and kind != "model" and word not in usual
    ]
    return bool(content) and 2 * len(_neighbour(reading, neighbours)) > len(content)
