"""The acts in a parsed message; for one that no reader of acts has seen, from its intent and entities."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from acts import Act, acts_from_json
from dialogue.query import is_known
from facts import FactStore

_KINDS = {
    "model": "models",
    "type": "types",
    "service": "services",
    "aspect": "aspects",
    "trait": "values",
    "relation": "relations",
    "outside": "outside",
}


def acts_in(parsed: Mapping[str, Any], store: FactStore) -> tuple[Act, ...]:
    """The acts of a message, without what the store does not know (a payload typed by hand, an older model)."""
    acts = acts_from_json(parsed.get("acts")) or (_from_entities(parsed),)
    return tuple(_known(act, store) for act in acts)


def _known(act: Act, store: FactStore) -> Act:
    fields = [field for field in _KINDS.values() if field != "outside"]
    return act.with_(
        **{field: tuple(v for v in getattr(act, field) if is_known(field, v, store)) for field in fields},
        than=tuple(m for m in act.than if store.has_subject(m)),
    )


def _from_entities(parsed: Mapping[str, Any]) -> Act:
    intent = str((parsed.get("intent") or {}).get("name") or "nothing")
    found: dict[str, list[str]] = {}
    act = Act("nothing" if intent == "nlu_fallback" else intent)
    for entity in parsed.get("entities") or []:
        kind, value = str(entity.get("entity")), str(entity.get("value") or "")
        if kind in _KINDS and value:
            found.setdefault(_KINDS[kind], []).extend([value] if kind == "outside" else value.split())
        elif kind == "anaphor":
            act = act.with_(anaphor=value)
        elif kind == "ordinal":
            act = act.with_(ordinals=tuple(int(p) for p in value.split() if p.lstrip("-").isdigit()))
        elif kind == "target_language":
            act = act.with_(language=value)
    return act.with_(**{field: tuple(dict.fromkeys(values)) for field, values in found.items()})
