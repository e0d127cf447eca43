"""Conversations with the real bot, judged on the facts of its replies."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any, Dict, List

import pytest
from pydantic import ValidationError

from tools.evaluation import targets
from tools.evaluation.conversations import ATTACKS, FOLDER, Conversation, Expectation, load, score
from tools.servers import Bot

ANSWER = {"kind": "answer", "lang": "en", "topic": "types", "facts": ["bpo.types.offshore"], "text": "Offshore: abroad."}


def test_conversations_are_right(bot: Bot) -> None:
    scores = score(load(), bot.answer)
    rates = f"{scores.overall.right} of {scores.overall.total} are right; wrong are:\n"
    assert scores.overall.rate >= targets.CONVERSATIONS, rates + "\n".join(map(str, scores.failures))


@pytest.mark.parametrize("folder", [FOLDER, *(pytest.param(folder, marks=pytest.mark.nightly) for folder in ATTACKS.values())])
def test_no_two_conversations_of_a_theme_have_one_name(folder: Path) -> None:
    names = Counter((conversation.theme, conversation.name) for conversation in load(folder))
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize(
    ("expectation", "faults"),
    [
        ({"kind": "answer", "lang": "en", "topic": "types", "facts": ["bpo.types.offshore"]}, []),
        ({"kind": ["clarify", "decline"]}, ["is answer, not clarify or decline"]),
        ({"lang": "id"}, ["is in en, not id"]),
        ({"topic": "services"}, ["is on types, not services"]),
        ({"facts": ["bpo.types"]}, ["lacks bpo.types"]),
        ({"not_facts": ["bpo.types"]}, ["says bpo.types.offshore"]),
        ({"not_facts": ["bpo."]}, ["says bpo.types.offshore"]),
        ({"not_facts": ["bpo.type"]}, []),
        ({"mentions": "onshore"}, ["lacks the word 'onshore'"]),
        ({"mentions": "OFFSHORE", "not_mentions": ["abroad"]}, ["has the word 'abroad'"]),
    ],
)
def test_a_reply_is_judged(expectation: Dict[str, Any], faults: List[str]) -> None:
    assert Expectation(**expectation).faults_of(ANSWER) == faults


def test_a_misspelt_expectation_is_an_error() -> None:
    with pytest.raises(ValidationError):
        Conversation(theme="", name="", turns=[{"say": "hello", "expect": {"fact": ["bpo.types"]}}])
