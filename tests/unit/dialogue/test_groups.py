"""Groups of one's own: a) the one, b) the other, c) not mentioned; a line each; which of them something is in."""

from __future__ import annotations

import pytest

from acts import Act, Form
from answers.answer import Answer
from tests.unit.talk import Talk, ask

JOBS = {
    "services": ("payroll", "market_research"),
    "outside": ("catering",),
    "items": ("payroll:wages", "market_research:surveys", ":catering"),
}
UNLISTED = frozenset({"unlisted", "neg"})
LEGEND = (ask("classification", models=("bpo",), mark="a"), ask("classification", models=("kpo",), mark="b"))
BEHIND = (*LEGEND, Act("ask_classification", mark="c", cues=UNLISTED, **JOBS))
BEFORE = (ask("classification", cues="which", **JOBS), *LEGEND, Act("ask_source", mark="c", cues=UNLISTED))
# "Sort into a. …": the first letter is not parted from what asks to sort.
IN_THE_QUESTION = (LEGEND[0].with_(mark="", cues=frozenset({"which"})), *BEHIND[1:])


def lines(answer: Answer) -> list[str]:
    return answer.plain_text().split("\n")


@pytest.mark.parametrize("acts", [BEHIND, BEFORE, IN_THE_QUESTION], ids=["behind", "before", "in the question"])
def test_each_group_stands_once_with_its_letter_and_the_persons_words(acts: tuple[Act, ...]) -> None:
    answer = Talk("en").say(*acts)
    assert lines(answer) == ["a. BPO: wages", "b. KPO: surveys", "c. Not mentioned: catering"]
    assert answer.unanswered == ["catering"]


def test_groups_by_number_in_the_order_of_the_person() -> None:
    acts = (
        LEGEND[1].with_(mark="1"),
        LEGEND[0].with_(mark="2"),
        ask("classification", services=("payroll", "training"), outside=("x-rays",)),
    )
    assert lines(Talk("en").say(*acts))[:2] == ["1. KPO: none", "2. BPO: payroll processing and training"]


@pytest.mark.parametrize(("mark", "said"), [("c", "catering"), ("b", "market research")])
@pytest.mark.parametrize("label", ["object", "follow_up", "ask_classification"])
def test_one_group_again(label: str, mark: str, said: str) -> None:
    talk = Talk("en")
    talk.say(*BEHIND)
    again = talk.say(Act(label, mark=mark, cues=frozenset({"o:partial"}))).plain_text()
    assert said in again and "payroll" not in again


def test_a_line_a_group_keeps_what_is_not_mentioned() -> None:
    talk = Talk("en")
    talk.say(ask("classification", cues="which", **JOBS))
    answer = talk.say(Act("reform", cues=frozenset({"each"}), form=Form(length="line")))
    assert lines(answer) == ["• BPO: wages", "• KPO: surveys", "• Not mentioned: catering"]


def test_three_lines_of_three_groups_are_those() -> None:
    talk = Talk("en")
    talk.say(ask("classification", cues="which", **JOBS))
    assert len(lines(talk.say(Act("reform", form=Form(points=3, unit="points"))))) == 3


def test_a_job_that_is_a_whole_clause_is_told_by_its_name() -> None:
    items = ("payroll:wages that are paid by outside people every month", "market_research:surveys", ":catering")
    said = lines(Talk("en").say(*LEGEND, Act("ask_classification", mark="c", cues=UNLISTED, **{**JOBS, "items": items})))
    assert said[0] == "a. BPO: payroll processing"


def test_letters_that_name_no_groups_are_points() -> None:
    said = lines(Talk("en").say(ask("definition", models=("bpo",), mark="a"), ask("definition", models=("kpo",), mark="b")))
    assert said[0].startswith("a. BPO (") and said[1].startswith("b. KPO (")


@pytest.mark.parametrize("cues", ["all_of", "all_of everything"])
def test_all_points_of_a_letter_in_one_sentence(cues: str) -> None:
    talk = Talk("en")
    points = [ask("aspect", models=("bpo", "kpo"), aspects=(a,), mark=m) for m, a in (("a", "basis"), ("b", "driver"), ("c", "focus"))]
    talk.say(*points)
    talk.say(ask("aspect", models=("kpo",), values=("bpo.driver",), cues="yn"))
    said = talk.say(Act("reform", cues=frozenset(cues.split()), form=Form(length="line"))).plain_text()
    assert all(word in said for word in ("rules", "volume", "low-level")) and "\n" not in said and "a." not in said
