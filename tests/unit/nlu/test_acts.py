"""What becomes of a part once it was judged."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from acts import Act
from nlu.acts import ActReader
from nlu.cues import Cues
from nlu.encoder import Judgement
from nlu.labelling import label_of
from nlu.language import LanguageIdentifier
from nlu.leading import leading
from nlu.names import Certainties
from nlu.reader import FactReader
from tests.unit.nlu.fakes import CERTAINTIES
from tools.in_process import configured

CUES = Cues.load()
ROOT = Path(__file__).parents[3]
# All that each component takes from config.yml.
THRESHOLDS = {
    FactReader: ("common_zipf", "usual_count"),
    LanguageIdentifier: ("certainty_short",),
    ActReader: Certainties._fields,
}


def test_every_threshold_stands_in_the_configuration_and_nowhere_else() -> None:
    """A figure that is asked for is there, with what it is for and how it was set; none is there that nobody asks for."""
    for component, names in THRESHOLDS.items():
        assert set(configured(component)) == set(names)
        assert "get_default_config" not in vars(component)
    lines = (ROOT / "config.yml").read_text("utf-8").splitlines()
    figures = [line for line in lines if re.match(r"\s+[a-z_]+: [\d.]+\b", line)]
    assert [line for line in figures if not re.search(r"#.+; set .+", line)] == []


@pytest.mark.parametrize("wrong", [{"cut": None}, {"cut": "high"}])
def test_a_threshold_that_is_missing_is_told_in_a_line(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"^config\.yml: nlu\.acts\.ActReader needs a number for cut$"):
        Certainties.of({**configured(ActReader), **wrong})


@pytest.mark.parametrize(
    ("labels", "answerable", "names_something", "label"),
    [
        ({"ask_aspect": 0.9}, 1.0, True, "ask_aspect"),
        ({"ask_aspect": 0.6, "out_of_scope": 0.4}, 0.1, True, "out_of_scope"),
        ({"ask_term": 0.6, "out_of_scope": 0.4}, 0.1, True, "ask_term"),
        ({"greet": 0.4}, 1.0, False, "nothing"),
        ({"greet": 0.6}, 1.0, False, "greet"),
        ({"greet": 0.2, "ask_definition": 0.1}, 1.0, False, "nothing"),
        # What names a thing of the store is about it.
        ({"greet": 0.2, "ask_definition": 0.1}, 1.0, True, "ask_definition"),
    ],
)
def test_the_label(labels: dict[str, float], answerable: float, names_something: bool, label: str) -> None:
    assert label_of(Judgement(labels, {"answerable": answerable}), CERTAINTIES, names_something)[0] == label


def test_a_message_is_what_its_first_part_is_that_is_more_than_background() -> None:
    assert leading([Act("greet"), Act("ask_users"), Act("ask_types")]).label == "ask_users"
    assert leading([Act("greet"), Act("thank")]).label == "greet"


@pytest.mark.parametrize(
    ("marks", "label"),
    [
        ({"m:tired": 0.8}, "emotion"),
        ({"m:tired": 0.8, "yn": 0.9}, "out_of_scope"),
        ({"m:tired": 0.2}, "out_of_scope"),
        ({}, "out_of_scope"),
    ],
)
def test_a_mood_that_asks_nothing_is_no_unknown_question(marks: dict[str, float], label: str) -> None:
    assert label_of(Judgement({"out_of_scope": 0.9}, marks), CERTAINTIES, False)[0] == label
