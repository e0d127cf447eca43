"""Of which types places are: those of this message with those that were told before."""

from __future__ import annotations

import pytest

from acts import Act, Sense
from tests.unit.talk import Talk, ask

HERE, THERE, NEXT_DOOR = "own/ID/Malang", "other/ID/Ambon", "other/MY/Melaka"


def test_two_places_of_a_country_are_onshore() -> None:
    answer = Talk().say(Act("tell", places=(HERE, THERE)), ask("types", cues="which"))
    assert set(answer.facts) == {"bpo.types.onshore"} and answer.verdict is None


def test_two_countries_are_one_of_the_others() -> None:
    answer = Talk().say(Act("tell", places=(HERE, NEXT_DOOR)), ask("types", cues="which"))
    assert set(answer.facts) == {"bpo.types.nearshore", "bpo.types.offshore"}


def test_a_place_told_before_counts_and_a_new_one_takes_the_place_of_the_last() -> None:
    talk = Talk()
    talk.say(Act("tell", places=(HERE,)))
    assert "bpo.types.offshore" in talk.say(ask("types", cues="which", places=(NEXT_DOOR,))).facts
    assert talk.say(Act("follow_up", outside=("Ambon",), places=("/ID/Ambon",))).facts == ["bpo.types.onshore"]


@pytest.mark.parametrize(
    ("type_", "cues", "place", "verdict"),
    [
        ("onshore", "yn", THERE, "yes"),
        ("nearshore", "yn", THERE, "no"),
        ("nearshore", "yn neg", THERE, "yes"),
        ("onshore", "yn", NEXT_DOOR, "no"),
        ("nearshore", "yn", NEXT_DOOR, None),
    ],
)
def test_a_type_that_is_named_is_judged_where_places_settle_it(type_: str, cues: str, place: str, verdict: str | None) -> None:
    talk = Talk()
    talk.say(Act("tell", places=(HERE, place)), ask("types", cues="which"))
    assert talk.say(ask("types", types=(type_,), named=(type_,), cues=cues)).verdict == verdict


def test_where_types_are_not_asked_of_places_change_nothing() -> None:
    answer = Talk().say(Act("out_of_scope", outside=("presiden Indonesia",), places=("/ID/Indonesia",)))
    assert answer.kind == "decline" and answer.unanswered == [] or "presiden" in str(answer.body)


def test_a_place_that_is_named_again_is_no_second_one() -> None:
    talk = Talk("en")
    talk.say(Act("tell", places=("other/PH/Manila",)), ask("types", cues="which"))
    again = talk.say(Act("tell", places=("/PH/Manila",)), ask("types", types=("nearshore",), named=("nearshore",), cues="yn"))
    assert again.verdict != "no" and "bpo.types.onshore" not in again.facts


@pytest.mark.parametrize("label", ["ask_choice", "out_of_scope", "correct", "ask_relation"])
def test_whether_a_place_will_do_is_asked_of_the_model_that_is_talked_about(label: str) -> None:
    talk = Talk("en")
    talk.say(Act("tell", services=("call_center",), cues=frozenset({"need"})), ask("choice", cues="which"))
    asked = Act(label, outside=("ambon",), places=(THERE,), cues=frozenset({"yn", "allowed"}), sense=Sense(models=("bpo",)))
    said = talk.say(asked)
    assert said.verdict == "yes" and said.facts == ["bpo.location"] and not said.unanswered


def test_how_far_a_type_is_is_claimed_of_any_place() -> None:
    far = ask("types", types=("offshore",), named=("offshore",), cues="yn asks far_off")
    said = Talk("en").say(far, ask("types", types=("nearshore",), places=(NEXT_DOOR,), cues="which"))
    assert said.plain_text().startswith("Yes. Offshore") and "Melaka" in said.plain_text()
