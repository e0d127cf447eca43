"""What is made of the last reply: so many sentences of all of it, a statement, a question, without abbreviations."""

from __future__ import annotations

import pytest

from acts import Act, Form
from tests.unit.talk import Talk, ask, sentences

CLAIMS = (
    ask("classification", models=("kpo",), services=("payroll",), cues="yn"),
    ask("aspect", models=("bpo",), values=("kpo.coordination",), cues="yn"),
    ask("aspect", models=("bpo",), aspects=("goal",)),
)
FACTS = {"bpo.services.human_resources", "bpo.coordination", "kpo.coordination", "bpo.goal"}


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize(("form", "count"), [(Form(points=2, unit="sentences"), 2), (Form(length="line"), 1), (Form(shape="paragraph"), 3)])
def test_several_answers_in_so_many_sentences(form: Form, count: int, lang: str) -> None:
    talk = Talk(lang)
    talk.say(*CLAIMS)
    said = talk.say(Act("reform", form=form))
    assert len(sentences(said.plain_text())) == count and len(said.body) == 1
    assert set(said.facts) == FACTS and said.verdict is None


def test_so_many_words_are_of_the_whole_reply() -> None:
    talk = Talk("en")
    talk.say(*CLAIMS[1:])
    said = talk.say(Act("reform", form=Form(points=20, unit="words")))
    assert len(said.plain_text().split()) <= 20 and {"bpo.coordination", "bpo.goal"} <= set(said.facts)


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("flag", ["use", "unjudged", "polite"])
def test_a_statement_to_be_used_has_no_verdict(flag: str, lang: str) -> None:
    talk = Talk(lang)
    assert talk.say(CLAIMS[0]).verdict == "no"
    said = talk.say(Act("reform", form=Form(length="line", **{flag: True}), cues=frozenset({"puts_right"})))
    assert said.verdict is None and said.facts == ["bpo.services.human_resources"]
    assert ("source" in said.plain_text() or "sumber" in said.plain_text().lower()) is (flag == "unjudged")


def test_a_statement_puts_right_politely() -> None:
    talk = Talk("en")
    talk.say(CLAIMS[1])
    text = talk.say(Act("reform", form=Form(polite=True), cues=frozenset({"puts_right"}))).plain_text()
    assert text.startswith("If I may correct that: according to the article “BPO vs KPO”, BPO needs little")


@pytest.mark.parametrize(
    ("answered", "question"),
    [
        (ask("definition", models=("kpo",)), "What is KPO?"),
        (ask("difference", models=("bpo", "kpo")), "What is the difference between BPO and KPO?"),
        (ask("types", models=("bpo",)), "What are the types of BPO?"),
        (ask("services", models=("kpo",)), "What services does KPO offer?"),
        (ask("reasons"), "Why do companies use outsourcing?"),
        (ask("users"), "Who uses outsourcing?"),
        (ask("full_form", models=("bpo",)), "What does BPO stand for?"),
        (ask("aspect", models=("kpo",), aspects=("driver",)), "What drives KPO?"),
        # How several compare in something is a question that is written nowhere.
        (ask("aspect", models=("bpo", "kpo"), aspects=("driver",)), "I cannot put that as a question"),
    ],
)
def test_the_question_that_an_answer_answers(answered: Act, question: str) -> None:
    talk = Talk("en")
    talk.say(answered)
    assert talk.say(Act("reform", form=Form(question=True))).plain_text().startswith(question)


def test_without_abbreviations() -> None:
    said = Talk("en").say(ask("definition", models=("kpo",), form=Form(spelt=True)))
    assert "KPO" not in said.plain_text() and said.plain_text().count("Knowledge Process Outsourcing") == 1


def test_a_list_from_a_to_z_in_any_shape() -> None:
    talk = Talk("en")
    text = talk.say(ask("services", models=("kpo",), form=Form(alphabetical=True))).plain_text()
    names = [line[3:] for line in text.split("\n")[1:]]
    assert names == sorted(names)
    assert "business research, data analysis" in talk.say(Act("reform", form=Form(shape="paragraph"))).plain_text()


@pytest.mark.parametrize("lang", ["id", "en"])
def test_one_example_of_each(lang: str) -> None:
    talk = Talk(lang)
    talk.say(ask("difference"))
    lines = talk.say(Act("reform", form=Form(example=True, examples=1))).plain_text().split("\n")
    assert len(lines) == 2 and all("," not in line for line in lines)


def test_short_points_have_so_many_words() -> None:
    said = Talk("en").say(ask("definition", models=("bpo",), form=Form(points=2, unit="points", each=10)))
    assert all(len(item.split()) <= 10 for block in said.body for item in block.items)


def test_several_properties_of_two_models_are_one_sentence_a_model_after_the_other() -> None:
    talk = Talk("en")
    both = ("bpo", "kpo")
    talk.say(ask("difference", models=both, aspects=("basis", "complexity")))
    said = talk.say(Act("reform", form=Form(length="line"))).plain_text()
    assert said == "BPO is based on rules and is not very complex; KPO is based on judgement and is very complex."


def test_what_is_told_of_both_is_not_told_of_one_before() -> None:
    reply = Talk("en").say(ask("aspect", models=("kpo",), aspects=("talent",)), ask("aspect", models=("bpo", "kpo"), aspects=("talent",)))
    assert reply.plain_text().count("KPO needs") == 1


def test_dead_or_alive_is_not_settled() -> None:
    talk = Talk("en")
    fields = {"models": ("bpo",), "relations": ("together",)}
    assert talk.say(ask("relation", cues="yn gone", **fields)).verdict == "yes"
    both = talk.say(ask("relation", cues="which gone still", **fields))
    assert both.verdict is None and "does not settle it" in both.plain_text()


@pytest.mark.parametrize(("types", "verdict"), [(("onshore", "offshore"), "no"), (("onshore",), None)])
def test_what_is_claimed_of_a_type_is_judged_by_where_it_lies(types: tuple[str, ...], verdict: str | None) -> None:
    cues = "yn placed" if len(types) > 1 else "yn"
    assert Talk("en").say(ask("types", cues=cues, types=types, named=("onshore",))).verdict == verdict


def test_so_many_of_each_list() -> None:
    talk = Talk("en")
    talk.say(ask("services", models=("bpo", "kpo")))
    reply = talk.say(Act("reform", form=Form(points=1, unit="points", example=True)))
    assert reply.body[0].items == ["BPO: human resources (HR)", "KPO: investment research"]


def test_what_is_asked_of_the_bot_is_answered_beside_the_rest() -> None:
    reply = Talk("en").say(ask("source", cues="w:cite"), Act("ask_bot", cues=frozenset({"yn"})))
    assert "I am a chatbot" in reply.plain_text() and "quote" in reply.plain_text()


def test_the_rows_that_alone_are_wanted_are_not_dropped_with_the_rest() -> None:
    talk = Talk("en")
    talk.say(ask("difference", Form(shape="table"), models=("bpo", "kpo")))
    only = Act("reform", aspects=("basis", "driver"), cues=frozenset({"only"}), form=Form(shape="table"))
    reply = talk.say(only, Act("reform", cues=frozenset({"rest", "besides", "back"}), besides=("basis",)))
    assert reply.table is not None and len(reply.table.rows) == 2


def test_what_is_claimed_of_a_job_is_claimed_of_the_model_that_lists_it() -> None:
    talk = Talk("en")
    talk.say(ask("classification", cues="which", models=("bpo", "kpo"), services=("payroll", "investment_research")))
    easier = ask("aspect", cues="yn asks", services=("payroll",), named=("payroll",), values=("bpo.complexity",))
    assert talk.say(easier).verdict == "yes"
