"""`make ablation`: what a rule, and a threshold, is worth is found out, and nothing is changed by it."""

from __future__ import annotations

from nlu import rules
from tests.pipeline import Pipeline
from tools.evaluation.ablation import Change, Kept, set_to, without
from tools.evaluation.conversations import READ, Conversation, Expectation, Turn

OURS = next(iter(READ))
RULE = "what the source says of a thing is asked of the thing"
OF_IT = Conversation(theme="t", name="1", turns=[Turn(say="apakah tertulis bahwa KPO sangat rumit?", expect=Expectation(topic="aspect"))])
ANY = Conversation(theme="t", name="2", turns=[Turn(say="apa itu BPO?", expect=Expectation(kind=["answer"]))])


def test_what_a_rule_and_a_threshold_are_worth(pipeline: Pipeline) -> None:
    reading, before = Kept(pipeline._loaded), rules.RULES
    held = reading.held([(OURS, OF_IT), (OURS, ANY)])
    assert [one.wrong.total() for one in held] == [0, 0]
    assert [one.used[RULE] for one in held] == [1, 0]
    with without(RULE):
        change = reading.again(held)
    assert change.lost == {"of our own": 1} and not sum(change.won.values())
    assert change.row("a rule") == "| a rule | -1 +0 | -0 +0 | -1 |"
    c = reading.acts._c
    with set_to(reading, "answerable", 0.0):
        # No question on what the store tells can be answered.
        assert sum(reading.again(held).lost.values()) == 1
    assert rules.RULES is before and reading.acts._c is c and Change.between(held, held) == ({"of our own": 0}, {"of our own": 0})
    assert "cache_info" not in dir(pipeline._loaded[-1]._encoder.encode)
