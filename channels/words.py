"""Words of a language that a channel looks for before a message is read: `data/language/<language>/chat.yml`."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Dict, Tuple

from facts.schema import LANGUAGES
from nlu.language_data import LANGUAGE_DATA, read


def words(name: str, *languages: str, file: str = "chat") -> Tuple[str, ...]:
    """The words of a list, of some languages or of all."""
    return tuple(str(word) for language in languages or LANGUAGES for word in _lists(language, file)[name])


def denials() -> Tuple[str, ...]:
    """All spellings of a denial."""
    return tuple(word for language in LANGUAGES for name in _lists(language, "negation") for word in words(name, language, file="negation"))


@lru_cache(maxsize=None)
def _lists(language: str, file: str) -> Dict[str, Any]:
    return read(LANGUAGE_DATA / language / f"{file}.yml")
