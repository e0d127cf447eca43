"""From acts to a plan: every label has a row, every question gets a move, and forms hold."""

from __future__ import annotations

import pytest

from acts import Act, Form
from dialogue import Memory, decide
from dialogue.decide import HANDLERS, MOST_QUESTIONS
from dialogue.query import TOPICS
from nlu.labels import LABELS
from tests.unit.talk import STORE, Talk, ask


def moves(*acts: Act, memory: Memory | None = None) -> list[tuple[str, str]]:
    """Kind, and topic or key, of each move."""
    return [(m.kind, m.key or m.query.topic) for m in decide(acts, memory or Memory(), STORE).moves]


def test_every_label_of_reading_has_a_handler_and_no_other() -> None:
    assert set(HANDLERS) == set(LABELS)


@pytest.mark.parametrize("topic", TOPICS)
def test_every_question_is_answered(topic: str) -> None:
    assert moves(ask(topic, models=("bpo",), aspects=("driver",) if topic == "aspect" else ())) == [("answer", topic)]


def test_what_lies_outside_is_declined() -> None:
    assert moves(Act("out_of_scope", outside=("gaji",))) == [("decline", "outside")]


def test_a_label_that_nobody_knows_is_asked_back() -> None:
    assert moves(Act("of_another_model")) == [("clarify", "what")]
    assert moves() == [("clarify", "what")]


GREET, THANK, OUT = Act("greet"), Act("thank"), Act("out_of_scope", outside=("gaji",))
FULL, TYPES = ask("full_form", models=("kpo",)), ask("types", models=("bpo",))


@pytest.mark.parametrize(
    "acts, plan",
    [
        ((FULL, TYPES), [("answer", "full_form"), ("answer", "types")]),
        ((FULL, OUT, TYPES), [("answer", "full_form"), ("decline", "outside"), ("answer", "types")]),
        ((FULL, FULL), [("answer", "full_form")]),
        ((GREET, FULL), [("social", "greet_short"), ("answer", "full_form")]),
        ((FULL, THANK), [("answer", "full_form")]),
        ((GREET, THANK), [("social", "thank")]),
        ((GREET, Act("ask_bot")), [("social", "ask_bot")]),
        ((Act("nothing"), FULL), [("answer", "full_form")]),
        ((Act("tell", services=("payroll",)), FULL), [("answer", "full_form")]),
        ((Act("emotion"), OUT), [("decline", "outside")]),
        ((Act("correct"), FULL), [("answer", "full_form")]),
        ((Act("start_over"), FULL), [("answer", "full_form")]),
    ],
)
def test_all_of_a_message_is_answered_or_named(acts: tuple[Act, ...], plan: list[tuple[str, str]]) -> None:
    assert moves(*acts) == plan


def test_more_questions_than_a_reply_holds_are_cut() -> None:
    assert len(moves(*(ask(topic, models=("bpo",)) for topic in TOPICS))) == MOST_QUESTIONS


def test_a_model_named_anywhere_holds_for_the_whole_message() -> None:
    talk = Talk()
    answer = talk.say(ask("full_form"), ask("services", models=("kpo",)))
    assert answer.facts[:2] == ["kpo.full_form", "kpo.services"]


def test_the_second_question_goes_on_from_the_first() -> None:
    talk = Talk()
    assert talk.say(ask("aspect", models=("bpo",), aspects=("basis",)), Act("follow_up", aspects=("driver",))).facts == [
        "bpo.basis",
        "bpo.driver",
    ]


@pytest.mark.parametrize(
    "first, second, now, held",
    [
        (Form(length="line"), Form(), Form(length="line"), Form(length="line")),
        (Form(length="line"), Form(shape="table"), Form(shape="table"), Form(shape="table")),
        (Form(length="line"), Form(plain=True), Form(length="line", plain=True), Form(length="line", plain=True)),
        (Form(name=True), Form(), Form(), Form()),
        (Form(length="long"), Form(), Form(), Form()),
        (Form(length="short"), Form(length="long"), Form(length="long"), Form()),
        (Form(example=True), Form(), Form(), Form()),
    ],
)
def test_a_form_holds_until_another_is_asked_for(first: Form, second: Form, now: Form, held: Form) -> None:
    talk = Talk()
    talk.say(ask("definition", first, models=("bpo",)))
    talk.say(ask("definition", second, models=("kpo",)))
    assert (talk.plan.form, talk.memory.form) == (now, held)


@pytest.mark.parametrize(
    "acts, retold",
    [((Act("doubt"),), True), ((Act("object"),), True), ((Act("doubt"), FULL), False), ((FULL,), False)],
)
def test_only_what_is_said_again_needs_other_words(acts: tuple[Act, ...], retold: bool) -> None:
    talk = Talk()
    talk.say(TYPES)
    talk.say(*acts)
    assert any(move.retold for move in talk.plan.moves) is retold


def test_a_new_beginning_forgets() -> None:
    talk = Talk()
    talk.say(ask("choice", services=("payroll",), form=Form(length="line")))
    talk.say(Act("start_over"))
    assert talk.plan.forget and talk.memory.told == () and len(talk.memory.exchanges) == 1
    assert talk.say(Act("repeat")).kind == "clarify"


def test_jobs_by_letter_are_placed_by_letter() -> None:
    points = [
        Act("tell", services=("payroll",), mark="a"),
        Act("ask_classification", services=("data_analysis",), mark="b"),
        Act("out_of_scope", outside=("taman",), mark="c"),
    ]
    talk = Talk()
    lines = talk.say(*points, Act("ask_classification", cues=frozenset({"which"}))).plain_text().split("\n")
    assert [line[:2] for line in lines] == ["a.", "b.", "c."]
    assert "BPO" in lines[0] and "KPO" in lines[1] and "taman" in lines[2]
    # And found again by their letters.
    again = talk.say(Act("recall", mark="ac")).plain_text().split("\n")
    assert [line[:2] for line in again] == ["a.", "c."]
