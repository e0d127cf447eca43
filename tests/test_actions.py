"""The actions, run as the action server runs them: real store, real dispatcher, real tracker."""

from __future__ import annotations

import asyncio
import re
import time
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rasa_sdk import Tracker
from rasa_sdk.executor import ActionExecutor, CollectingDispatcher
from rasa.shared.core.domain import Domain

from actions.answers import Answer
from actions.assistant import AssistantAction
from actions.conversation import FRESH_SECONDS
from actions.topics import TOPICS
from actions.wording import DEFAULT_PATH, Wording
from facts import FactStore
from facts.schema import LANGUAGES
from ruamel.yaml import YAML

Entity = Tuple[str, str]

wording = Wording.load()
executor = ActionExecutor()
executor.register_package("actions")

ACTION_OF = {
    "definition": "action_define",
    "full_form": "action_spell_out",
    "difference": "action_compare",
    "aspect": "action_describe_aspect",
    "types": "action_list_types",
    "services": "action_list_services",
    "classification": "action_classify",
    "choice": "action_choose",
    "users": "action_name_users",
    "reasons": "action_give_reasons",
    "relation": "action_relate",
}


def run(action: str, latest_message: Dict[str, Any], slots: Dict[str, Any]) -> Tuple[List[dict], List[dict]]:
    """The messages and events of one action."""
    tracker = {
        "sender_id": "test",
        "slots": slots,
        "latest_message": latest_message,
        "events": [],
        "paused": False,
        "followup_action": None,
        "active_loop": {},
        "latest_action_name": None,
    }
    result = asyncio.run(executor.run({"next_action": action, "tracker": tracker, "domain": {}}))
    return result["responses"], result["events"]


class Talk:
    """A conversation whose slots live from one action to the next."""

    def __init__(self, store: FactStore, lang: Optional[str]) -> None:
        self._store = store
        self.lang = lang
        self.slots: Dict[str, Any] = {}

    def say(
        self,
        action: str,
        intent: str,
        entities: Sequence[Entity] = (),
        text: str = "",
        found: Sequence[Mapping[str, Any]] = (),
        **message: Any,
    ) -> Answer:
        """Run an action on what the NLU would have found, by kind and value or as it is; the answer, its contract checked."""
        found = [*found]
        for kind, value in entities:
            start = max(text.lower().find(value), 0)
            found.append({"entity": kind, "value": value, "start": start, "end": start + len(value)})
        latest = {"text": text, "intent": {"name": intent, "confidence": 1.0}, "entities": found, **message}
        if self.lang:
            latest.setdefault("language", self.lang)
        responses, events = run(action, latest, self.slots)
        self.slots.update({event["name"]: event["value"] for event in events if event["event"] == "slot"})
        (response,) = responses
        answer = Answer.parse_obj(response["custom"]["answer"])
        keeps_the_contract(answer, response, self._store)
        return answer

    def ask(self, topic: str, *entities: Entity, text: str = "", **message: Any) -> Answer:
        """Ask a question on a topic."""
        return self.say(ACTION_OF[topic], f"ask_{topic}", entities, text, **message)


def keeps_the_contract(answer: Answer, response: dict, store: FactStore) -> None:
    """What every reply must be, whatever was asked."""
    assert (answer.kind == "answer") == bool(answer.facts)
    assert answer.lang in LANGUAGES
    assert response["text"] == answer.plain_text() and response["text"].strip()
    assert "\n\n" not in response["text"] and not re.search(r"\*\*|__|\{|\}|None", response["text"])
    assert [b["payload"] for b in response["buttons"]] == [s.message for s in answer.suggestions]
    assert len(answer.suggestions) <= 3
    if answer.kind in ("decline", "clarify"):
        assert len(answer.suggestions) >= 2
    for ref in answer.facts:
        assert store.has_fact(ref) or ref in listed_references(store)
    for suggestion in answer.suggestions:
        assert is_worded_in(suggestion.message, answer.lang), suggestion


def listed_references(store: FactStore) -> List[str]:
    """Facts that are entries of a list, and the lists of types."""
    subjects = (*store.models, store.outsourcing)
    return [
        *(service.ref for subject in subjects for service in subject.services),
        *(type_.ref for model in store.models for type_ in store.types(model.id)),
        *(f"{model.id}.types" for model in store.models if model.types),
    ]


def is_worded_in(message: str, lang: str) -> bool:
    """Whether a suggestion is one of the wordings of a language."""
    suggestions = YAML(typ="safe").load(DEFAULT_PATH / f"{lang}.yml")["suggest"].values()
    patterns = [re.sub(r"\\{\w+\\}", ".+", re.escape(phrase["message"])) for phrase in suggestions]
    return any(re.fullmatch(pattern, message) for pattern in patterns)


def said(ref: str, store: FactStore, lang: str) -> str:
    """The words of a fact that an answer must hold."""
    owner, kind, *item = ref.split(".")
    if item:
        thing = store.type(item[0])[1].text if kind == "types" else _service(owner, item[0], store).name
    elif kind in ("services", "types"):
        thing = store.model(owner).types.text if kind == "types" else store.fact(ref).text
        return thing[lang].split("{count}")[-1].lower()
    else:
        thing = store.fact(ref).text
    return thing[lang].rstrip(".").lower()


def _service(owner: str, service: str, store: FactStore) -> Any:
    return next(s for s in store.services(owner) if s.id == service)


@pytest.fixture(params=LANGUAGES)
def talk(request: pytest.FixtureRequest, store: FactStore) -> Talk:
    """A new conversation in each language."""
    return Talk(store, request.param)


def words(answer: Answer) -> int:
    return len(answer.plain_text().split())


M, T, S, A, R, TR, OUT = "model", "type", "service", "aspect", "relation", "trait", "outside"

# Questions on every topic, and the facts that answer them.
QUESTIONS: Dict[str, Tuple[str, List[Entity], List[str]]] = {
    "definition of a model": ("definition", [(M, "bpo")], ["bpo.definition"]),
    "definition of both": ("definition", [(M, "bpo"), (M, "kpo")], ["bpo.definition", "kpo.definition"]),
    "definition of outsourcing": ("definition", [(M, "outsourcing")], ["outsourcing.definition"]),
    "definition of a type": ("definition", [(T, "nearshore")], ["bpo.types.nearshore"]),
    "definition of a service": ("definition", [(S, "human_resources")], ["bpo.services.human_resources"]),
    "full form": ("full_form", [(M, "kpo")], ["kpo.full_form"]),
    "full forms": ("full_form", [], ["bpo.full_form", "kpo.full_form"]),
    "difference of types": ("difference", [(T, "onshore"), (T, "offshore")], ["bpo.types.onshore", "bpo.types.offshore"]),
    "aspect of one": ("aspect", [(M, "kpo"), (A, "talent")], ["kpo.talent"]),
    "aspect of both": ("aspect", [(A, "process")], ["bpo.process", "kpo.process"]),
    "trait of one": ("aspect", [(M, "bpo"), (TR, "bpo.basis")], ["bpo.basis"]),
    "types": ("types", [(M, "bpo")], ["bpo.types", "bpo.types.onshore", "bpo.types.nearshore", "bpo.types.offshore"]),
    "services of outsourcing": (
        "services",
        [(M, "outsourcing")],
        [
            "outsourcing.services",
            *(
                f"outsourcing.services.{s}"
                for s in ("marketing", "operations", "human_resources", "technical_support", "customer_service")
            ),
        ],
    ),
    "details of a service": ("services", [(S, "customer_service")], ["bpo.services.customer_service"]),
    "classification": ("classification", [(S, "market_research")], ["kpo.services.market_research"]),
    "classification of a detail": ("classification", [(S, "payroll")], ["bpo.services.human_resources"]),
    "choice for a need": ("choice", [(TR, "kpo.driver")], ["kpo.driver"]),
    "users": ("users", [], ["outsourcing.users"]),
    "reasons to outsource": ("reasons", [], ["outsourcing.reasons"]),
    "reasons for a model": ("reasons", [(M, "bpo")], ["bpo.goal"]),
    "one relation": ("relation", [(R, "extension")], ["relation.extension"]),
    "conclusion": ("relation", [], [f"relation.{name}" for name in ("outsourcing", "b2b", "choice", "extension", "together")]),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_topic_is_answered_by_its_facts(talk: Talk, store: FactStore, question: str) -> None:
    topic, entities, facts = QUESTIONS[question]
    answer = talk.ask(topic, *entities)
    assert (answer.kind, answer.lang, answer.facts) == ("answer", talk.lang, facts)
    text = answer.plain_text().lower()
    for ref in facts:
        assert said(ref, store, talk.lang) in text
    assert answer.suggestions


def test_every_action_of_the_domain_has_its_code() -> None:
    domain = Domain.load("domain.yml")
    assert {a for a in domain.user_actions if a.startswith("action_")} == {
        name for name in executor.actions if name.startswith("action_")
    }
    assert set(TOPICS) == set(ACTION_OF) == {str(v) for v in next(s for s in domain.slots if s.name == "topic").values if v != "__other__"}


@pytest.mark.parametrize("aspect", [a.id for a in FactStore.load().aspects if a.compared and a.synonyms.all()])
def test_models_differ_on_every_aspect(talk: Talk, store: FactStore, aspect: str) -> None:
    answer = talk.ask("aspect", (M, "bpo"), (M, "kpo"), (A, aspect))
    assert answer.facts == [f"bpo.{aspect}", f"kpo.{aspect}"]


def test_the_difference_is_a_table_with_a_picture(talk: Talk, store: FactStore) -> None:
    answer = talk.ask("difference", (M, "bpo"), (M, "kpo"))
    assert answer.table is not None and answer.table.columns[1:] == ["BPO", "KPO"] and len(answer.table.rows) == 12
    assert answer.image is not None and answer.image.url == f"/infographic/{talk.lang}.png"
    assert {ref.split(".")[1] for ref in answer.facts} == {a.id for a in store.aspects if a.compared}
    assert store.fact("kpo.driver").brief(talk.lang) in answer.plain_text()


def test_no_need_named_gives_what_speaks_for_each(talk: Talk) -> None:
    answer = talk.ask("choice")
    assert {"relation.choice", "bpo.driver", "kpo.driver"} <= set(answer.facts)
    assert answer.suggestions


@pytest.mark.parametrize("question", QUESTIONS)
def test_shorter_is_the_same_facts_in_under_half_the_words(talk: Talk, question: str) -> None:
    """What is no longer than a sentence or two can only lose some of its words."""
    topic, entities, facts = QUESTIONS[question]
    answer = talk.ask(topic, *entities)
    short = talk.say("action_shorten", "shorten")
    assert short.facts == facts
    assert words(short) < (words(answer) / 2 if words(answer) > 15 else words(answer))


@pytest.mark.parametrize("question", QUESTIONS)
def test_more_adds_facts_or_says_that_there_are_none(talk: Talk, question: str) -> None:
    topic, entities, facts = QUESTIONS[question]
    answer = talk.ask(topic, *entities)
    longer = talk.say("action_elaborate", "elaborate")
    assert longer.facts[: len(facts)] == facts and longer.plain_text().startswith(answer.plain_text())
    added = longer.facts[len(facts) :]
    assert added or wording("more.nothing", talk.lang) in longer.plain_text()


def test_the_whole_difference_is_shortened_too(talk: Talk) -> None:
    answer = talk.ask("difference")
    short = talk.say("action_shorten", "shorten")
    assert short.facts == answer.facts and words(short) < words(answer) / 2


@pytest.mark.parametrize(
    "topic, entities, right",
    [
        ("aspect", [(M, "kpo"), (TR, "bpo.complexity")], {"kpo.complexity", "bpo.complexity"}),
        ("aspect", [(M, "bpo"), (TR, "kpo.driver")], {"kpo.driver", "bpo.driver"}),
        ("classification", [(S, "help_desk"), (M, "kpo")], {"bpo.services.customer_service"}),
        ("classification", [(S, "data_analysis"), (M, "bpo")], {"kpo.services.data_analysis"}),
    ],
)
def test_a_false_premise_is_put_right_first(talk: Talk, topic: str, entities: List[Entity], right: set) -> None:
    answer = talk.ask(topic, *entities)
    assert answer.plain_text().startswith(wording("premise.wrong", talk.lang))
    assert set(answer.facts) == right


@pytest.mark.parametrize(
    "topic, entities",
    [
        ("aspect", [(M, "bpo"), (TR, "bpo.complexity")]),
        ("classification", [(S, "help_desk"), (M, "bpo")]),
        ("classification", [(S, "help_desk"), (M, "bpo"), (M, "kpo")]),
    ],
)
def test_a_true_premise_is_not_corrected(talk: Talk, topic: str, entities: List[Entity]) -> None:
    assert wording("premise.wrong", talk.lang) not in talk.ask(topic, *entities).plain_text()


@pytest.mark.parametrize("topic", ["definition", "full_form", "difference", "types", "services", "classification", "reasons"])
def test_what_the_store_does_not_know_is_declined_by_name(talk: Talk, topic: str) -> None:
    answer = talk.ask(topic, (OUT, "XYZ outsourcing"))
    assert answer.kind == "decline" and "XYZ outsourcing" in answer.plain_text()
    aside = talk.say("action_decline", "out_of_scope", [(OUT, "Quizzery")])
    assert aside.kind == "decline" and "Quizzery" in aside.plain_text()


def test_a_known_thing_is_not_compared_with_an_unknown_one(talk: Talk) -> None:
    answer = talk.ask("difference", (M, "bpo"), (OUT, "ITO"))
    assert answer.kind == "decline" and "ITO" in answer.plain_text()


@pytest.mark.parametrize(
    "topic, entities, name",
    [
        ("types", [(M, "kpo")], "KPO"),
        ("aspect", [(M, "kpo"), (A, "scope")], "KPO"),
    ],
)
def test_what_the_source_does_not_say_is_not_made_up(talk: Talk, topic: str, entities: List[Entity], name: str) -> None:
    answer = talk.ask(topic, *entities)
    assert answer.kind == "decline" and name in answer.plain_text()


def test_what_is_only_outsourced_is_placed_under_no_model(talk: Talk) -> None:
    answer = talk.ask("classification", (S, "operations"))
    assert answer.facts == ["outsourcing.services.operations"]


def test_what_is_not_understood_is_asked_back_and_the_rest_declined(talk: Talk) -> None:
    unsure = talk.say("action_clarify", "nlu_fallback", intent_ranking=[{"name": "ask_types", "confidence": 0.2}])
    assert unsure.kind == "clarify"
    far = talk.say("action_clarify", "nlu_fallback", intent_ranking=[{"name": "out_of_scope", "confidence": 0.2}])
    assert far.kind == "decline"


@pytest.mark.parametrize(
    "intent", ["greet", "thank", "goodbye", "acknowledge", "deny", "ask_bot", "help", "complain"]
)
def test_small_talk(talk: Talk, intent: str) -> None:
    answer = talk.say("action_small_talk", intent)
    assert (answer.kind, answer.topic, answer.lang) == ("social", intent, talk.lang)


def test_an_ellipsis_carries_the_question_over(talk: Talk) -> None:
    talk.ask("aspect", (M, "kpo"), (A, "driver"))
    assert talk.slots["topic"] == "aspect"
    assert talk.say("action_describe_aspect", "follow_up", [(M, "bpo")]).facts == ["bpo.driver"]
    assert talk.say("action_describe_aspect", "follow_up", [(A, "talent")]).facts == ["bpo.talent"]
    assert talk.say("action_describe_aspect", "follow_up", [("anaphor", "other")]).facts == ["kpo.talent"]


def test_a_bare_name_at_the_beginning_is_defined(talk: Talk) -> None:
    assert talk.say("action_define", "follow_up", [(M, "kpo")]).facts == ["kpo.definition"]


@pytest.mark.parametrize("text", ["bukan BPO, maksud saya KPO", "not BPO, I meant KPO", "KPO, bukan BPO", "KPO, not BPO"])
def test_a_correction_drops_what_was_not_meant(talk: Talk, text: str) -> None:
    talk.ask("full_form", (M, "bpo"))
    named = sorted([(M, "bpo"), (M, "kpo")], key=lambda entity: text.lower().index(entity[1]))
    assert talk.say("action_spell_out", "correct", named, text).facts == ["kpo.full_form"]


@pytest.mark.parametrize("position, type_", [("1", "onshore"), ("2", "nearshore"), ("3", "offshore"), ("-1", "offshore")])
def test_a_pick_means_the_order_that_was_shown(talk: Talk, position: str, type_: str) -> None:
    shown = talk.ask("types", (M, "bpo")).plain_text().split("\n")
    picked = talk.say("action_list_types", "choose_listed", [("ordinal", position)])
    assert picked.facts == [f"bpo.types.{type_}"]
    line = shown[-1 if position == "-1" else int(position)]
    assert type_ in line.lower()


@pytest.mark.parametrize("position", ["0", "4", "99", "-7"])
def test_a_pick_that_is_not_in_the_list_is_asked_back(talk: Talk, position: str) -> None:
    talk.ask("types", (M, "bpo"))
    assert talk.say("action_list_types", "choose_listed", [("ordinal", position)]).kind == "clarify"


def test_a_pronoun_means_what_was_talked_about(talk: Talk) -> None:
    talk.ask("definition", (M, "kpo"))
    assert talk.ask("services").facts[0] == "kpo.services"
    assert talk.ask("aspect", (A, "talent")).facts == ["kpo.talent"]


def test_the_subject_before_comes_back_after_a_digression(talk: Talk) -> None:
    first = talk.ask("full_form", (M, "kpo"))
    talk.say("action_decline", "out_of_scope")
    assert talk.say("action_go_back", "go_back") == first
    talk.ask("types", (M, "bpo"))
    assert talk.say("action_go_back", "go_back") == first
    assert talk.say("action_repeat", "repeat") == first


def test_a_new_beginning_forgets(talk: Talk) -> None:
    talk.ask("full_form", (M, "kpo"))
    talk.say("action_start_over", "start_over")
    assert talk.say("action_repeat", "repeat").kind == "clarify"
    assert talk.slots["topic"] is None


@pytest.mark.parametrize("action", ["action_repeat", "action_elaborate", "action_shorten", "action_go_back"])
def test_context_expires(talk: Talk, action: str) -> None:
    talk.ask("full_form", (M, "kpo"))
    assert talk.say(action, "repeat").kind == "answer"
    talk.slots["answered_at"] = time.time() - FRESH_SECONDS - 1
    assert talk.say(action, "repeat").kind == "clarify"
    assert talk.ask("services").facts[0] == "bpo.services"


def test_several_questions_are_all_answered(talk: Talk) -> None:
    questions = [
        {"text": "a", "intent": {"name": "ask_full_form"}, "entities": [{"entity": "model", "value": "bpo"}]},
        {"text": "b", "intent": {"name": "ask_aspect"}, "entities": [{"entity": "aspect", "value": "driver"}]},
        {"text": "c", "intent": {"name": "out_of_scope"}, "entities": [{"entity": "outside", "value": "ITO"}]},
    ]
    answer = talk.ask("full_form", questions=questions)
    assert answer.facts == ["bpo.full_form", "bpo.driver"] and "ITO" in answer.plain_text()


def test_what_was_answered_together_is_told_together_again(talk: Talk) -> None:
    questions = [
        {"text": "a", "intent": {"name": "ask_aspect"}, "entities": [{"entity": "model", "value": "bpo"}, {"entity": "aspect", "value": "basis"}]},
        {"text": "b", "intent": {"name": "ask_aspect"}, "entities": [{"entity": "aspect", "value": "complexity"}]},
    ]
    first = talk.ask("aspect", questions=questions)
    assert first.facts == ["bpo.basis", "bpo.complexity"]
    assert talk.say("action_repeat", "repeat").facts == first.facts
    assert talk.say("action_shorten", "shorten").facts == first.facts
    assert talk.say("action_describe_aspect", "follow_up", [(M, "kpo")]).facts == ["kpo.basis", "kpo.complexity"]


def test_a_model_named_at_the_end_holds_for_all_that_is_asked(talk: Talk) -> None:
    questions = [
        {"text": "a", "intent": {"name": "ask_full_form"}, "entities": []},
        {"text": "b", "intent": {"name": "ask_services"}, "entities": [{"entity": "model", "value": "kpo"}]},
    ]
    assert talk.ask("full_form", questions=questions).facts[:2] == ["kpo.full_form", "kpo.services"]


def test_several_entries_of_a_list_are_picked(talk: Talk) -> None:
    talk.ask("services", (M, "bpo"))
    last = talk.say("action_list_services", "choose_listed", [("ordinal", "-2 -1")])
    assert last.facts == ["bpo.services.finance_accounting", "bpo.services.website_services"]


@pytest.mark.parametrize("anaphor, model", [("first", "bpo"), ("last", "kpo")])
def test_the_former_and_the_latter_are_the_models_compared(talk: Talk, anaphor: str, model: str) -> None:
    talk.ask("difference", (M, "bpo"), (M, "kpo"))
    assert talk.ask("aspect", (A, "talent"), ("anaphor", anaphor)).facts == [f"{model}.talent"]


@pytest.mark.parametrize(
    "text", ["for KPO, nothing on BPO please", "BPO-nya gak usah, KPO saja", "selain BPO, KPO bagaimana", "KPO only, not BPO"]
)
def test_what_shall_be_left_out_is(talk: Talk, text: str) -> None:
    named = sorted([(M, "bpo"), (M, "kpo")], key=lambda entity: text.lower().index(entity[1]))
    assert talk.ask("aspect", *named, (A, "basis"), text=text).facts == ["kpo.basis"]


@pytest.mark.parametrize(
    "text, fact",
    [
        ("not kpo.coordination at all", "bpo.coordination"),
        ("kami tidak mau yang kpo.coordination", "bpo.coordination"),
        ("we need kpo.coordination", "kpo.coordination"),
        ("we have no kpo.coordination in-house", "kpo.coordination"),
        ("kami tidak punya kpo.coordination", "kpo.coordination"),
        ("no phones, but kpo.coordination", "kpo.coordination"),
    ],
)
def test_a_need_may_be_told_by_what_is_not_wanted(talk: Talk, text: str, fact: str) -> None:
    assert talk.ask("choice", ("trait", "kpo.coordination"), text=text).facts == [fact]


def test_the_next_entry_is_the_one_behind_that_asked_about_last(talk: Talk) -> None:
    talk.ask("types", (M, "bpo"))
    assert talk.say("action_list_types", "choose_listed", [("ordinal", "next")]).kind == "clarify"
    talk.say("action_list_types", "choose_listed", [("ordinal", "2")])
    assert talk.say("action_list_types", "choose_listed", [("ordinal", "next")]).facts == ["bpo.types.offshore"]
    assert talk.say("action_list_types", "choose_listed", [("ordinal", "next")]).kind == "clarify"


def test_a_list_is_picked_from_though_an_aspect_was_told_with_it(talk: Talk) -> None:
    questions = [
        {"text": "a", "intent": {"name": "ask_types"}, "entities": [{"entity": "model", "value": "bpo"}]},
        {"text": "b", "intent": {"name": "ask_aspect"}, "entities": [{"entity": "aspect", "value": "location"}]},
    ]
    talk.ask("types", questions=questions)
    assert talk.say("action_list_types", "choose_listed", [("ordinal", "3")]).facts == ["bpo.types.offshore"]


def test_which_one_asks_the_last_aspect_of_all(talk: Talk) -> None:
    talk.ask("aspect", (M, "bpo"), (A, "coordination"))
    both = ["bpo.coordination", "kpo.coordination"]
    assert talk.say("action_describe_aspect", "follow_up", text="then which one does?").facts == both
    assert talk.ask("aspect", text="which does, then?").facts == both
    assert talk.say("action_describe_aspect", "follow_up", [("anaphor", "other")]).facts == both


def test_what_was_asked_of_each_in_turn_was_asked_of_all(talk: Talk) -> None:
    questions = [
        {"text": t, "intent": {"name": "ask_aspect"}, "entities": [{"entity": "model", "value": t}, {"entity": "aspect", "value": "basis"}]}
        for t in ("bpo", "kpo")
    ]
    talk.ask("aspect", questions=questions)
    assert talk.ask("aspect", (A, "driver")).facts == ["bpo.driver", "kpo.driver"]


def test_a_phrase_for_two_aspects_asks_for_both(talk: Talk) -> None:
    assert talk.ask("aspect", (M, "kpo"), (A, "talent skills")).facts == ["kpo.talent", "kpo.skills"]


def test_who_outsources_a_service_hears_where_it_belongs(talk: Talk) -> None:
    assert talk.ask("users", ("service", "payroll")).facts == ["bpo.services.human_resources"]


def test_going_back_to_another_model(talk: Talk) -> None:
    talk.ask("aspect", (M, "kpo"), (A, "focus"))
    talk.say("action_decline", "out_of_scope")
    assert talk.say("action_go_back", "go_back", [(M, "bpo")]).facts == ["bpo.focus"]


def test_a_place_after_the_types_is_one_of_them(talk: Talk) -> None:
    talk.ask("types", (M, "bpo"))
    assert talk.ask("classification", ("type", "nearshore")).facts == ["bpo.types.nearshore"]


WRONG = {"id": "Tidak, bukan begitu.", "en": "No, not quite."}


@pytest.mark.parametrize(
    "topic, entities, text, wrong",
    [
        ("aspect", [(TR, "bpo.complexity"), (M, "bpo")], "why is it simpler than BPO?", True),
        ("aspect", [(M, "kpo"), (TR, "bpo.complexity"), (M, "bpo")], "compared with KPO, BPO is simpler, right?", False),
        ("aspect", [(M, "kpo"), (TR, "kpo.talent")], "why does KPO not need qualified staff kpo.talent?", True),
        ("relation", [(M, "bpo"), ("relation", "extension"), (M, "kpo")], "is BPO an extension of KPO?", True),
        ("relation", [(M, "kpo"), ("relation", "extension"), (M, "bpo")], "why is KPO an extension of BPO?", False),
        ("services", [(S, "payroll"), (M, "kpo")], "why is payroll a service of KPO?", True),
        ("users", [], "only tech firms outsource, right?", True),
        ("definition", [(M, "bpo")], "BPO is Big Profit Outsourcing, right?", True),
    ],
)
def test_what_is_wrong_is_put_right_first(
    talk: Talk, topic: str, entities: List[Entity], text: str, wrong: bool
) -> None:
    answer = talk.ask(topic, *entities, text=text)
    assert answer.kind == "answer"
    assert (answer.body[0].text == WRONG[answer.lang]) is wrong


def test_where_a_provider_has_to_be_is_told_by_the_place_of_all(talk: Talk) -> None:
    asked = talk.ask("aspect", (M, "bpo"), ("type", "offshore"), text="must a BPO provider be abroad?")
    assert asked.facts == ["bpo.location"]
    named = talk.ask("definition", (M, "bpo"), ("type", "offshore"), text="is offshore BPO abroad?")
    assert named.facts == ["bpo.types.offshore"]


def test_the_latest_message_decides_the_language(store: FactStore) -> None:
    talk = Talk(store, None)
    assert talk.ask("users", language="en").lang == "en"
    assert talk.ask("users").lang == "en"
    assert talk.ask("users", language="id").lang == "id"
    assert talk.ask("users", language="tlh").lang == "id"
    assert Talk(store, None).ask("users", metadata={"language": "en"}).lang == "en"
    assert Talk(store, None).ask("users").lang == "id"


@pytest.mark.parametrize("other, one", [("id", "en"), ("en", "id")])
def test_a_language_asked_for_is_held_and_repeats_the_answer(store: FactStore, other: str, one: str) -> None:
    talk = Talk(store, one)
    before = talk.ask("full_form", (M, "kpo"))
    switched = talk.say("action_switch_language", "switch_language", [("target_language", other)])
    assert (switched.lang, switched.facts) == (other, before.facts)
    assert talk.ask("users").lang == other
    assert talk.say("action_start_over", "start_over").lang == other
    assert talk.say("action_small_talk", "thank").lang == other
    assert talk.say("action_switch_language", "switch_language", [("target_language", one)]).lang == one
    assert talk.ask("users").lang == one


@pytest.mark.parametrize(
    "text, languages, wanted",
    [
        ("ga bisa inggris, indonesia aja", {"inggris": "en", "indonesia": "id"}, "id"),
        ("my english is rusty, indonesian please", {"english": "en", "indonesian": "id"}, "id"),
        ("not in indonesian, english please", {"indonesian": "id", "english": "en"}, "en"),
        ("i don't understand english", {"english": "en"}, "id"),
        ("jangan pakai bahasa indonesia", {"bahasa indonesia": "id"}, "en"),
        ("can't you speak english?", {"english": "en"}, "en"),
        ("kok ga pakai inggris aja?", {"inggris": "en"}, "en"),
    ],
)
def test_a_language_that_is_not_wanted_is_not_chosen(
    store: FactStore, text: str, languages: Dict[str, str], wanted: str
) -> None:
    named = [
        {"entity": "target_language", "value": value, "start": text.index(name), "end": text.index(name) + len(name)}
        for name, value in languages.items()
    ]
    for lang in LANGUAGES:
        reply = Talk(store, lang).say("action_switch_language", "switch_language", text=text, found=named)
        assert reply.lang == wanted


def test_what_lies_outside_keeps_its_article(store: FactStore) -> None:
    said = Talk(store, "en").say("action_decline", "out_of_scope", [(OUT, "capital of x")], "what's the capital of x?")
    assert "information on the capital of x." in said.plain_text()


class ActionFails(AssistantAction):
    """Raises, as a fault in a topic would."""

    action_name = "test_fails"

    def reply(self, conversation: Any, c: Any) -> Any:
        raise ZeroDivisionError("on purpose")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_action_that_raises_apologises_in_the_language(lang: str) -> None:
    dispatcher = CollectingDispatcher()
    tracker = Tracker("test", {}, {"text": "x", "language": lang}, [], False, None, {}, None)
    assert ActionFails().run(dispatcher, tracker, {}) == []
    (message,) = dispatcher.messages
    answer = message["custom"]["answer"]
    assert (answer["kind"], answer["lang"], answer["facts"]) == ("social", lang, [])
    assert message["text"] == wording("apology.text", lang)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
questions_in_slots = st.dictionaries(
    st.sampled_from(["topic", "models", "types", "services", "aspects", "traits", "relations", "outside", "text", "x"]),
    st.sampled_from([*ACTION_OF, "bpo", None, 7]) | st.lists(st.sampled_from(["bpo", "gone", "payroll", "bpo.driver", 3]), max_size=3),
    max_size=5,
)
slots_of_any_shape = st.fixed_dictionaries(
    {},
    optional={
        "history": st.lists(questions_in_slots, max_size=3) | json_values,
        "listed": st.lists(st.lists(st.sampled_from(["types", "models", "gone", 1]), max_size=3), max_size=3) | json_values,
        "answered_at": st.just(time.time()) | json_values,
        "language": json_values,
        "language_choice": json_values,
        "went_aside": json_values,
        "topic": json_values,
    },
)
entities_of_any_shape = st.lists(
    st.fixed_dictionaries(
        {
            "entity": st.sampled_from(["model", "type", "service", "aspect", "trait", "relation", "outside", "ordinal", "target_language"]) | json_values,
            "value": st.sampled_from(["bpo", "gone", "payroll", "bpo.driver", "bpo.types", "1", "-1", "en", ""]) | json_values,
        },
        optional={"start": st.integers(-3, 30), "end": st.integers(-3, 30)},
    ),
    max_size=4,
)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(
    action=st.sampled_from(sorted(name for name in executor.actions if name.startswith("action_"))),
    slots=slots_of_any_shape,
    entities=entities_of_any_shape,
    intent=st.sampled_from(["ask_aspect", "ask_definition", "follow_up", "correct", "choose_listed", "greet", "nlu_fallback", ""]),
)
def test_odd_slots_and_entities_are_no_failures(
    action: str, slots: Dict[str, Any], entities: List[Dict[str, Any]], intent: str
) -> None:
    small_talk = action == "action_small_talk"
    latest = {"text": "x", "intent": {"name": "greet" if small_talk else intent}, "entities": entities, "language": "en"}
    (response,), _ = run(action, latest, slots)
    answer = Answer.parse_obj(response["custom"]["answer"])
    assert answer.topic != "apology"
