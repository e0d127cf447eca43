"""What the rules over acts leave alone: each guard of a rule has an act that it alone keeps the rule from.

Found by mutation testing: each guard was taken out in turn, and the tests of what rules do did not miss it. What is left does the same
in other words: `<=` or `>=` for `==` between names, and that the store has the model, or the relation, that was found in it.
"""

from __future__ import annotations

import pytest

from acts import Act, Form, Sense, Span
from nlu.rules import RULES
from tests.unit.nlu.test_rules_and_expansion import OF_RULES, STORE

KPO, HR, NEAR, VALUE, RELATION = ("kpo",), ("recruitment",), ("nearshore",), ("kpo.driver",), ("together",)
MODELS, TYPES, SERVICES = {"models": KPO}, {"types": NEAR}, {"services": HR}
VALUES, RELATIONS = {"values": VALUE}, {"relations": RELATION}
THINGS = (MODELS, TYPES, SERVICES, VALUES, RELATIONS)
GREET, TERM = {"label": "greet"}, {"label": "ask_types"}


def changed(name: str, change: dict[str, object] | str) -> Act:
    """The act of a rule's example with other fields, or with cues more ("+yn") and less ("-yn")."""
    act = OF_RULES[name][0]
    if not isinstance(change, str):
        return act.with_(**change)
    more, less = ({cue[1:] for cue in change.split() if cue[0] == sign} for sign in "+-")
    assert less <= act.cues and not more & act.cues
    return act.with_(cues=act.cues - less | more)


# Name of a rule -> changes to the act of its example, each of which it leaves alone.
LEFT_ALONE: dict[str, tuple[dict[str, object] | str, ...]] = {
    "what a story names is not what is asked": (
        *(TERM, {"models": ()}, {"services": ()}, "+yn", "+which", {"aspects": ("driver",)}, VALUES, {"span": Span(5, 64)}),
    ),
    "who looks for a job hires nobody": ({"label": "ask_services"}, "-applies", {"named": ()}, {"named": ("call_center", "recruitment")}),
    "to save is a goal": (
        {"label": "ask_term"},
        {"named": ("reliance",)},
        {"named": ("kpo.reliance",)},
        VALUES,
        {"values": ("none.reliance",)},
    ),
    "so many of a list": (
        *({"label": "ask_users"}, {"numbers": ()}, TYPES, "-so_many", "+yn", "+how_many", "+further", {"form": Form(shape="table")}),
    ),
    "one more question is no number of entries": ({"label": "tell"}, "-further", {"numbers": (2,)}, {"form": Form(points=1, unit="words")}),
    "a yes or no is no form of an answer": ({"label": "tell"}, "-yes_or_no"),
    "a word is no sentence": (GREET, "-no_sentence", MODELS, SERVICES, VALUES),
    "too long is no full form": ({"label": "ask_full_form"}, {"aspects": ("full_form", "driver")}, MODELS, "-o:long"),
    "simpler than another is no form": ("-than", {"form": Form(length="line")}, {"values": ()}),
    "what was asked first is no entry of a list": ({"label": "repeat"}, "-asked_before", {"ordinals": ()}),
    "numbers to be written are no places": (
        *({"label": "choose_listed"}, SERVICES, {"numbers": (3,)}, {"ordinals": ()}, {"form": Form(), "numbers": (3, 1)}),
    ),
    "trust is asked for in words": ({"label": "doubt"}, "-w:trust", "+trusts", "+besides", "+other_source"),
    "whether one can rely on it is asked of the source": ({"label": "ask_bot"}, "-trusts", "-back", MODELS, {"named": VALUE}),
    "exact words are asked of the source": (GREET, "-verbatim"),
    "what has become of a model is told of both together": (
        GREET,
        "-fate",
        {"models": ()},
        TYPES,
        SERVICES,
        {"outside": ("nasib karyawan",)},
    ),
    "of which size a company must be is not told": (
        *(GREET, "-of_size", "-of_firms", "-yn", "+which", TYPES, SERVICES, VALUES),
        *({"label": "out_of_scope", "models": ()}, {"label": "out_of_scope", "outside": ("gaji",)}),
    ),
    "companies are named by no source that knows none": (
        *({"label": "ask_users"}, "-w:mention", "-yn", "-of_firms", MODELS, SERVICES, RELATIONS, {"outside": ("gaji",)}),
    ),
    "what the source says of a thing is asked of the thing": (
        *({"label": "doubt"}, "-yn", {"values": ()}, "+which", {"outside": ("gaji",)}, "+verbatim", "+w:title"),
    ),
    "who, when or why is asked of the source, and of no thing": ({"label": "doubt"}, "-w:mention", {"outside": ("gaji",)}),
    "what is kept of the talk is asked of the bot": (GREET, "-keeps", "-of_talk", MODELS),
    "whether anything is shared asks what is": ({"label": "ask_difference"}, "-yn", "-shared", RELATIONS, VALUES, {"outside": ("gaji",)}),
    "what grew out of another does not replace it": (GREET, "-replaces", "-yn", {"models": KPO}),
    "who is alike is no opposite": (GREET, "-opposites", "-yn", {"models": KPO}),
    "not all of what several are is one of them": (
        *("-every", "-yn", TYPES, SERVICES, VALUES),
        *({"models": ("bpo", "outsourcing")}, {"models": ("outsourcing",)}, {"models": ("outsourcing", "bpo", "kpo")}),
    ),
    "one family is what all of them are": (GREET, "-family"),
    "whether a word is explained is asked of the word": (GREET, "-explained", MODELS, TYPES, SERVICES),
    "what other bots can do is asked of this one": (GREET, "-other_bots", "-able", MODELS),
    "who asks for good wishes gets them": ({"label": "ask_types"}, "-wishes", MODELS),
    "a value that stands by its name is no unknown thing": (GREET, {"models": ()}, "-yn", {"values": ()}, {"named": ()}),
    "a language that is asked for without a name": (GREET, {"language": "en"}),
    "who only says so wants nothing": (TERM, "-idles", "+asks", "+o:unasked", MODELS),
    "hard luck is met before all else": (TERM, "-hardship", "+asks", SERVICES, VALUES),
    "which bot it is, or who made it, is asked of the bot": (
        *(GREET, MODELS, "+able", "-makes_bots", "-makes_bots +other_bots +yn"),
        *({"label": "ask_bot", "cues": frozenset({cue})} for cue in ("yn", "other_bots")),
    ),
    "how far the article can be trusted is asked of it, and of no thing": (
        *({"label": "doubt"}, "-trusts", "-w:trust", {"cues": frozenset({"trusts", "w:trust"}), "outside": ()}, *THINGS),
    ),
    "in which language the article is": ({"label": "doubt"}, "-of_language", *THINGS),
    "that there is one article alone": ({"label": "doubt"}, "-only", {"numbers": ()}, {"numbers": (1, 2)}, *THINGS),
    "how many sources there are": ({"label": "doubt"}, "-how_many", "+w:sections", "+w:figures", *THINGS),
    "whether there is another source": (
        *({"label": "doubt"}, "-yn", "-yn +asks", "-besides", {"besides": KPO}, *THINGS),
        *({"label": "greet", "cues": frozenset({"other_source", "asks"})}, {"cues": frozenset({"other_source"})}),
    ),
    "of which kind the source is": (GREET, "-kinds_of_source", "+counters", *THINGS),
    "what an answer rests on is where it stands": (GREET, "-rests_on", *THINGS),
    "the year that was meant is that of the article": ({"label": "tell"}, "-of_date", MODELS),
    "which sentence may be quoted is asked of its words": ({"label": "doubt"}, "-w:cite", "-which"),
    "the part of the article that was meant": (
        *(
            {"label": "doubt"},
            {"label": "correct"},
            {"label": "doubt", "cues": frozenset({"of_section"})},
            "-w:place",
            "-names_types",
            TYPES,
            SERVICES,
            VALUES,
            RELATIONS,
        ),
    ),
    "figures and proof are asked of the article": ({"label": "doubt"}, "-proves"),
    "a table of the article is no form": ({"label": "doubt"}, "-w:place", {"form": Form(shape="points")}),
}

# The same acts with something more or else, of which a rule makes what is meant.
MET: list[tuple[str, dict[str, object] | str, dict[str, object]]] = [
    ("trust is asked for in words", "+neg", {"cues": frozenset({"yn", "back"})}),
    ("whether one can rely on it is asked of the source", "+why", {"cues": frozenset({"trusts", "asks", "w:trust"})}),
    ("numbers to be written are no places", {"form": Form(), "numbers": (5, 1, 2, 3)}, {"form": Form(shape="numbered")}),
    (
        "to save is a goal",
        {"values": ("kpo.reliance", "bpo.reliance"), "named": ("bpo.reliance",)},
        {"values": ("kpo.goal", "bpo.reliance")},
    ),
    ("numbers to be written are no places", {"label": "repeat"}, {"label": "reform"}),
    ("whether one can rely on it is asked of the source", VALUES, {"values": ()}),
    ("one family is what all of them are", {"label": "follow_up"}, {"label": "ask_relation"}),
    (
        "how far the article can be trusted is asked of it, and of no thing",
        {"cues": frozenset({"trusts", "w:trust", "yn"}), "outside": ()},
        {"label": "ask_source"},
    ),
    ("what a story names is not what is asked", {"span": Span(5, 65)}, {"services": ()}),
    ("too long is no full form", {"cues": frozenset(), "form": Form(length="line")}, {"aspects": ()}),
    ("numbers to be written are no places", {"form": Form()}, {"form": Form(shape="numbered")}),
    ("numbers to be written are no places", {"form": Form(shape="lettered"), "numbers": (3, 1)}, {"form": Form(shape="lettered")}),
    ("what the source says of a thing is asked of the thing", {**RELATIONS, "values": ()}, {"label": "ask_relation"}),
    ("exact words are asked of the source", {"outside": ("kalimat",)}, {"outside": ()}),
    ("exact words are asked of the source", "+which", {"cues": frozenset({"verbatim"})}),
    ("who, when or why is asked of the source, and of no thing", {**SERVICES, **RELATIONS}, {"services": (), "relations": ()}),
    ("one family is what all of them are", {**VALUES, "aspects": ("driver",)}, {"values": (), "aspects": ()}),
    ("what other bots can do is asked of this one", {}, {"outside": ()}),
    ("who asks for good wishes gets them", {"outside": ("wawancara",)}, {"outside": ()}),
    ("a value that stands by its name is no unknown thing", "+predicate", {"cues": frozenset({"yn"})}),
    ("who only says so wants nothing", {"outside": ("iseng",)}, {"outside": ()}),
    ("hard luck is met before all else", {"outside": ("kantor",)}, {"outside": ()}),
    ("which bot it is, or who made it, is asked of the bot", {"label": "ask_bot", "cues": frozenset({"other_bots", "yn"})}, {}),
    (
        "how far the article can be trusted is asked of it, and of no thing",
        "-w:trust +w:title",
        {"cues": frozenset({"trusts", "w:trust", "w:title"})},
    ),
    ("how far the article can be trusted is asked of it, and of no thing", {"cues": frozenset({"trusts", "w:trust"})}, {"outside": ()}),
    ("in which language the article is", {"aspects": ("basis",)}, {"aspects": ()}),
    ("whether there is another source", {"label": "doubt", "cues": frozenset({"other_source", "asks"})}, {"label": "ask_source"}),
    ("whether there is another source", {"cues": frozenset({"other_source", "which"})}, {"label": "ask_source"}),
    ("whether there is another source", {"cues": frozenset({"differ", "yn"})}, {"label": "ask_source"}),
    (
        "the part of the article that was meant",
        {"label": "correct", "cues": frozenset({"of_section"})},
        {"label": "ask_source", "types": ()},
    ),
    ("the part of the article that was meant", {"models": (), "sense": Sense(models=KPO)}, {"models": KPO}),
    ("figures and proof are asked of the article", {**MODELS, **VALUES}, {"models": (), "values": ()}),
]


def test_every_rule_leaves_something_alone() -> None:
    assert [rule.name for rule in RULES] == list(LEFT_ALONE)


@pytest.mark.parametrize("name", LEFT_ALONE)
def test_a_rule_leaves_alone_what_it_is_not_for(name: str) -> None:
    (rule,) = (rule for rule in RULES if rule.name == name)
    assert rule.when(OF_RULES[name][0], STORE)
    assert [change for change in LEFT_ALONE[name] if rule.when(changed(name, change), STORE)] == []


@pytest.mark.parametrize(("name", "change", "made"), MET)
def test_a_rule_is_for_more_than_its_example(name: str, change: dict[str, object] | str, made: dict[str, object]) -> None:
    (rule,) = (rule for rule in RULES if rule.name == name)
    act = changed(name, change)
    assert rule.when(act, STORE)
    found = rule.then(act, STORE)
    assert {field: getattr(found, field) for field in made} == made
