"""Words of every day in both languages, which name nothing: spaCy's own lists.

A module of its own, since what tunes the encoder reads the language data and has no spaCy.
"""

from __future__ import annotations

from spacy.lang.en.stop_words import STOP_WORDS as _EN
from spacy.lang.id.stop_words import STOP_WORDS as _ID

STOP_WORDS = frozenset(_ID | _EN)
