"""The language of a text at a glance, for who must not cost a reading: by the commonest words of its beginning."""

from __future__ import annotations

import re
from typing import Optional

_GLANCED_AT = 200
_GRAMMAR_WORDS = {
    "id": frozenset(
        "apa apakah yang dan di ke itu ini ya dari untuk dengan saya aku kamu anda bisa tidak nggak gak bagaimana gimana kalau "
        "atau ada juga dalam pada adalah sudah belum akan lebih karena jadi saja kok dong sih tolong mohon jelaskan".split()
    ),
    "en": frozenset(
        "the a an is are of and to in on for with what which how why who where when you me my i it that this can do does not "
        "or if please tell explain about be have has we they your from at as would could".split()
    ),
}


async def language_at_a_glance(text: str) -> Optional[str]:
    """The language that more of the grammar words are of; None if that is none."""
    words = re.findall(r"[a-z]+", text[:_GLANCED_AT].lower())
    told = {language: sum(word in known for word in words) for language, known in _GRAMMAR_WORDS.items()}
    return max(told, key=told.__getitem__) if len(set(told.values())) > 1 else None
