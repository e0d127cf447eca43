"""What makes the components train again."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from nlu.language_data import CODE, fingerprint

ROOT = Path(__file__).parents[3]
OURS = ("acts", "actions", "answers", "channels", "dialogue", "facts", "nlu", "operation", "tests", "tools")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    for room in CODE:
        shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "uv.lock", folder)
    return folder


@pytest.mark.parametrize("file", ["facts/terms.py", "acts/form.py", "nlu/language.py", "nlu/linear.py", "uv.lock"])
def test_edited_code_is_trained_anew(copy: Path, file: str) -> None:
    before = fingerprint(copy)
    with (copy / file).open("a", encoding="utf-8") as edited:
        edited.write("# edited\n")
    assert fingerprint(copy) != before


def test_what_an_editor_leaves_is_not_trained(copy: Path) -> None:
    before = fingerprint(copy)
    (copy / "facts" / ".#terms.py").symlink_to("somebody@machine.1234")
    assert fingerprint(copy) == before


def test_all_that_reading_imports_is_in_the_fingerprint() -> None:
    """Whatever room of ours the components reach, by however many imports."""
    found, waiting = set(), {"nlu"}
    while waiting:
        room = waiting.pop()
        found.add(room)
        for file in (ROOT / room).rglob("*.py"):
            if file.name in ("__main__.py", "differences.py"):
                # What a person starts stands on top of its room.
                continue
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                waiting |= {name.partition(".")[0] for name in names} & {*OURS} - found
    assert found == set(CODE)


def test_every_component_of_ours_knows_what_makes_it_train_again() -> None:
    from nlu.acts import ActReader
    from nlu.language import LanguageIdentifier
    from nlu.reader import FactReader

    components = {f"{c.__module__}.{c.__name__}": c for c in (FactReader, LanguageIdentifier, ActReader)}
    pipeline = YAML(typ="safe").load(ROOT / "config.yml")["pipeline"]
    assert {part["name"] for part in pipeline if part["name"].startswith("nlu.")} == set(components)
    assert {component.fingerprint_addon({}) for component in components.values()} == {fingerprint()}
