"""Half sentences that the talk alone does not make whole: they mean what was heard behind the reply."""

from __future__ import annotations

import pytest

from acts import Act, Sense
from dialogue.senses import completed
from tests.unit.talk import Talk, ask


def test_what_the_talk_does_not_tell_is_as_it_was_heard() -> None:
    talk = Talk("en")
    talk.say(ask("aspect", models=("bpo",), aspects=("driver",)))
    unheard, heard = (
        Act("object", cues=frozenset({"o:unasked"})),
        Act("object", cues=frozenset({"o:unasked"}), sense=Sense("ask_types", ("bpo",))),
    )
    assert talk.say(unheard).kind == "clarify"
    assert "bpo.types" in talk.say(heard).facts


def test_what_the_talk_tells_stays() -> None:
    talk = Talk("en")
    talk.say(ask("aspect", models=("bpo",), aspects=("driver",)))
    assert talk.say(Act("follow_up", models=("kpo",), sense=Sense("ask_types", ("bpo",)))).facts == ["kpo.driver"]


@pytest.mark.parametrize("sense", [Sense(), Sense("out_of_scope"), Sense("ask_aspect", ("bpo",)), Sense("ask_classification")])
def test_half_a_sense_makes_nothing_whole(sense: Sense) -> None:
    assert completed(Act("object", sense=sense)) is None


def test_a_value_that_nobody_claims_asks_for_its_property() -> None:
    sense = Sense("ask_aspect", ("kpo",), values=("bpo.driver",))
    assert (whole := completed(Act("confused", sense=sense))) and (whole.aspects, whole.values) == (("driver",), ())
    assert (claim := completed(Act("doubt", cues=frozenset({"yn"}), sense=sense))) and claim.values == ("bpo.driver",)


def test_a_rightful_objection_is_not_answered_by_being_sure() -> None:
    for sense, sure in ((Sense(), True), (Sense(owed=True), False)):
        talk = Talk("en")
        talk.say(ask("aspect", models=("bpo",), aspects=("driver",)))
        said = talk.say(Act("doubt", cues=frozenset({"sure"}), sense=sense)).plain_text()
        assert ("I am sure" in said) is sure, said


def test_who_says_that_it_was_not_this_does_not_get_it_again() -> None:
    talk = Talk("en")
    talk.say(ask("definition", models=("kpo",)))
    heard = Act("correct", cues=frozenset({"first_person"}), sense=Sense("ask_definition", ("kpo",), owed=True))
    assert talk.say(heard).kind == "clarify"
    assert talk.say(heard.with_(sense=Sense("ask_types", ("bpo",), owed=True))).facts[0].startswith("bpo.types")
