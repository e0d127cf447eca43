"""What stands in `data/language`: chat spelling, requests, descriptions; and whether it has changed."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, Dict

from ruamel.yaml import YAML

from actions.facts import facts_path

LANGUAGE_DATA = Path(__file__).parents[1] / "data" / "language"


def read(file: Path) -> Dict[str, Any]:
    """The content of a file."""
    return YAML(typ="safe").load(file)


def fingerprint() -> str:
    """A digest of the facts and the language data, which Rasa's own fingerprints do not know."""
    digest = hashlib.sha256()
    for folder in (facts_path(), LANGUAGE_DATA):
        for file in sorted(folder.rglob("*.yml")):
            digest.update(file.read_bytes())
    return digest.hexdigest()
