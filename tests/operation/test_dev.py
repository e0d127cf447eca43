"""What `make dev` says of an edit."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import List

import pytest

from facts import facts_path
from operation.dev import Advice, reloading_action_server
from operation.servers import ROOT


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    return Path(shutil.copytree(facts_path(), tmp_path / "facts"))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("KPO is driven by insight.", "KPO runs on insight.", "no training needed"),
        ("[knowledge process outsourcing,", "[knowledge work outsourcing, knowledge process outsourcing,", "knowledge work outsourcing"),
        ("en: Insight}", "en: 10.000}", 'put it in quotes, "10.000"'),
    ],
)
def test_of_facts_it_says_whether_they_have_to_be_trained_in(facts: Path, old: str, new: str, said: str) -> None:
    advice, file = Advice(facts), facts / "models" / "kpo.yml"
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    (line,) = advice.on([file])
    assert said in line


@pytest.mark.parametrize(
    ("edited", "said"),
    [
        (["answers/composer.py", "data/wording/en.yml"], ["starts anew"]),
        (["data/nlu/en/types.yml"], ["trains it in"]),
        (["facts/store.py"], ["starts anew", "trains it in"]),
        (["config.yml", "channels/web.py"], ["trains it in", "takes it up"]),
        (["README.md", "answers/.composer.py.swp"], []),
    ],
)
def test_of_other_edits_it_says_what_they_ask_for(facts: Path, edited: List[str], said: List[str]) -> None:
    lines = list(Advice(facts).on([ROOT / name for name in edited]))
    assert len(lines) == len(said) and all(part in line for part, line in zip(said, lines))


def test_the_action_server_is_watched_with_all_that_it_reads() -> None:
    command = reloading_action_server()
    assert "rasa_sdk --actions actions" in " ".join(command.arguments) and str(ROOT / "data" / "wording") in command.arguments
