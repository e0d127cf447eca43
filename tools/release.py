"""`python tools/release.py v1.2.3`: what CHANGELOG.md says of that version, if the tag is the version of the project."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def notes(tag: str, project: str, changelog: str) -> str:
    """The part of a changelog on the version that a tag names.

    Raises:
        SystemExit: the tag is not the version in pyproject.toml, or nothing is written on it.
    """
    version = re.search(r'^version = "(.+)"$', project, re.MULTILINE)
    if version is None or tag != f"v{version[1]}":
        raise SystemExit(f"{tag} is not the version in pyproject.toml ({version[1] if version else 'none'}): set it there first.")
    part = re.search(rf"^## \[{re.escape(version[1])}\].*?\n(.*?)(?=^## \[|\Z)", changelog, re.MULTILINE | re.DOTALL)
    if part is None or not part[1].strip():
        raise SystemExit(f"CHANGELOG.md says nothing of {version[1]}: give what stands under 'Unreleased' its number and date.")
    return part[1].strip()


if __name__ == "__main__":
    print(notes(sys.argv[1], (ROOT / "pyproject.toml").read_text("utf-8"), (ROOT / "CHANGELOG.md").read_text("utf-8")))
