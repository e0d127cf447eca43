"""The rules over acts; what a model's letters are said to stand for."""

from __future__ import annotations

import pytest

from acts import Act, Form, Span
from facts import FactStore
from nlu.expansion import expansion_of, spelt
from nlu.rules import RULES, applied

STORE = FactStore.load()


def test_to_save_is_a_goal_unless_arbitrage_is_named() -> None:
    assert applied(Act("tell", values=("bpo.reliance",)), STORE).values == ("bpo.goal",)
    named = Act("tell", values=("bpo.reliance",), named=("bpo.reliance",))
    assert applied(named, STORE) == named


def test_a_language_that_is_not_ours_is_another() -> None:
    assert applied(Act("switch_language"), STORE).language == "other"
    assert applied(Act("switch_language", language="en"), STORE).language == "en"


# Name of a rule -> the act of its example, and what the rule makes of it.
OF_RULES: dict[str, tuple[Act, dict[str, object]]] = {
    "what a story names is not what is asked": (
        Act("ask_definition", models=("kpo",), services=("recruitment",), named=("recruitment",), span=Span(0, 70)),
        {"services": (), "named": ()},
    ),
    "who looks for a job hires nobody": (
        Act("tell", services=("call_center", "recruitment"), named=("call_center",), cues=frozenset({"applies"})),
        {"services": ("call_center",)},
    ),
    "to save is a goal": (Act("tell", values=("kpo.reliance",)), {"values": ("kpo.goal",)}),
    "so many of a list": (
        Act("ask_services", models=("kpo",), numbers=(2,), cues=frozenset({"so_many"})),
        {"form": Form(points=2, unit="points")},
    ),
    "one more question is no number of entries": (
        Act("ask_services", models=("kpo",), numbers=(1,), cues=frozenset({"further"}), form=Form(points=1, unit="points")),
        {"form": Form()},
    ),
    "a yes or no is no form of an answer": (
        Act("reform", cues=frozenset({"yes_or_no"})),
        {"label": "doubt", "cues": frozenset({"yes_or_no", "yn"})},
    ),
    "a word is no sentence": (
        Act("reform", numbers=(1,), form=Form(name=True, points=1, unit="words"), cues=frozenset({"no_sentence"})),
        {"label": "object", "numbers": (), "form": Form(length="line"), "cues": frozenset({"no_sentence", "o:form"})},
    ),
    "too long is no full form": (
        Act("object", aspects=("full_form",), named=("full_form",), cues=frozenset({"o:long"})),
        {"aspects": (), "named": ()},
    ),
    "simpler than another is no form": (
        Act("ask_aspect", values=("bpo.complexity",), cues=frozenset({"than"}), form=Form(plain=True, length="line")),
        {"form": Form(length="line")},
    ),
    "what was asked first is no entry of a list": (
        Act("choose_listed", ordinals=(1,), cues=frozenset({"asked_before"})),
        {"label": "recall"},
    ),
    "numbers to be written are no places": (
        Act("reform", ordinals=(1,), numbers=(1, 2, 3), form=Form(shape="numbered", points=3, unit="points")),
        {"ordinals": (), "form": Form(shape="numbered")},
    ),
    "trust is asked for in words": (
        Act("ask_source", cues=frozenset({"w:trust"})),
        {"label": "doubt", "cues": frozenset({"yn", "back"})},
    ),
    "whether one can rely on it is asked of the source": (
        Act("ask_why", aspects=("reliance",), cues=frozenset({"trusts", "back", "asks"})),
        {"label": "ask_source", "aspects": (), "cues": frozenset({"trusts", "asks", "w:trust"})},
    ),
    "exact words are asked of the source": (
        Act("repeat", cues=frozenset({"verbatim", "yn", "w:place"})),
        {"label": "ask_source", "cues": frozenset({"verbatim"})},
    ),
    "what has become of a model is told of both together": (
        Act("ask_source", models=("bpo",), outside=("nasib",), cues=frozenset({"fate"})),
        {"relations": ("together",), "outside": ()},
    ),
    "of which size a company must be is not told": (
        Act("ask_choice", models=("bpo",), cues=frozenset({"of_size", "of_firms", "yn", "only"})),
        {"label": "ask_users", "outside": ("matter:company_size",), "cues": frozenset({"of_size", "of_firms", "yn"})},
    ),
    "companies are named by no source that knows none": (
        Act("ask_source", cues=frozenset({"w:mention", "yn", "of_firms"})),
        {"outside": ("matter:vendor",)},
    ),
    "what the source says of a thing is asked of the thing": (
        Act("ask_source", models=("kpo",), values=("kpo.complexity",), cues=frozenset({"yn", "w:mention"})),
        {"label": "ask_aspect", "cues": frozenset({"yn"})},
    ),
    "who, when or why is asked of the source, and of no thing": (
        Act("ask_source", types=("nearshore",), outside=("why anybody picks it",), cues=frozenset({"w:mention", "yn"})),
        {"types": ()},
    ),
    "what is kept of the talk is asked of the bot": (
        Act("out_of_scope", outside=("percakapan",), cues=frozenset({"keeps", "of_talk"})),
        {"label": "ask_bot", "outside": (), "cues": frozenset({"keeps", "of_talk", "kept"})},
    ),
    "whether anything is shared asks what is": (Act("ask_relation", cues=frozenset({"shared", "yn"})), {"cues": frozenset({"shared"})}),
    "what grew out of another does not replace it": (
        Act("ask_relation", models=("kpo", "bpo"), relations=("together",), cues=frozenset({"replaces", "swaps", "yn"})),
        {"relations": ("extension",), "cues": frozenset({"part_of", "replaces", "yn"})},
    ),
    "who is alike is no opposite": (
        Act("ask_difference", models=("bpo", "kpo"), cues=frozenset({"opposites", "reversed", "yn"})),
        {"label": "ask_relation", "relations": ("outsourcing",), "cues": frozenset({"neg", "opposites", "yn"})},
    ),
    "not all of what several are is one of them": (
        Act("out_of_scope", models=("outsourcing", "bpo"), outside=("semua",), cues=frozenset({"every", "part_of", "yn"})),
        {
            "label": "ask_relation",
            "models": ("bpo",),
            "relations": ("outsourcing",),
            "outside": (),
            "cues": frozenset({"every", "only_of", "yn"}),
        },
    ),
    "one family is what all of them are": (
        Act("ask_relation", relations=("together",), cues=frozenset({"family", "yn"})),
        {"relations": ("outsourcing",)},
    ),
    "whether a word is explained is asked of the word": (
        Act("ask_source", outside=("istilah",), cues=frozenset({"explained", "back", "yn", "w:mention"})),
        {"label": "ask_term", "outside": (), "cues": frozenset({"explained", "yn"})},
    ),
    "what other bots can do is asked of this one": (
        Act("out_of_scope", outside=("chatgpt",), cues=frozenset({"other_bots", "able"})),
        {"label": "ask_bot", "outside": (), "cues": frozenset({"other_bots", "able", "beside_others"})},
    ),
    "who asks for good wishes gets them": (
        Act("goodbye", cues=frozenset({"wishes"})),
        {"label": "emotion", "cues": frozenset({"wishes", "m:luck"})},
    ),
    "a value that stands by its name is no unknown thing": (
        Act("out_of_scope", models=("bpo",), values=("bpo.driver",), named=("bpo.driver",), outside=("driven",), cues=frozenset({"yn"})),
        {"label": "ask_aspect", "outside": ()},
    ),
    "a language that is asked for without a name": (Act("switch_language"), {"language": "other"}),
    "who only says so wants nothing": (Act("object", cues=frozenset({"idles"})), {"label": "deny"}),
    "hard luck is met before all else": (
        Act("greet", cues=frozenset({"hardship"})),
        {"label": "emotion", "cues": frozenset({"hardship", "m:sad"})},
    ),
    "which bot it is, or who made it, is asked of the bot": (
        Act("out_of_scope", outside=("maker",), cues=frozenset({"makes_bots"})),
        {"label": "ask_bot", "outside": (), "cues": frozenset({"makes_bots", "made"})},
    ),
    "how far the article can be trusted is asked of it, and of no thing": (
        Act("ask_source", outside=("tanggung jawab",), cues=frozenset({"trusts", "w:trust", "yn", "back"})),
        {"outside": (), "cues": frozenset({"trusts", "w:trust"})},
    ),
    "in which language the article is": (
        Act("ask_source", cues=frozenset({"of_language", "w:title"})),
        {"cues": frozenset({"of_language", "w:language"})},
    ),
    "that there is one article alone": (
        Act("ask_source", numbers=(1,), cues=frozenset({"only", "yn", "back"})),
        {"cues": frozenset({"only", "w:count"})},
    ),
    "how many sources there are": (
        Act("ask_source", cues=frozenset({"how_many", "w:title"})),
        {"cues": frozenset({"how_many", "w:number"})},
    ),
    "whether there is another source": (
        Act("ask_source", cues=frozenset({"besides", "yn", "w:title"})),
        {"cues": frozenset({"besides", "w:other"})},
    ),
    "of which kind the source is": (
        Act("doubt", outside=("blog",), cues=frozenset({"kinds_of_source", "yn"})),
        {"label": "ask_source", "outside": (), "cues": frozenset({"kinds_of_source", "w:title"})},
    ),
    "what an answer rests on is where it stands": (
        Act("ask_services", cues=frozenset({"rests_on", "back"})),
        {"label": "ask_source", "cues": frozenset({"rests_on", "w:place"})},
    ),
    "the year that was meant is that of the article": (
        Act("correct", cues=frozenset({"of_date"})),
        {"label": "ask_source", "cues": frozenset({"of_date", "w:date"})},
    ),
    "which sentence may be quoted is asked of its words": (
        Act("ask_source", cues=frozenset({"w:cite", "which"})),
        {"cues": frozenset({"verbatim"})},
    ),
    "the part of the article that was meant": (
        Act("ask_source", models=("bpo",), cues=frozenset({"w:place", "names_types"})),
        {"types": ("onshore", "nearshore", "offshore"), "cues": frozenset({"names_types", "w:place"})},
    ),
    "figures and proof are asked of the article": (
        Act("ask_source", relations=("together",), cues=frozenset({"proves", "w:place"})),
        {"relations": (), "cues": frozenset({"proves", "w:figures"})},
    ),
    "a table of the article is no form": (
        Act("ask_source", form=Form(shape="table"), cues=frozenset({"w:place"})),
        {"form": Form()},
    ),
}


def test_every_rule_has_its_row() -> None:
    assert [rule.name for rule in RULES] == list(OF_RULES)


@pytest.mark.parametrize("name", OF_RULES)
def test_a_rule_applies_to_its_example(name: str) -> None:
    act, changes = OF_RULES[name]
    assert applied(act, STORE) == act.with_(**changes, why=name)


def test_a_fate_or_a_size_of_something_else_is_left_alone() -> None:
    of_people = Act("ask_source", models=("bpo",), outside=("nasib karyawan",), cues=frozenset({"fate"}))
    of_jobs = Act("ask_choice", services=("payroll",), cues=frozenset({"of_size", "of_firms", "yn"}))
    assert applied(of_people, STORE) == of_people and applied(of_jobs, STORE) == of_jobs


@pytest.mark.parametrize("act", [Act("ask_services", numbers=(6,), cues=frozenset({cue})) for cue in ("yn", "how_many")])
def test_a_number_that_is_asked_about_is_no_form(act: Act) -> None:
    assert applied(act, STORE) == act


def test_a_list_is_no_longer_than_can_be_read() -> None:
    assert applied(Act("ask_types", numbers=(99,), cues=frozenset({"so_many"})), STORE).form.points == 12


def test_a_rule_that_was_used_is_named() -> None:
    assert "a language" in applied(Act("switch_language", why="encoder"), STORE).why
    assert len({rule.name for rule in RULES}) == len(RULES) and all(rule.example for rule in RULES)


@pytest.mark.parametrize(
    ("text", "models", "found"),
    [
        ("BPO is Business Process Outsourcing, right?", ["bpo"], "right"),
        ("BPO stands for busines proces outsourcing?", ["bpo"], "right"),
        ("does KPO mean Key Performance Output?", ["kpo"], "wrong"),
        ("KPO singkatan apa?", ["kpo"], ""),
        ("BPO or KPO?", ["bpo", "kpo"], ""),
        ("outsourcing?", ["outsourcing"], ""),
    ],
)
def test_what_letters_are_said_to_stand_for(text: str, models: list[str], found: str) -> None:
    assert expansion_of(text, models, STORE) == found


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("does the K stand for knowledge?", True),
        ("is the b for business and the p for process?", True),
        ("is the K in it for business?", False),
        ("is the b for business and the p for knowledge?", False),
    ],
)
def test_whether_letters_stand_for_the_words_that_are_said(text: str, right: bool) -> None:
    act = spelt(Act("ask_full_form", cues=frozenset({"yn"})), text, STORE)
    assert act.letters and act.has("letters_right") is right


def test_what_a_letter_stands_for_is_asked_and_not_claimed() -> None:
    assert not spelt(Act("ask_full_form", cues=frozenset({"yn"})), "what does the K stand for?", STORE).cues


@pytest.mark.parametrize(
    ("label", "changes", "spells"),
    [
        ("ask_difference", {}, True),
        ("ask_relation", {}, True),
        ("ask_difference", {"cues": frozenset()}, False),
        ("ask_classification", {"services": ("payroll",)}, False),
        ("ask_relation", {"aspects": ("driver",)}, False),
        ("ask_types", {}, False),
    ],
)
def test_what_a_name_is_said_to_equal_is_what_it_stands_for(label: str, changes: dict[str, object], spells: bool) -> None:
    act = Act(label, models=("kpo",), cues=frozenset({"yn"})).with_(**changes)
    found = spelt(act, "kpo = knowledge process outsourcing, right?", STORE)
    assert ((found.label, found.expansion) == ("ask_full_form", "right")) is spells
