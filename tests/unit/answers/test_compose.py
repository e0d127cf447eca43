"""What is said of the whole reply: nothing twice running, and premises put right."""

from __future__ import annotations

import pytest

from acts import Act, Form
from tests.unit.talk import STORE, WORDING, Talk, ask

DEFINITION = ask("definition", models=("kpo",))


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_same_is_not_said_twice_running(lang: str) -> None:
    talk, told = Talk(lang), Act("tell", services=("payroll",))
    first = talk.say(told)
    again = talk.say(told)
    assert (again.kind, again.plain_text()) == ("clarify", WORDING("clarify.same_again", lang))
    # Nor is that said twice running.
    assert talk.say(told).plain_text() == first.plain_text()


@pytest.mark.parametrize("before", [(), (Act("greet"),)])
def test_a_question_that_is_asked_again_is_answered_again(before: tuple[Act, ...]) -> None:
    talk = Talk("id")
    assert talk.say(*before, DEFINITION).plain_text() == talk.say(*before, DEFINITION).plain_text()


@pytest.mark.parametrize(
    "act",
    [
        Act("repeat"),
        Act("recall", models=("kpo",)),
        Act("go_back"),
        Act("switch_language", language="en"),
        Act("elaborate"),
        DEFINITION.with_(form=Form(length="line", plain=True)),
    ],
)
def test_whoever_asks_for_it_gets_it(act: Act) -> None:
    talk = Talk("en")
    talk.say(DEFINITION)
    assert talk.say(act).kind == "answer"


def test_between_them_something_else_was_said() -> None:
    talk = Talk()
    assert [talk.say(act).kind for act in (DEFINITION, ask("users"), DEFINITION)] == ["answer"] * 3


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize(
    ("act", "right"),
    [
        (ask("services", models=("kpo",), values=("bpo.complexity",)), "kpo.complexity"),
        (ask("definition", models=("bpo",), values=("kpo.basis",)), "bpo.basis"),
        (ask("types", models=("bpo",), values=("kpo.driver",)), "bpo.driver"),
    ],
)
def test_a_wrong_premise_is_put_right_first(act: Act, right: str, lang: str) -> None:
    answer = Talk(lang).say(act)
    assert answer.plain_text().startswith(f"{WORDING('why.not_so', lang)} {STORE.fact(right).text[lang]}")
    assert answer.facts[0] == right and len(answer.facts) > 1


@pytest.mark.parametrize(
    "act",
    [
        ask("services", models=("kpo",), values=("kpo.complexity",)),
        ask("services", models=("kpo",), values=("bpo.complexity",), cues="neg"),
        ask("services", values=("bpo.complexity",)),
        ask("services", models=("kpo",)),
    ],
)
def test_a_right_premise_is_left_alone(act: Act) -> None:
    assert WORDING("why.not_so", "en") not in Talk("en").say(act).plain_text()


def test_what_the_answer_says_is_not_said_before_it() -> None:
    said = Talk("en").say(ask("definition", models=("bpo",), values=("kpo.definition",))).plain_text()
    assert said.count(STORE.fact("bpo.definition").text["en"]) == 1


def test_what_is_none_of_any_models_is_what_is_outsourced_besides() -> None:
    reply = Talk("en").say(ask("services", cues="besides", besides=("bpo", "kpo")))
    assert "outsourcing.services.marketing" in reply.facts


def test_nobody_is_met_with_silence() -> None:
    left_out = tuple(service.id for service in STORE.services("kpo"))
    reply = Talk("en").say(ask("services", Form(points=1, unit="points"), models=("kpo",), besides=left_out))
    assert reply.plain_text().strip()
