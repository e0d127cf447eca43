"""The actions, run as the action server runs them: real dispatcher, real tracker."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rasa_sdk import Tracker
from rasa_sdk.executor import ActionExecutor, CollectingDispatcher
from ruamel.yaml import YAML

from actions import assistant
from actions.assistant import ACTIONS, TOPICS, AssistantAction
from acts import Act, acts_to_json
from answers.answer import Answer
from dialogue.memory import FRESH_SECONDS
from tests.unit.talk import STORE, WORDING, ask, faults

executor = ActionExecutor()
executor.register_package("actions")
DOMAIN = YAML(typ="safe").load(Path("domain.yml"))
KPO, USERS = ask("full_form", models=("kpo",)), ask("users")


def run(action: str, message: dict[str, Any], slots: dict[str, Any]) -> tuple[Answer, dict[str, Any]]:
    """The answer of one action, and the slots after it."""
    tracker = {"sender_id": "test", "slots": slots, "latest_message": message, "events": [], "active_loop": {}}
    tracker.update(paused=False, followup_action=None, latest_action_name=None)
    result = asyncio.run(executor.run({"next_action": action, "tracker": tracker, "domain": {}}))
    (response,) = result["responses"]
    answer = Answer.parse_obj(response["custom"]["answer"])
    assert response["text"] == answer.plain_text()
    assert [b["payload"] for b in response["buttons"]] == [s.message for s in answer.suggestions]
    return answer, {**slots, **{event["name"]: event["value"] for event in result["events"]}}


def parsed(*acts: Act) -> dict[str, Any]:
    """A message as it was read: its intent is that of the first act."""
    return {"text": "x", "acts": acts_to_json(acts), "intent": {"name": acts[0].label}}


class Talk:
    """A conversation whose slots live from one action to the next."""

    def __init__(self) -> None:
        self.slots: dict[str, Any] = {}

    def say(self, *acts: Act, **message: Any) -> Answer:
        answer, self.slots = run("action_define", {**parsed(*acts), **message}, self.slots)
        assert not faults(answer, STORE)
        return answer


def test_every_action_of_the_domain_has_its_code() -> None:
    of_domain = {a for a in DOMAIN["actions"] if a.startswith("action_")}
    assert of_domain == set(ACTIONS) == {name for name in executor.actions if name.startswith("action_")}


def test_the_topics_are_those_of_the_slot() -> None:
    assert set(TOPICS) == set(DOMAIN["slots"]["topic"]["values"])


@pytest.mark.parametrize("action", ACTIONS)
def test_every_action_answers_the_acts(action: str) -> None:
    answer, slots = run(action, {**parsed(KPO), "language": "en"}, {})
    assert (answer.facts, answer.lang, slots["topic"]) == (["kpo.full_form"], "en", "full_form")


@pytest.mark.parametrize(
    "acts, topic",
    [
        ((KPO,), "full_form"),
        ((KPO, USERS), "full_form"),
        ((Act("follow_up", aspects=("driver",)),), "types"),
        ((Act("greet"),), "types"),
        ((Act("start_over"),), None),
        ((ask("source"),), "types"),
    ],
)
def test_the_topic_is_that_of_the_last_message_that_asked(acts: tuple[Act, ...], topic: str | None) -> None:
    talk = Talk()
    talk.say(ask("types", models=("bpo",)))
    talk.say(*acts)
    assert talk.slots["topic"] == topic


def test_the_latest_message_decides_the_language() -> None:
    talk = Talk()
    said = [talk.say(USERS, **message).lang for message in ({"language": "en"}, {}, {"language": "id"}, {"language": "tlh"})]
    assert said == ["en", "en", "id", "id"]
    assert Talk().say(USERS, metadata={"language": "en"}).lang == "en"
    assert Talk().say(USERS).lang == "id"


@pytest.mark.parametrize("other, one", [("id", "en"), ("en", "id")])
def test_a_language_asked_for_is_held_and_repeats_the_answer(other: str, one: str) -> None:
    talk = Talk()
    before = talk.say(KPO, language=one)
    switched = talk.say(Act("switch_language", language=other), language=one)
    assert (switched.lang, switched.facts) == (other, before.facts)
    assert talk.slots["language_choice"] == other
    assert [talk.say(act, language=one).lang for act in (USERS, Act("start_over"), Act("thank"))] == [other] * 3
    assert talk.say(Act("switch_language", language=one)).lang == one


def test_context_expires() -> None:
    talk = Talk()
    talk.say(KPO)
    assert talk.say(Act("repeat")).kind == "answer"
    talk.slots["memory"]["at"] = time.time() - FRESH_SECONDS - 1
    assert talk.say(Act("repeat")).kind == "clarify"


@pytest.mark.parametrize("lang", ["id", "en"])
def test_an_action_that_raises_apologises_in_the_language(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError("on purpose")

    monkeypatch.setattr(assistant, "decide", fails)
    dispatcher = CollectingDispatcher()
    tracker = Tracker("test", {"language": lang}, {"text": "x"}, [], False, None, {}, None)
    assert AssistantAction().run(dispatcher, tracker, {}) == []
    (message,) = dispatcher.messages
    assert (message["custom"]["answer"]["kind"], message["text"]) == ("social", WORDING("apology.text", lang))


values = st.none() | st.booleans() | st.integers() | st.text(max_size=6)
anything = st.recursive(values, lambda v: st.lists(v, max_size=3) | st.dictionaries(st.text(max_size=5), v, max_size=3), max_leaves=6)
kinds = ["model", "type", "service", "aspect", "trait", "relation", "outside", "ordinal", "target_language"]
entities = st.lists(
    st.fixed_dictionaries({"entity": st.sampled_from(kinds) | values, "value": st.sampled_from(["bpo", "gone", "1"]) | values}), max_size=3
)
queries = st.dictionaries(
    st.sampled_from(["topic", "models", "values", "numbers", "cues", "x"]), st.sampled_from(["types", 7]) | anything, max_size=4
)
exchanges = st.lists(
    st.fixed_dictionaries({"queries": st.lists(queries, max_size=2) | anything, "answered": anything, "listed": anything}), max_size=2
)
memories = st.fixed_dictionaries({"at": st.just(time.time()), "exchanges": exchanges | anything, "told": anything, "form": anything})


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.sampled_from(["ask_aspect", "follow_up", "correct", "choose_listed", "recall", "greet", ""]), memories | anything, entities)
def test_odd_slots_and_entities_are_no_failures(intent: str, memory: Any, found: list[dict[str, Any]]) -> None:
    answer, _ = run("action_define", {"text": "x", "intent": {"name": intent}, "entities": found, "language": "en"}, {"memory": memory})
    assert answer.topic != "apology"
