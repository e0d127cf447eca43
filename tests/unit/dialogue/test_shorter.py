"""The last answer in fewer words, again and again; one point of it in fewer."""

from __future__ import annotations

import pytest

from acts import Act, Form
from answers.answer import Answer
from tests.unit.talk import Talk, ask

SHORTER = Act("shorten", form=Form(length="short"))
TOO_LONG = Act("object", cues=frozenset({"o:long", "still"}))


def words(answer: Answer) -> int:
    return len(answer.plain_text().split())


def items(answer: Answer) -> list[str]:
    return [item for block in answer.body for item in block.items]


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("again", [SHORTER, TOO_LONG], ids=["shorter", "too long"])
def test_each_time_it_is_shorter(again: Act, lang: str) -> None:
    talk = Talk(lang)
    counts = [words(talk.say(ask("definition", models=("kpo",))))] + [words(talk.say(again)) for _ in range(4)]
    assert counts == sorted(set(counts), reverse=True)


def test_what_gets_no_shorter_is_said_to() -> None:
    talk = Talk("en")
    talk.say(ask("aspect", models=("bpo",), aspects=("driver",), form=Form(points=1, unit="words")))
    assert talk.say(SHORTER).plain_text() == "It gets no shorter: Volume"


def test_a_list_that_is_to_be_shorter_stays_a_list() -> None:
    talk = Talk("en")
    before = items(talk.say(ask("difference", form=Form(points=3, unit="points"))))
    after = items(talk.say(SHORTER))
    assert len(after) == 3 and sum(map(len, after)) < sum(map(len, before))


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("act", [TOO_LONG.with_(ordinals=(1,)), Act("reform", ordinals=(1,), form=Form(points=3, unit="words"))])
def test_the_point_that_is_too_long_is_shortened_in_its_list(act: Act, lang: str) -> None:
    talk = Talk(lang)
    before = items(talk.say(ask("overview", models=("kpo",), form=Form(points=4, unit="points"))))
    after = items(talk.say(act))
    assert after[1:] == before[1:] and len(after[0].split()) < len(before[0].split())


def test_two_points_one_after_the_other() -> None:
    talk = Talk("en")
    talk.say(ask("overview", models=("kpo",), form=Form(points=3, unit="points")))
    first = items(talk.say(TOO_LONG.with_(ordinals=(1,))))
    both = items(talk.say(TOO_LONG.with_(ordinals=(2,))))
    assert both[0] == first[0] and len(both[1].split()) < len(first[1].split())


def test_a_position_that_the_list_has_not_is_none_of_its_points() -> None:
    talk = Talk("en")
    talk.say(ask("overview", models=("kpo",), form=Form(points=3, unit="points")))
    assert items(talk.say(TOO_LONG.with_(ordinals=(7,)))) != []


def test_a_number_alone_counts_what_was_counted_last() -> None:
    talk = Talk("en")
    talk.say(ask("definition", models=("bpo",), form=Form(points=8, unit="words")))
    assert words(talk.say(Act("reform", numbers=(4,), form=Form(points=4, unit="points")))) <= 4


def test_a_lettered_point_is_shortened_without_its_letter() -> None:
    talk = Talk("en")
    before = talk.say(ask("difference", form=Form(shape="lettered", points=3, unit="points"))).plain_text().split("\n")
    after = talk.say(TOO_LONG.with_(mark="b")).plain_text().split("\n")
    assert len(after) == 3 and after[0] == before[0] and len(after[1]) < len(before[1])
