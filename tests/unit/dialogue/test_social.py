"""Courtesy: each row of its table."""

from __future__ import annotations

import pytest

from acts import MOODS, Act
from answers.compose import compose
from answers.composer import Composer
from dialogue import Memory, decide
from dialogue.social import BESIDE_AN_ANSWER, HANDLERS, WEIGHTIEST
from tests.unit.talk import STORE, WORDING, Talk, ask, composer


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("label", HANDLERS)
def test_each_courtesy_has_its_words(label: str, lang: str) -> None:
    talk = Talk(lang)
    if label == "acknowledge":
        # As a first word it is a greeting.
        assert talk.say(Act(label)).topic == "greet"
        talk.say(ask("definition", models=("bpo",)))
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


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("days, key", [(90.0, "kept"), (0.0, "kept_always")])
def test_what_is_kept_of_the_talk_is_said_with_its_days(lang: str, days: float, key: str) -> None:
    plan = decide((Act("ask_bot", cues=frozenset({"kept"})),), Memory(), STORE)
    answer = compose(plan, Memory(), Composer(STORE, WORDING, lang, days_kept=days)).answer
    assert answer.plain_text() == WORDING(f"social.{key}", lang, days="90")


def test_who_tells_something_later_on_is_not_asked_again_what_to_know() -> None:
    talk = Talk("en")
    first = talk.say(Act("tell")).topic
    assert (first, talk.say(Act("tell")).topic, talk.say(Act("thank"), Act("tell")).topic) == ("told", "told_on", "thank")


def test_what_the_source_is_tells_its_author_too() -> None:
    what, who = ask("source", cues="w:title"), ask("source", cues="w:author")
    assert Talk("en").say(what, who).plain_text() == Talk("en").say(what).plain_text()
    assert Talk("en").say(who).plain_text() != Talk("en").say(what).plain_text()
