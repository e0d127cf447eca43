"""Every form on every topic keeps its promise."""

from __future__ import annotations

import pytest

from acts import Act, Form
from answers.answer import Answer
from tests.unit.answers.questions import ANSWERED
from tests.unit.talk import Talk, ask, sentences

QUESTIONS = {**{name: act for name, (act, _) in ANSWERED.items()}, "difference": ask("difference")}
CLAIM = ask("aspect", models=("kpo",), values=("bpo.complexity",), cues="yn")


def items(answer: Answer) -> int:
    return sum(len(block.items) for block in answer.body)


def words(answer: Answer) -> int:
    return len(answer.plain_text().split())


def line(answer: Answer, usual: Answer) -> bool:
    return len(sentences(answer.plain_text())) == 1 and "\n" not in answer.plain_text()


def short(answer: Answer, usual: Answer) -> bool:
    """Half of it; facts that are told apart by the names of their aspects need those names."""
    most = 0.6 if words(usual) > 16 and len(usual.facts) != 2 else 1
    return words(answer) < most * words(usual)


FORMS = {
    "one sentence": (Form(length="line"), line),
    "short": (Form(length="short"), short),
    "long": (Form(length="long"), lambda a, u: set(a.facts) >= set(u.facts) and words(a) > words(u)),
    "two points": (Form(points=2, unit="points"), lambda a, u: items(a) == 2),
    "five numbered": (Form(points=5, unit="points", shape="numbered"), lambda a, u: items(a) == 5 and "\n5. " in a.plain_text()),
    "bullets": (Form(shape="bullets"), lambda a, u: items(a) >= 1 and "• " in a.plain_text()),
    "two sentences": (Form(points=2, unit="sentences"), lambda a, u: len(sentences(a.plain_text())) == 2),
    "three sentences": (Form(points=3, unit="sentences"), lambda a, u: len(sentences(a.plain_text())) == 3),
    "ten words": (Form(points=10, unit="words"), lambda a, u: words(a) <= 10),
    "five words": (Form(points=5, unit="words"), lambda a, u: words(a) <= 5),
    "table": (Form(shape="table"), lambda a, u: a.table and all(row[0] in a.plain_text() for row in a.table.rows)),
    "paragraph": (Form(shape="paragraph"), lambda a, u: len(a.body) == 1 and not items(a)),
    # Of a comparison the few points that tell most.
    "plain": (Form(plain=True), lambda a, u: set(a.facts) == set(u.facts) or (a.topic == "difference" and set(a.facts) < set(u.facts))),
    "name": (Form(name=True), lambda a, u: words(a) <= words(u) and "\n" not in a.plain_text()),
    "both languages": (Form(both=True), lambda a, u: len(a.body) > len(u.body)),
    "example": (Form(example=True), lambda a, u: len(a.body) >= len(u.body)),
}


def kept(form: Form, answer: Answer) -> bool:
    """Whether the answer says that it has the form; where it has not, it says so in its text or `form` lacks it."""
    return answer.form == form.as_json()


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("question", QUESTIONS)
def test_each_form_on_each_topic(question: str, form: str, lang: str) -> None:
    wanted, promise = FORMS[form]
    usual = Talk(lang).say(QUESTIONS[question])
    answer = Talk(lang).say(QUESTIONS[question].with_(form=wanted))
    if kept(wanted, answer):
        assert promise(answer, usual), answer.plain_text()
    else:
        assert form in ("five words", "ten words", "five numbered", "three sentences"), answer.form


@pytest.mark.parametrize("form", ["one sentence", "two sentences", "ten words", "short", "table", "bullets", "plain", "name"])
@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_verdict_comes_first_in_any_form(form: str, lang: str) -> None:
    answer = Talk(lang).say(CLAIM.with_(form=FORMS[form][0]))
    assert answer.verdict == "no"


@pytest.mark.parametrize("form", ["short", "name", "table"])
def test_aspects_of_one_model_are_told_apart_by_their_names(form: str) -> None:
    said = Talk("en").say(QUESTIONS["two aspects"].with_(form=FORMS[form][0])).plain_text()
    assert "KPO:" not in said and "Staff needed: " in said


def test_too_few_words_are_said_to_be_too_few() -> None:
    answer = Talk("en").say(ask("services", models=("bpo",), form=Form(points=2, unit="words")))
    assert answer.form == {} and answer.plain_text().startswith("That is too few words")


def test_an_example_is_a_fact_too() -> None:
    answer = Talk("en").say(ask("definition", models=("kpo",), form=Form(example=True)))
    assert answer.facts[0] == "kpo.definition" and "kpo.services.market_research" in answer.facts


def test_a_list_in_simple_words_is_its_plain_sentence() -> None:
    said = Talk("id").say(ask("services", models=("kpo",), form=Form(plain=True))).plain_text()
    assert said.startswith("KPO bisa meneliti investasi") and "\n" not in said


def test_a_courtesy_has_no_form() -> None:
    assert Talk().say(Act("thank", form=Form(shape="table"))).form == {}
