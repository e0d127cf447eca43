"""What is told of the article itself: by what is asked of it."""

from __future__ import annotations

import pytest

from acts import Act
from answers.composer import Composer, upper_first
from facts.schema import LANGUAGES
from tests.unit.talk import STORE, WORDING, Talk, ask

both_languages = pytest.mark.parametrize("lang", LANGUAGES)


def said(lang: str, cues: str, *before: Act, **fields: object) -> tuple[str, str | None, tuple[str, ...]]:
    talk = Talk(lang)
    for act in before:
        talk.say(act)
    answer = talk.say(ask("source", cues=cues, **fields))
    return answer.plain_text(), answer.verdict, tuple(answer.facts)


def titles(lang: str) -> dict[str, str]:
    """The title and the subtitle of the article."""
    return {"title": STORE.article.title[lang], "subtitle": STORE.article.subtitle[lang]}


@both_languages
@pytest.mark.parametrize(
    "cues, key",
    [
        ("w:figures yn", "figures"),
        ("w:trust yn", "trust"),
        ("w:cite", "quote"),
    ],
)
def test_each_question_on_the_article(cues: str, key: str, lang: str) -> None:
    assert said(lang, cues)[0] == WORDING(f"source.{key}", lang, **titles(lang))


def unknown(lang: str, *names: str) -> str:
    """That these of the article are unknown."""
    things = Composer(STORE, WORDING, lang).join([WORDING(f"source.its_{name}", lang) for name in names])
    key = "unknown_of" if len(names) == 1 else "unknown_of_several"
    return upper_first(WORDING(f"source.{key}", lang, things=things, title=STORE.article.title[lang]))


@both_languages
@pytest.mark.parametrize("names", [("author",), ("date",), ("link",), ("author", "date")])
def test_just_what_is_asked_of_the_article_is_said_to_be_unknown(names: tuple[str, ...], lang: str) -> None:
    assert said(lang, " ".join(f"w:{name}" for name in names))[0] == unknown(lang, *names)


@both_languages
@pytest.mark.parametrize("cue, key", [("w:language", "language"), ("w:count", "one"), ("w:number", "how_many"), ("w:other", "no_other")])
def test_what_the_article_is(cue: str, key: str, lang: str) -> None:
    assert said(lang, cue)[0] == WORDING(f"source.{key}", lang, **titles(lang))


@both_languages
def test_two_questions_on_the_article(lang: str) -> None:
    text = said(lang, "w:author w:cite")[0]
    assert text == f"{WORDING('source.quote', lang, **titles(lang))} {unknown(lang, 'author')}"


@both_languages
def test_all_parts_of_the_article(lang: str) -> None:
    text = said(lang, "w:sections")[0]
    assert all(section.label[lang] in text for section in STORE.sections.values())


@both_languages
def test_where_a_fact_stands(lang: str) -> None:
    last = said(lang, "w:place", ask("aspect", models=("kpo",), aspects=("complexity",)))
    named = said(lang, "w:place", models=("kpo",), values=("kpo.complexity",))
    assert named[0].startswith(last[0])
    assert last[2] == named[2] == ("kpo.complexity",)
    assert all(section.label[lang] in named[0] for section in STORE.sections_of(["kpo.complexity"])[:2])


@both_languages
def test_whether_the_article_mentions_a_thing(lang: str) -> None:
    text, verdict, facts = said(lang, "w:mention yn", services=("market_research",))
    assert (verdict, facts) == ("yes", ("kpo.services.market_research",))
    text, verdict, facts = said(lang, "w:mention yn", outside=("blockchain",))
    assert (verdict, facts) == (None, ())
    assert "blockchain" in text


@pytest.mark.parametrize(("fact", "key"), [("values", "source.own_words"), ("relations", "source.quoted")])
def test_who_wants_the_very_words_is_told_whose_they_are(fact: str, key: str) -> None:
    things = {"values": ("kpo.driver",), "relations": ("together",)}[fact]
    reply = Talk("en").say(ask("source", cues="verbatim", **{fact: things}))
    assert reply.plain_text().startswith(WORDING(key, "en")) and reply.facts
