"""So many words: the longest wording that fits, and one point of a list in fewer."""

from __future__ import annotations

import pytest

from acts import Act, Form
from answers.answer import Answer
from tests.unit.talk import STORE, Talk, ask

LANGS = ("id", "en")


def words(text: str) -> int:
    return len(text.split())


def items(answer: Answer) -> list[str]:
    return [item for block in answer.body for item in block.items]


def in_words(count: int) -> Form:
    return Form(points=count, unit="words")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("count", [2, 3, 4, 5, 6, 8])
@pytest.mark.parametrize("model", ["bpo", "kpo", "outsourcing"])
def test_a_definition_in_so_many_words(model: str, count: int, lang: str) -> None:
    answer = Talk(lang).say(ask("definition", models=(model,), form=in_words(count)))
    assert words(answer.plain_text()) <= count and answer.form["points"] == count
    assert answer.facts == [f"{model}.definition"]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("count", [1, 2, 3])
def test_each_type_in_so_many_words(count: int, lang: str) -> None:
    told = items(Talk(lang).say(ask("types", cues="each", form=Form(each=count))))
    assert len(told) == 3
    assert all(words(item.partition(": ")[2]) <= count for item in told)


def test_one_word_each_of_what_is_compared() -> None:
    answer = Talk("en").say(ask("difference", form=Form(each=1)))
    assert items(answer) == ["BPO: rules", "KPO: judgement"] and "bpo.basis" in answer.facts


def test_one_word_for_each_of_two_questions() -> None:
    asked = [ask("aspect", models=(m,), aspects=("reliance",), form=Form(each=1)) for m in ("bpo", "kpo")]
    assert Talk("en").say(*asked).plain_text() == "BPO: cost\nKPO: knowledge"


def test_what_several_things_are_is_no_list_of_their_names() -> None:
    answer = Talk("en").say(ask("definition", types=("onshore", "nearshore"), named=("onshore", "nearshore"), form=in_words(3)))
    assert answer.plain_text() == "Same country, nearby"


def test_so_few_words_for_several_things_are_so_few_for_each() -> None:
    answer = Talk("en").say(ask("aspect", models=("bpo", "kpo"), aspects=("talent",), form=in_words(1)))
    assert answer.plain_text() == "BPO: communication; KPO: qualifications"


@pytest.mark.parametrize("lang", LANGS)
def test_several_answers_in_so_many_words(lang: str) -> None:
    talk = Talk(lang)
    talk.say(
        ask("definition", models=("bpo",)),
        ask("definition", models=("kpo",)),
        ask("relation", models=("bpo", "kpo"), relations=("outsourcing",)),
    )
    answer = talk.say(Act("reform", form=in_words(15)))
    assert words(answer.plain_text()) <= 15
    assert {"bpo.definition", "kpo.definition", "relation.outsourcing"} <= set(answer.facts)


@pytest.mark.parametrize("lang", LANGS)
def test_all_points_in_so_many_words(lang: str) -> None:
    told = items(Talk(lang).say(ask("overview", models=("kpo",), form=Form(shape="bullets", points=4, unit="points", each=4))))
    assert len(told) == 4 and all(words(item) <= 4 for item in told)


def test_ever_shorter_forms_say_less_and_less() -> None:
    facts = [f for s in (*STORE.models, STORE.outsourcing) for f in s.facts.values() if f.value]
    for lang in LANGS:
        for fact in facts:
            counts = [words(text[lang]) for text in (fact.value, *fact.short) if text]
            assert counts == sorted(counts, reverse=True), fact.ref


def test_as_many_words_as_things_are_so_many_for_each() -> None:
    answer = Talk("en").say(ask("definition", types=("onshore", "nearshore"), named=("onshore", "nearshore"), form=in_words(2)))
    assert answer.plain_text() == "Onshore: same country; nearshore: nearby country"


@pytest.mark.parametrize("count", [1, 2])
def test_services_in_so_many_words_each_are_told_by_their_names(count: int) -> None:
    told = items(Talk("en").say(ask("services", models=("bpo",), cues="each", form=Form(each=count))))
    assert told[0] == "HR" and "Technical support" in told and len(told) == 6


def test_one_word_for_a_claim_is_its_verdict() -> None:
    claim = ask("aspect", models=("bpo",), values=("bpo.goal",), cues="yn only")
    assert Talk("en").say(claim, Act("reform", numbers=(1,), form=Form(name=True))).plain_text() == "No."
