"""The rules of reading in the whole pipeline: each is used in the message that is its example."""

from __future__ import annotations

import pytest

from nlu.rule import Rule
from nlu.rules import RULES
from tests.pipeline import Pipeline

# Its example is of a model that is added: `tests/end_to_end/test_third_model.py` asks it.
_OF_AN_ADDED_MODEL = "a value that stands by its name is no unknown thing"


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.name != _OF_AN_ADDED_MODEL], ids=lambda rule: rule.name)
def test_a_rule_is_used_in_its_example(pipeline: Pipeline, rule: Rule) -> None:
    acts = pipeline.acts(rule.example)
    assert any(rule.name in act.why for act in acts), acts


def test_no_name_of_a_rule_stands_in_another() -> None:
    assert [(a.name, b.name) for a in RULES for b in RULES if a is not b and a.name in b.name] == []
