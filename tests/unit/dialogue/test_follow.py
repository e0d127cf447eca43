"""Acts that rest on what was said: each row of the table."""

from __future__ import annotations

import pytest

from acts import Act, Form
from dialogue import edits, follow, objections, picks
from tests.unit.talk import STORE, WORDING, Talk, ask, composer

DRIVER = ask("aspect", models=("bpo",), aspects=("driver",))
DEFINITION = ask("definition", models=("bpo",))
TYPES = ask("types", models=("bpo",))
SERVICES = ask("services", models=("bpo",))
OUTSIDE = Act("out_of_scope", outside=("gaji",))
CHOICE = ask("choice")
BOTH = ask("aspect", aspects=("driver",))
TRUE = ask("aspect", models=("bpo",), values=("bpo.basis",), cues="yn")

# Label -> what was said before, what the act holds, the kind of the reply, and its facts.
ROWS: list[tuple[str, tuple[Act, ...], dict[str, object], str, list[str]]] = [
    ("follow_up", (DRIVER,), {"models": ("kpo",)}, "answer", ["kpo.driver"]),
    ("follow_up", (DRIVER,), {"anaphor": "other"}, "answer", ["kpo.driver"]),
    ("follow_up", (TYPES,), {"ordinals": (3,)}, "answer", ["bpo.types.offshore"]),
    ("follow_up", (TYPES,), {"ordinals": (7,)}, "clarify", []),
    ("follow_up", (DRIVER,), {"outside": ("RPO",)}, "decline", []),
    ("follow_up", (OUTSIDE,), {"models": ("kpo",)}, "decline", []),
    ("follow_up", (DRIVER, OUTSIDE), {"aspects": ("talent",)}, "answer", ["bpo.talent"]),
    ("follow_up", (CHOICE,), {"values": ("kpo.talent",)}, "answer", ["kpo.talent"]),
    ("follow_up", (), {"models": ("kpo",)}, "answer", ["kpo.definition"]),
    ("follow_up", (), {}, "clarify", []),
    ("correct", (DRIVER,), {"models": ("kpo",)}, "answer", ["kpo.driver"]),
    ("correct", (DRIVER,), {"besides": ("bpo",)}, "answer", ["kpo.driver"]),
    ("correct", (DRIVER,), {"aspects": ("talent",)}, "answer", ["bpo.talent"]),
    ("correct", (DRIVER,), {"outside": ("RPO",)}, "decline", []),
    ("correct", (DRIVER,), {}, "clarify", []),
    ("correct", (DEFINITION,), {"form": Form(length="short")}, "answer", ["bpo.definition"]),
    ("correct", (ask("choice", services=("payroll",)),), {"services": ("data_analysis",)}, "answer", ["kpo.services.data_analysis"]),
    ("object", (DRIVER,), {}, "answer", ["bpo.driver"]),
    ("object", (DRIVER,), {"cues": frozenset({"o:long"})}, "answer", ["bpo.driver"]),
    ("object", (DRIVER,), {"cues": frozenset({"o:unasked"})}, "clarify", []),
    ("object", (DRIVER,), {"cues": frozenset({"o:partial"}), "aspects": ("talent",)}, "answer", ["bpo.talent"]),
    ("object", (DRIVER,), {"cues": frozenset({"o:partial"}), "models": ("kpo",)}, "answer", ["kpo.driver"]),
    ("object", (TYPES,), {"cues": frozenset({"o:form"}), "form": Form(points=1, unit="points")}, "answer", ["bpo.types.onshore"]),
    ("object", (DRIVER,), {"cues": frozenset({"o:repeated"})}, "social", []),
    ("object", (DRIVER,), {"values": ("bpo.complexity",)}, "answer", ["bpo.complexity"]),
    ("object", (DRIVER,), {"services": ("payroll",), "models": ("bpo",)}, "answer", ["bpo.services.human_resources"]),
    ("object", (), {}, "social", []),
    ("doubt", (DRIVER,), {}, "answer", ["bpo.driver"]),
    ("doubt", (OUTSIDE,), {}, "decline", []),
    ("doubt", (), {}, "clarify", []),
    ("agree", (DRIVER,), {}, "social", []),
    ("confused", (DRIVER,), {}, "answer", ["bpo.driver"]),
    ("confused", (), {}, "social", []),
    ("elaborate", (DEFINITION,), {}, "answer", ["bpo.definition", "bpo.scope", "bpo.types", "bpo.services"]),
    ("elaborate", (TYPES,), {"ordinals": (2,)}, "answer", ["bpo.types.nearshore", "bpo.types"]),
    ("elaborate", (DRIVER,), {"outside": ("RPO",)}, "decline", []),
    ("elaborate", (), {}, "clarify", []),
    ("shorten", (DRIVER,), {}, "answer", ["bpo.driver"]),
    ("shorten", (DEFINITION,), {"models": ("kpo",)}, "answer", ["kpo.definition"]),
    ("shorten", (), {}, "clarify", []),
    ("reform", (DRIVER,), {"form": Form(shape="table")}, "answer", ["bpo.driver"]),
    ("reform", (), {"form": Form(length="line")}, "social", []),
    ("reform", (DRIVER,), {"form": Form(cannot=True)}, "social", []),
    ("reform", (), {"form": Form(cannot=True)}, "social", []),
    ("repeat", (DRIVER,), {}, "answer", ["bpo.driver"]),
    ("repeat", (DRIVER, Act("thank")), {}, "answer", ["bpo.driver"]),
    ("repeat", (OUTSIDE,), {}, "decline", []),
    ("repeat", (), {}, "clarify", []),
    ("choose_listed", (TYPES,), {"ordinals": (-1,)}, "answer", ["bpo.types.offshore"]),
    ("choose_listed", (SERVICES,), {"ordinals": (-2, -1)}, "answer", ["bpo.services.finance_accounting", "bpo.services.website_services"]),
    ("choose_listed", (CHOICE,), {"ordinals": (2,)}, "answer", ["kpo.talent"]),
    ("choose_listed", (BOTH,), {"anaphor": "last"}, "answer", ["kpo.driver"]),
    ("choose_listed", (DRIVER,), {"models": ("kpo",)}, "answer", ["kpo.driver"]),
    ("choose_listed", (), {"ordinals": (1,)}, "clarify", []),
    ("unsure", (), {}, "social", []),
    ("switch_language", (DRIVER,), {"language": "en"}, "answer", ["bpo.driver"]),
    ("switch_language", (), {"language": "en"}, "social", []),
    ("switch_language", (DRIVER,), {"language": "other"}, "social", []),
]


def test_every_row_of_the_table_is_here() -> None:
    assert {row[0] for row in ROWS} == {*follow.HANDLERS, *edits.HANDLERS, *picks.HANDLERS, *objections.HANDLERS, "repeat"}


@pytest.mark.parametrize("label, before, fields, kind, facts", ROWS)
def test_each_row(label: str, before: tuple[Act, ...], fields: dict[str, object], kind: str, facts: list[str]) -> None:
    talk = Talk("en")
    for act in before:
        talk.say(act)
    answer = talk.say(Act(label, **fields))
    assert (answer.kind, answer.facts) == (kind, facts), answer.plain_text()


@pytest.mark.parametrize("label", ["object", "doubt", "confused", "elaborate", "shorten", "reform", "repeat", "correct"])
def test_a_question_beside_it_is_what_is_answered(label: str) -> None:
    talk = Talk("en")
    talk.say(DRIVER)
    assert talk.say(Act(label, form=Form(length="line")), ask("full_form", models=("kpo",))).facts == ["kpo.full_form"]


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("label", ["object", "doubt"])
@pytest.mark.parametrize("question", [DRIVER, DEFINITION, TYPES, SERVICES, TRUE, ask("difference"), ask("relation")])
def test_whoever_objects_never_gets_the_same_sentence(question: Act, label: str, lang: str) -> None:
    talk = Talk(lang)
    first = talk.say(question).plain_text()
    again = talk.say(Act(label))
    assert again.plain_text() != first and talk_lead(talk, label, claimed=question is TRUE) in again.plain_text()
    assert talk.say(Act(label)).plain_text() != again.plain_text()


def test_a_claim_that_was_answered_without_a_verdict_gets_it_when_it_is_asked_for() -> None:
    talk = Talk()
    assert not talk.say(ask("aspect", models=("bpo",), values=("kpo.driver",))).verdict
    assert talk.say(Act("doubt", cues=frozenset({"yn"}))).verdict == "no"
    # Without a claim there is none.
    talk.say(ask("definition", models=("bpo",)))
    assert not talk.say(Act("doubt", cues=frozenset({"yn"}))).verdict


def talk_lead(talk: Talk, label: str, claimed: bool = False) -> str:
    """How the reply begins that says the same from its place in the source; a claim may have been misread."""
    lead = {"object": "lead.misread" if claimed else "lead.source_says", "doubt": "lead.sure"}[label]
    return WORDING(lead, talk.lang, sections="|", title=STORE.article.title[talk.lang]).partition("|")[0]


def test_a_form_that_cannot_be_had_is_said_without_the_last_answer_and_beside_a_new_one() -> None:
    talk = Talk("en")
    first = talk.say(DRIVER).plain_text()
    said = WORDING("social.cannot", "en", subjects=composer("en").all_subjects())
    assert talk.say(Act("reform", form=Form(cannot=True))).plain_text() == said
    assert talk.say(DRIVER, Act("reform", form=Form(cannot=True))).plain_text() == f"{said}\n{first}"


def test_what_was_answered_together_is_told_together_again() -> None:
    talk = Talk()
    first = talk.say(ask("aspect", models=("bpo",), aspects=("basis",)), ask("aspect", aspects=("complexity",)))
    assert first.facts == ["bpo.basis", "bpo.complexity"]
    assert talk.say(Act("repeat")).facts == talk.say(Act("switch_language", language="en")).facts == first.facts


def test_a_correction_replaces_what_was_told() -> None:
    talk = Talk()
    talk.say(ask("choice", services=("payroll",)))
    assert talk.say(Act("correct", services=("data_analysis",))).plain_text().startswith(WORDING("choice.fits", "id", name="KPO"))
    assert talk.memory.told == ("services:data_analysis",)


def test_both_of_what_is_offered_pull_both_ways() -> None:
    talk = Talk()
    talk.say(CHOICE)
    assert "BPO dan KPO" in talk.say(Act("choose_listed", anaphor="both")).plain_text()


def test_no_preference_gets_the_comparison() -> None:
    talk = Talk()
    talk.say(CHOICE)
    assert talk.say(Act("unsure")).topic == "difference"


CLAIM = ask("classification", models=("kpo",), services=("call_center",), cues="yn said")


@pytest.mark.parametrize(
    "cues, verdict",
    [("", None), ("yn said", "no"), ("yn said disputed", "yes"), ("back yn", "no")],
)
def test_a_doubt_of_a_claim_gets_its_verdict_again(cues: str, verdict: str | None) -> None:
    """ "Are you sure?" is no claim; "is he right, then?" and "so he was wrong?" ask for the verdict that was given."""
    talk = Talk("en")
    assert talk.say(CLAIM).verdict == "no"
    assert talk.say(Act("doubt", cues=frozenset(cues.split()))).verdict == verdict


def test_what_was_left_open_is_named_again() -> None:
    talk = Talk("en")
    talk.say(DRIVER, OUTSIDE)
    said = talk.say(Act("object", cues=frozenset({"o:partial"})))
    assert said.kind == "decline"
    assert "gaji" in said.plain_text()


def test_examples_go_on_with_the_other_model() -> None:
    talk = Talk("en")
    talk.say(ask("definition", models=("kpo",)))
    talk.say(Act("reform", form=Form(example=True)))
    assert talk.say(Act("follow_up", models=("bpo",))).plain_text().startswith("Examples of BPO")


def test_the_other_one_of_two_of_three_types_is_the_third() -> None:
    talk = Talk("en")
    talk.say(ask("difference", types=("onshore", "nearshore"), cues="differ", named=("onshore", "nearshore")))
    assert talk.say(Act("follow_up", anaphor="other")).facts == ["bpo.types.offshore"]


def test_a_second_wish_for_easier_words_gets_those_for_a_child() -> None:
    talk = Talk("en")
    plain = talk.say(ask("definition", models=("kpo",), form=Form(plain=True))).plain_text()
    simpler = talk.say(Act("reform", form=Form(plain=True)))
    assert simpler.facts == ["kpo.definition"] and simpler.plain_text() != plain


def test_a_difference_of_two_values_tells_both_and_that_there_is_no_more() -> None:
    values = ("bpo.requirement", "kpo.requirement")
    said = Talk("en").say(ask("aspect", values=values, named=values, cues="differ"))
    assert said.facts == list(values) and "does not explain" in said.plain_text()


def test_a_number_in_an_objection_is_the_one_that_was_wished_for() -> None:
    talk = Talk("en")
    talk.say(ask("difference", form=Form(shape="bullets")))
    said = talk.say(Act("object", numbers=(3,), cues=frozenset({"o:partial"})))
    assert sum(len(block.items) for block in said.body) == 3


def test_another_model_behind_several_questions_gets_those_that_are_asked_of_models() -> None:
    talk = Talk("en")
    talk.say(ask("full_form", models=("kpo",)), ask("aspect", models=("kpo",), aspects=("talent",)), ask("users", models=("outsourcing",)))
    assert talk.say(Act("follow_up", models=("bpo",), cues=frozenset({"asks"}))).facts == ["bpo.full_form", "bpo.talent"]
