"""`rasa` as the project installs it: what is added to a command, and what is not."""

from __future__ import annotations

from typing import List

import pytest

from operation import command

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
        (["shell", "nlu"], []),
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
