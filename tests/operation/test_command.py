"""`rasa` as the project installs it: what is added to a command, and what is not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import List

import pytest

from operation import command
from operation.servers import ROOT

STORIES, MESSAGES = ["--stories", "tests/stories"], ["--nlu", "tests/nlu"]


@pytest.mark.parametrize(
    ("given", "more"),
    [
        (["test"], [*STORIES, *MESSAGES]),
        (["test", "core"], [*STORIES, "--e2e"]),
        (["test", "core", "--stories=mine", "--e2e"], []),
        (["test", "nlu"], MESSAGES),
        (["test", "nlu", "-u", "mine.yml"], []),
        (["test", "nlu", "--cross-validation", "--folds", "2"], []),
        (["test", "--nlu", "mine.yml"], STORIES),
        (["test", "--help"], []),
        (["train"], []),
        (["data", "validate", "--fail-on-warnings"], []),
        (["run", "actions"], []),
        (["shell", "nlu"], ["--model", "models"]),
        (["shell", "nlu", "-m", "mine"], []),
        ([], []),
    ],
)
def test_a_command_is_given_what_it_does_not_say(given: List[str], more: List[str]) -> None:
    assert command.with_defaults(given) == [*given, *more]


def test_a_talk_beside_a_running_bot_takes_another_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "is_free", lambda port: False)
    monkeypatch.setattr(command, "free_port", lambda: 4321)
    assert command.with_defaults(["shell"]) == ["shell", "--port", "4321"]
    assert command.with_defaults(["shell", "-p", "5006"]) == ["shell", "-p", "5006"]
    monkeypatch.setattr(command, "is_free", lambda port: True)
    assert command.with_defaults(["shell"]) == ["shell"]


@pytest.mark.parametrize(("trained", "more"), [(True, ["--model", "models"]), (False, [])])
def test_an_interactive_talk_trains_only_where_there_is_something_to_learn(
    monkeypatch: pytest.MonkeyPatch, trained: bool, more: List[str]
) -> None:
    monkeypatch.setattr(command, "is_trained", lambda: trained)
    monkeypatch.setattr(command, "is_free", lambda port: True)
    assert command.with_defaults(["interactive"]) == ["interactive", *more]
    assert command.with_defaults(["interactive", "-m", "mine"]) == ["interactive", "-m", "mine"]


@pytest.mark.parametrize("part", [["core", "--stories"], ["nlu", "--nlu"], ["-s"], ["--nlu"]])
def test_a_test_of_nothing_is_no_success(tmp_path: Path, part: List[str]) -> None:
    (tmp_path / "stories.yml").write_text("stories: []\n")
    arguments = ["test", *part[:-1], f"{part[-1]}={tmp_path}"] if part[-1].startswith("--") else ["test", *part, str(tmp_path)]
    assert str(command._nothing_to_test(arguments)).endswith(f"is in {tmp_path}: nothing would be tested.")


@pytest.mark.parametrize("given", [["test"], ["test", "core"], ["test", "nlu"], ["train"]])
def test_the_tests_of_the_project_are_something(given: List[str]) -> None:
    assert command._nothing_to_test(command.with_defaults(given)) is None


@pytest.mark.nightly
@pytest.mark.parametrize("module", ["operation.keep", "operation.backup", "channels.feedback"])
def test_a_command_shows_no_warnings_of_libraries(module: str) -> None:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONWARNINGS"}
    done = subprocess.run([sys.executable, "-m", module, "--help"], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "") and "usage" in done.stdout


def test_a_list_of_nothing_says_so(tmp_path: Path) -> None:
    """Beside the list: what programs read stays empty."""
    database = tmp_path / "empty.db"
    (tmp_path / "endpoints.yml").write_text(f"tracker_store: {{type: operation.conversations.Conversations, dialect: sqlite, db: {database}}}\n")
    environment = {**os.environ, "AUDIT_LOG": str(tmp_path / "audit.log")}
    for module, said in ((["operation.keep"], "Every question had an answer."), (["channels.feedback"], "Nobody has disliked an answer.")):
        arguments = [*module, "--endpoints", str(tmp_path / "endpoints.yml"), *(["declined"] if module == ["operation.keep"] else [])]
        done = subprocess.run([sys.executable, "-m", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True)
        assert (done.returncode, done.stdout) == (0, "") and said in done.stderr
