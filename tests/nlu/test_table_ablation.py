"""`make ablation TABLES=1`: what a row of the tables that decide is worth, with the tables as they were afterwards."""

from __future__ import annotations

from dialogue import looked_up
from tests.pipeline import Pipeline
from tools.evaluation import tables
from tools.evaluation.ablation import Kept
from tools.evaluation.conversations import READ, Conversation, Expectation, Turn

OURS = next(iter(READ))
SECOND = Turn(say="what's number two?", expect=Expectation(facts=["bpo.services.customer_service"]))
HALF = Conversation(theme="t", name="1", turns=[Turn(say="what services does BPO have?", expect=Expectation()), SECOND])


def test_what_a_row_is_worth(pipeline: Pipeline) -> None:
    before = (looked_up._LOOKS, tables.import_module("dialogue.decide")._OF_WHAT_WAS_SHOWN)
    _, _, *lines = tables.rows(Kept(pipeline._loaded), [(OURS, HALF)])
    found = [line.split(" | ") for line in lines]
    (half,) = [cells for cells in found if cells[1] == "_half_sentence"]
    assert half[2:] == ["1", "1", "-1 +0 |"]
    assert all(cells[2:4] == ["0", "0"] for cells in found if cells[1] in ("contended", "_jobs_told"))
    assert before == (looked_up._LOOKS, tables.import_module("dialogue.decide")._OF_WHAT_WAS_SHOWN)
