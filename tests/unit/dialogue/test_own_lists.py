"""Places in a person's own list."""

from __future__ import annotations

import pytest

from acts import Act
from tests.unit.talk import Talk, ask

ITEMS = ("help_desk:help desk", ":catering", "market_research:market research")
SORT = ask("classification", cues="which", services=("help_desk", "market_research"), outside=("catering",), items=ITEMS)
BPO, KPO = "bpo.services.customer_service", "kpo.services.market_research"


@pytest.mark.parametrize(
    ("act", "facts"),
    [
        (Act("follow_up", ordinals=(3,), numbers=(3,)), [KPO]),
        (Act("choose_listed", ordinals=(-1,)), [KPO]),
        (Act("follow_up", ordinals=(1,), numbers=(1, 3)), [BPO, KPO]),
        (ask("classification", cues="yn", models=("bpo",), ordinals=(1,)), [BPO]),
    ],
)
def test_a_place_means_the_job_that_stood_there(act: Act, facts: list[str]) -> None:
    talk = Talk("en")
    talk.say(SORT)
    assert talk.say(act).facts == facts


def test_what_is_not_covered_is_named_and_the_list_is_known_on() -> None:
    talk = Talk("en")
    talk.say(SORT)
    said = talk.say(Act("object", ordinals=(2,), cues=frozenset({"o:partial"})))
    assert "catering" in said.plain_text() and not said.facts
    assert talk.say(Act("follow_up", ordinals=(1,))).facts == [BPO]


def test_a_place_behind_something_else_is_of_that() -> None:
    talk = Talk("en")
    talk.say(SORT)
    talk.say(ask("types", models=("bpo",)))
    assert talk.say(Act("choose_listed", ordinals=(3,))).facts == ["bpo.types.offshore"]
