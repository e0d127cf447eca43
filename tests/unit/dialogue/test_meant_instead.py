"""What was meant in place of what was said, and what is told of types, words and aims: each test is a talk of acts."""

from __future__ import annotations

import pytest

from acts import Act
from tests.unit.talk import STORE, WORDING, Talk, ask

ONE, OTHER = (model.id for model in STORE.models[:2])
NEAR, FAR = "nearshore", "offshore"


def cues(*names: str) -> frozenset[str]:
    """Cues of an act."""
    return frozenset(names)


SERVICES = ask("services", models=(ONE,))
NOT_THOSE = Act("correct", cues=cues("meant_services", "only_denies"))


@pytest.mark.parametrize("lang", ["en", "id"])
def test_a_difference_that_was_meant_is_told_and_what_was_not_meant_is_not(lang: str) -> None:
    talk = Talk(lang)
    talk.say(SERVICES)
    meant = Act("correct", models=(OTHER,), cues=cues("differ", "asked_before"))
    reply = talk.say(meant, NOT_THOSE)
    assert {f"{ONE}.basis", f"{OTHER}.basis"} <= set(reply.facts) and talk.last.queries[-1].topic == "difference"
    assert f"{ONE}.services.human_resources" not in reply.facts


def test_a_difference_is_meant_though_services_are_denied_in_the_same_part() -> None:
    talk = Talk("en")
    talk.say(SERVICES)
    act = Act("correct", models=(OTHER,), aspects=("services",), cues=cues("differ", "asked_before", "meant_services", "contrary"))
    talk.say(act)
    assert talk.last.queries[-1].topic == "difference" and not talk.last.queries[-1].aspects


def test_a_difference_in_one_property_stays_one_in_that() -> None:
    talk = Talk("en")
    talk.say(SERVICES)
    talk.say(Act("correct", models=(ONE, OTHER), aspects=("talent",), cues=cues("differ", "asked_before")))
    assert set(talk.last.facts) == {f"{ONE}.talent", f"{OTHER}.talent"}


def test_who_did_not_ask_for_types_gets_what_was_wanted_and_no_word_of_them() -> None:
    talk = Talk("en")
    talk.say(ask("types", models=(OTHER,)), ask("definition", models=(OTHER,)))
    reply = talk.say(Act("object", aspects=("full_form",), cues=cues("o:unasked", "o:partial", "asked_before", "names_types")))
    assert reply.facts == [f"{OTHER}.full_form"] and WORDING("decline.no_types", "en", name="") not in reply.plain_text()


def test_a_denied_topic_beside_a_question_is_not_answered() -> None:
    denied = Act("correct", models=(OTHER,), cues=cues("neg", "names_types", "asked_before"))
    talk = Talk("en")
    talk.say(denied, ask("difference", cues="differ"))
    assert [query.topic for query in talk.last.queries] == ["difference"]


@pytest.mark.parametrize("lang", ["en", "id"])
@pytest.mark.parametrize("topic", ["aspect", "difference"])
def test_a_property_is_not_told_by_type(topic: str, lang: str) -> None:
    reply = Talk(lang).say(ask(topic, types=(NEAR, FAR), aspects=("coordination",), cues="yn than"))
    assert reply.kind == "decline" and not reply.verdict and not reply.facts


def test_where_the_provider_is_is_told_of_types() -> None:
    assert Talk("en").say(ask("aspect", models=(OTHER,), types=(NEAR, FAR), aspects=("location",), cues="yn")).kind == "answer"


def test_a_property_of_all_types_is_not_told_by_type() -> None:
    count = len(STORE.types(ONE))
    of_all = ask("aspect", aspects=("talent",), numbers=(count,), cues="yn differ names_types so_many")
    assert Talk("en").say(of_all).kind == "decline"
    # As many kinds as there are models are these.
    assert Talk("en").say(of_all.with_(numbers=(len(STORE.models),), anaphor="both")).kind == "answer"


def test_types_that_were_meant_are_asked_for_the_same_property() -> None:
    talk = Talk("en")
    talk.say(ask("aspect", models=(ONE, OTHER), values=(f"{OTHER}.complexity",), cues="yn"))
    assert talk.say(Act("correct", types=(NEAR, FAR), cues=cues("first_person"))).kind == "decline"


@pytest.mark.parametrize(("than", "verdict"), [("than", "yes"), ("than than_it", "no")])
def test_it_is_what_was_spoken_of_last(than: str, verdict: str) -> None:
    talk = Talk("en")
    talk.say(ask("full_form", models=(OTHER,)))
    claim = ask("aspect", values=(f"{OTHER}.complexity",), anaphor="other", cues=f"yn back {than}")
    assert talk.say(claim).verdict == verdict


@pytest.mark.parametrize("lang", ["en", "id"])
def test_whether_the_source_has_a_word_is_told_by_what_it_names(lang: str) -> None:
    talk = Talk(lang)
    talk.say(ask("classification", services=("investment_research",), words="does equity research belong there", cues="yn"))
    mentions = ask("source", outside=("equity",), cues="yn w:mention")
    reply = talk.say(mentions, ask("source", cues="back of_the_word yn w:place"))
    said = WORDING("source.word", lang, names="{}").partition("{}")
    assert reply.plain_text().startswith(said[0]) and reply.plain_text().endswith(said[2]) and not reply.verdict
    assert "equity" not in reply.plain_text()


def test_a_word_for_what_was_not_spoken_of_is_not_covered() -> None:
    talk = Talk("en")
    talk.say(ask("classification", services=("investment_research",), cues="yn"))
    assert talk.say(ask("source", outside=("robots",), cues="yn w:mention of_the_word")).kind == "decline"


@pytest.mark.parametrize("cue", ["disputed", "said", "answer_no", "answer_yes"])
def test_who_is_wrong_is_not_decided_where_the_source_puts_it_otherwise(cue: str) -> None:
    talk = Talk("en")
    relation = next(name for name, fact in STORE.relations.items() if fact.comes_from)
    talk.say(ask("relation", models=(OTHER, ONE), relations=(relation,), cues="yn part_of"))
    reply = talk.say(Act("doubt", cues=cues("yn", "back", cue)))
    assert reply.plain_text().startswith(WORDING("lead.put_otherwise", "en")) and not reply.verdict


@pytest.mark.parametrize("cue", ["counters", "appeals"])
def test_who_holds_the_aim_against_a_reply_asks_for_no_promise(cue: str) -> None:
    claim = ask("aspect", models=(ONE,), values=(f"{ONE}.goal",), cues=f"yn certain {cue}")
    assert Talk("en").say(claim).verdict == "yes"


def test_who_of_two_was_passed_over_is_asked_and_the_pick_is_not_told_again() -> None:
    talk = Talk("en")
    talk.say(Act("tell", services=("legal_process",)), ask("choice", cues="which"))
    assert talk.say(Act("object", ordinals=(1,), cues=cues("o:partial"))).kind == "clarify"


def test_what_was_meant_is_told_without_the_question_that_is_still_open() -> None:
    talk = Talk("en")
    talk.say(ask("types", models=(OTHER,)), ask("definition", models=(OTHER,)))
    object_ = Act("object", cues=cues("o:unasked", "asked_before", "names_types"))
    reply = talk.say(object_, Act("correct", aspects=("full_form",), cues=cues("first_person")))
    assert reply.facts == [f"{OTHER}.full_form"] and WORDING("lead.asked_before", "en") not in reply.plain_text()


def test_a_word_that_was_told_of_is_not_summed_up_as_unknown() -> None:
    talk = Talk("en")
    talk.say(ask("classification", services=("recruitment",), cues="yn"))
    talk.say(ask("source", services=("recruitment",), cues="yn of_the_word"))
    reply = talk.say(Act("doubt", cues=cues("yn", "back", "answer_no")))
    assert WORDING("lead.not_told", "en") not in reply.plain_text()
