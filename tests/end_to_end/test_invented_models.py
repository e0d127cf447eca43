"""Three models that the bot has never heard of, each one data file, and a training: what it makes of questions on them.

Half of the questions name what they ask of, half describe it in other words. Files and questions were written before the bot
had been asked any. What it reaches stands in docs/evaluation.md.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any, Dict, Iterator, List

import pytest
from ruamel.yaml import YAML

from tests.end_to_end.trained_anew import bot_with
from tools.evaluation import targets
from tools.servers import Bot

FOLDER = Path(__file__).parents[1] / "invented_models"
QUESTIONS: Dict[str, Dict[str, List[Dict[str, Any]]]] = YAML(typ="safe").load(FOLDER / "questions.yaml")


@pytest.fixture(scope="module")
def bot_of_five(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """A bot that was trained with all three of them."""
    running = bot_with(sorted(FOLDER.glob("*.yml")), tmp_path_factory.mktemp("five"))
    try:
        yield running.start()
    finally:
        running.stop()


@pytest.mark.nightly
def test_invented_models_are_answered_for(bot_of_five: Bot) -> None:
    right: Dict[str, List[bool]] = defaultdict(list)
    wrong: List[str] = []
    for model, sorts in QUESTIONS.items():
        for sort, questions in sorts.items():
            for number, question in enumerate(questions):
                told, wanted = set(bot_of_five.answer(question["say"], f"five-{model}-{sort}-{number}")["facts"]), set(question["facts"])
                right[sort].append(wanted <= told if sort == "named" else bool(wanted & told))
                if not right[sort][-1]:
                    wrong.append(f"{sort}: {question['say']!r} got {sorted(told)}")
    rates = {sort: sum(of) / len(of) for sort, of in right.items()}
    print(rates)
    assert all(rates[sort] >= least for sort, least in targets.INVENTED.items()), f"{rates}\n" + "\n".join(wrong)


def test_there_are_as_many_questions_of_both_sorts() -> None:
    assert set(QUESTIONS) == {file.stem for file in FOLDER.glob("*.yml")}
    assert all(len(sorts[sort]) == 10 for sorts in QUESTIONS.values() for sort in ("named", "described"))
