"""Courtesy: each row of its table."""

from __future__ import annotations

import pytest

from acts import MOODS, Act
from dialogue.social import BESIDE_AN_ANSWER, HANDLERS, WEIGHTIEST
from tests.unit.talk import WORDING, Talk, ask, composer


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("label", HANDLERS)
def test_each_courtesy_has_its_words(label: str, lang: str) -> None:
    talk = Talk(lang)
    if label == "acknowledge":
        # As a first word it is a greeting.
        assert talk.say(Act(label)).topic == "greet"
    answer = talk.say(Act(label))
    if label == "nothing":
        assert (answer.kind, answer.plain_text()) == ("clarify", WORDING("clarify.what", lang))
    else:
        said = WORDING(f"social.{label}", lang, subjects=composer(lang).all_subjects(), hello=WORDING("hello.plain", lang))
        assert (answer.kind, answer.topic, answer.plain_text().replace("• ", "")) == ("social", label, said)
    assert bool(answer.suggestions) is (label != "goodbye")


def test_courtesy_is_weighed_by_its_labels() -> None:
    assert set(HANDLERS) - {"nothing"} <= set(WEIGHTIEST)
    # That a form cannot be had is said by whoever is asked for it: see `follow.reform`.
    assert set(BESIDE_AN_ANSWER) <= {*WEIGHTIEST, "cannot"}


@pytest.mark.parametrize("mood", MOODS)
def test_a_feeling_is_met_by_its_mood(mood: str) -> None:
    said = Talk().say(Act("emotion", cues=frozenset({f"m:{mood}"})))
    assert said.topic == f"emotion_{mood}"
    assert said.plain_text() != Talk().say(Act("emotion")).plain_text()


def test_a_worry_is_met_before_the_answer() -> None:
    told = Act("tell", cues=frozenset({"m:worry"}))
    said = Talk("en").say(told, Act("ask_definition", models=("outsourcing",)))
    assert said.kind == "answer"
    assert said.body[0].text == "It is natural to be worried."


@pytest.mark.parametrize(
    "labels, said",
    [("greet thank", "thank"), ("thank goodbye", "goodbye"), ("greet complain", "complain"), ("acknowledge ask_human", "ask_human")],
)
def test_the_weightiest_courtesy_is_answered(labels: str, said: str) -> None:
    first, last = labels.split()
    assert Talk().say(Act(first), Act(last)).topic == said
    assert Talk().say(Act(last), Act(first)).topic == said


@pytest.mark.parametrize("cue, hello", [("", "Halo!"), ("salam", "Waalaikumsalam!"), ("evening", "Selamat malam!")])
def test_a_greeting_is_returned_in_kind(cue: str, hello: str) -> None:
    greeting = Act("greet", cues=frozenset(cue.split()))
    assert Talk().say(greeting).plain_text().startswith(hello)
    assert Talk().say(greeting, ask("full_form", models=("kpo",))).plain_text().startswith(f"{hello}\nKPO adalah")
