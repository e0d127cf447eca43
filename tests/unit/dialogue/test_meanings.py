"""What a question means behind what was told and said: rows that no other test of this room would miss."""

from __future__ import annotations

from acts import Act, Form
from tests.unit.talk import Talk, ask


def has(*cues: str) -> frozenset[str]:
    return frozenset(cues)


def test_whether_they_are_the_same_in_that_is_asked_of_the_property() -> None:
    talk = Talk("en")
    talk.say(ask("aspect", models=("bpo",), aspects=("reliance",)))
    said = talk.say(ask("difference", cues="back same differ asks"))
    assert set(said.facts) == {"bpo.reliance", "kpo.reliance"}


def test_a_term_is_asked_of_what_was_talked_about() -> None:
    talk = Talk("en")
    talk.say(ask("aspect", models=("kpo",), aspects=("driver",)))
    said = talk.say(ask("term", aspects=("reliance",), values=("bpo.reliance",)))
    assert said.facts == ["kpo.reliance"]


def test_the_others_of_a_list_of_which_some_are_known() -> None:
    text = Talk("en").say(ask("types", types=("onshore",), named=("onshore",), cues="rest")).plain_text()
    assert "Nearshore" in text and "Onshore" not in text


def test_whether_two_are_the_same_compares_them() -> None:
    said = Talk("en").say(ask("relation", models=("bpo", "kpo"), cues="yn same"))
    assert said.topic == "difference" and said.verdict == "no"


def test_of_jobs_that_are_told_each_gets_its_own_and_none_is_picked() -> None:
    told = Act("tell", services=("finance_accounting",), outside=("guards",), cues=has("need"))
    said = Talk("en").say(told, ask("choice", models=("bpo", "kpo"), cues="which each"))
    assert said.topic == "classification" and "better fit" not in said.plain_text()


def test_which_of_them_is_so_is_not_told_by_how_they_stand() -> None:
    assert Talk("en").say(ask("relation", models=("bpo", "kpo"), cues="which asks")).kind == "decline"


def test_whether_only_those_use_it_is_asked_of_what_was_told() -> None:
    told = Act("tell", cues=has("only", "said"), outside=("banks",))
    assert Talk("en").say(told, ask("users", cues="back yn")).verdict == "no"


def test_a_choice_of_yes_or_no_behind_a_property_is_asked_of_the_property() -> None:
    talk = Talk("en")
    talk.say(ask("aspect", models=("kpo",), aspects=("coordination",)))
    assert talk.say(ask("choice", models=("bpo",), cues="yn")).facts[0].startswith("bpo.coordination")


def test_a_pick_is_asked_for_once() -> None:
    which = ask("difference", models=("bpo", "kpo"), aspects=("complexity",), cues="which")
    text = Talk("en").say(which, ask("choice")).plain_text()
    assert "Which matters most to you" not in text


def test_whether_it_is_another_than_the_other_is_told_by_the_property() -> None:
    talk = Talk("en")
    talk.say(ask("aspect", models=("bpo",), aspects=("talent",)))
    said = talk.say(ask("difference", models=("kpo",), cues="back yn same"))
    assert set(said.facts) == {"bpo.talent", "kpo.talent"} and said.verdict == "no"


def test_jobs_in_a_line_each() -> None:
    jobs = ask("classification", services=("payroll", "data_analysis"), cues="which")
    text = Talk("en").say(jobs, Act("reform", form=Form(length="line"), cues=has("each"))).plain_text()
    assert text.count("\n") == 1


def test_jobs_of_several_people_are_sorted_behind_jobs_that_were_placed() -> None:
    talk = Talk("en")
    talk.say(ask("classification", services=("payroll",), cues="which"))
    said = talk.say(Act("tell", services=("data_analysis",)), Act("nothing", cues=has("asks")))
    assert said.topic == "classification" and said.facts == ["kpo.services.data_analysis"]
