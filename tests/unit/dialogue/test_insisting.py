"""Yes or no, insisted on; what is only a part; what is told of someone else: each test is a talk of acts."""

from __future__ import annotations

import pytest

from acts import Act, Form
from tests.unit.talk import STORE, WORDING, Talk, ask


def cues(*names: str) -> frozenset[str]:
    """Cues of an act."""
    return frozenset(names)


YES_OR_NO = Act("doubt", cues=cues("yn", "back", "yes_or_no"), form=Form(name=True))


def test_a_wish_to_save_holds_of_one_model_although_both_have_it() -> None:
    values = tuple(f"{m.id}.goal" for m in STORE.models)
    assert Talk("en").say(ask("aspect", models=("kpo",), values=values, cues="yn")).verdict == "yes"
    assert Talk("en").say(ask("aspect", values=values, cues="yn")).verdict == "yes"


def test_yes_or_no_after_an_answer_without_one() -> None:
    talk = Talk("en")
    talk.say(ask("aspect", models=("bpo",), values=("bpo.goal",)))
    assert talk.say(YES_OR_NO).verdict == "yes"
    talk = Talk("en")
    talk.say(ask("definition", models=("bpo",)))
    again = talk.say(YES_OR_NO)
    assert not again.verdict and again.kind == "answer"


def test_a_wish_for_yes_or_no_asks_the_half_sentence_before_it() -> None:
    talk = Talk("en")
    talk.say(ask("aspect", models=("bpo",), values=("bpo.process",), named=("bpo.process",), cues="yn"))
    assert talk.say(Act("follow_up", models=("kpo",)), YES_OR_NO).verdict == "no"


def test_only_a_part_of_a_list() -> None:
    answer = Talk("en").say(ask("services", models=("bpo",), services=("call_center",), cues="yn only"))
    assert answer.plain_text().startswith(WORDING("verdict.not_only", "en"))
    assert "bpo.services.human_resources" in answer.facts
    other = Talk("en").say(ask("services", models=("bpo",), services=("market_research",), cues="yn only"))
    assert other.verdict == "no"


def test_is_that_covered_too_is_asked_of_what_was_talked_about() -> None:
    talk = Talk("en")
    talk.say(ask("services", models=("bpo",)))
    assert talk.say(ask("classification", services=("payroll",), cues="yn too")).verdict == "yes"
    assert Talk("en").say(ask("classification", services=("market_research",), models=("bpo",), cues="yn too")).verdict == "no"


def test_a_second_claim_takes_over_what_it_is_about() -> None:
    first = ask("aspect", models=("bpo",), values=("bpo.process",), named=("bpo.process",), cues="yn")
    answer = Talk("en").say(first, ask("aspect", models=("kpo",), cues="yn neg"))
    assert answer.verdict == "yes" and answer.facts == ["bpo.process", "kpo.process"]


def test_a_point_of_a_letter_is_judged_alone() -> None:
    talk = Talk("en")
    talk.say(
        ask("aspect", models=("bpo",), values=("bpo.driver",), cues="yn", mark="a"),
        ask("relation", relations=("extension",), models=("kpo", "bpo"), cues="yn", mark="b"),
    )
    answer = talk.say(Act("doubt", cues=cues("yn", "back"), mark="b"))
    assert (answer.verdict, answer.facts) == ("yes", ["relation.extension"])


def test_two_more_are_the_next_two() -> None:
    talk = Talk("en")
    talk.say(ask("services", Form(points=3, unit="points"), models=("kpo",)))
    facts = talk.say(Act("recall", numbers=(2,))).facts
    assert facts[-2:] == ["kpo.services.business_research", "kpo.services.legal_process"]


def test_whoever_wanted_five_gets_five() -> None:
    talk = Talk("en")
    talk.say(ask("difference", Form(points=2, unit="points"), models=("bpo", "kpo")))
    answer = talk.say(Act("object", numbers=(5, 2), cues=cues("o:partial")))
    assert len(answer.body[0].items) == 5


def test_so_many_points_are_wished_of_the_comparison_alone() -> None:
    compared = ask("difference", Form(points=3, unit="points"), models=("bpo", "kpo"))
    answer = Talk("en").say(ask("full_form", models=("bpo",)), compared)
    assert [len(block.items) for block in answer.body] == [0, 3]


def test_one_line_each() -> None:
    types = ("nearshore", "offshore")
    answer = Talk("en").say(ask("difference", Form(length="line"), types=types, named=types, cues="each"))
    assert sum(len(block.items) for block in answer.body) == 2


def test_what_is_told_after_a_pick_stands_for_itself() -> None:
    talk = Talk("en")
    first = talk.say(Act("tell", services=("call_center",), cues=cues("need")), ask("choice", cues="which"))
    assert "bpo.services.customer_service" in first.facts
    friend = talk.say(Act("tell", services=("legal_process",), cues=cues("need")), ask("choice", cues="which"))
    assert friend.facts == ["kpo.services.legal_process"]
    both = talk.say(Act("tell", services=("payroll",), cues=cues("need", "too")), ask("choice", cues="which"))
    assert {"kpo.services.legal_process", "bpo.services.human_resources"} <= set(both.facts)


def test_what_is_denied_is_not_told_again() -> None:
    talk = Talk("en")
    talk.say(ask("classification", services=("recruitment",), cues="which"))
    assert talk.say(Act("correct", services=("recruitment",), cues=cues("neg"))).kind == "clarify"
    answer = talk.say(Act("correct", services=("recruitment",), outside=("reading scans",), cues=cues("neg")))
    assert answer.kind == "decline" and "reading scans" in answer.plain_text()


def test_the_same_decline_is_not_said_twice_running() -> None:
    talk = Talk("en")
    first = talk.say(Act("out_of_scope", outside=("wages",)))
    again = talk.say(Act("doubt", cues=cues("yn", "doubted")))
    assert again.kind == "decline" and again.plain_text() != first.plain_text()


def test_after_two_tellings_an_objection_gets_no_third() -> None:
    talk = Talk("en")
    talk.say(ask("aspect", models=("bpo",), aspects=("driver",)))
    assert talk.say(Act("object", cues=cues("o:wrong"))).facts == ["bpo.driver"]
    answer = talk.say(Act("object", cues=cues("o:wrong")))
    assert answer.kind == "clarify" and answer.plain_text() == WORDING("clarify.only_reports", "en")


def test_types_stand_in_their_order_where_one_is_wanted() -> None:
    answer = Talk("en").say(ask("types", types=("offshore", "onshore", "nearshore"), cues="in_order"))
    assert answer.facts == [f"bpo.types.{name}" for name in ("onshore", "nearshore", "offshore")]


def test_where_another_place_lies_only_the_person_knows() -> None:
    talk = Talk("en")
    talk.say(ask("types", types=("nearshore",), named=("nearshore",), cues="yn"))
    assert talk.say(Act("follow_up")).plain_text().endswith("otherwise offshore.")


def test_what_lies_far_away_is_not_asked_of_a_model() -> None:
    talk = Talk("en")
    talk.say(Act("out_of_scope", outside=("the moon",)))
    assert talk.say(Act("follow_up", models=("kpo",), form=Form(length="line"))).facts == ["kpo.definition"]


CITES = cues("cites_verdict")


@pytest.mark.parametrize("label", ["doubt", "object", "confused", "ask_why"])
@pytest.mark.parametrize("greeting", [(), (Act("greet"),)])
def test_what_a_verdict_meant_is_told_without_its_word(label: str, greeting: tuple[Act, ...]) -> None:
    talk = Talk("en")
    talk.say(*greeting, ask("aspect", models=("kpo",), values=("bpo.complexity",), cues="yn"))
    answer = talk.say(Act(label, cues=CITES))
    assert not answer.verdict and answer.plain_text().startswith(WORDING("lead.of_no", "en", claim="the complexity"))
    assert "kpo.complexity" in answer.facts


def test_a_verdict_that_was_not_given_cannot_be_cited() -> None:
    talk = Talk("en")
    talk.say(ask("definition", models=("kpo",)))
    assert WORDING("lead.explained", "en") not in talk.say(Act("doubt", cues=CITES)).plain_text()


@pytest.mark.parametrize(("cue", "verdict"), [("", "yes"), ("always", "no"), ("only", "no")])
@pytest.mark.parametrize("models", [(), ("kpo",)])
def test_a_provider_may_be_anywhere_and_has_to_be_nowhere(cue: str, verdict: str, models: tuple[str, ...]) -> None:
    assert Talk("en").say(ask("aspect", models=models, values=("kpo.location",), cues=f"yn {cue}")).verdict == verdict


def test_what_is_meant_may_stand_in_the_edit_beside_it() -> None:
    talk = Talk("en")
    talk.say(ask("difference", form=Form(shape="table", points=4, unit="points")))
    answer = talk.say(Act("correct"), Act("reform", aspects=("basis", "services"), form=Form(shape="table")))
    assert answer.table and [row[0] for row in answer.table.rows] == ["Basis", "Services"]


def test_a_foreign_language_is_named_once_and_what_was_understood_is_answered() -> None:
    for lang in ("id", "en"):
        talk = Talk(lang)
        unknown = WORDING("social.language_unknown", lang)
        text = talk.say_foreign(ask("definition", models=("kpo",))).plain_text()
        assert text.startswith(unknown) and STORE.fact("kpo.definition").text[lang] in text
        assert unknown not in talk.say_foreign(ask("definition", models=("bpo",))).plain_text()


def test_where_it_belongs_is_told_behind_a_no() -> None:
    talk = Talk("en")
    assert talk.say(ask("classification", models=("kpo",), services=("payroll",), cues="yn")).verdict == "no"
    answer = talk.say(Act("follow_up"))
    assert answer.facts == ["bpo.services.human_resources"] and not answer.verdict


def test_why_of_jobs_compared_is_asked_of_the_property() -> None:
    talk = Talk("en")
    jobs = ("data_analysis", "call_center")
    talk.say(ask("aspect", models=("kpo", "bpo"), services=jobs, values=("kpo.complexity",), than=("bpo",), cues="yn than"))
    assert "listed" not in talk.say(ask("why")).plain_text()


def test_whether_it_is_ones_own_is_asked_of_what_was_said() -> None:
    talk = Talk("en")
    talk.say(ask("aspect", models=("kpo",), values=("kpo.driver",), cues="yn"))
    reply = talk.say(Act("doubt", cues=cues("asks", "back", "which", "yn", "own_or_written")))
    assert reply.verdict is None and reply.plain_text().startswith("It is written there") and reply.facts == ["kpo.driver"]


def test_a_job_that_was_passed_over_is_placed_at_last() -> None:
    talk = Talk("en")
    talk.say(ask("classification", cues="which", services=("market_research",)))
    surely = Act("doubt", services=("customer_service",), cues=cues("asks", "yn", "certain"))
    assert talk.say(surely).plain_text().startswith("Yes. My source lists customer service under BPO")


def test_what_was_unclear_is_explained_and_not_defended() -> None:
    talk = Talk("en")
    talk.say(ask("definition", models=("kpo",)))
    reply = talk.say(Act("object", cues=cues("o:unclear")))
    assert reply.plain_text().startswith(WORDING("lead.explained", "en"))


def test_behind_what_both_are_for_they_differ_in_what_they_rely_on() -> None:
    talk = Talk("en")
    talk.say(ask("aspect", models=("bpo", "kpo"), values=("bpo.goal", "kpo.goal"), cues="yn"))
    differ = ask("difference", aspects=("goal",), values=("bpo.goal",), cues="asks differ")
    assert talk.say(differ).facts == ["bpo.reliance", "kpo.reliance"]
    assert set(Talk("en").say(differ.with_(models=("bpo", "kpo"))).facts) >= {"bpo.goal", "kpo.goal"}
