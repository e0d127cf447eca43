"""JSON schemas of the fact files, made of the classes that check them: editors complete and check while one types."""

from __future__ import annotations

import json
from pathlib import Path

from facts.folder import SCHEMAS

FOLDER = "schemas"


def schema_name(file: str) -> str:
    """The name of the schema of a file of the store ("models/*.yml" -> "model.json")."""
    return "model.json" if "*" in file else f"{Path(file).stem}.json"


def schemas() -> dict[str, str]:
    """Every schema as it is written, by its name."""
    return {
        schema_name(file): json.dumps(
            {"$schema": "http://json-schema.org/draft-07/schema#", **schema.schema()}, indent=1, ensure_ascii=False
        )
        + "\n"
        for file, schema in SCHEMAS.items()
    }


def first_line(file: str) -> str:
    """The comment by which editors find the schema of a file of the store."""
    up = "../" if "*" in file else ""
    return f"# yaml-language-server: $schema={up}{FOLDER}/{schema_name(file)}"


def write(path: Path) -> list[Path]:
    """Write the schemas below a folder of facts; the files that were written."""
    folder = path / FOLDER
    folder.mkdir(exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, "utf-8")
    return sorted(folder.iterdir())
