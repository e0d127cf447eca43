"""Reading a file of the fact store: YAML, then its schema; a fault is one line."""

from __future__ import annotations

from pathlib import Path
from typing import Type, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from facts.problems import FactError

_File = TypeVar("_File", bound=BaseModel)


def read(file: Path, schema: Type[_File]) -> _File:
    """What stands in a file.

    Raises:
        FactError: it is missing, is no YAML or does not follow the schema.
    """
    try:
        text = file.read_text("utf-8")
        content = YAML(typ="safe").load(text)
    except FileNotFoundError:
        raise FactError(file, "file", "is missing: restore it") from None
    except (YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}" if mark else "text"
        problem = getattr(error, "problem", None) or "is not YAML in UTF-8"
        raise FactError(file, where, f"{problem}: mend the YAML") from None
    try:
        return schema.parse_obj(content if isinstance(content, dict) else {})
    except ValidationError as error:
        fault = error.errors()[0]
        key = ".".join(str(part) for part in fault["loc"] if part != "__root__") or "file"
        raise FactError(file, key, _MENDS.get(fault["type"], "{msg}: mend this value").format(**fault)) from None


_MENDS = {
    "value_error.missing": "is missing: add it",
    "value_error.extra": "is not a known key: remove it or correct its spelling",
    "value_error.any_str.min_length": "is empty: write the text",
    "type_error.none.not_allowed": "is empty: write the text",
}
