"""The roles of what a part names: what is compared with, left out or denied, and which language is to be spoken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from acts import Act
from facts import FactStore
from nlu.cues import Cues
from nlu.names import Entity


def with_roles(act: Act, behind_than: Sequence[str] | None = None) -> Act:
    """The act with the models and things in their roles: what is compared with, and what shall be left out.

    `behind_than`: the models that stand behind the word that compares, or offer what stands there; None where there is no such word.
    """
    if act.has("than") and behind_than is not None:
        rest = tuple(m for m in act.models if m not in behind_than)
        act = act.with_(than=tuple(behind_than), models=act.models if rest else ())
    elif act.has("than") and act.models:
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


def behind_than(entities: Sequence[Entity], reading: Mapping[str, Sequence[Any]], cues: Cues, store: FactStore) -> tuple[str, ...] | None:
    """The models behind the word that compares, or those that offer the services there: "than a call centre"."""
    place = cues.behind("than", reading.get("words", ()))
    starts = list(reading.get("starts", ()))
    if place is None or place >= len(starts):
        return None
    behind = [e for e in entities if e["start"] >= starts[place]]
    models = [str(e["value"]) for e in behind if e["entity"] == "model" and store.has_model(str(e["value"]))]
    if not models:
        offered = [owner.id for e in behind if e["entity"] == "service" for owner, _ in store.classify(str(e["value"]))]
        models = [name for name in offered if store.has_model(name)]
    return tuple(dict.fromkeys(models)) or None


def denied_models(entities: Sequence[Entity], reading: Mapping[str, Sequence[Any]], cues: Cues) -> tuple[str, ...]:
    """The models that stand right behind a denial: "not X", "bukan yang X"."""
    words, starts = list(reading.get("words", ())), list(reading.get("starts", ()))
    found = []
    for e in entities:
        at = next((i for i, s in enumerate(starts) if s == e["start"]), 0)
        if e["entity"] == "model" and cues.denies_name(words[:at]):
            found.append(str(e["value"]))
    return tuple(found)
