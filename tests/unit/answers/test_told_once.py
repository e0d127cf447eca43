"""A reply of several answers: nothing told twice, each question its own word, and what stands beside it."""

from __future__ import annotations

import pytest

from acts import Act, Form
from answers.piece import Piece
from answers.told_once import told_once
from tests.unit.talk import Talk, ask

WHOLE = ask("difference", models=("bpo", "kpo"))


def test_a_thing_is_denied_once() -> None:
    denied = [Piece("decline", topic, "", declined=["Openings"]) for topic in ("classification", "decline")]
    assert told_once(denied) == denied[:1]
    also = Piece("answer", "users", "", declined=["openings"])
    assert told_once([denied[0], also])[1].declined == []


def test_a_fact_is_told_once() -> None:
    said = Talk("en").say(
        ask("aspect", models=("bpo",), values=("kpo.complexity",), cues="yn asks"), ask("aspect", models=("kpo",), aspects=("complexity",))
    )
    assert said.verdict == "no" and said.plain_text().count("very complex") == 2  # "not very complex", "very complex"


def test_what_is_said_of_it_is_no_denial_beside_it() -> None:
    said = Talk("en").say(ask("users", outside=("big firms",), cues="yn only"))
    assert said.verdict == "no" and not said.unanswered


def test_each_question_gets_its_own_word() -> None:
    said = Talk("en").say(
        ask("aspect", models=("kpo",), values=("kpo.complexity",), cues="yn asks", words="is it hard?"),
        ask("aspect", models=("kpo",), values=("kpo.skills", "kpo.talent"), cues="yn asks", words="does it take experts?"),
    )
    assert [str(block.text).startswith("Yes.") for block in said.body] == [True, True, False]
    assert said.verdict == "yes"


def test_claims_in_one_sentence_get_one_word() -> None:
    values = ("bpo.complexity", "bpo.basis")
    said = Talk("en").say(ask("aspect", models=("bpo",), values=values, cues="yn said", words="simple, and by rules"))
    assert said.plain_text().count("Yes") == 1


def test_an_open_wish_gets_no_yes_or_no() -> None:
    talk = Talk("en")
    talk.say(ask("full_form", models=("kpo",), cues="yn said disputed", expansion="wrong"))
    said = talk.say(Act("shorten", form=Form(length="line"), cues=frozenset({"advised", "asks"})))
    assert said.verdict is None and said.plain_text().startswith("KPO stands for")


def test_examples_stand_in_place_of_the_list() -> None:
    said = Talk("en").say(WHOLE, ask("services", models=("bpo", "kpo"), form=Form(example=True), cues="for_instance"))
    assert "market research and data analysis" in said.plain_text() and "legal" not in said.plain_text()


def test_a_comparison_alone_has_its_table() -> None:
    said = Talk("en").say(WHOLE)
    assert said.table and said.image


@pytest.mark.parametrize(
    "before",
    [
        [WHOLE],
        [ask("definition", models=("kpo",), form=Form(points=5, unit="words"))],
    ],
    ids=["shown before", "five words"],
)
def test_it_stands_beside_it_once_and_not_for_who_wants_less(before: list[Act]) -> None:
    talk = Talk("en")
    talk.say(*before)
    talk.say(ask("definition", models=("bpo",)))
    said = talk.say(WHOLE)
    assert said.table is None and said.image is None


def test_it_hides_no_other_answer() -> None:
    said = Talk("en").say(WHOLE, ask("users"))
    assert said.table is None and "outsourcing.users" in said.facts


def test_it_is_had_whenever_it_is_asked_for() -> None:
    talk = Talk("en")
    talk.say(WHOLE)
    assert talk.say(ask("difference", models=("bpo", "kpo"), form=Form(shape="table"))).table


def test_which_is_this_and_which_is_that_is_told_of_both() -> None:
    said = Talk("en").say(ask("aspect", values=("bpo.talent",), cues="which"), ask("aspect", values=("kpo.talent",), cues="which"))
    assert len(said.body) == 1 and said.plain_text().startswith("BPO needs staff") and "KPO needs" in said.plain_text()
