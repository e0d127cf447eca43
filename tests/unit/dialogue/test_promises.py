"""What the source gives as an aim it does not promise; what a job is like is told of the model that lists it."""

from __future__ import annotations

import pytest

from acts import Act
from tests.unit.talk import Talk, ask

SAVES = ask("aspect", cues="yn asks", models=("bpo",), values=("bpo.goal",), words="it saves money")


def cues(*names: str) -> frozenset[str]:
    """Cues of an act."""
    return frozenset(names)


@pytest.mark.parametrize(("lang", "begins"), [("en", "No. It is an aim, not a guarantee."), ("id", "Tidak. Itu tujuan, bukan jaminan.")])
@pytest.mark.parametrize("cue", ["promised", "certain", "always"])
def test_an_aim_is_not_promised(cue: str, lang: str, begins: str) -> None:
    reply = Talk(lang).say(SAVES.with_(cues=SAVES.cues | {cue}))
    assert reply.plain_text().startswith(begins) and (reply.verdict, reply.facts) == ("no", ["bpo.goal"])


def test_what_is_not_about_an_aim_is_judged_as_ever() -> None:
    sure = ask("aspect", cues="yn certain", models=("kpo",), values=("kpo.complexity",))
    assert Talk("en").say(sure).verdict == "yes"


@pytest.mark.parametrize(
    ("named", "verdict"), [(("promised",), "no"), (("promised", "neg"), "yes"), (("only_an_aim",), "yes"), (("promised", "which"), None)]
)
def test_whether_it_is_promised_is_asked_of_what_was_told(named: tuple[str, ...], verdict: str | None) -> None:
    talk = Talk("en")
    talk.say(ask("reasons", models=("bpo",)))
    reply = talk.say(Act("doubt", cues=cues("yn", "asks", "back", *named)))
    assert (reply.verdict, reply.facts) == (verdict, ["bpo.goal"]) and "aim, not a guarantee" in reply.plain_text()


def test_a_claim_and_whether_that_is_a_promise_is_one_question() -> None:
    told = SAVES.with_(cues=cues("said", "yn"))
    reply = Talk("en").say(told, Act("doubt", aspects=("goal",), cues=cues("asks", "back", "which", "only_an_aim", "promised")))
    assert reply.verdict is None and reply.plain_text().count("Companies") == 1


def test_whatever_else_is_thought_to_be_promised_is_not() -> None:
    asked = ask("source", cues="yn asks promised w:mention", outside=("“does it promise us anything”",))
    assert Talk("en").say(asked).plain_text().startswith("No. My source promises nothing")
    of_quality = ask("source", cues="yn asks promised w:mention", outside=("quality",))
    assert Talk("en").say(of_quality).plain_text() == "No, my source says nothing about quality."


def test_only_something_unknown_is_denied_and_not_granted() -> None:
    unknown = ask("aspect", cues="yn only", models=("bpo",), aspects=("goal",), outside=("tax",))
    assert Talk("en").say(unknown).plain_text().startswith("No. Companies use BPO")
    beside = SAVES.with_(cues=cues("yn", "only"), outside=("tax",))
    assert Talk("en").say(beside).plain_text().startswith("No. Companies")
    assert Talk("en").say(beside.with_(outside=())).plain_text().startswith("No, not only that.")


RULES_OR_NOT = ask("aspect", cues="which asks back", values=("bpo.basis", "kpo.basis"))


def test_a_side_of_a_job_is_that_of_the_model_that_lists_it() -> None:
    named = Talk("en").say(RULES_OR_NOT.with_(services=("finance_accounting",)))
    assert named.plain_text().endswith("under BPO. BPO is based on rules.") and "kpo.basis" not in named.facts
    talk = Talk("en")
    talk.say(ask("classification", cues="which", services=("market_research",)))
    before = talk.say(RULES_OR_NOT)
    assert before.facts == ["kpo.services.market_research", "kpo.basis"] and before.verdict is None
    assert set(talk.say(RULES_OR_NOT.with_(models=("bpo", "kpo"))).facts) == {"bpo.basis", "kpo.basis"}


@pytest.mark.parametrize(("named", "begins"), [("in_en", "No,"), ("in_id", "Yes,")])
def test_the_language_of_the_article_gets_its_yes_or_no(named: str, begins: str) -> None:
    assert Talk("en").say(ask("source", cues=f"asks w:language {named}")).plain_text().startswith(begins)
    assert Talk("en").say(ask("source", cues="asks w:language")).plain_text() == "The article is in Indonesian."


def test_what_is_only_heard_as_a_type_is_asked_as_it_is_named() -> None:
    asked = ask("source", cues="yn asks w:mention", types=("nearshore",), outside=("nearby countries",))
    assert Talk("en").say(asked).plain_text() == "No, my source says nothing about nearby countries."
