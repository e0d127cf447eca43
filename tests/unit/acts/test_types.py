"""Acts and forms: their JSON, and how a form takes the place of another."""

from __future__ import annotations

import json

import pytest

from acts import Act, Form, Span, acts_from_json, acts_to_json

ACTS = [
    Act("greet"),
    Act("ask_aspect", models=("bpo", "kpo"), aspects=("driver",), named=("driver",), cues=frozenset({"yn", "neg"}), than=("bpo",)),
    Act("ask_services", models=("bpo",), besides=("payroll",), form=Form(shape="bullets", points=3, unit="points", plain=True)),
    Act("choose_listed", ordinals=(1, -1), anaphor="other", numbers=(2,), mark="b", span=Span(3, 9), why="encoder"),
    Act("out_of_scope", outside=("gaji", "the capital of X"), confidence=0.4, answerable=0.1, language="other", expansion="wrong"),
    Act("tell", services=("payroll",), values=("kpo.basis",), types=("nearshore",), relations=("b2b",)),
]


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.label)
def test_an_act_is_the_same_after_json(act: Act) -> None:
    assert acts_from_json(json.loads(json.dumps(acts_to_json([act])))) == (act,)


def test_json_holds_what_is_set_and_no_more() -> None:
    assert Act("greet").as_json() == {"label": "greet"}
    assert Act("x", cues=frozenset("ba"), form=Form(plain=True)).as_json() == {"label": "x", "cues": ["a", "b"], "form": {"plain": True}}


@pytest.mark.parametrize("value", [None, 7, "acts", {}, [], [7, None]])
def test_what_is_no_list_of_acts_holds_none(value: object) -> None:
    assert acts_from_json(value) == ()


def test_keys_that_are_unknown_are_dropped() -> None:
    assert acts_from_json([{"label": "greet", "mood": "glad"}, {}]) == (Act("greet"), Act("nothing"))
    assert Form.from_json({"plain": True, "colour": "red"}) == Form(plain=True)
    assert Form.from_json(None) == Form()


@pytest.mark.parametrize(
    "label, topic", [("ask_aspect", "aspect"), ("ask_full_form", "full_form"), ("follow_up", ""), ("out_of_scope", ""), ("greet", "")]
)
def test_only_questions_have_a_topic(label: str, topic: str) -> None:
    assert Act(label).topic == topic


@pytest.mark.parametrize("field", ["models", "types", "services", "aspects", "values", "relations"])
def test_an_act_names_something_of_the_store(field: str) -> None:
    assert Act("x", **{field: ("a",)}).names_something
    assert not Act("x", outside=("a",), ordinals=(1,)).names_something


@pytest.mark.parametrize(
    "one, other, filled",
    [
        (Form(), Form(length="short"), Form(length="short")),
        (Form(length="line"), Form(length="short", plain=True), Form(length="line", plain=True)),
        (Form(shape="table"), Form(points=3, unit="points"), Form(shape="table", points=3, unit="points")),
        (Form(both=True), Form(), Form(both=True)),
    ],
)
def test_two_wishes_of_a_message_complete_each_other(one: Form, other: Form, filled: Form) -> None:
    assert one.filled(other) == filled


@pytest.mark.parametrize(
    "new, old, held",
    [
        (Form(length="line"), Form(shape="bullets", points=3, unit="points"), Form(length="line")),
        (Form(shape="table"), Form(length="short", plain=True), Form(shape="table", plain=True)),
        (Form(plain=True), Form(length="short"), Form(length="short", plain=True)),
        (Form(points=2, unit="sentences"), Form(length="line"), Form(points=2, unit="sentences")),
        (Form(name=True), Form(shape="table", formal=True), Form(name=True, formal=True)),
        (Form(), Form(length="short"), Form(length="short")),
    ],
)
def test_a_new_length_shape_or_number_replaces_all_three(new: Form, old: Form, held: Form) -> None:
    assert new.over(old) == held


def test_a_form_is_true_where_something_is_asked_for() -> None:
    assert not Form()
    assert all([Form(length="line"), Form(points=1), Form(example=True), Form(cannot=True)])
