"""Words of a language that a channel looks for before a message is read: `data/language/<language>/chat.yml`."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, Iterable, Tuple

from ruamel.yaml import YAML

from facts.schema import LANGUAGES

_FOLDER = Path(__file__).parents[1] / "data" / "language"


def words(name: str, *languages: str, file: str = "chat") -> Tuple[str, ...]:
    """The words of a list, of some languages or of all."""
    return tuple(str(word) for language in languages or LANGUAGES for word in _lists(language, file)[name])


def denials() -> Tuple[str, ...]:
    """All spellings of a denial."""
    return tuple(word for language in LANGUAGES for name in _lists(language, "negation") for word in words(name, language, file="negation"))


def one_of(found: Iterable[str]) -> str:
    """A pattern of any of some words, the longest first."""
    return "|".join(map(re.escape, sorted(found, key=len, reverse=True)))


@lru_cache(maxsize=None)
def _lists(language: str, file: str) -> Dict[str, Any]:
    content: Dict[str, Any] = YAML(typ="safe").load(_FOLDER / language / f"{file}.yml")
    return content
