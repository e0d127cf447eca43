"""Reading a file of the fact store: YAML without surprises, then its schema; each fault is one line."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml.error import YAMLError

from facts.document import Document, Fault, fault_of
from facts.problems import FactError

_File = TypeVar("_File", bound=BaseModel)


def is_passed_over(file: Path) -> bool:
    """Whether a file is none of the store: hidden, or what an editor keeps beside the real one."""
    return file.name.startswith((".", "#")) or file.name.endswith("~")


def read(file: Path, schema: type[_File], faults: list[FactError]) -> _File | None:
    """What stands in a file; None if it cannot be used, and then why, as one or more faults."""
    text = _text(file, faults)
    if text is None:
        return None
    content, found = _parsed(text, schema)
    faults.extend(FactError(file, fault.key, fault.mend, fault.line or None) for fault in found)
    return content


# A running bot reads a file again only if it was the one that changed: what is read cannot be changed.
@lru_cache(maxsize=32)
def _parsed(text: str, schema: type[_File]) -> tuple[_File | None, list[Fault]]:
    try:
        document = Document(text)
    except YAMLError as error:
        return None, [fault_of(error, text)]
    if document.surprises:
        return None, document.surprises
    if not isinstance(document.content, (dict, type(None))):
        return None, [Fault("file", 1, "holds no keys, but a text or a list: add the keys, each with a colon")]
    try:
        return schema.parse_obj(document.content or {}), []
    except ValidationError as error:
        return None, [_fault_of(fault, document) for fault in error.errors()]


def _text(file: Path, faults: list[FactError]) -> str | None:
    try:
        if file.is_symlink() and not file.exists():
            faults.append(FactError(file, "file", "is a link to nothing: restore what it leads to, or delete it"))
        elif file.exists() and not file.is_file():
            faults.append(FactError(file, "file", "is no file, but a folder or the like: move it elsewhere"))
        else:
            return file.read_text("utf-8")
    except FileNotFoundError:
        faults.append(FactError(file, "file", "is missing: restore it"))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        faults.append(FactError(file, "text", "is not YAML in UTF-8: save it as UTF-8", line))
    except OSError as error:
        faults.append(FactError(file, "file", f"cannot be read ({error.strerror}): give the bot the right to read it"))
    return None


_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*")

# Pydantic's name of a fault -> what to do; {meant} is the text in quotes, {read} what YAML took it for.
_MENDS = {
    "value_error.missing": "is missing: add it",
    "value_error.extra": "is not a known key: remove it or correct its spelling",
    "value_error.any_str.min_length": "is empty: write the text",
    "value_error.list.min_items": "is empty: name at least one",
    "value_error.any_str.max_length": "is set by the store itself: remove it",
    "value_error.str.regex": "is no name of a thing: use small letters, digits and _, a letter first",
    "value_error.strictbool": "is neither true nor false: write one of them",
    "type_error.none.not_allowed": "is empty: write the text",
    "type_error.str": "is no text as YAML reads it, but {read}: put it in quotes, {meant}",
}
_LIST = "is no text as YAML reads it, but a list or keys: write one text"
_COMMA = "reads as a key of its own, since a comma in braces parts them: put the text in quotes, {meant}"


def _fault_of(fault: Any, document: Document) -> Fault:
    path = tuple(part for part in fault["loc"] if part != "__root__")
    mend = _MENDS.get(fault["type"], "{msg}: mend this value")
    if path and path[-1] == "__key__":
        odd = next((key for key in document.below(path[:-1]) if not _IDENTIFIER.fullmatch(key)), "")
        path, mend = (*path[:-1], odd), _MENDS["value_error.str.regex"]
    place = document.places.get(path)
    words = {"msg": fault["msg"], "meant": "", "read": ""}
    if place is not None:
        if fault["type"] == "value_error.extra" and place.in_braces and place.kind == "null":
            mend = _COMMA
        elif fault["type"] == "type_error.str" and place.kind == "keys":
            mend = _LIST
        words |= {"meant": document.meant(path), "read": document.read_as(path)}
    return Fault(".".join(map(str, path)) or "file", document.line_of(path) or 0, mend.format(**words))
