"""Who holds a claim, and whether they are right."""

from __future__ import annotations

import pytest

from acts import Act
from tests.unit.talk import Talk, ask

OTHERS, ME = "others said", "first_person said"


def claim(value: str, holder: str = OTHERS, model: str = "bpo") -> Act:
    return ask("aspect", models=(model,), values=(value,), cues=f"yn {holder}", words=f"{holder} {value}")


def asks(cues: str) -> Act:
    return Act("doubt", cues=frozenset(f"yn asks back {cues}".split()))


@pytest.mark.parametrize(
    ("value", "asked", "verdict"),
    [
        ("kpo.coordination", "others said", "no"),
        ("kpo.coordination", "others said disputed", "yes"),
        ("bpo.coordination", "others said", "yes"),
        ("bpo.coordination", "others said disputed", "no"),
        # Who only asks what others say is right where they are not.
        ("kpo.coordination", "first_person", "yes"),
    ],
)
def test_a_claim_is_found_by_its_holder_whatever_was_asked_since(value: str, asked: str, verdict: str) -> None:
    talk = Talk("en")
    talk.say(claim(value))
    talk.say(ask("services", models=("kpo",)))
    assert talk.say(asks(asked)).verdict == verdict


def test_of_two_claims_each_is_said_of_whoever_holds_it() -> None:
    talk = Talk("en")
    whose = Act("doubt", cues=frozenset({"asks", "back", "whose"}))
    text = talk.say(claim("kpo.coordination"), claim("bpo.coordination", ME), whose).plain_text()
    assert "that is not right" in text and "You are right." in text
    assert talk.say(asks("first_person")).verdict == "yes"
    assert talk.say(asks("others said disputed")).verdict == "yes"


def test_a_word_against_a_claim_is_that_claim_denied() -> None:
    talk = Talk("en")
    contrary = Act("tell", cues=frozenset({"contrary", "others", "said"}), words="my book says high")
    text = talk.say(ask("aspect", models=("kpo",), values=("bpo.complexity",), cues="yn said", words="you said low"), contrary).plain_text()
    assert "“you said low”: that is not right" in text and "“my book says high”: that is right" in text


def test_who_rejects_a_false_claim_is_right() -> None:
    talk = Talk("en")
    assert talk.say(claim("kpo.reliance", "first_person others rejected")).verdict == "yes"
    assert talk.say(asks("first_person")).verdict == "yes"
    assert talk.say(asks("others said")).verdict == "no"


def test_a_claim_that_got_no_word_is_no_older_one() -> None:
    talk = Talk("en")
    talk.say(claim("kpo.coordination"))
    talk.say(ask("users", models=("outsourcing",), cues="yn others said advised"))
    assert not talk.say(asks("others said")).verdict


def test_yes_or_no_that_is_insisted_on_is_the_word_alone() -> None:
    talk = Talk("en")
    yes_or_no = Act("doubt", cues=frozenset({"yn", "back", "yes_or_no"}))
    talk.say(ask("aspect", models=("bpo",), values=("bpo.basis",), cues="yn"))
    assert len(talk.say(yes_or_no).plain_text()) > len("Yes.")
    assert talk.say(yes_or_no.with_(cues=yes_or_no.cues | {"bare_verdict"})).plain_text() == "Yes."


def test_what_was_declined_has_no_word() -> None:
    talk = Talk("en")
    talk.say(Act("out_of_scope", models=("kpo",), outside=("halal",), cues=frozenset({"yn"})))
    said = talk.say(Act("doubt", cues=frozenset({"yn", "back", "yes_or_no"})))
    assert said.plain_text() == "Neither yes nor no: my source does not say."
