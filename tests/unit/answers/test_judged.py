"""Several verdicts in one reply: what is right and what is not is named."""

from __future__ import annotations

import pytest

from acts import Act
from tests.unit.talk import Talk, ask


def claim(model: str, value: str, cues: str = "yn") -> Act:
    return ask("aspect", models=(model,) if model else (), values=(value,), cues=cues)


@pytest.mark.parametrize(
    "acts, right, wrong",
    [
        ([claim("bpo", "bpo.driver"), claim("bpo", "kpo.basis")], "the driver", "the basis"),
        # Of one property: of which model.
        ([claim("bpo", "bpo.driver"), claim("kpo", "bpo.driver")], "BPO", "KPO"),
        # Of one model and property: which value.
        ([claim("bpo", "bpo.basis"), claim("bpo", "kpo.basis")], "rules", "judgement"),
        (
            [claim("kpo", "kpo.talent"), claim("bpo", "kpo.talent"), claim("bpo", "bpo.basis")],
            "the staff needed of KPO and the basis of BPO",
            "",
        ),
        # One claim of several things.
        ([claim("", "kpo.complexity").with_(models=("bpo", "kpo"))], "KPO", "BPO"),
        (
            [ask("classification", models=("bpo",), services=("payroll", "market_research", "call_center"), cues="yn")],
            "payroll processing and call centres",
            "market research",
        ),
        (
            [ask("classification", models=("kpo",), services=("payroll", "data_analysis"), cues="yn neg")],
            "payroll processing",
            "data analysis",
        ),
    ],
)
def test_what_is_right_and_what_is_not_is_named(acts: list[Act], right: str, wrong: str) -> None:
    answer = Talk("en").say(*acts)
    assert answer.verdict == "partly"
    assert answer.plain_text().startswith(f"Partly: right about {right}, but not about {wrong}")


def test_a_claim_behind_a_relation_is_of_its_subject() -> None:
    answer = Talk("en").say(ask("relation", models=("kpo", "bpo"), relations=("extension",), cues="yn"), claim("", "kpo.basis"))
    assert answer.verdict == "yes"


def test_two_questions_get_a_verdict_each() -> None:
    first, second = claim("bpo", "bpo.driver", "yn asks"), claim("", "kpo.coordination", "yn asks")
    answer = Talk("en").say(first, second)
    assert not answer.verdict
    assert [block.text.partition(".")[0] for block in answer.body] == ["Yes", "No"]
    # One sentence is one claim.
    assert Talk("en").say(first.with_(cues=frozenset({"yn"})), second).verdict == "partly"
    # What is so of both needs no second word.
    assert Talk("en").say(first, claim("", "bpo.coordination", "yn asks")).verdict == "yes"


def test_what_puts_one_claim_right_is_not_said_again_of_another() -> None:
    assert Talk("en").say(claim("kpo", "bpo.driver"), claim("bpo", "bpo.driver")).plain_text().count("driven by volume") == 1
