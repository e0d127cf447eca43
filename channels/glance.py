"""The language of a text at a glance, for who must not cost a reading: by the commonest words of its beginning."""

from __future__ import annotations

import re
from typing import Optional

from channels.words import words
from facts.schema import LANGUAGES

_GLANCED_AT = 200
_GRAMMAR_WORDS = {language: frozenset(words("grammar_words", language)) for language in LANGUAGES}


async def language_at_a_glance(text: str) -> Optional[str]:
    """The language that more of the grammar words are of; None if that is none."""
    said = re.findall(r"[a-z]+", text[:_GLANCED_AT].lower())
    told = {language: sum(word in known for word in said) for language, known in _GRAMMAR_WORDS.items()}
    return max(told, key=told.__getitem__) if len(set(told.values())) > 1 else None
