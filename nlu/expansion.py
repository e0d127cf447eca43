"""What is said, or asked, of the letters of a name: whether the words that they are said to stand for are the right ones."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from acts import Act
from facts import FactStore

# People misspell even what is right. Set by hand between another word ("product" is like "process" to 57 of 100) and slips of it
# ("prosess": 86).
_ALIKE = 74

# Parts that may claim what a name stands for.
_MAY_CLAIM = ("tell", "doubt", "out_of_scope", "remark")
# Those that claim it only where nothing else is asked of the model: "this one = such and such, right?".
_MAY_ASK = ("ask_difference", "ask_relation", "ask_definition", "ask_classification")
# Parts that may ask for single letters.
_OF_LETTERS = ("ask_full_form", "follow_up", "ask_term", "correct", "recall")
_WORD, _TAG = re.compile(r"[^\W\d_]+"), re.compile(r"</?\w[^<>]*>")
# What asks whether a letter is the same in several names.
_SAME = frozenset({"same", "in_both", "too"})


def spelt(act: Act, text: str, store: FactStore) -> Act:
    """An act with what its text says, or asks, of the letters of a name."""
    others = act.types or act.services or act.values or act.relations or act.outside
    asks_if = act.label in _MAY_ASK and act.has("yn") and not (others or act.aspects)
    expansion = expansion_of(text, act.models, store) if asks_if or act.label in ("ask_full_form", *_MAY_CLAIM) else ""
    if expansion and asks_if:
        return act.with_(label="ask_full_form", expansion=expansion)
    if expansion == "wrong" and act.label in _MAY_CLAIM:
        return act.with_(label="ask_full_form", expansion=expansion, outside=(), cues=act.cues | {"said", "yn"})
    if expansion and act.label == "ask_full_form":
        return act.with_(expansion=expansion)
    if expansion := _meaning_of(text, act.relations, store):
        return act.with_(expansion=expansion)
    if act.label not in _OF_LETTERS or others:
        return act
    names = [store.model(m).name.en.lower() for m in act.models if store.has_model(m)] or [m.name.en.lower() for m in store.models]
    # "<b>" is markup, and no letter of a name.
    letters = [w.lower() for w in _WORD.findall(_TAG.sub(" ", text)) if len(w) == 1]
    asked = "".join(dict.fromkeys(w for w in letters if any(w in name for name in names)))
    if not asked:
        return act
    pairs = [pair for m in store.models for pair in zip(m.name.en.lower(), m.facts["full_form"].brief("en").lower().split())]
    said = set(_WORD.findall(text.lower()))
    if not (said & {word for _, word in pairs} or act.cues & _SAME):
        return act.with_(letters=asked, cues=act.cues - {"yn"})
    right = all(said & {word for of, word in pairs if of == letter} for letter in asked)
    return act.with_(letters=asked, cues=act.cues | ({"letters_right"} if right else set()))


def _meaning_of(text: str, relations: Sequence[str], store: FactStore) -> str:
    """ "right" or "wrong" where a text says what the letters stand for that a relation explains; else ""."""
    for fact in (store.relations[name] for name in relations if name in store.relations):
        said = [w.lower() for w in _WORD.findall(text)]
        for meaning in (_WORD.findall(fact.stands_for[lang].lower()) for lang in ("id", "en") if fact.stands_for):
            start = said.index(meaning[0]) if meaning[0] in said else -1
            claimed = said[start : start + len(meaning)]
            if start >= 0 and len(claimed) == len(meaning):
                return "right" if _alike(claimed, meaning) else "wrong"
    return ""


def expansion_of(text: str, models: Sequence[str], store: FactStore) -> str:
    """ "right" or "wrong" where a part spells out the one model that it names by its letters; else ""."""
    named = [m for m in models if store.has_model(m)]
    if len(named) != 1:
        return ""
    model = store.model(named[0])
    name = model.name.en
    claimed = _spelt_out(re.sub(rf"\b{re.escape(name)}\b", " ", text, flags=re.IGNORECASE), name)
    if not claimed:
        return ""
    names = [model.facts["full_form"].brief("en"), *model.synonyms.all()]
    return "right" if any(_alike(claimed.lower().split(), name.lower().split()) for name in names) else "wrong"


def _alike(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether each word is the other, or a slip of it: "product" is no slip of "process"."""
    return len(words) == len(others) and all(fuzz.ratio(word, other) > _ALIKE for word, other in zip(words, others))


def _spelt_out(text: str, letters: str) -> str | None:
    words = re.findall(r"[^\W\d_]+", text)
    for start in range(len(words) - len(letters) + 1):
        run = words[start : start + len(letters)]
        if all(len(w) > 1 and w[0].lower() == letter.lower() for w, letter in zip(run, letters)):
            return " ".join(run)
    return None
