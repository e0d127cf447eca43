"""The wish for a form."""

from __future__ import annotations

import pytest

from acts import Form
from nlu.cues import Cues
from nlu.forms import form_of, settled
from tests.unit.nlu.fakes import judgement

CUES = Cues.load()


@pytest.mark.parametrize(
    ("text", "marks", "form"),
    [
        ("what is bpo", {}, Form()),
        ("in a table", {"f:table": 0.9}, Form(shape="table")),
        ("in a table", {"f:table": 0.3}, Form()),
        ("in one sentence", {"f:line": 0.9}, Form(length="line")),
        ("in 2 sentences", {"f:points": 0.9, "f:line": 0.6}, Form(points=2, unit="sentences")),
        ("3 bullets", {"f:points": 0.9, "f:bullets": 0.9}, Form(points=3, unit="points", shape="bullets")),
        ("in 50 words", {"f:words": 0.9}, Form(points=50, unit="words")),
        ("99 points", {"f:points": 0.9}, Form(points=12, unit="points")),
        ("a list, not a table", {"f:table": 0.6, "f:bullets": 0.9}, Form(shape="bullets")),
        ("simple please, formal", {"f:plain": 0.9, "f:formal": 0.9, "f:both": 0.9}, Form(plain=True, formal=True, both=True)),
        ("a table with 4 rows", {"f:table": 0.9}, Form(shape="table", points=4, unit="points")),
        ("in 1 sentence", {"f:points": 0.9}, Form(length="line")),
        ("the two in three points", {"f:points": 0.9}, Form(points=3, unit="points")),
        ("semester dua tiga butir", {"f:points": 0.9}, Form(points=3, unit="points")),
        ("in a few words", {"f:words": 0.9}, Form(length="short")),
        ("short, 2 sentences", {"f:short": 0.9}, Form(points=2, unit="sentences")),
        ("short or long", {"f:short": 0.6, "f:long": 0.8}, Form(length="long")),
        ("just the name", {"f:name": 0.9}, Form(name=True)),
        ("a poem", {"f:cannot": 0.9}, Form(cannot=True)),
        # A number that no form was asked with is the store's matter.
        ("6 services?", {}, Form()),
    ],
)
def test_the_form(text: str, marks: dict[str, float], form: Form) -> None:
    words = text.replace(",", "").split()
    assert form_of(judgement(marks), words, CUES, 0.5, False)[0] == form


@pytest.mark.parametrize(("mark", "language"), [("f:lang=id", "id"), ("f:lang=en", "en"), ("f:lang=other", "other"), ("f:both", "")])
def test_the_language_that_is_asked_for(mark: str, language: str) -> None:
    assert form_of(judgement({mark: 0.9}), [], CUES, 0.5, False)[1] == language


@pytest.mark.parametrize(
    ("marks", "asks", "form"),
    [
        ({"f:table": 0.3, "f:plain": 0.2}, True, Form(shape="table")),
        ({"f:table": 0.1}, True, Form()),
        ({"f:table": 0.3}, False, Form()),
        ({}, True, Form()),
    ],
)
def test_a_part_that_surely_asks_for_a_form_asks_for_the_likeliest(marks: dict[str, float], asks: bool, form: Form) -> None:
    assert form_of(judgement(marks), [], CUES, 0.5, asks)[0] == form


def test_both_languages_or_one() -> None:
    heard = {"f:both": 0.8, "f:lang=en": 0.9}
    assert form_of(judgement(heard), [], CUES, 0.5, False) == (Form(), "en")
    assert form_of(judgement({**heard, "f:both": 0.95}), [], CUES, 0.5, False)[0] == Form(both=True)


@pytest.mark.parametrize(
    ("text", "marks", "denied", "form"),
    [
        ("no table , points", {"f:table": 0.9}, {"f:table"}, Form(shape="bullets")),
        ("not a table", {"f:table": 0.9}, {"f:table"}, Form(shape="paragraph")),
        ("no bullets but a table", {"f:bullets": 0.9, "f:table": 0.9}, {"f:bullets"}, Form(shape="table")),
        ("three differences no table", {"f:table": 0.9, "f:points": 0.9}, {"f:table"}, Form(points=3, unit="points", shape="bullets")),
        ("3 bullets of 6 words", {"f:points": 0.9, "f:bullets": 0.9}, set(), Form(points=3, unit="points", shape="bullets", each=6)),
        ("three short points", {"f:points": 0.9, "f:short": 0.9}, set(), Form(points=3, unit="points", each=8)),
        ("one word per point", {"f:words": 0.9, "f:name": 0.9}, set(), Form(each=1)),
        ("one example of it", {"f:example": 0.9}, set(), Form(example=True, examples=1)),
        ("from a to z", {"f:alphabetical": 0.9, "f:lettered": 0.9}, set(), Form(alphabetical=True)),
    ],
)
def test_denied_and_combined_forms(text: str, marks: dict[str, float], denied: set[str], form: Form) -> None:
    assert form_of(judgement(marks), text.split(), CUES, 0.5, False, denied=denied)[0] == form


@pytest.mark.parametrize(
    ("form", "found", "label", "left"),
    [
        (Form(use=True), set(), "ask_aspect", Form()),
        (Form(use=True, length="line"), set(), "ask_aspect", Form(use=True, length="line")),
        (Form(use=True), {"yn"}, "ask_aspect", Form()),
        (Form(use=True), {"yn"}, "reform", Form(use=True)),
        (Form(use=True, cannot=True, length="line"), set(), "reform", Form(use=True, length="line")),
        (Form(use=True, cannot=True), set(), "reform", Form(use=True, cannot=True)),
        (Form(cannot=True, shape="table"), {"own_words"}, "reform", Form(shape="table")),
    ],
)
def test_forms_that_are_settled_by_what_stands_beside_them(form: Form, found: set[str], label: str, left: Form) -> None:
    assert settled(form, frozenset(), found, label, (), True) == left
