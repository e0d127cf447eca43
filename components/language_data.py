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
    """A digest of what Rasa's own fingerprints do not know: facts, language data, and the modules that read them."""
    digest = hashlib.sha256()
    files = [file for folder in (facts_path(), LANGUAGE_DATA) for file in folder.rglob("*.yml")]
    for file in sorted([*files, *Path(__file__).parent.glob("*.py")]):
        digest.update(file.read_bytes())
    return digest.hexdigest()
