"""Nothing is denied, asked back or passed over before all was looked up."""

from __future__ import annotations

import pytest

from acts import Act, Sense
from tests.unit.talk import Talk, ask

UNKNOWN = Sense(verdict="unknown")


def has(*cues: str) -> frozenset[str]:
    return frozenset(cues)


@pytest.mark.parametrize(
    "beside",
    [
        Act("doubt", cues=has("back", "doubted", "yn")),
        Act("out_of_scope", models=("kpo",), cues=has("yn")),
        ask("aspect", models=("kpo",), cues="yn"),
    ],
    ids=["a doubt", "a claim that names nothing", "a property that is none"],
)
def test_a_claim_of_a_job_is_judged_by_its_list(beside: Act) -> None:
    told = Act("tell", models=("kpo",), services=("payroll",), cues=has("said", "yn"))
    said = Talk("en").say(told, beside)
    assert said.verdict == "no" and said.facts == ["bpo.services.human_resources"]


def test_what_is_told_and_asked_for_advice_on_gets_a_pick() -> None:
    talk = Talk("en")
    talk.say(Act("tell", services=("finance_accounting",), cues=has("need")))
    said = talk.say(Act("acknowledge"), Act("nothing", cues=has("advised", "first_person")))
    assert said.topic == "choice" and said.facts[0].startswith("bpo.")


def test_half_a_question_gets_what_is_known_of_the_matter() -> None:
    talk = Talk("en")
    talk.say(ask("aspect", models=("bpo",), aspects=("talent",)))
    said = talk.say(Act("nothing", words="a diploma alone will do?", cues=has("yn", "able"), sense=UNKNOWN))
    assert said.verdict is None and said.facts == ["bpo.talent"]
    assert said.plain_text().startswith("My source does not settle that.")


def test_a_question_that_was_not_read_is_named_by_its_words() -> None:
    said = Talk("en").say(Act("nothing", words="will my son find work then?", cues=has("yn"), sense=UNKNOWN))
    assert said.kind == "decline" and "will my son find work then" in said.plain_text()


def test_courtesy_stays_courtesy() -> None:
    talk = Talk("en")
    talk.say(ask("definition", models=("bpo",)))
    assert talk.say(Act("acknowledge")).kind == "social"
    assert talk.say(Act("remark")).kind == "social"


@pytest.mark.parametrize("act", [Act("object", numbers=(2,), cues=has("o:unasked")), Act("object", cues=has("asked_before", "o:unasked"))])
def test_who_is_reminded_says_what_was_open(act: Act) -> None:
    talk = Talk("en")
    talk.say(ask("definition", models=("bpo",)), Act("out_of_scope", outside=("wages",)))
    said = talk.say(act)
    assert "wages" in said.plain_text() and said.plain_text().startswith("Your earlier question")


def test_what_was_open_is_said_in_the_words_of_its_topic() -> None:
    talk = Talk("en")
    talk.say(ask("definition", models=("bpo",)), ask("types", models=("kpo",), cues="yn", words="does KPO have types"))
    said = talk.say(Act("follow_up", ordinals=(2,)))
    assert "names no types of KPO" in said.plain_text()


def test_half_of_two_claims_goes_on_from_the_one_that_was_answered() -> None:
    talk = Talk("en")
    talk.say(ask("aspect", models=("bpo",), aspects=("coordination",)), Act("out_of_scope", models=("kpo",)))
    said = talk.say(Act("object", cues=has("o:partial")), Act("follow_up", models=("kpo",), cues=has("asks")))
    assert said.facts == ["kpo.coordination"]


def test_besides_one_job_its_list_has_others() -> None:
    said = Talk("en").say(Act("follow_up", besides=("data_analysis",), cues=has("besides")))
    assert "kpo.services.market_research" in said.facts and "kpo.services.data_analysis" not in said.facts


def test_which_is_better_leads_to_what_a_company_chooses_by() -> None:
    said = Talk("en").say(Act("out_of_scope", models=("bpo", "kpo"), outside=("matter:better",), cues=has("which")))
    assert said.facts == ["relation.choice"] and "which is better" in said.plain_text()


def test_each_question_on_the_bot_is_answered() -> None:
    said = Talk("en").say(Act("ask_bot", cues=has("made")), Act("ask_bot"), Act("ask_bot", cues=has("of_talk", "yn")))
    assert "who built me" in said.plain_text() and "stored" in said.plain_text()


def test_a_pick_is_gone_on_from() -> None:
    said = Talk("en").say(
        Act("tell", services=("help_desk",), cues=has("need")), ask("choice", cues="which"), ask("aspect", aspects=("talent",))
    )
    assert "bpo.talent" in said.facts and "kpo.talent" not in said.facts


def test_two_models_that_were_asked_of_in_turn_are_gone_on_from() -> None:
    said = Talk("en").say(
        ask("aspect", models=("bpo",), values=("kpo.coordination",), cues="yn asks", words="is it much?"),
        Act("follow_up", models=("kpo",), cues=has("asks")),
        ask("aspect", aspects=("talent",)),
    )
    assert {"bpo.talent", "kpo.talent"} <= set(said.facts)
    assert said.plain_text().count("high degree") == 1
