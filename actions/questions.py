"""What was asked: a message's intent and entities as the topics need them."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any, Dict, Iterable, List, Mapping, Tuple

from actions.facts import FactStore

_PREFIX = "ask_"
_KINDS = {
    "model": "models",
    "type": "types",
    "service": "services",
    "aspect": "aspects",
    "trait": "traits",
    "relation": "relations",
    "outside": "outside",
}


@dataclass(frozen=True)
class Question:
    """One question.

    Every field of things holds ids of the fact store in the order in which they were
    named; `traits` holds references of facts, `outside` the words themselves.
    """

    topic: str
    models: Tuple[str, ...] = ()
    types: Tuple[str, ...] = ()
    services: Tuple[str, ...] = ()
    aspects: Tuple[str, ...] = ()
    traits: Tuple[str, ...] = ()
    relations: Tuple[str, ...] = ()
    outside: Tuple[str, ...] = ()
    text: str = ""

    @property
    def names_something(self) -> bool:
        """Whether any thing of the store is named."""
        return any(getattr(self, field) for kind, field in _KINDS.items() if kind != "outside")

    def with_(self, **changes: Any) -> "Question":
        """The same question with other fields."""
        return replace(self, **changes)

    def as_slot(self) -> Dict[str, Any]:
        """The question as it is stored in a slot: plain JSON."""
        return asdict(self)

    @classmethod
    def from_slot(cls, value: Mapping[str, Any]) -> "Question":
        """The question that `as_slot` stored."""
        known = cls.__dataclass_fields__
        return cls(**{k: tuple(v) if isinstance(v, list) else v for k, v in value.items() if k in known})


def read_question(parsed: Mapping[str, Any], store: FactStore) -> Question:
    """The question in an NLU result.

    Values that the store does not know are dropped: a payload typed by hand, or a model
    that was trained before a thing left the store, must not break an answer.
    """
    found: Dict[str, List[str]] = {field: [] for field in _KINDS.values()}
    for entity in parsed.get("entities") or []:
        field = _KINDS.get(str(entity.get("entity")))
        if field:
            found[field] += [v for v in _values(entity, store) if v not in found[field]]
    intent = str((parsed.get("intent") or {}).get("name") or "")
    topic = intent[len(_PREFIX) :] if intent.startswith(_PREFIX) else intent
    return Question(topic, text=str(parsed.get("text") or ""), **{k: tuple(v) for k, v in found.items()})


def _values(entity: Mapping[str, Any], store: FactStore) -> Iterable[str]:
    kind, value = entity["entity"], str(entity.get("value") or "")
    if kind == "outside":
        return [value[:60]] if value else []
    if kind == "trait":
        return [ref for ref in value.split() if store.has_fact(ref)]
    known = {
        "model": store.has_subject,
        "type": store.has_type,
        "service": lambda name: bool(store.classify(name)),
        "aspect": store.has_aspect,
        "relation": lambda name: name in store.relations,
    }[kind]
    return [value] if known(value) else []
