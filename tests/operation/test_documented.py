"""What the docs name, so that it can be repeated, is there: files of tests, and words of their names."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Iterator, List, Tuple

import pytest

from operation.servers import ROOT

DOCS = [ROOT / "docs" / f"{name}.md" for name in ("operation", "security", "slack")]
# What `-k` looks for: names of tests, of their files, and of the functions that they are called with.
NAMES = " ".join(
    name
    for folder in ("tests", "tools/soak")
    for file in (ROOT / folder).rglob("*.py")
    for name in (file.stem, *re.findall(r"def (\w+)", file.read_text()))
)


def commands(text: str) -> Iterator[Tuple[List[str], List[str]]]:
    """The paths, and the words behind `-k`, of each command of pytest in a document, or of a `-k` that stands for one."""
    for command in re.findall(r"^(?:\w+=\w+ )?(pytest [^#\n]+)|`((?:pytest |-k )[^`]+)`", text, re.MULTILINE):
        words = shlex.split("".join(command))
        chosen = words[words.index("-k") + 1] if "-k" in words else ""
        yield [word for word in words if "/" in word], [word for word in re.findall(r"\w+", chosen) if word not in ("or", "and", "not")]


@pytest.mark.parametrize("file", DOCS, ids=lambda file: file.name)
def test_what_can_be_repeated_is_there(file: Path) -> None:
    found = list(commands(file.read_text()))
    assert found
    for paths, words in found:
        assert all((ROOT / path).exists() for path in paths), paths
        assert all(word in NAMES for word in words), words
