"""The whole chain for a third model: one data file more, a training, and questions over REST.

There is no example line that names it, and the encoder has never heard of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Iterator, List, Set

import pytest

from tests.end_to_end.trained_anew import bot_with
from tools.servers import Bot

THIRD_MODEL = Path(__file__).parents[1] / "third_model" / "rpo.yml"


@pytest.fixture(scope="module")
def bot_of_three(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """A bot trained on a sample of the examples and a copy of the store with one file more, from which it answers."""
    running = bot_with([THIRD_MODEL], tmp_path_factory.mktemp("three"))
    try:
        yield running.start()
    finally:
        running.stop()


@pytest.mark.parametrize(
    "text, facts",
    [
        ("Apa itu RPO?", {"rpo.definition"}),
        ("What is recruitment process outsourcing?", {"rpo.definition"}),
        ("halo kak, mau tanya, RPO itu apa ya?", {"rpo.definition"}),
        ("RPO singkatan dari apa?", {"rpo.full_form"}),
        ("what does RPO stand for?", {"rpo.full_form"}),
        ("jenis RPO apa saja?", {"rpo.types", "rpo.types.enterprise", "rpo.types.on_demand"}),
        ("what are the types of RPO?", {"rpo.types", "rpo.types.enterprise", "rpo.types.on_demand"}),
        ("apa itu on-demand?", {"rpo.types.on_demand"}),
        ("layanan RPO apa saja?", {"rpo.services.candidate_sourcing", "rpo.services.human_resources"}),
        ("which services does RPO offer?", {"rpo.services.candidate_sourcing", "rpo.services.human_resources"}),
        ("mencari kandidat itu masuk yang mana?", {"rpo.services.candidate_sourcing"}),
        ("is candidate sourcing BPO, KPO or RPO?", {"rpo.services.candidate_sourcing"}),
        ("is payroll BPO, KPO or RPO?", {"bpo.services.human_resources", "rpo.services.human_resources"}),
        ("penggerak RPO apa?", {"rpo.driver"}),
        ("what drives RPO?", {"rpo.driver"}),
        ("apa tujuan perusahaan memakai RPO?", {"rpo.goal"}),
        ("we have many vacancies, which one suits us?", {"rpo.driver"}),
        ("apa bedanya BPO, KPO, dan RPO?", {"bpo.driver", "kpo.driver", "rpo.driver"}),
        ("how does RPO differ from BPO and KPO?", {"bpo.driver", "kpo.driver", "rpo.driver"}),
    ],
)
def test_a_third_model_is_answered_for(bot_of_three: Bot, text: str, facts: Set[str]) -> None:
    answer = bot_of_three.answer(text, f"three-{text}")
    assert answer["kind"] == "answer" and facts <= set(answer["facts"]), answer


@pytest.mark.parametrize(
    "text, verdict, facts",
    [
        ("is RPO driven by many vacancies?", "yes", {"rpo.driver"}),
        ("RPO didorong oleh volume, benar?", "no", {"rpo.driver"}),
        ("apakah pencarian kandidat termasuk RPO?", "yes", {"rpo.services.candidate_sourcing"}),
        ("RPO stands for Recruitment Process Outsourcing, right?", "yes", {"rpo.full_form"}),
    ],
)
def test_a_claim_about_a_third_model_gets_a_verdict(bot_of_three: Bot, text: str, verdict: str, facts: Set[str]) -> None:
    answer = bot_of_three.answer(text, f"three-{text}")
    assert answer.get("verdict") == verdict and facts <= set(answer["facts"]), answer


def test_a_half_sentence_goes_on_to_a_third_model(bot_of_three: Bot) -> None:
    assert "bpo.driver" in bot_of_three.answer("what drives BPO?", "three-on")["facts"]
    assert "rpo.driver" in bot_of_three.answer("and RPO?", "three-on")["facts"]


@pytest.mark.parametrize(
    "text", ["what does RPO cost?", "siapa penemu RPO?"]
)
def test_what_is_unknown_of_a_third_model_is_declined(bot_of_three: Bot, text: str) -> None:
    assert bot_of_three.answer(text, f"three-{text}")["kind"] == "decline"


@pytest.mark.parametrize(
    "text, lang, missing",
    [("bandingkan BPO, KPO dan RPO", "id", "tidak disebutkan"), ("compare BPO, KPO and RPO", "en", "not stated")],
)
def test_three_models_stand_side_by_side(bot_of_three: Bot, text: str, lang: str, missing: str) -> None:
    answer = bot_of_three.answer(text, f"three-table-{lang}")
    assert answer["lang"] == lang and answer["table"]["columns"][1:] == ["BPO", "KPO", "RPO"]
    rows: List[List[str]] = answer["table"]["rows"]
    assert len(rows) == 12 and all(len(row) == 4 for row in rows)
    assert missing in {row[3] for row in rows}


def test_two_of_three_can_be_compared(bot_of_three: Bot) -> None:
    answer = bot_of_three.answer("what is the difference between KPO and RPO?", "three-two")
    assert answer["table"]["columns"][1:] == ["KPO", "RPO"]
