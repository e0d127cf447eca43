"""`python -m operation.advisories`: what of the published advisories is accepted, and whether that has to be looked at again.

It exits with 1 and a line for each entry of `deploy/advisories.yml` that is due, or whose package has another version in
`uv.lock` by now. `--ignore` prints the accepted ones as options of pip-audit.
"""

from __future__ import annotations

import argparse
import re
import sys
from datetime import date
from pathlib import Path
from typing import Dict, Iterator, List

from pydantic import BaseModel, Extra
from ruamel.yaml import YAML

from operation.servers import ROOT

_FILE = ROOT / "deploy" / "advisories.yml"
_PACKAGE = re.compile(r'^\[\[package\]\]\nname = "([^"]+)"\nversion = "([^"]+)"', re.MULTILINE)


class Accepted(BaseModel):
    """Advisories of one package that we live with: why, and until when."""

    package: str
    version: str
    advisories: List[str]
    fixed_in: str
    held_by: str
    reachable: bool
    why: str
    checked: date
    due: date

    class Config:
        extra = Extra.forbid


def accepted(file: Path = _FILE) -> List[Accepted]:
    """All entries.

    Raises:
        pydantic.ValidationError: for one that lacks something.
    """
    return [Accepted.parse_obj(entry) for entry in YAML(typ="safe").load(file)]


def locked(file: Path = ROOT / "uv.lock") -> Dict[str, List[str]]:
    """The versions of each package that may be installed."""
    found: Dict[str, List[str]] = {}
    for name, version in _PACKAGE.findall(file.read_text()):
        found.setdefault(name, []).append(version)
    return found


def faults(entries: List[Accepted], versions: Dict[str, List[str]], today: date) -> Iterator[str]:
    """A line for each entry that has to be looked at again."""
    for entry in entries:
        if entry.version not in versions.get(entry.package, []):
            now = ", ".join(versions.get(entry.package, [])) or "not there any more"
            yield f"{entry.package}: accepted for {entry.version}, but it is {now}: look again, or take the entry out."
        elif entry.due < today:
            yield f"{entry.package} {entry.version}: {', '.join(entry.advisories)} had to be looked at again by {entry.due}."


def main() -> int:
    """Print what the command line asks for."""
    parser = argparse.ArgumentParser(prog="operation.advisories", description=__doc__.splitlines()[0])
    parser.add_argument("--ignore", action="store_true")
    entries = accepted()
    if parser.parse_args().ignore:
        print(*(f"--ignore-vuln {advisory}" for entry in entries for advisory in entry.advisories))
        return 0
    found = list(faults(entries, locked(), date.today()))
    print(*found or [f"{len(entries)} packages with accepted advisories, none to be looked at again."], sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
