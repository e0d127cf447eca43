"""Reading a file of the fact store: YAML, then its schema; a fault is one line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.tokens import ScalarToken

from facts.problems import FactError

_File = TypeVar("_File", bound=BaseModel)


def read(file: Path, schema: type[_File]) -> _File:
    """What stands in a file.

    Raises:
        FactError: it is missing, is no YAML, cuts a text short or does not follow the schema.
    """
    try:
        text = file.read_text("utf-8")
        _refuse_cut_texts(file, text)
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
    "type_error.str": "is no text as YAML reads it, but a number, a date, a list or the like: put the text in quotes",
}

# A comment behind something, which may be the rest of a text.
_COMMENT_BEHIND = re.compile(r"^[ \t]*[^\s#].*\s#", re.MULTILINE)
_COMMENT = re.compile(r"[ \t]+#")
_NO_TEXT = re.compile(r"true|false|null|~|[-+.\d].*")


def _refuse_cut_texts(file: Path, text: str) -> None:
    """YAML takes " #" for the start of a comment, and drops what follows without a word."""
    if not _COMMENT_BEHIND.search(text):
        return
    for token in YAML(typ="safe", pure=True).scan(text):
        cut = isinstance(token, ScalarToken) and token.plain and _COMMENT.match(text, token.end_mark.index)
        if cut and not _NO_TEXT.fullmatch(token.value):
            raise FactError(
                file,
                f"line {token.end_mark.line + 1}",
                f"the text ends before ' #' ('{token.value[-30:]}'): put it in quotes, or the comment on a line of its own",
            )
