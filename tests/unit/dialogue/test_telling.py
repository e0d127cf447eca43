"""What a person tells, and what it serves."""

from __future__ import annotations

import pytest

from acts import Act
from dialogue.telling import HANDLERS
from tests.unit.talk import WORDING, Talk, ask

PAYROLL = Act("tell", services=("payroll",))
NEED = frozenset({"need"})


def fits(model: str) -> str:
    """How a pick begins."""
    return WORDING("choice.fits", "id", name=model)


def test_its_table_has_one_row() -> None:
    assert set(HANDLERS) == {"tell"}


@pytest.mark.parametrize(
    "act, kind, facts",
    [
        (PAYROLL, "answer", ["bpo.services.human_resources"]),
        (Act("tell", values=("kpo.basis",), models=("kpo",)), "answer", ["kpo.basis"]),
        (Act("tell", values=("kpo.basis",), cues=NEED), "answer", ["kpo.basis"]),
        (Act("tell", values=("kpo.basis",)), "social", []),
        (Act("tell", models=("bpo",)), "social", []),
        (Act("tell"), "social", []),
    ],
)
def test_what_is_told_alone(act: Act, kind: str, facts: list[str]) -> None:
    answer = Talk().say(act)
    assert (answer.kind, answer.facts) == (kind, facts)


@pytest.mark.parametrize("act", [PAYROLL, Act("tell", values=("bpo.talent",))])
@pytest.mark.parametrize("together", [True, False])
def test_a_pick_rests_on_what_was_told_now_or_before(act: Act, together: bool) -> None:
    talk = Talk()
    if together:
        answer = talk.say(act, ask("choice"))
    else:
        talk.say(act)
        answer = talk.say(ask("choice"))
    assert answer.plain_text().startswith(fits("BPO"))


@pytest.mark.parametrize("together", [True, False])
def test_which_one_is_that(together: bool) -> None:
    talk = Talk()
    if together:
        answer = talk.say(PAYROLL, ask("classification"))
    else:
        talk.say(PAYROLL)
        talk.say(Act("thank"))
        answer = talk.say(ask("classification"))
    assert answer.facts == ["bpo.services.human_resources"]


def test_a_short_answer_to_what_matters_most_is_remembered() -> None:
    talk = Talk()
    assert talk.say(ask("choice")).kind == "clarify"
    assert talk.say(Act("follow_up", values=("kpo.talent",))).plain_text().startswith("KPO")
    assert talk.memory.told == ("values:kpo.talent",)
    talk.say(Act("thank"))
    assert talk.say(ask("choice")).plain_text().startswith(fits("KPO"))


@pytest.mark.parametrize(
    "value, cues, model",
    [("kpo.coordination", "need", "KPO"), ("kpo.coordination", "need neg", "BPO"), ("bpo.basis", "neg", "KPO")],
)
def test_a_need_may_be_told_by_what_is_not_wanted(value: str, cues: str, model: str) -> None:
    assert Talk().say(ask("choice", values=(value,), cues=cues)).plain_text().startswith(fits(model))


def test_what_shall_be_left_out_is_no_need() -> None:
    talk = Talk()
    talk.say(Act("tell", services=("payroll",), besides=("payroll",)))
    assert talk.memory.told == ()


def test_jobs_of_several_models_are_each_given_to_their_own() -> None:
    said = Talk("en").say(Act("tell", services=("payroll", "market_research"), cues=NEED), ask("choice"))
    assert said.facts == ["bpo.services.human_resources", "kpo.services.market_research"]
    assert "BPO for payroll processing" in said.plain_text() and "KPO for market research" in said.plain_text()


def test_where_a_firm_is_tells_the_type_that_was_asked_about() -> None:
    talk = Talk("en")
    talk.say(ask("types", types=("nearshore", "offshore")))
    assert talk.say(Act("tell", types=("nearshore",))).facts == ["bpo.types.nearshore"]


def test_who_sighs_about_the_work_does_not_ask_where_it_belongs() -> None:
    assert Talk().say(Act("tell", services=("help_desk",), cues=frozenset({"m:tired"}))).topic == "emotion_tired"


def test_what_is_told_now_outweighs_its_contrary_of_before() -> None:
    talk = Talk("en")
    talk.say(Act("tell", values=("bpo.talent",), cues=NEED), ask("choice", cues="which"))
    then = talk.say(
        Act("tell", values=("bpo.talent",), cues=NEED | {"neg", "too"}),
        Act("tell", services=("data_analysis",)),
        ask("choice", cues="which"),
    )
    assert "BPO may suit you, too" not in then.plain_text() and "-values:bpo.talent" in talk.memory.told
    assert "values:bpo.talent" not in talk.memory.told


def test_whether_something_is_in_a_list_is_asked_of_the_list_that_was_shown() -> None:
    talk = Talk("en")
    talk.say(ask("services", models=("kpo",)))
    assert talk.say(ask("classification", cues="yn among", services=("training",))).verdict == "no"


def test_what_is_in_a_service_is_told_with_where_it_belongs() -> None:
    answer = Talk("en").say(ask("services", cues="yn able", services=("human_resources",)), ask("services"))
    assert answer.facts == ["bpo.services.human_resources"]


@pytest.mark.parametrize("act", [ask("services", cues="back", models=("bpo",)), ask("classification", cues="back which", models=("bpo",))])
def test_of_ones_own_jobs_those_of_a_model_are_picked_out_however_they_were_asked(act: Act) -> None:
    talk = Talk("en")
    for service in ("payroll", "investment_research", "help_desk"):
        talk.say(ask("classification", services=(service,)))
    said = talk.say(act).plain_text()
    assert "payroll" in said and "help desk" in said and "research" not in said
