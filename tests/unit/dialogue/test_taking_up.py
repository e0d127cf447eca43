"""The last yes or no is taken up: each test is a talk of acts."""

from __future__ import annotations

import pytest

from acts import Act, Form
from dialogue import decide
from dialogue.memory import Memory
from tests.unit.talk import STORE, WORDING, Talk, ask


def cues(*names: str) -> frozenset[str]:
    """Cues of an act."""
    return frozenset(names)


SIMPLE = ask("aspect", models=("kpo",), values=("bpo.complexity",), cues="yn", words="KPO is simple")
DRIVEN = ask("aspect", models=("kpo",), values=("kpo.driver",), cues="yn", words="it is driven by insight")
CITES = Act("doubt", cues=cues("cites_verdict"))


@pytest.mark.parametrize(("lang", "said"), [("en", "“No” was to “KPO is simple”."), ("id", "“Tidak” tadi untuk “KPO is simple”.")])
def test_what_the_verdict_was_of_is_told(lang: str, said: str) -> None:
    talk = Talk(lang)
    talk.say(SIMPLE)
    answer = talk.say(CITES)
    assert not answer.verdict and answer.plain_text().startswith(said)


def test_each_half_is_told_by_its_words_and_the_wrong_one_alone() -> None:
    talk = Talk("en")
    assert talk.say(SIMPLE, DRIVEN).verdict == "partly"
    text = talk.say(CITES).plain_text()
    assert "“KPO is simple”: that is not right." in text and "“it is driven by insight”: that is right." in text
    # What was told is still known.
    wrong = talk.say(Act("object", cues=cues("cites_verdict", "disputed", "which"))).plain_text()
    assert "not right" in wrong and "insight" not in wrong.partition(".")[0]


def test_a_claim_without_words_is_named_by_what_it_is_about() -> None:
    talk = Talk("en")
    talk.say(SIMPLE.with_(words=""))
    assert talk.say(CITES).plain_text().startswith("“No” was to “the complexity”.")


def test_what_is_claimed_beside_it_gets_its_own_answer() -> None:
    talk = Talk("en")
    talk.say(SIMPLE)
    answer = talk.say(CITES, ask("aspect", models=("kpo",), values=("kpo.complexity",), cues="yn"))
    assert (answer.verdict, answer.facts) == ("yes", ["kpo.complexity"])


@pytest.mark.parametrize(("cue", "verdict"), [("answer_no", "yes"), ("answer_yes", "no")])
def test_whether_the_answer_is_what_it_is_said_to_be(cue: str, verdict: str) -> None:
    talk = Talk("en")
    talk.say(SIMPLE)
    answer = talk.say(Act("doubt", cues=cues("yn", cue)))
    assert answer.verdict == verdict and "The answer is no." in answer.plain_text()


def test_a_verdict_that_was_told_of_is_still_the_answer() -> None:
    talk = Talk("en")
    talk.say(ask("classification", models=("bpo",), services=("market_research",), cues="yn"))
    talk.say(CITES)
    assert talk.say(Act("doubt", cues=cues("yn", "answer_no"))).verdict == "yes"


@pytest.mark.parametrize("lang", ["id", "en"])
def test_no_or_unknown(lang: str) -> None:
    talk = Talk(lang)
    talk.say(SIMPLE)
    assert talk.say(Act("doubt", cues=cues("yn", "or_unknown"))).plain_text().startswith(WORDING("lead.means_no", lang))
    talk = Talk(lang)
    talk.say(Act("out_of_scope", outside=("a licence",)))
    unknown = talk.say(Act("ask_source", cues=cues("yn", "or_unknown", "answer_no")))
    assert unknown.kind == "decline" and unknown.plain_text().startswith(WORDING("lead.not_told", lang))


@pytest.mark.parametrize("label", ["follow_up", "doubt"])
def test_the_other_way_round(label: str) -> None:
    talk = Talk("en")
    talk.say(SIMPLE)
    answer = talk.say(Act(label, cues=cues("reversed"), anaphor="other"))
    assert answer.plain_text().startswith(WORDING("verdict.reversed_yes", "en"))


def test_a_claim_of_others_may_be_said_to_be_the_other_way_round() -> None:
    told = Act("tell", models=("bpo",), values=("kpo.coordination",), cues=cues("said"))
    turned = Act("nothing", cues=cues("reversed", "yn", "back"))
    assert Talk("en").say(told, turned).verdict == "yes"
    assert Talk("en").say(told.with_(values=("bpo.coordination",)), turned).verdict == "no"
    # Before a claim it is no more than a word.
    assert Talk("en").say(turned, told.with_(label="ask_aspect", cues=cues("yn"))).verdict == "no"


def test_a_verdict_on_more_than_was_meant_is_taken_back() -> None:
    talk = Talk("en")
    values = ("kpo.complexity",)
    talk.say(ask("aspect", models=("bpo",), values=values, cues="yn"))
    exchange = talk.memory.exchanges[0]
    before = exchange.queries[0].with_(models=("bpo", "kpo"))
    talk.memory = Memory((type(exchange)(**{**exchange.__dict__, "queries": (before,)}),))
    text = talk.say(Act("object", cues=cues("cites_verdict")), ask("aspect", models=("kpo",), values=values, cues="yn")).plain_text()
    assert text.startswith("Yes. Sorry, my “no” was wrong.")


def test_two_jobs_of_one_kind() -> None:
    jobs = ("call_center", "market_research")
    assert Talk("en").say(ask("services", services=jobs, cues="yn same")).verdict == "no"
    assert Talk("en").say(ask("services", services=jobs, cues="yn differ")).verdict == "yes"
    assert not Talk("en").say(ask("services", services=("call_center", "payroll"), cues="yn same")).verdict
    told = Act("tell", services=jobs[:1])
    both = Act("tell", services=jobs[1:], anaphor="both", cues=cues("same", "said"))
    assert Talk("en").say(told, both, Act("doubt", cues=cues("yn", "back", "said"))).verdict == "no"


def test_a_claim_is_made_of_the_job_that_was_told_before_it() -> None:
    claim = ask("aspect", values=("kpo.complexity",), cues="yn")
    assert Talk("en").say(Act("tell", services=("payroll",)), claim).verdict == "no"
    assert Talk("en").say(ask("classification", services=("data_analysis",), cues="which"), claim).body[-1].text.startswith("Yes.")


def test_only_yes_or_no() -> None:
    bare = Act("doubt", cues=cues("yn", "yes_or_no", "bare_verdict"), form=Form(name=True))
    assert Talk("en").say(SIMPLE, bare).plain_text() == "No."


def test_a_condition_is_said_once() -> None:
    talk = Talk("en")
    offshore = ask("types", types=("offshore",), named=("offshore",), cues="yn")
    assert not talk.say(offshore).verdict
    assert talk.say(offshore).verdict == "yes"


def test_what_was_meant_is_a_topic_of_its_own() -> None:
    talk = Talk("en")
    talk.say(ask("services", models=("bpo",)))
    assert "bpo.types" in talk.say(Act("object", cues=cues("o:unasked", "asked_before", "meant_types"))).facts


def test_only_on_that_list() -> None:
    talk = Talk("en")
    talk.say(ask("classification", services=("legal_process",), cues="which"))
    assert talk.say(ask("services", models=("kpo",), cues="yn only back")).verdict == "yes"


def test_verdicts_are_kept_with_their_questions() -> None:
    talk = Talk("en")
    talk.say(SIMPLE, DRIVEN)
    kept = Memory.from_json(talk.memory.as_json(0.0), STORE, 0.0).exchanges[-1]
    assert [(query.words, verdict) for query, verdict in kept.judged] == [("KPO is simple", "no"), ("it is driven by insight", "yes")]


def test_the_yes_to_a_no_is_not_remembered_as_a_yes_to_the_claim() -> None:
    talk = Talk("en")
    talk.say(SIMPLE)
    talk.say(Act("doubt", cues=cues("yn", "answer_no")))
    assert talk.last.verdict == "no"
    (move,) = decide([Act("doubt", cues=cues("yn", "asks", "true_or_false"))], talk.memory, STORE).moves
    assert move.verdict == "no" and move.query.has("true_or_false")


@pytest.mark.parametrize(("value", "word"), [("bpo.complexity", "It is wrong."), ("kpo.complexity", "It is right.")])
@pytest.mark.parametrize("turned", [(), ("disputed",)])
def test_not_wrong_gets_no_yes(value: str, word: str, turned: tuple[str, ...]) -> None:
    talk = Talk("en")
    talk.say(SIMPLE.with_(values=(value,)))
    if turned:
        talk.say(Act("doubt", cues=cues("yn", "asks", *turned)))
    answer = talk.say(Act("doubt", cues=cues("yn", "asks", "disputed", "contrary", "answer_no")))
    assert answer.verdict is None and answer.plain_text().startswith(word)


def test_what_a_turned_verdict_was_to_is_told_by_its_own_words() -> None:
    talk = Talk("en")
    talk.say(SIMPLE)
    talk.say(Act("doubt", cues=cues("yn", "asks", "disputed"), words="that's wrong"))
    assert talk.say(CITES).plain_text().startswith("“Yes” was to “that's wrong”.")


@pytest.mark.parametrize(("value", "begins"), [("bpo.driver", "Yes, all of that is wrong."), ("kpo.driver", "Partly")])
def test_all_wrong_is_said_of_what_is_all_wrong(value: str, begins: str) -> None:
    talk = Talk("en")
    talk.say(SIMPLE, DRIVEN.with_(values=(value,)))
    both = Act("doubt", anaphor="both", cues=cues("disputed", "asks", "back"))
    assert talk.say(both).plain_text().startswith(begins)


def test_who_was_right_is_told_of_what() -> None:
    talk = Talk("en")
    talk.say(ask("relation", cues="yn", models=("kpo", "bpo"), relations=("extension",)))
    mine = Act("agree", cues=cues("first_person", "back"))
    assert talk.say(mine).plain_text().startswith("You are right. ")
    talk.say(ask("relation", cues="yn only", models=("kpo", "bpo"), relations=("extension",)))
    again = talk.say(mine)
    assert again.plain_text().startswith("You are partly right.") and again.facts[0] == "relation.extension"


@pytest.mark.parametrize(
    ("value", "begins"), [("bpo.complexity", "Yes, by my source that was wrong."), ("kpo.complexity", "No, you were right.")]
)
def test_whether_one_was_wrong(value: str, begins: str) -> None:
    talk = Talk("en")
    talk.say(SIMPLE.with_(values=(value,)))
    assert talk.say(Act("doubt", cues=cues("yn", "asks", "disputed", "first_person"))).plain_text().startswith(begins)


def test_who_doubted_a_claim_of_others_was_right() -> None:
    talk = Talk("en")
    talk.say(SIMPLE.with_(cues=cues("yn", "said", "others")))
    reply = talk.say(Act("doubt", cues=cues("yn", "asks", "first_person", "others", "rejected", "said")))
    assert reply.verdict == "yes"


def test_what_was_claimed_of_one_is_asked_of_the_other() -> None:
    talk = Talk("en")
    talk.say(SIMPLE, DRIVEN.with_(values=("bpo.driver",)))
    assert talk.say(Act("doubt", models=("bpo",), cues=cues("yn", "asks", "counters"))).verdict == "yes"
