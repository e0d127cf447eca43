"""Turns read back from a real tracker store, and the list of answers that people disliked."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Optional

import pytest
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, UserUttered

from channels.feedback import disliked
from operation.transcript import MESSAGE_ID, feedback_event, turns

ANSWER = {
    "kind": "social",
    "topic": "greet",
    "lang": "en",
    "title": "",
    "body": [{"text": "Hello"}],
}


def user(turn_id: Optional[str], text: str) -> UserUttered:
    return UserUttered(text, metadata={MESSAGE_ID: turn_id} if turn_id else {}, input_channel="web")


def bot() -> BotUttered:
    return BotUttered(None, {"custom": {"answer": ANSWER}})


def test_a_message_put_again_is_one_turn_at_its_later_place() -> None:
    events = [user("first-try", "one"), user("other-one", "two"), bot(), user("first-try", "one"), bot()]
    assert [(turn.id, turn.answer) for turn in turns(events).values()] == [("other-one", ANSWER), ("first-try", ANSWER)]


def test_a_message_without_an_answer_is_a_turn_without_one() -> None:
    assert [turn.answer for turn in turns([user("first-try", "one")]).values()] == [None]


def test_messages_of_other_channels_are_turns_too() -> None:
    [turn] = turns([user(None, "one"), bot()]).values()
    assert turn.text == "one"


def test_what_the_bot_says_besides_the_answer_is_no_answer() -> None:
    events = [BotUttered("hello"), user("first-try", "one"), BotUttered("text"), bot(), BotUttered("more")]
    assert [turn.answer for turn in turns(events).values()] == [ANSWER]


def test_the_reason_of_a_dislike_goes_with_it() -> None:
    events = [user("first-try", "one"), bot(), feedback_event("first-try", "down", "other", "too long")]
    [turn] = turns(events).values()
    assert (turn.vote, turn.reason, turn.words) == ("down", "other", "too long")
    [turn] = turns([*events, feedback_event("first-try", "up")]).values()
    assert (turn.vote, turn.reason, turn.words) == ("up", None, None)


@pytest.fixture
def store(tmp_path: Path) -> SQLTrackerStore:
    return SQLTrackerStore(Domain.empty(), db=str(tmp_path / "conversations.db"))


def test_votes_outlive_the_store_and_sessions(store: SQLTrackerStore) -> None:
    async def converse() -> None:
        tracker = store.init_tracker("someone")
        for event in (user("message-1", "one"), bot(), feedback_event("message-1", "down")):
            tracker.update(event)
        await store.save(tracker)
        tracker = await store.retrieve("someone")
        for event in (ActionExecuted("action_session_start"), SessionStarted(), user("message-2", "two"), bot()):
            tracker.update(event)
        tracker.update(feedback_event("message-2", "up"))
        await store.save(tracker)
        other = store.init_tracker("someone else")
        for event in (user("message-3", "three"), bot(), feedback_event("message-3", "down")):
            other.update(event)
        other.update(feedback_event("message-3", None))
        await store.save(other)

    asyncio.run(converse())
    assert [turn.text for turn in asyncio.run(disliked(store))] == ["one"]
