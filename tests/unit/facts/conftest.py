"""A copy of the store that may be broken."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from facts import facts_path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the real store that may be broken."""
    return Path(shutil.copytree(facts_path(), tmp_path / "facts"))
