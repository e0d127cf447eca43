"""Every topic, in both languages: its facts, in its words, with next questions that can be answered."""

from __future__ import annotations

import pytest

from acts import Act
from answers.topics import TOPICS
from dialogue.query import TOPICS as ASKED
from facts.schema import LANGUAGES
from tests.unit.answers.questions import ANSWERED, DECLINED
from tests.unit.talk import STORE, WORDING, Talk, ask

both_languages = pytest.mark.parametrize("lang", LANGUAGES)


def suggested(lang: str) -> dict[str, Act]:
    """What the bot may suggest -> the question that it is."""
    names = {s.id: s.name[lang] for s in (*STORE.models, STORE.outsourcing)}
    joined = WORDING("join.last", lang).join(m.name[lang] for m in STORE.models)
    either = WORDING("join.or", lang).join(m.name[lang] for m in STORE.models)

    def message(key: str, **values: str) -> str:
        return WORDING(f"suggest.{key}.message", lang, **values)

    found = {message("difference", names=joined): ask("difference"), message("choice"): ask("choice"), message("users"): ask("users")}
    found[message("outsourced")] = ask("services", models=("outsourcing",))
    for subject, name in names.items():
        found[message("definition", name=name)] = ask("definition", models=(subject,))
        found[message("services", name=name)] = ask("services", models=(subject,))
        found[message("reasons", name=name)] = ask("reasons", models=(subject,))
        found[message("types", name=name)] = ask("types", models=(subject,))
        for aspect in STORE.aspects:
            found[message("aspect", question=aspect.question(name, lang) or "")] = ask("aspect", models=(subject,), aspects=(aspect.id,))
    for model in STORE.models:
        for type_ in STORE.types(model.id):
            found[message("type", name=type_.name[lang][:1].lower() + type_.name[lang][1:])] = ask(
                "definition", types=(type_.id,), named=(type_.id,)
            )
    for subject in names:
        for service in STORE.services(subject):
            for part in (service, *service.details):
                for written in (part.name[lang], part.name[lang][:1].lower() + part.name[lang][1:]):
                    found[message("place", service=written, names=either)] = ask("classification", services=(part.id,))
                    for name in names.values():
                        found[message("why_listed", service=written, name=name)] = ask("why", services=(part.id,))
    for fact in (f for m in STORE.models for f in m.facts.values()):
        found[message("need", value=fact.brief(lang)[:1].upper() + fact.brief(lang)[1:])] = ask("choice", values=(fact.ref,))
    return found


SUGGESTED = {lang: suggested(lang) for lang in LANGUAGES}


def test_every_topic_is_written_and_tested() -> None:
    assert set(TOPICS) == set(ASKED) == {act.topic for act, _ in ANSWERED.values()} | {"source"}


@both_languages
@pytest.mark.parametrize("question", ANSWERED)
def test_a_question_is_answered_by_its_facts(question: str, lang: str) -> None:
    act, facts = ANSWERED[question]
    answer = Talk(lang).say(act)
    assert (answer.kind, answer.lang, answer.facts) == ("answer", lang, facts), answer.plain_text()
    assert answer.sources and answer.title and not answer.verdict and not answer.unanswered


@both_languages
@pytest.mark.parametrize("question", [*ANSWERED, *DECLINED])
def test_a_suggestion_has_a_fact_and_was_not_just_answered(question: str, lang: str) -> None:
    act = ANSWERED[question][0] if question in ANSWERED else DECLINED[question]
    answer = Talk(lang).say(act)
    assert answer.suggestions
    for suggestion in answer.suggestions:
        following = Talk(lang).say(SUGGESTED[lang][suggestion.message])
        assert following.kind == "answer" or following.topic == "choice", suggestion
        assert following.facts != answer.facts or following.kind != "answer", suggestion


@both_languages
@pytest.mark.parametrize("question", DECLINED)
def test_what_is_unknown_is_declined_by_name(question: str, lang: str) -> None:
    answer = Talk(lang).say(DECLINED[question])
    # Of a choice it is asked back what matters.
    kind = "clarify" if DECLINED[question].label == "ask_choice" else "decline"
    assert (answer.kind, answer.facts, answer.verdict) == (kind, [], None)
    assert "XYZ" in answer.plain_text()


@both_languages
@pytest.mark.parametrize("topic", ["definition", "aspect", "services", "types", "reasons"])
def test_what_is_asked_beside_it_is_named(topic: str, lang: str) -> None:
    answer = Talk(lang).say(ask(topic, models=("bpo",), aspects=("driver",), outside=("XYZ",)))
    assert answer.kind == "answer" and answer.unanswered == ["XYZ"]


@both_languages
@pytest.mark.parametrize(
    "act, said",
    [
        (ask("types", models=("kpo",)), "KPO"),
        (ask("aspect", models=("kpo",), aspects=("scope",)), "KPO"),
        (ask("why", models=("bpo",), aspects=("location",)), ""),
    ],
)
def test_what_the_source_does_not_say_is_not_made_up(act: Act, said: str, lang: str) -> None:
    answer = Talk(lang).say(act)
    assert answer.kind == "decline" and said in answer.plain_text()


@both_languages
@pytest.mark.parametrize("aspect", [a.id for a in STORE.aspects if a.compared and a.id != "services"])
def test_models_are_told_apart_on_every_aspect(aspect: str, lang: str) -> None:
    assert Talk(lang).say(ask("aspect", models=("bpo", "kpo"), aspects=(aspect,))).facts == [f"bpo.{aspect}", f"kpo.{aspect}"]


@both_languages
def test_the_difference_is_a_table_with_a_picture(lang: str) -> None:
    answer = Talk(lang).say(ask("difference"))
    assert answer.table and answer.table.columns[1:] == ["BPO", "KPO"] and len(answer.table.rows) == sum(a.compared for a in STORE.aspects)
    assert answer.image and answer.image.url == f"/infographic/{lang}.png"
    assert len(answer.plain_text().split("\n")) == 2, "the plain text lists no rows"


@both_languages
def test_a_pick_names_one_model_first(lang: str) -> None:
    begins = WORDING("choice.fits", lang, name="BPO")
    for told in ({"services": ("payroll",)}, {"values": ("bpo.talent",)}, {"services": ("payroll",), "values": ("kpo.basis",)}):
        assert Talk(lang).say(ask("choice", **told)).plain_text().startswith(begins)


@both_languages
def test_where_nothing_was_told_the_need_is_asked(lang: str) -> None:
    answer = Talk(lang).say(ask("choice"))
    assert answer.kind == "clarify" and len(answer.suggestions) == 4


@both_languages
def test_the_source_of_what_was_said(lang: str) -> None:
    talk = Talk(lang)
    assert talk.say(ask("source")).kind == "social"
    talk.say(ask("aspect", models=("bpo",), aspects=("motive",)))
    answer = talk.say(ask("source"))
    assert answer.facts == ["bpo.motive"] and STORE.section("conclusion").label[lang] in answer.plain_text()
