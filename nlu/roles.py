"""The roles of what a part names: what is compared with, left out or denied, and which language is to be spoken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from acts import Act
from nlu.cues import Cues
from nlu.names import Entity


def with_roles(act: Act) -> Act:
    """The act with the models and things in their roles: what is compared with, and what shall be left out."""
    if act.has("than") and act.models:
        rest = act.models[:-1]
        act = act.with_(than=act.models[-1:], models=act.models if rest else ())
    if act.has("besides"):
        left_out = act.services or act.aspects or act.types or act.models
        kept = {f: tuple(v for v in getattr(act, f) if v not in left_out) for f in ("services", "aspects", "types", "models")}
        act = act.with_(besides=left_out, **kept)
    return act


def language_asked(entities: Sequence[Entity], words: Sequence[str], label: str, cues: Cues) -> str:
    """The language that is named as the one to speak: by itself, or behind "in", "pakai" in a question. "" where two are named."""
    named = list(dict.fromkeys(str(e["value"]) for e in entities if e["entity"] == "target_language"))
    if len(named) != 1:
        return ""
    if label in ("switch_language", "reform", "repeat") or "in_a_language" in cues.found(words):
        return named[-1]
    return ""


def denied_models(entities: Sequence[Entity], reading: Mapping[str, Sequence[Any]], cues: Cues) -> tuple[str, ...]:
    """The models that stand right behind a denial: "not X", "bukan yang X"."""
    words, starts = list(reading.get("words", ())), list(reading.get("starts", ()))
    found = []
    for e in entities:
        at = next((i for i, s in enumerate(starts) if s == e["start"]), 0)
        if e["entity"] == "model" and cues.denies_name(words[:at]):
            found.append(str(e["value"]))
    return tuple(found)
