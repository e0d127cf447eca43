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


IN_TWO = (
    Act("tell", services=("help_desk",), named=("help_desk",), places=("own/VN/Hue",)),
    Act("tell", services=("payroll",), named=("payroll",), places=("/ID/Ambon",)),
    ask("types", cues="which each back"),
)


def test_each_of_several_places_gets_its_types() -> None:
    talk = Talk("en")
    assert "Hue or Ambon" in talk.say(*IN_TWO).plain_text()
    told = talk.say(Act("tell", places=(HERE,)))
    assert "A provider in Ambon: onshore." in told.plain_text() and "A provider in Hue: nearshore if" in told.plain_text()


def test_whoever_is_where_one_of_several_providers_is_keeps_it_as_theirs() -> None:
    talk = Talk("en")
    talk.say(*IN_TWO)
    told = talk.say(Act("tell", places=("own/ID/Ambon",)))
    assert "A provider in Ambon: onshore." in told.plain_text() and "A provider in Hue" in told.plain_text()
    assert talk.say(ask("types", places=("/VN/Hue",), cues="which back")).facts == ["bpo.types.nearshore", "bpo.types.offshore"]


def test_where_they_are_is_no_site_beside_two_jobs_in_one_place() -> None:
    told = Act("tell", services=("help_desk", "payroll"), places=(HERE, "/VN/Hue"))
    assert set(Talk().say(told, ask("types", cues="which")).facts) == {"bpo.types.nearshore", "bpo.types.offshore"}


@pytest.mark.parametrize("label", ["follow_up", "ask_why", "tell"])
def test_the_same_country_may_be_told_in_words(label: str) -> None:
    talk = Talk("en")
    talk.say(Act("tell", types=("onshore", "nearshore"), places=(NEXT_DOOR,)), ask("types", types=("onshore", "offshore"), cues="which"))
    told = talk.say(Act(label, cues=frozenset({"one_country"})))
    assert told.facts == ["bpo.types.onshore"] and told.plain_text().startswith("In that case")


def test_a_right_objection_on_a_place_is_granted() -> None:
    talk = Talk("en")
    talk.say(Act("tell", types=("nearshore",), places=(THERE,)), ask("types", types=("nearshore",), cues="which"))
    objects = Act("correct", types=("onshore",), cues=frozenset({"one_country", "placed"}), places=("/ID/Ambon",))
    told = talk.say(objects, ask("types", types=("onshore",), named=("onshore",), cues="yn asks"))
    assert told.plain_text().startswith("Sorry, you are right: it is onshore") and told.verdict is None


def test_a_place_that_is_called_far_away_is_abroad() -> None:
    talk = Talk("en")
    talk.say(Act("tell", places=(HERE, NEXT_DOOR)), ask("types", cues="which"))
    far = Act("tell", places=("/MY/Melaka",), cues=frozenset({"far_off"}))
    assert talk.say(far, ask("types", types=("offshore",), named=("offshore",), cues="yn asks")).verdict == "yes"


@pytest.mark.parametrize(("job", "fact"), [("payroll", "bpo.location"), ("market_research", "kpo.location")])
def test_near_or_abroad_is_asked_of_the_model_of_the_job(job: str, fact: str) -> None:
    talk = Talk()
    talk.say(ask("classification", services=(job,), models=("bpo", "kpo"), cues="which"))
    assert talk.say(ask("types", types=("offshore",), aspects=("location",), cues="which always allowed placed")).facts == [fact]


def test_the_place_of_what_has_no_types_is_told_by_none() -> None:
    talk = Talk()
    talk.say(ask("definition", models=("kpo",)))
    assert talk.say(ask("types", types=("offshore",), cues="which asks placed")).facts == ["kpo.location"]


@pytest.mark.parametrize(("cues", "verdict"), [("yn always", "no"), ("yn disputed said", "yes")])
def test_that_what_has_no_types_is_of_one_is_claimed_of_its_place(cues: str, verdict: str) -> None:
    claim = ask("types", types=("offshore",), named=("offshore",), values=("kpo.location",), cues=cues)
    lead = ask("definition", models=("kpo",), cues="always said yn")
    said = Talk("en").say(lead, claim)
    assert said.facts == ["kpo.location"] and said.verdict == verdict


def test_where_it_must_be_is_asked_in_other_words() -> None:
    said = Talk().say(Act("out_of_scope", models=("kpo",), cues=frozenset({"yn", "always", "located", "w:mention"})))
    assert said.facts == ["kpo.location"] and said.verdict == "no"


def test_whether_a_job_may_be_done_abroad_is_asked_of_its_model() -> None:
    asked = ask("aspect", services=("payroll",), named=("payroll",), types=("offshore",), cues="yn allowed placed")
    said = Talk().say(asked)
    assert said.facts == ["bpo.location"] and said.verdict == "yes"


def test_where_a_job_belongs_is_asked_of_the_job_wherever_it_is_done() -> None:
    asked = ask("classification", services=("market_research",), types=("offshore",), cues="which")
    talk = Talk()
    talk.say(ask("definition", models=("kpo",)))
    assert "kpo.location" not in talk.say(asked).facts


def test_two_towns_without_the_persons_own_are_not_told_apart() -> None:
    said = Talk("en").say(ask("types", places=("other/GB/London", "other/GB/Leeds"), types=("onshore", "offshore"), cues="which"))
    assert "London" not in said.plain_text()
