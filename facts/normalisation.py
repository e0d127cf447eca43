"""How phrases are compared."""

from __future__ import annotations

import re

_PUNCTUATION = re.compile(r"[^\w&]+")


def normalised(phrase: str) -> str:
    """Lower case, with single spaces for punctuation: how phrases are compared."""
    return _PUNCTUATION.sub(" ", phrase.lower()).strip()
