"""The list that was shown: places in it, and the whole of it."""

from __future__ import annotations

import pytest

from acts import Act, Form
from tests.unit.talk import Talk, ask

SERVICES = ask("services", models=("kpo",), form=Form(shape="numbered"))
TWO = ask("services", models=("kpo",), form=Form(points=2, unit="points"))
PARTIAL = Act("object", numbers=(2,), cues=frozenset({"o:partial", "only", "asks"}))
ALL = Act("elaborate", cues=frozenset({"everything"}))


@pytest.mark.parametrize("label", ["confused", "ask_term"])
def test_bare_numbers_are_places_in_the_list(label: str) -> None:
    talk = Talk("en")
    talk.say(SERVICES)
    means = Act(label, ordinals=(5,), numbers=(5,), cues=frozenset({"asks"}))
    said = talk.say(means, ask("difference", numbers=(2, 4), form=Form(points=4, unit="points"), cues="asks differ"))
    assert said.facts == ["kpo.services.legal_process", "kpo.services.market_research", "kpo.services.business_research"]


def test_numbers_beyond_the_list_are_no_places() -> None:
    talk = Talk("en")
    talk.say(SERVICES)
    assert "kpo.services.market_research" not in talk.say(ask("difference", numbers=(2, 9), cues="asks")).facts


@pytest.mark.parametrize("acts", [(PARTIAL, ALL), (Act("correct", cues=frozenset({"everything"})),), (PARTIAL, Act("nothing"))])
def test_a_list_that_was_cut_short_is_given_whole(acts: tuple[Act, ...]) -> None:
    talk = Talk("en")
    assert talk.say(TWO).plain_text().count("•") == 2
    said = talk.say(*acts).plain_text()
    assert "Legal process outsourcing" in said and said.count("Investment research") == 1


def test_who_names_something_beside_it_wants_that() -> None:
    talk = Talk("en")
    talk.say(TWO)
    assert "bpo.services" in talk.say(ALL.with_(models=("bpo",))).facts
