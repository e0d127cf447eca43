"""Picks: what a person is like and is offered, what changes them, and what is asked of jobs and places behind them."""

from __future__ import annotations

import pytest

from acts import Act
from tests.unit.talk import Talk, ask

NEED = frozenset({"need"})
SHY = Act("tell", values=("bpo.talent",), cues=NEED | {"neg"})
CHATTY = Act("tell", values=("bpo.talent",), cues=NEED)
THANKS = Act("thank", cues=frozenset({"thanks"}))


def test_what_is_lacked_speaks_against_the_model_that_needs_it() -> None:
    answer = Talk("en").say(SHY, ask("choice", cues="which"))
    assert answer.facts == ["bpo.talent"] and answer.plain_text().startswith("KPO")
    assert Talk("en").say(SHY, ask("choice", models=("bpo",), cues="yn neg")).verdict == "yes"


@pytest.mark.parametrize(("told", "verdict"), [(SHY, "no"), (CHATTY, "yes")])
def test_an_offer_is_judged_by_what_somebody_is_like(told: Act, verdict: str) -> None:
    answer = Talk("en").say(told, Act("tell", services=("call_center",), cues=NEED), ask("choice", cues="yn back"))
    assert answer.verdict == verdict and "bpo.talent" in answer.facts


@pytest.mark.parametrize(
    ("new", "verdict", "words"),
    [
        ({"services": ("legal_process",)}, "yes", "now the better fit"),
        ({"values": ("kpo.talent",)}, "yes", "points to both"),
        ({"services": ("payroll",)}, "no", "stays with BPO"),
    ],
)
def test_whether_something_new_changes_the_pick(new: dict[str, tuple[str, ...]], verdict: str, words: str) -> None:
    talk = Talk("en")
    talk.say(CHATTY, ask("choice", cues="which"))
    answer = talk.say(Act("follow_up", cues=frozenset({"changes", "yn", "too"}), **new))
    assert answer.verdict == verdict and words in answer.plain_text()


def test_what_the_source_does_not_tell_changes_nothing() -> None:
    talk = Talk("en")
    talk.say(CHATTY, ask("choice", cues="which"))
    assert talk.say(Act("ask_choice", cues=frozenset({"changes", "yn"}))).kind == "decline"


@pytest.mark.parametrize("topic", ["relation", "aspect", "classification"])
def test_a_model_alone_behind_a_pick_is_asked_of_the_pick(topic: str) -> None:
    talk = Talk("en")
    talk.say(CHATTY, ask("choice", cues="which"))
    assert talk.say(ask(topic, models=("kpo",), cues="yn")).verdict == "no"
    assert talk.say(ask(topic, models=("bpo", "kpo"), cues="which")).topic in ("choice", "clarify")


def test_the_same_pick_is_not_said_twice_in_the_same_words() -> None:
    talk = Talk("en")
    first = talk.say(CHATTY, ask("choice", cues="which")).plain_text()
    again = talk.say(Act("follow_up", values=("bpo.talent",), cues=NEED)).plain_text()
    assert again != first


def test_who_takes_one_and_thanks_wants_no_more() -> None:
    talk = Talk("en")
    talk.say(ask("difference", models=("bpo", "kpo")))
    assert talk.say(Act("choose_listed", ordinals=(1,), cues=frozenset({"takes"})), THANKS).kind == "social"
    assert talk.say(Act("choose_listed", ordinals=(1,))).kind != "social"


def test_jobs_that_were_sorted_are_pointed_at_by_their_model() -> None:
    talk = Talk("en")
    talk.say(ask("classification", services=("payroll", "market_research", "help_desk"), cues="which"))
    text = talk.say(ask("aspect", values=("kpo.coordination",), cues="which")).plain_text()
    assert text.startswith("Market research (KPO)")
    assert (
        talk.say(ask("aspect", values=("bpo.complexity",), cues="which")).plain_text().startswith("Payroll processing and help desks (BPO)")
    )


def test_what_is_not_one_models_is_the_others() -> None:
    answer = Talk("en").say(ask("services", models=("bpo",), cues="neg"))
    assert "kpo.services" in answer.facts and "bpo.services" not in answer.facts


PLACES = Act("tell", types=("nearshore", "offshore"))


def test_which_type_is_mine_is_asked_of_the_places() -> None:
    talk = Talk("en")
    first = talk.say(PLACES, ask("types", cues="which back"))
    assert first.facts == ["bpo.types.nearshore", "bpo.types.offshore"] and len(first.plain_text().split(".")) == 2
    again = talk.say(ask("choice", cues="which back"))
    assert again.topic == "definition" and again.facts == first.facts and again.plain_text() != first.plain_text()


def test_the_farthest_is_all_the_rest() -> None:
    near = Talk("en").say(Act("tell", types=("onshore", "nearshore")), ask("types", cues="which")).plain_text()
    assert "otherwise" not in near
    assert "otherwise offshore" in Talk("en").say(PLACES, ask("types", cues="which")).plain_text()


def test_a_type_has_no_examples() -> None:
    answer = Talk("en").say(ask("definition", types=("nearshore",), named=("nearshore",), cues="for_instance"))
    assert answer.kind == "decline" and "no example of nearshore" in answer.plain_text()


def test_why_behind_a_pick_is_what_it_was_made_of() -> None:
    talk = Talk("en")
    talk.say(Act("tell", services=("data_analysis",), cues=frozenset({"need"})), ask("choice", cues="which"))
    assert "kpo.services.data_analysis" in talk.say(ask("why", models=("kpo",))).facts


BOTH = Act("ask_choice", anaphor="both", cues=frozenset({"able", "asks", "yn"}))
DATA = Act("tell", services=("data_analysis",), cues=NEED)


def test_both_may_be_done_where_both_were_told_of() -> None:
    reply = Talk("en").say(CHATTY, DATA, BOTH)
    assert reply.verdict is None and reply.plain_text().startswith("My source does not rule that out")
    assert set(reply.facts) == {"bpo.talent", "kpo.services.data_analysis"}
    assert "rule that out" not in Talk("en").say(CHATTY, BOTH).plain_text()


def test_what_is_lacked_does_not_fit_too() -> None:
    offers = Act("tell", services=("call_center", "data_analysis"), cues=NEED)
    assert "may fit too" not in Talk("en").say(offers, SHY, ask("choice", cues="which")).plain_text()
    assert "may fit too" in Talk("en").say(offers, CHATTY, ask("choice", cues="which")).plain_text()


def test_one_of_a_list_is_picked_by_needs_and_not_by_its_place() -> None:
    talk = Talk("en")
    talk.say(ask("services", models=("bpo",)))
    reply = talk.say(ask("choice", cues="which first_person", ordinals=(1,), numbers=(1,)), CHATTY)
    assert reply.facts == ["bpo.talent"] and reply.plain_text().endswith("which of its services suits whom.")


def test_a_job_that_was_passed_over_gets_no_more_of_the_others() -> None:
    talk = Talk("en")
    talk.say(ask("classification", cues="which", services=("payroll",)))
    reply = talk.say(Act("object", cues=frozenset({"o:partial"})))
    assert reply.kind == "clarify" and reply.plain_text().startswith("Sorry, then I passed something over")
