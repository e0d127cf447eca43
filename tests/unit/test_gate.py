"""That nothing passes because it was not looked at: files that a runner would skip without a word."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.data import is_nlu_file

from facts import facts_path
from facts.folder import passed_over
from tools.evaluation.conversations import ATTACKS, FOLDER
from tools.evaluation.utterances import UNSEEN
from tools.release import notes

ROOT = Path(__file__).parents[2]
TESTS = ROOT / "tests"


def test_rasa_runs_every_file_of_stories() -> None:
    """It takes those alone that are called test_…, and passes over what holds no story."""
    files = [file for file in (TESTS / "stories").rglob("*") if file.is_file()]
    assert files and [file.name for file in files if not YAMLStoryReader.is_test_stories_file(str(file))] == []
    assert [file.name for file in files if "\n- story:" not in file.read_text("utf-8")] == []


def test_every_file_of_unseen_messages_is_read() -> None:
    files = {file.name: is_nlu_file(str(file)) for file in UNSEEN.iterdir() if file.suffix not in (".py", ".pyc") and file.is_file()}
    # The messages of the language identification are no NLU data of Rasa's.
    assert files == {"id.yml": True, "en.yml": True, "language.yml": False}


def test_every_conversation_file_holds_conversations_and_is_loaded() -> None:
    attacks = [folder for folder in (TESTS / "attack").iterdir() if folder.is_dir()]
    assert {folder.name for folder in attacks} == set(ATTACKS)
    for folder in (FOLDER, *attacks):
        assert {file.suffix for file in folder.iterdir()} == {".yml"}, folder
        assert [file.name for file in folder.iterdir() if not re.search(r"^- ", file.read_text("utf-8"), re.MULTILINE)] == []


def test_pytest_collects_every_file_that_holds_tests() -> None:
    pattern = re.compile(r"^(?:async )?def test_", re.MULTILINE)
    holding = [file for file in TESTS.rglob("*.py") if pattern.search(file.read_text("utf-8"))]
    assert len(holding) > 50 and [file.name for file in holding if not file.name.startswith("test_")] == []
    assert [folder for folder in {file.parent for file in holding} if not (folder / "__init__.py").is_file()] == []


@pytest.mark.parametrize("name", ["test_bad_input", "test_memory", "test_scaled_out"])
def test_the_soak_can_be_collected(name: str) -> None:
    """It runs seldom: what it takes from the other tests has to be where it looks."""
    text = (ROOT / "tools" / "soak" / f"{name}.py").read_text("utf-8")
    for module, names in re.findall(r"^from (tests\.\S+) import (.+?)(?:  #.*)?$", text, re.MULTILINE):
        found = importlib.util.find_spec(module)
        assert found and found.origin, module
        source = Path(found.origin).read_text("utf-8")
        defined = re.findall(r"^(?:async )?def (\w+)|^(\w+) = ", source, re.MULTILINE)
        assert {part.strip() for part in names.split(",")} <= {part for pair in defined for part in pair}


def test_no_fact_file_is_passed_over() -> None:
    assert passed_over(facts_path()) == []


CHANGELOG = "# Changelog\n\n## [Unreleased]\n\n## [1.2.3] - 2026-01-01\n\n- New.\n\n## [1.2.2]\n\n- Old.\n"


def test_a_release_is_what_the_changelog_says_of_it() -> None:
    assert notes("v1.2.3", 'version = "1.2.3"\n', CHANGELOG) == "- New."


@pytest.mark.parametrize(
    ("tag", "version", "told"),
    [("v1.2.4", "1.2.3", "is not the version"), ("v1.2.4", "1.2.4", "says nothing"), ("1.2.3", "1.2.3", "is not")],
)
def test_a_release_without_its_version_or_words_is_refused(tag: str, version: str, told: str) -> None:
    with pytest.raises(SystemExit, match=told):
        notes(tag, f'version = "{version}"\n', CHANGELOG)
