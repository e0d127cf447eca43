"""The roles of what a part names: what is compared with, left out or denied, and which language is to be spoken."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from acts import Act, aspects_of
from facts import FactStore
from facts.schema import LANGUAGES
from nlu.cues import Cues
from nlu.hints import Hints
from nlu.language_data import listed
from nlu.names import Entity

# Cues of what is claimed of several models at once.
_OF_BOTH = frozenset({"same", "differ", "too", "which", "each", "shared"})
# "It is this one, not that one."
_CLAIMED_OF = ("ask_classification", "ask_aspect", "ask_services", "tell")
# Questions that may name the sides which they are asked of.
_BY_SIDES = ("ask_difference", "ask_aspect", "ask_definition", "ask_overview")
_TAKES_BACK = ("correct", "object", "follow_up")
# Parts in which a word may stand between a denial and a name: "what one does not do".
_LOOSELY = (*_TAKES_BACK, "ask_services")
# So near stands "only" to the name that it is said of.
_NEXT_TO = 3
_PAPERS = listed("papers")
_OTHER_LANGUAGES = listed("other_languages")
# The word before a name is looked for in so many letters, not from the beginning of a long text for each name.
_LONGEST_WORD = 40
_BEHIND, _BEFORE = re.compile(r"\s+(\w+)"), re.compile(r"(\w+)\s+$")


def with_roles(
    act: Act,
    entities: Sequence[Entity],
    text: str,
    reading: Mapping[str, Sequence[Any]],
    cues: Cues,
    store: FactStore,
    heard_at: Mapping[str, int],
) -> Act:
    """The act with the models and things in their roles: what is compared with, denied, or shall be left out.

    Args:
        act: the part as it was heard.
        entities: the names in it. text: the message. reading: the plain words of the message and their places.
        cues: the word lists. store: the fact store. heard_at: mark -> where a phrase that speaks for it begins.
    """
    may_deny = act.label in _TAKES_BACK or (act.label in _CLAIMED_OF and len(act.models) > 1)
    if may_deny and (denied := denied_models(entities, reading, cues, act.label in _LOOSELY)):
        act = act.with_(besides=denied, models=tuple(m for m in act.models if m not in denied), cues=act.cues - {"neg"})
    if act.label == "ask_relation" and act.relations and len(act.models) == 1 and _behind_a_preposition(entities, text, cues, "of_what"):
        # "Is it an extension of X?" is asked of what was talked about.
        act = act.with_(than=act.models, models=())
    compared = compared_models(entities, reading, cues, store) if act.has("than") else None
    if act.has("than") and not act.models and len(offered := _offered(act.services, store)) > 1:
        # "Is this job harder than that one?" is asked of the models that list them.
        act, compared = act.with_(models=offered), compared or offered[-1:]
    if compared:
        act = act.with_(than=compared, models=act.models if set(act.models) - set(compared) else ())
    elif act.has("than") and act.models and (act.models[:-1] or _behind_a_preposition(entities, text, cues)):
        act = act.with_(than=act.models[-1:], models=act.models if act.models[:-1] else ())
    elif _claims(act) and act.values and not act.cues & _OF_BOTH and not act.anaphor and not _shared_out(act.values):
        # "X runs on this, unlike Y": of two that nothing joins, the first is spoken of.
        act = act.with_(than=tuple(m for m in act.models if m not in joined_models(entities, text, cues)))
    if act.has("only") and act.has("yn") and _limits(entities, text[: act.span.end], cues):
        act = act.with_(cues=act.cues | {"only_of"})
    if act.label == "correct" and len(act.aspects) == 1 and not act.models and cues.opens_with_denial(text[act.span.start : act.span.end]):
        # "Not what it is, but who uses it."
        act = act.with_(besides=act.aspects, aspects=(), cues=act.cues - {"neg"})
    elif act.has("besides"):
        left_out = act.services or act.aspects or act.types or act.models
        if left_out == act.models and act.has("only") and len(left_out) > 1:
            # "Without this one, just that one."
            drops = max(cues.places("drops", text[: act.span.end].lower()), default=-1)
            behind = sorted((at, name) for name, at in _places(entities).items() if name in left_out and at > drops >= 0)
            left_out = tuple(name for _, name in behind[:1]) or left_out
        if act.has("too") or act.has("swaps"):
            # "Drop this one and add that one."
            places = {f"a:{name}": at for name, at in _places(entities).items()} | dict(heard_at)
            added = _added(left_out, {mark[2:]: at for mark, at in places.items()}, text[: act.span.end], cues)
            left_out = tuple(name for name in left_out if name not in added)
        kept = {f: tuple(v for v in getattr(act, f) if v not in left_out) for f in ("services", "aspects", "types", "models")}
        act = act.with_(besides=left_out, **kept)
    return act


def _behind_a_preposition(entities: Sequence[Entity], text: str, cues: Cues, of: str = "") -> bool:
    """Whether a model is what something is compared with: "harder than X", "lebih sulit dari X"; not "is X the harder one?".

    Args:
        of: another list of the prepositions that are meant.
    """
    before = [text[: e["start"]].lower().split()[-1:] for e in entities if e["entity"] == "model"]
    return any(word and (word[0] in listed(of) if of else cues.relates(word[0])) for word in before)


def _limits(entities: Sequence[Entity], text: str, cues: Cues) -> bool:
    """Whether what is claimed is said to hold of one model alone: "only of X", "of X only"; not "X does only that"."""
    for model in (e for e in entities if e["entity"] == "model"):
        before = text[: model["start"]].lower().split()[-_NEXT_TO:]
        if "the_only" in cues.found(text[: model["start"]].lower().split()[-_NEXT_TO - 1 :]):
            # "It is the only kind of X": that there is no other kind.
            continue
        behind = text[model["end"] :].lower().strip(" ?!.").split()
        if any("only" in cues.found(words) for words in (before, behind if len(behind) < _NEXT_TO else ())):
            return True
    return False


def _places(entities: Sequence[Entity]) -> dict[str, int]:
    return {value: int(e["start"]) for e in entities for value in str(e["value"]).split()}


def _added(names: Sequence[str], places: Mapping[str, int], text: str, cues: Cues) -> tuple[str, ...]:
    """Those of some names in front of which, nearest to them, something is to be added, and nothing to be dropped."""
    steps = sorted((at, cue) for cue in ("adds", "swaps", "drops") for at in cues.places(cue, text.lower()))
    nearest = {name: next((cue for at, cue in reversed(steps) if at < places[name]), "") for name in names if name in places}
    return tuple(name for name, cue in nearest.items() if cue in ("adds", "swaps"))


def names_sides(label: str, rows: Hints, words: Sequence[str], cues: Cues) -> bool:
    """Whether the heads of rows are names in a question: two of them are joined there, or it is said that one is ("in terms of …")."""
    return label in _BY_SIDES and ("by_sides" in cues.found(words) or rows.joined(words, cues.joins))


def _offered(services: Sequence[str], store: FactStore) -> tuple[str, ...]:
    """The models that list some services, in their order."""
    return tuple(dict.fromkeys(owner.id for s in services for owner, _ in store.classify(s) if store.has_model(owner.id)))


def _claims(act: Act) -> bool:
    return act.label == "tell" or (act.label == "ask_aspect" and act.has("yn"))


def languages_named(entities: Sequence[Entity], reading: Mapping[str, Sequence[Any]], cues: Cues) -> list[str]:
    """The languages that are named, without those that are refused: "English, not Indonesian", or "no Indonesian", names English."""
    known = (e for e in entities if e["entity"] == "target_language" and not _is_another(e, reading))
    named = {str(e["value"]): _is_refused(e, reading, cues) for e in known}
    spoken = [language for language, refused in named.items() if not refused]
    return spoken or [language for language in LANGUAGES if named and language not in named]


def language_asked(named: Sequence[str], label: str, found: Collection[str]) -> str:
    """The language of those named that is the one to speak: by itself, or behind "in", "pakai" in a question. "" where two are named.

    `found`: the cues of the part.
    """
    asks = label in ("switch_language", "reform", "repeat") or bool({"in_a_language", "o:form"} & set(found))
    return named[0] if len(named) == 1 and asks else ""


def _is_another(name: Entity, reading: Mapping[str, Sequence[Any]]) -> bool:
    """Whether a name of a language is only the word for one, before the name of another: "bahasa Jawa"."""
    behind = next((w for w, s in zip(reading.get("words", ()), reading.get("starts", ())) if s >= name["end"]), "")
    return behind in _OTHER_LANGUAGES


def _is_refused(name: Entity, reading: Mapping[str, Sequence[Any]], cues: Cues) -> bool:
    """Whether a denial stands before a name, with at most a word between them: "no Indonesian", "jangan bahasa Indonesia"."""
    before = [w for w, s in zip(reading.get("words", ()), reading.get("starts", ())) if s < name["start"]]
    return cues.has_denial(before[-2:])


def undenied(
    entities: Sequence[Entity], reading: Mapping[str, Sequence[Any]], start: int, end: int, values: Collection[str], cues: Cues
) -> list[str]:
    """The plain words between two characters, without the denials that belong to the name of a value: "not too hard" is one."""
    named = [e for e in entities if e["entity"] == "trait" and set(str(e["value"]).split()) & set(values)]
    placed = [(w, s) for w, s in zip(reading.get("words", ()), reading.get("starts", ())) if start <= s < end]
    return [w for w, s in placed if not (any(e["start"] <= s < e["end"] for e in named) and cues.has_denial([w]))]


def unnamed(entities: Sequence[Entity], reading: Mapping[str, Sequence[Any]], start: int, end: int) -> list[str]:
    """The plain words between two characters, without those of the names of values."""
    named = [e for e in entities if e["entity"] == "trait"]
    placed = [(w, s) for w, s in zip(reading.get("words", ()), reading.get("starts", ())) if start <= s < end]
    return [w for w, s in placed if not any(e["start"] <= s < e["end"] for e in named)]


def compared_models(
    entities: Sequence[Entity], reading: Mapping[str, Sequence[Any]], cues: Cues, store: FactStore
) -> tuple[str, ...] | None:
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


def joined_models(entities: Sequence[Entity], text: str, cues: Cues) -> tuple[str, ...]:
    """The models that a claim is made of: the first that is named, and those that are joined to it: "X and Y", "X maupun Y"."""
    spoken = sorted((e for e in entities if e["entity"] == "model"), key=lambda e: int(e["start"]))
    found = spoken[:1]
    for before, e in zip(spoken, spoken[1:]):
        if not all(cues.joins(word.strip(",/&")) for word in text[before["end"] : e["start"]].split()):
            break
        found.append(e)
    return tuple(dict.fromkeys(str(e["value"]) for e in found))


def _shared_out(values: Sequence[str]) -> bool:
    """Whether there are several values of one property: "X rules, Y judgement" says one of each."""
    return len(aspects_of(values)) < len(values)


def denied_models(entities: Sequence[Entity], reading: Mapping[str, Sequence[Any]], cues: Cues, loosely: bool = True) -> tuple[str, ...]:
    """The models that stand right behind a denial: "not X", `loosely` with a word between them: "bukan yang X"."""
    words, starts = list(reading.get("words", ())), list(reading.get("starts", ()))
    found = []
    for e in entities:
        at = next((i for i, s in enumerate(starts) if s == e["start"]), 0)
        denied = cues.denies_name(words[:at] if loosely else words[at - 1 : at]) or cues.in_its_place(words[:at])
        if e["entity"] == "model" and denied:
            found.append(str(e["value"]))
    return tuple(found)


def without_papers(entities: Sequence[Entity], text: str) -> list[Entity]:
    """The names without those of services that only say what a paper is for: "our training slide", "modul pelatihan"."""

    def of_a_paper(e: Entity) -> bool:
        if e["entity"] != "service":
            return False
        start = e["start"]
        beside = (_BEHIND.match(text, e["end"]), _BEFORE.search(text[max(0, start - _LONGEST_WORD) : start]))
        return any(found and found.group(1).lower() in _PAPERS for found in beside)

    return [e for e in entities if not of_a_paper(e)]
