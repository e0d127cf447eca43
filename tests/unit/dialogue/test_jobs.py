"""The person's own jobs: sorted in their words, as a table, and which of them was only guessed."""

from __future__ import annotations

import pytest

from acts import Act, Form
from tests.unit.talk import Talk, ask

ITEMS = ("payroll:paying wages", "legal_process:patent checks", ":feeding the cat", "help_desk:help desk")
SORT = ask(
    "classification", services=("payroll", "legal_process", "help_desk"), outside=("feeding the cat",), named=("help_desk",), items=ITEMS,
    cues="which",
)  # fmt: skip
POINTS = tuple(
    ask("classification", services=tuple(filter(None, [s])), outside=() if s else (words,), items=(f"{s}:{words}",), mark=str(i + 1))
    for i, (s, _, words) in enumerate(item.partition(":") for item in ITEMS)
)
TABLE = [["paying wages", "BPO"], ["patent checks", "KPO"], ["feeding the cat", "not mentioned"], ["help desk", "BPO"]]


def test_jobs_are_sorted_in_the_persons_words() -> None:
    text = Talk("en").say(SORT).plain_text()
    assert "Under BPO: paying wages (payroll processing) and help desk." in text
    assert "Under KPO: patent checks (legal process outsourcing)." in text and "feeding the cat" in text


@pytest.mark.parametrize("asked", [(SORT,), POINTS])
@pytest.mark.parametrize("cue", ["own_words", "my_list"])
def test_the_whole_list_as_a_table(asked: tuple[Act, ...], cue: str) -> None:
    talk = Talk("en")
    talk.say(*asked)
    talk.say(ask("aspect", models=("kpo",), aspects=("driver",)))
    said = talk.say(Act("reform", form=Form(shape="table"), cues=frozenset({cue})))
    assert said.table and said.table.rows == TABLE and said.plain_text().count("feeding") == 1


def test_the_whole_list_behind_a_part_of_it() -> None:
    talk = Talk("en")
    talk.say(SORT)
    talk.say(Act("reform", models=("kpo",), cues=frozenset({"only"})))
    said = talk.say(Act("reform", form=Form(shape="table"), cues=frozenset({"my_list"})))
    assert said.table and len(said.table.rows) == 4


def test_what_was_only_guessed_is_what_bears_no_name() -> None:
    talk = Talk("en")
    talk.say(SORT)
    text = talk.say(Act("recall", cues=frozenset({"unsure_of", "which"}))).plain_text()
    assert "paying wages" in text and "patent checks" in text and "feeding the cat" in text and "help desk" not in text


def test_why_of_one_of_several() -> None:
    talk = Talk("en")
    talk.say(*POINTS)
    assert talk.say(ask("why", mark="2")).facts[0] == "kpo.services.legal_process"


@pytest.mark.parametrize(("said", "met"), [({"certain", "yn"}, True), (set(), False)])
def test_what_is_claimed_of_a_job_that_is_not_covered_is_neither_confirmed_nor_denied(said: set[str], met: bool) -> None:
    talk = Talk("en")
    talk.say(SORT)
    reply = talk.say(Act("tell", models=("bpo",), outside=("feeding the cat",), cues=frozenset(said)))
    assert ("neither confirms nor denies that it belongs to BPO" in reply.plain_text()) is met
    elsewhere = Talk("en").say(Act("tell", models=("bpo",), outside=("feeding the cat",), cues=frozenset(said)))
    assert "neither confirms" not in elsewhere.plain_text()
