"""Objections with a reason of the person's own, wishes against a pick, and what is asked of the bot itself."""

from __future__ import annotations

import pytest

from acts import Act, Form, Sense
from tests.unit.talk import STORE, WORDING, Talk, ask

SURE = Act("doubt", cues=frozenset({"sure", "asks"}))
OWN = Act("tell")


def claimed(lang: str = "en") -> Talk:
    talk = Talk(lang)
    talk.say(ask("aspect", cues="yn", models=("bpo",), values=("kpo.coordination",)))
    return talk


@pytest.mark.parametrize("lang", ["id", "en"])
def test_an_objection_of_ones_own_is_acknowledged_and_then_moves_on(lang: str) -> None:
    talk = claimed(lang)
    first = talk.say(SURE, OWN)
    assert first.kind == "answer" and "bpo.coordination" in first.facts and first.verdict is None
    second = talk.say(Act("agree"))
    third = talk.say(Act("tell", cues=frozenset({"counters"})))
    assert (second.kind, third.kind) == ("clarify", "clarify")
    assert len({first.plain_text(), second.plain_text(), third.plain_text()}) == 3


def test_the_other_model_is_asked_of_behind_an_objection() -> None:
    talk = claimed()
    talk.say(SURE, OWN)
    assert talk.say(Act("follow_up", models=("kpo",))).facts == ["kpo.coordination"]


def test_a_reason_behind_a_contrast_objects_and_a_need_does_not() -> None:
    assert claimed().say(Act("tell", cues=frozenset({"counters"}))).plain_text().startswith("In practice")
    assert not claimed().say(Act("tell", cues=frozenset({"counters"}), services=("payroll",))).plain_text().startswith("In practice")


def test_what_others_say_is_told_from_what_is_listed_in_other_words() -> None:
    talk = Talk("en")
    first = talk.say(ask("classification", services=("market_research",)))
    then = talk.say(Act("tell", models=("bpo",), cues=frozenset({"said"})))
    assert then.verdict is None and "KPO services include market research." in then.plain_text()
    assert first.plain_text() not in then.plain_text()
    wrong = talk.say(Act("doubt", cues=frozenset({"yn", "disputed", "asks", "back"})))
    assert wrong.verdict == "yes"


def test_what_looks_contradictory_is_not_explained_away() -> None:
    talk = claimed()
    reply = talk.say(ask("aspect", cues="contradicts yn asks", values=("kpo.requirement",)))
    assert reply.verdict is None and "does not explain" in reply.plain_text()


def picked() -> Talk:
    talk = Talk("en")
    talk.say(Act("tell", services=("data_analysis",), cues=frozenset({"need"})), ask("choice", cues="which"))
    return talk


def test_another_wish_than_the_pick_is_left_to_the_needs() -> None:
    talk = picked()
    reply = talk.say(Act("tell", models=("bpo",), cues=frozenset({"said"})))
    assert reply.verdict is None and reply.facts == ["relation.choice"] and "point to" in reply.plain_text()
    wrong = talk.say(ask("choice", cues="disputed yn asks", models=("bpo",)))
    assert wrong.plain_text().startswith("It cannot be called wrong.")


def test_one_question_beside_the_wish_is_answered_once() -> None:
    reply = picked().say(Act("tell", models=("bpo",), cues=frozenset({"said"})), ask("choice", cues="disputed yn asks back"))
    assert reply.plain_text().startswith("It cannot be called wrong.") and "better fit" not in reply.plain_text()


def test_what_is_told_behind_a_but_is_weighed_beside_what_was_told_before() -> None:
    talk = picked()
    talk.say(Act("tell", values=("kpo.talent",), cues=frozenset({"need", "neg", "counters"})))
    assert "services:data_analysis" in talk.memory.told and "-values:kpo.talent" in talk.memory.told


def test_a_yes_that_the_source_does_not_bear_is_owned_up_to() -> None:
    talk = Talk("en")
    talk.say(ask("aspect", cues="yn", models=("kpo",), values=("kpo.talent",)))
    reply = talk.say(ask("source", cues="w:mention", values=("kpo.talent",), outside=("certificates",)))
    assert reply.plain_text().startswith("Sorry if my “Yes”")


@pytest.mark.parametrize(
    ("cues", "key"),
    [
        ({"own_opinion"}, "no_opinion"),
        ({"searches", "neg"}, "no_search_right"),
        ({"searches"}, "no_search"),
        ({"asks_elsewhere"}, "elsewhere"),
    ],
)
def test_what_is_for_the_bot_itself_is_told_of_it(cues: set[str], key: str) -> None:
    talk = Talk("id")
    talk.say(Act("ask_bot", cues=frozenset(cues)))
    assert talk.last.key == key


def test_each_thing_of_interest_is_another_one() -> None:
    talk = Talk("en")
    found = [talk.say(Act("nothing", cues=frozenset({"interests"}))) for _ in range(1)]
    found += [talk.say(Act("follow_up", cues=frozenset({"further"}))) for _ in range(2)]
    assert all(reply.kind == "answer" for reply in found)
    assert len({tuple(reply.facts) for reply in found}) == 3
    assert any(STORE.relations[ref.partition(".")[2]].jointly for ref in found[0].facts)


def test_who_the_bot_is_is_not_said_twice_in_the_same_words() -> None:
    talk = Talk("id")
    first, second = (talk.say(Act("ask_bot")).plain_text() for _ in range(2))
    assert first != second


def test_a_poem_is_declined_without_the_last_answer() -> None:
    talk = Talk("en")
    talk.say(ask("definition", models=("kpo",)))
    reply = talk.say(Act("reform", form=Form(cannot=True)))
    assert reply.kind == "social" and not reply.facts


def test_what_the_source_says_to_a_story_is_asked_of_its_jobs() -> None:
    own = Act("tell", services=("human_resources",))
    wish = Act("tell", services=("recruitment",), cues=frozenset({"able"}))
    reply = Talk("en").say(own, wish, ask("source", cues="w:place"))
    assert reply.verdict == "yes" and "recruitment" in reply.plain_text() and "one article" not in reply.plain_text()


def test_what_the_source_says_to_a_claim_is_its_verdict() -> None:
    claim = Act("tell", models=("kpo",), values=("bpo.complexity",), cues=frozenset({"said"}))
    assert Talk("en").say(claim, ask("source", cues="back")).verdict == "no"


def test_a_question_for_it_is_of_the_one_thing_told_before() -> None:
    reply = Talk("en").say(Act("tell", types=("nearshore",)), ask("definition"))
    assert reply.facts == ["bpo.types.nearshore"]


def test_both_are_all_that_was_told() -> None:
    told = Act("tell", services=("help_desk", "investment_research"))
    claim = ask("classification", cues="said yn", models=("kpo",), services=("investment_research",), anaphor="both")
    assert Talk("en").say(told, claim).verdict == "partly"


def test_who_hates_the_work_is_heard() -> None:
    reply = Talk("en").say(Act("tell", services=("call_center",), cues=frozenset({"neg"})))
    assert reply.kind == "social"


def test_a_memo_says_what_is_so_and_no_advice() -> None:
    talk = picked()
    reply = talk.say(Act("reform", form=Form(length="line", use=True)))
    assert reply.plain_text() == "Data analysis is a KPO service." or "better fit" not in reply.plain_text()


def test_who_disputes_without_a_question_gets_no_verdict() -> None:
    talk = claimed()
    wrong = Act("object", cues=frozenset({"disputed", "o:wrong"}))
    assert talk.say(wrong).plain_text().startswith("In practice")
    assert talk.say(wrong).kind == "clarify"


def test_how_it_can_be_so_is_not_told_once_more_behind_a_reason_against_it() -> None:
    talk = Talk("en")
    talk.say(ask("relation", cues="yn gone", models=("bpo",), relations=("together",)))
    reply = talk.say(Act("tell", cues=frozenset({"counters"})), ask("relation", cues="able gone", relations=("together",)))
    assert reply.plain_text().startswith("In practice") and reply.verdict is None


@pytest.mark.parametrize("act", [Act("object", cues=frozenset({"o:unasked"})), ask("why", cues="yn neg back answer_no")])
def test_that_there_is_no_reason_is_granted(act: Act) -> None:
    talk = Talk("en")
    talk.say(ask("why", models=("kpo",), values=("kpo.skills",)))
    reply = talk.say(act)
    assert reply.kind == "decline" and "indeed none" in reply.plain_text()


def test_what_was_declined_may_neither_be_nor_not_be() -> None:
    talk = Talk("en")
    talk.say(ask("users", cues="yn only", models=("bpo",)))
    talk.say(Act("out_of_scope", outside=("kiosks",), cues=frozenset({"yn"})))
    assert talk.say(Act("doubt", cues=frozenset({"yn", "allowed", "back", "asks"}))).plain_text().startswith("Neither yes nor no")


def test_how_it_can_be_so_beside_a_reason_against_it_is_an_objection() -> None:
    talk = Talk("en")
    talk.say(ask("relation", cues="yn gone", models=("bpo",), relations=("together",)))
    doubts = Act("doubt", cues=frozenset({"counters", "gone", "able"}), outside=("die",))
    assert talk.say(doubts, Act("tell", cues=frozenset({"counters"}), models=("bpo",))).plain_text().startswith("In practice")


def test_who_is_said_to_be_wrong_said_the_contrary_of_what_was_asked() -> None:
    talk = Talk("en")
    talk.say(ask("aspect", cues="yn asks", models=("kpo",), values=("kpo.goal",)))
    reply = talk.say(Act("doubt", cues=frozenset({"back", "disputed", "others", "said", "yn"})))
    assert reply.verdict == "yes" and reply.plain_text().startswith(WORDING("verdict.disputed_yes", "en"))


def test_a_job_keeps_the_place_that_it_was_given_under_its_own_words() -> None:
    talk = Talk("en")
    sorted_ = ask("classification", cues="which", services=("legal_process",), items=("legal_process:contract drafting",))
    talk.say(sorted_)
    assert "kpo.services.legal_process" in talk.say(Act("out_of_scope", cues=frozenset({"yn"}), outside=("contract drafting",))).facts


MISTAKEN = Sense(mistaken=True)


def placed() -> Talk:
    talk = Talk("en")
    talk.say(ask("classification", cues="which", services=("legal_process",)))
    return talk


@pytest.mark.parametrize(
    "act",
    [
        Act("object", services=("legal_process",), outside=("secretaries",), cues=frozenset({"counters", "neg", "o:wrong"})),
        Act("tell", values=("kpo.talent",), cues=frozenset({"counters", "neg"})),
        Act("object", outside=("“at ours an intern does that”",), cues=frozenset({"counters"}), sense=MISTAKEN),
    ],
)
def test_how_a_job_is_done_elsewhere_is_left_open_and_the_list_stands(act: Act) -> None:
    reply = placed().say(act)
    text = reply.plain_text()
    assert text.startswith("That may well be so where you work") and reply.facts == ["kpo.services.legal_process"]
    assert reply.verdict is None and "intern" not in text
    assert reply.unanswered == list(act.nouns)


def test_a_side_that_is_another_at_ones_own_firm_is_left_open() -> None:
    talk = Talk("en")
    talk.say(ask("aspect", models=("bpo",), aspects=("reliance",)))
    reply = talk.say(Act("correct", aspects=("reliance",), outside=("quality",), cues=frozenset({"first_person"}), sense=Sense(owed=True)))
    assert reply.plain_text().startswith("That may well be so where you work") and reply.unanswered == ["quality"]


def test_what_others_call_a_job_is_met_and_not_judged_again() -> None:
    talk = Talk("en")
    talk.say(ask("classification", cues="yn asks", models=("bpo",), services=("marketing",)))
    reply = talk.say(ask("classification", cues="yn said", models=("bpo",), services=("marketing",)))
    assert reply.plain_text().startswith("That may come from another source.") and reply.verdict is None


def test_another_side_that_is_told_against_a_verdict_is_met() -> None:
    talk = Talk("en")
    talk.say(ask("aspect", cues="yn asks", models=("kpo",), values=("kpo.coordination",)))
    reply = talk.say(Act("object", values=("bpo.coordination",), cues=frozenset({"contrary", "o:partial"}), sense=MISTAKEN))
    assert reply.plain_text().startswith("In practice it may well be different.") and reply.facts == ["kpo.coordination"]


def test_a_job_that_is_still_done_speaks_against_its_end() -> None:
    talk = Talk("en")
    talk.say(ask("relation", cues="yn asks gone", models=("bpo",), relations=("together",)))
    reply = talk.say(Act("tell", services=("call_center",), cues=frozenset({"counters"}), sense=MISTAKEN))
    assert "contradictory" in reply.plain_text() and reply.facts == ["relation.together"]


def test_wrong_behind_a_no_is_said_of_the_no() -> None:
    talk = Talk("en")
    talk.say(ask("classification", cues="yn asks", models=("kpo",), services=("payroll",)))
    said = frozenset({"disputed", "o:wrong"})
    assert talk.say(Act("object", cues=said, sense=Sense(owed=True))).verdict is None
    asked = Act("object", cues=said | {"asks"})
    assert talk.say(asked).verdict == "yes"


def test_a_bare_objection_is_met_with_its_reason() -> None:
    bare = Act("object", cues=frozenset({"disputed", "o:wrong"}), sense=Sense(owed=True))
    of_the_job = Act("object", services=("legal_process",), cues=frozenset({"o:wrong"}), sense=Sense(owed=True))
    assert placed().say(bare, of_the_job).plain_text().startswith("In practice it may well be different.")
    theirs = Act("tell", services=("legal_process",), outside=("engineers",), cues=frozenset({"able"}))
    assert placed().say(bare.with_(label="doubt", cues=frozenset({"o:wrong"})), theirs).plain_text().startswith("That may well be so")


@pytest.mark.parametrize(("number", "met"), [(4, True), (3, False)])
def test_another_number_than_the_list_has_is_met(number: int, met: bool) -> None:
    talk = Talk("en")
    talk.say(ask("types", cues="how_many", models=("bpo",)))
    reply = talk.say(ask("types", cues="how_many", numbers=(number,)))
    assert reply.plain_text().startswith("That may come from another source.") is met


def test_a_reason_why_it_is_the_other_one_is_no_claim_of_that_one() -> None:
    reply = placed().say(ask("classification", cues="said yn", models=("bpo",), values=("bpo.basis",)))
    assert reply.verdict is None and reply.plain_text().startswith("That may come from another source.")


def test_what_adds_something_unknown_is_not_defended_against() -> None:
    reply = placed().say(Act("object", cues=frozenset({"first_person"}), sense=Sense(owed=True)))
    assert reply.kind == "social"


def test_a_claim_of_a_job_is_judged_by_its_model_and_said_so() -> None:
    reply = Talk("en").say(ask("aspect", cues="yn asks", services=("recruitment",), values=("kpo.basis",)))
    assert reply.verdict == "no" and "recruitment under human resources (HR), one of the BPO services. BPO is based" in reply.plain_text()


def test_whose_word_is_right_is_no_further_objection() -> None:
    talk = Talk("en")
    talk.say(ask("classification", services=("data_analysis",), cues="which"))
    talk.say(Act("doubt", models=("bpo",), cues=frozenset({"others", "said"}), words="my friend says bpo"))
    said = talk.say(Act("doubt", cues=frozenset({"asks", "back", "whose"})))
    assert said.facts == ["kpo.services.data_analysis"] and "neither confirm" not in said.plain_text()
