"""Lists that go on: one more, the rest, the same of the other, word against word, the whole table."""

from __future__ import annotations

import pytest

from acts import Act, Form
from answers.answer import Answer
from tests.unit.talk import STORE, Talk, ask

TWO = Form(points=2, unit="points")
MORE, REST = frozenset({"further"}), frozenset({"rest"})
SERVICES = [s.ref for s in STORE.services("kpo")]
ROWS = [row.aspect.id for row in STORE.compare(("bpo", "kpo"))]


def items(answer: Answer) -> int:
    return sum(len(block.items) for block in answer.body)


def aspects(answer: Answer) -> set[str]:
    return {ref.partition(".")[2] for ref in answer.facts}


@pytest.mark.parametrize("label", ["repeat", "nothing", "follow_up", "elaborate", "ask_services", "recall"])
def test_one_more_is_the_next_whatever_it_was_taken_for(label: str) -> None:
    talk = Talk("en")
    talk.say(ask("services", models=("kpo",), form=TWO))
    assert [ref for ref in talk.say(Act(label, numbers=(1,), cues=MORE)).facts if ref in SERVICES] == SERVICES[2:3]
    assert [ref for ref in talk.say(Act(label, numbers=(1,), cues=MORE)).facts if ref in SERVICES] == SERVICES[3:4]
    assert [ref for ref in talk.say(Act(label, cues=REST)).facts if ref in SERVICES] == SERVICES[4:]


def test_a_list_that_was_told_whole_has_no_more() -> None:
    talk = Talk()
    talk.say(ask("services", models=("kpo",)))
    said = talk.say(Act("repeat", numbers=(1,), cues=MORE))
    assert said.kind == "clarify" and talk.last.key == "no_more_entries"


def test_one_difference_after_the_other() -> None:
    talk = Talk()
    first = talk.say(ask("difference", form=Form(points=1, unit="points")))
    second = talk.say(Act("follow_up", numbers=(1,), cues=MORE))
    rest = talk.say(Act("choose_listed", cues=REST))
    assert items(first) == items(second) == 1
    assert aspects(first) | aspects(second) | aspects(rest) >= set(ROWS)
    assert not (aspects(first) & aspects(second) or aspects(rest) & (aspects(first) | aspects(second)))


def test_further_facts_on_one_model_are_others() -> None:
    talk = Talk("en")
    first = talk.say(ask("definition", models=("bpo",), form=TWO))
    more = talk.say(Act("nothing", numbers=(1,), cues=MORE))
    assert items(first) == 2 and items(more) == 1 and not set(first.facts) & set(more.facts)


def test_the_same_of_the_other_is_as_many() -> None:
    talk = Talk()
    three = talk.say(ask("definition", models=("bpo",), form=Form(points=3, unit="points")))
    same = talk.say(Act("follow_up", models=("kpo",), cues=frozenset({"same"})))
    assert items(three) == items(same) == 3
    assert not any(ref.startswith("bpo.") for ref in same.facts)


def test_as_short_as_the_ones_before() -> None:
    talk = Talk("en")
    talk.say(ask("definition", models=("bpo",), form=Form(points=3, unit="points")))
    talk.say(Act("reform", ordinals=(1,), form=Form(points=8, unit="words")))
    same = talk.say(Act("follow_up", models=("kpo",), numbers=(3,), cues=frozenset({"same"})))
    assert items(same) == 3 and max(len(item.split()) for block in same.body for item in block.items) < 16


def test_a_question_of_its_own_is_no_more_of_the_list() -> None:
    talk = Talk()
    talk.say(ask("services", models=("kpo",), form=TWO))
    assert "bpo.driver" in talk.say(ask("aspect", models=("bpo",), aspects=("driver",), cues="further")).facts


def test_word_against_word() -> None:
    said = Talk("en").say(Act("reform", cues=frozenset({"opposed"})))
    assert aspects(said) == set(ROWS) - {"full_form", "definition", "services", "process"}


def test_the_rest_of_a_kind_that_is_shown_by_an_example() -> None:
    pair = Act("ask_term", values=("bpo.driver", "kpo.driver"), named=("bpo.driver", "kpo.driver"))
    said = Talk("en").say(pair, Act("follow_up", cues=REST))
    assert "basis" in aspects(said) and "driver" not in aspects(said)


def test_the_whole_table_behind_a_part_of_it() -> None:
    talk = Talk()
    talk.say(ask("difference", form=TWO))
    table = talk.say(Act("reform", cues=frozenset({"whole"}), form=Form(shape="table"))).table
    assert table and len(table.rows) == len(ROWS)


def test_so_many_points_go_on_with_the_other_model_and_not_with_a_sentence() -> None:
    talk = Talk("en")
    talk.say(ask("definition", Form(points=3, unit="points", each=4), models=("kpo",)))
    assert sum(len(block.items) for block in talk.say(Act("follow_up", models=("bpo",))).body) == 3
    alone = talk.say(ask("definition", models=("outsourcing",)))
    assert not any(block.items for block in alone.body)


def test_a_type_behind_a_comparison_of_models_is_explained() -> None:
    talk = Talk("en")
    talk.say(ask("difference", models=("bpo", "kpo")))
    assert talk.say(Act("follow_up", types=("onshore",), named=("onshore",))).facts == ["bpo.types.onshore"]


@pytest.mark.parametrize("act", [Act("recall", numbers=(3,), anaphor="other", cues=REST), Act("repeat", numbers=(3,), cues=MORE)])
def test_fewer_that_are_left_than_are_asked_for_are_said_to_be(act: Act) -> None:
    talk = Talk("en")
    talk.say(ask("services", models=("kpo",), form=Form(points=3, unit="points")))
    said = talk.say(act)
    assert said.plain_text().startswith("Only two more:") and items(said) == 2


def test_how_many_each_and_which_is_told_once() -> None:
    told = Talk("en").say(ask("services", cues="how_many each", models=("bpo", "kpo")), ask("services", cues="how_many names_them"))
    assert told.plain_text().count("six") == 1 and "website services" in told.plain_text()


@pytest.mark.parametrize("shape", ["numbered", "bullets"])
def test_a_list_that_has_the_shape_is_given_again(shape: str) -> None:
    talk = Talk("en")
    first = talk.say(ask("types", form=Form(shape=shape)))
    assert talk.say(Act("reform", form=Form(shape=shape))).plain_text() == first.plain_text()


def test_as_many_lines_as_there_are_things_are_one_for_each() -> None:
    talk = Talk("en")
    talk.say(ask("definition", types=("onshore", "nearshore"), named=("onshore", "nearshore")))
    assert items(talk.say(Act("correct", numbers=(2,)), Act("reform", form=Form(length="line")))) == 2
