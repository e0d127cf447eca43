"""The sentences that hold answers together, from `data/wording`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import Any

from ruamel.yaml import YAML

from facts.schema import LANGUAGES

DEFAULT_PATH = Path(__file__).parents[1] / "data" / "wording"


class WordingError(ValueError):
    """A file of `data/wording` cannot be used; the message is one line: file, key, mend."""


class Wording:
    """Every phrase by its dotted key, in every language.

    Args:
        phrases: language -> dotted key -> phrase with `{placeholders}`.

    Raises:
        WordingError: if a key or a placeholder stands in one language only.
    """

    def __init__(self, phrases: Mapping[str, Mapping[str, str]]) -> None:
        first, *others = LANGUAGES
        for other in others:
            for key in sorted(set(phrases[first]) ^ set(phrases[other])):
                lacking = other if key in phrases[first] else first
                raise WordingError(f"data/wording/{lacking}.yml: {key}: is missing: add the phrase")
            for key, phrase in phrases[first].items():
                if _placeholders(phrase) != _placeholders(phrases[other][key]):
                    raise WordingError(f"data/wording/{other}.yml: {key}: its placeholders differ from {first}.yml: use the same")
        self._phrases = phrases

    @classmethod
    def load(cls, path: Path = DEFAULT_PATH) -> Wording:
        """Read one file a language."""
        reader = YAML(typ="safe")
        return cls({lang: dict(_flat(reader.load(path / f"{lang}.yml"))) for lang in LANGUAGES})

    def has(self, key: str, lang: str) -> bool:
        """Whether there is a phrase of that key."""
        return key in self._phrases[lang]

    def __call__(self, key: str, lang: str, **values: Any) -> str:
        """The phrase with its placeholders filled; KeyError for an unknown key."""
        return self._phrases[lang][key].format(**values)


def _flat(tree: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def _placeholders(phrase: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(phrase) if name}
