"""Parts of a message as their neighbours mean them: see also the tests of `units`, of which these rows are the last."""

from __future__ import annotations

import pytest

from acts import Act, Form
from dialogue import Memory
from dialogue.of_neighbours import ROWS
from tests.unit.talk import Talk, ask

TRUST = ask("source", cues="w:trust trusts yn")


@pytest.mark.parametrize(
    ("act", "is_source"),
    [
        (Act("doubt", cues=frozenset({"yn", "back"})), True),
        (Act("doubt", cues=frozenset({"yn", "back", "said"})), False),
        (Act("doubt", models=("kpo",), cues=frozenset({"yn"})), False),
        (Act("object"), False),
    ],
)
def test_which_source_it_is_beside_whether_it_can_be_trusted(act: Act, is_source: bool) -> None:
    found = (act, TRUST)
    for row in ROWS:
        found = row(found, Memory())
    assert (found[0].label == "ask_source" and found[0].has("w:title")) is is_source
    assert found[1] == TRUST


def test_so_many_of_one_list_and_so_many_of_the_other() -> None:
    lists = ask("services", models=("bpo", "kpo"), numbers=(3, 1), form=Form(points=1, unit="points"))
    bpo, kpo = Talk("en").say(lists).plain_text().split("\n")
    assert bpo.endswith("human resources (HR), customer service, and technical support") and kpo.endswith("KPO: investment research")
    each = Talk("en").say(lists.with_(numbers=(2,), form=Form(points=2, unit="points"))).plain_text()
    assert each.count(" and ") == 2


@pytest.mark.parametrize(("model", "cues", "verdict"), [("bpo", "only_of yn", "no"), ("bpo", "always yn", "yes"), ("kpo", "yn", "yes")])
def test_what_all_of_them_are_is_so_always_and_of_none_alone(model: str, cues: str, verdict: str) -> None:
    assert Talk("en").say(ask("relation", models=(model,), relations=("outsourcing",), cues=cues)).verdict == verdict


def test_why_is_told_whole_behind_a_short_answer() -> None:
    talk = Talk("en")
    talk.say(ask("aspect", models=("bpo",), aspects=("complexity",), form=Form(length="short")))
    assert "BPO is based on rules." in talk.say(ask("why", cues="back why")).plain_text()


def test_on_what_is_not_there_nothing_bears() -> None:
    talk = Talk("en")
    talk.say(ask("types", models=("kpo",)))
    assert talk.say(ask("why", cues="back not_there")).kind == "decline"


@pytest.mark.parametrize("label", ["acknowledge", "nothing"])
def test_who_has_asked_nothing_yet_is_not_asked_for_more(label: str) -> None:
    talk = Talk("en")
    talk.say(Act("greet"))
    assert "else" not in talk.say(Act(label, cues=frozenset({"filler"}))).plain_text()


def test_what_was_not_covered_is_still_not_on_the_list() -> None:
    talk = Talk("en")
    asked = ask("classification", cues="back yn neg among asks")
    talk.say(ask("classification", outside=("programmer",), cues="which"))
    assert talk.say(asked).plain_text() == "Right, my source does not mention programmer."
    known = Talk("en")
    known.say(ask("classification", services=("payroll",), cues="which"))
    assert "Right" not in known.say(asked).plain_text()
