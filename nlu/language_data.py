"""What stands in `data/language`: chat spelling, requests, descriptions; and whether it has changed."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from facts import FactStore, facts_path
from facts.schema import LANGUAGES

_ROOT = Path(__file__).parents[1]
LANGUAGE_DATA = _ROOT / "data" / "language"
WORDING = _ROOT / "data" / "wording"
# The rooms of code that a training goes through, and the versions of the libraries that it does so with.
CODE = ("acts", "facts", "nlu")
_VERSIONS = "uv.lock"
_KIND = re.compile(r"<(\w+)>")


def read(file: Path) -> dict[str, Any]:
    """The content of a file."""
    content: dict[str, Any] = YAML(typ="safe").load(file)
    return content


def requested(store: FactStore) -> Iterator[tuple[str, str, str]]:
    """Entity, value and phrase of what `requests.yml` names: positions, anaphors, languages, manners of telling, and the
    models of the store by their first letter."""
    entities = read(LANGUAGE_DATA / "requests.yml")
    initials = Counter(model.name.en[0].lower() for model in store.models)
    for phrases in entities.pop("initial").values():
        for model in store.models:
            letter = model.name.en[0].lower()
            if initials[letter] == 1:
                yield from (("model", model.id, phrase.format(letter)) for phrase in phrases)
    for numbered in entities.pop("numbered").values():
        starts = [*(f"{word} " for word in numbered["by"]), *numbered["glued"]]
        for position, numbers in numbered["numbers"].items():
            yield from (("ordinal", position, start + number) for start in starts for number in numbers)
    for entity, values in entities.items():
        for value, phrases in values.items():
            yield from ((entity, value, phrase) for phrase in phrases)


def listed(cue: str) -> frozenset[str]:
    """The phrases of a list of `cues.yml` or `grammar.yml`, of all languages."""
    return frozenset(phrase for lists in _lists() for phrase in lists.get(cue, ()))


def only_word(name: str, language: str) -> str:
    """The one word of a list of `grammar.yml` of a language."""
    (word,) = read(LANGUAGE_DATA / language / "grammar.yml")[name]
    return str(word)


def one_of(*words: str) -> str:
    """A pattern of any of some words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def cues_in(language: str) -> dict[str, list[str]]:
    """The lists of `cues.yml` of a language. Where one has "<kind>", all spellings of that kind of denial stand in it."""
    spellings = read(LANGUAGE_DATA / language / "negation.yml")

    def spelt(phrase: str) -> list[str]:
        kind = _KIND.search(phrase)
        return [phrase.replace(kind[0], str(spelling)) for spelling in spellings[kind[1]]] if kind else [phrase]

    lists = read(LANGUAGE_DATA / language / "cues.yml")
    return {cue: [one for phrase in phrases for one in spelt(str(phrase))] for cue, phrases in lists.items()}


@lru_cache(maxsize=1)
def _lists() -> Sequence[Mapping[str, Sequence[str]]]:
    """The lists of each language: reading them takes a fifth of a second, and many modules ask for one."""
    grammar = (read(file) for file in LANGUAGE_DATA.glob("*/grammar.yml"))
    words = [{name: [str(word) for word in of] for name, of in lists.items()} for lists in grammar]
    return [*map(cues_in, LANGUAGES), *words]


def fingerprint(root: Path = _ROOT) -> str:
    """A digest of what Rasa's own fingerprints do not know: facts, language data, the code that a training goes through, and the
    versions of its libraries, in the project at `root`."""
    digest = hashlib.sha256()
    data = [file for folder in (facts_path(), LANGUAGE_DATA) for kind in ("[!.]*.yml", "*.tsv") for file in folder.rglob(kind)]
    code = [file for room in CODE for file in (root / room).rglob("[!.]*.py")]
    for file in sorted([*data, *code, *root.glob(_VERSIONS)]):
        digest.update(file.read_bytes())
    return digest.hexdigest()
