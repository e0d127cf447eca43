"""Reading the whole folder of facts: every file, then what they say of one another; all faults, not the first alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from facts.checks import check
from facts.files import is_passed_over, read
from facts.problems import FactError
from facts.schema import AspectsFile, Entry, Model, RelationsFile, SourcesFile, Subject

SCHEMAS: Mapping[str, type[Entry]] = {
    "sources.yml": SourcesFile,
    "aspects.yml": AspectsFile,
    "outsourcing.yml": Subject,
    "relations.yml": RelationsFile,
    "models/*.yml": Model,
}
"""The files of the store, and what may stand in each."""


class Folder(NamedTuple):
    """What stands in the files of the store."""

    sources: SourcesFile
    aspects: AspectsFile
    outsourcing: Subject
    relations: RelationsFile
    models: Mapping[Path, Model]


def read_folder(path: Path) -> tuple[Folder | None, list[FactError]]:
    """What stands in a folder of facts, None where a file cannot be read; and its faults."""
    faults: list[FactError] = []
    sources = read(path / "sources.yml", SourcesFile, faults)
    aspects = read(path / "aspects.yml", AspectsFile, faults)
    outsourcing = read(path / "outsourcing.yml", Subject, faults)
    relations = read(path / "relations.yml", RelationsFile, faults)
    models = {file: model for file in _models(path) if (model := read(file, Model, faults))}
    if faults or not (sources and aspects and outsourcing and relations):
        return None, faults
    faults.extend(check(path, sources, aspects.aspects, outsourcing, relations, models))
    return Folder(sources, aspects, outsourcing, relations, models), faults


def passed_over(path: Path) -> list[Path]:
    """The files in a folder of facts that are no part of the store: hidden, temporary, misnamed."""
    of_store = {path / name for name in SCHEMAS if "*" not in name} | set(_models(path))
    files = (file for folder in (path, path / "models") if folder.is_dir() for file in folder.iterdir())
    return sorted(file for file in files if file not in of_store and (is_passed_over(file) or not file.is_dir()))


def _models(path: Path) -> list[Path]:
    return sorted(file for file in (path / "models").glob("*.yml") if not is_passed_over(file))
