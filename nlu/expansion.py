"""Whether the words that a message says a model's letters stand for are the right ones."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from facts import FactStore

# People misspell even what is right.
_ALIKE = 74


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
