"""The store that reads what is recent: the next turn sees what it would see with Rasa's own."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from typing import Any, Iterator, List, Type

import pytest
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from operation import recent
from operation.recent import RecentEvents

SENDER = "one"
DOMAIN = Domain.from_yaml(
    """
    version: "3.1"
    intents: [ask]
    actions: [action_answer]
    slots:
      topic: {type: any, mappings: [{type: custom}]}
      once: {type: any, mappings: [{type: custom}]}
    """
)


def _begin() -> List[Event]:
    return [ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen")]


def _turn(number: int) -> List[Event]:
    return [
        UserUttered(f"question {number}", intent={"name": "ask", "confidence": 1.0}),
        ActionExecuted("action_answer"),
        BotUttered(f"answer {number}"),
        SlotSet("topic", number),
        ActionExecuted("action_listen"),
    ]


@pytest.fixture
def stores(tmp_path: Path) -> List[SQLTrackerStore]:
    """The store, and Rasa's own, on one database."""
    database = str(tmp_path / "conversations.db")
    return [RecentEvents(DOMAIN, db=database, recent_events=20), SQLTrackerStore(DOMAIN, db=database)]


async def _converse(store: SQLTrackerStore, turns: int) -> None:
    """As Rasa does it: read, add the turn, save."""
    for number in range(turns):
        tracker = await store.get_or_create_tracker(SENDER, append_action_listen=False)
        events = [*(_begin() if not number else []), *([SlotSet("once", "kept")] if number == 1 else []), *_turn(number)]
        tracker.update_with_events(events, DOMAIN)
        await store.save(tracker)


def _words(tracker: DialogueStateTracker) -> List[str]:
    return [event.text for event in tracker.events if isinstance(event, (UserUttered, BotUttered))]


@pytest.mark.asyncio
async def test_a_short_conversation_is_read_whole(stores: List[SQLTrackerStore]) -> None:
    ours, rasas = stores
    await _converse(ours, 2)
    one, other = await ours.retrieve(SENDER), await rasas.retrieve(SENDER)
    assert list(one.events) == list(other.events)


@pytest.mark.asyncio
async def test_of_a_long_one_whole_turns_and_every_slot_are_read(stores: List[SQLTrackerStore]) -> None:
    ours, rasas = stores
    await _converse(ours, 30)
    one, other = await ours.retrieve(SENDER), await rasas.retrieve(SENDER)
    assert len(one.events) <= 22
    assert one.current_slot_values() == other.current_slot_values()
    assert one.get_slot("once") == "kept"
    assert one.latest_message.text == other.latest_message.text == "question 29"
    assert one.latest_action_name == other.latest_action_name
    assert _words(one) == _words(other)[-len(_words(one)) :]
    assert isinstance(one.events[1], ActionExecuted) and one.events[1].action_name == "action_listen"


@pytest.mark.asyncio
async def test_every_event_is_stored_once(stores: List[SQLTrackerStore]) -> None:
    ours, rasas = stores
    await _converse(ours, 30)
    whole = await rasas.retrieve_full_tracker(SENDER)
    expected = [word for number in range(30) for word in (f"question {number}", f"answer {number}")]
    assert _words(whole) == expected == _words(await ours.retrieve_full_tracker(SENDER))
    assert len(whole.events) == 3 + 1 + 30 * 5


@pytest.mark.asyncio
async def test_a_new_session_forgets_the_events_of_the_old_one(stores: List[SQLTrackerStore]) -> None:
    ours, rasas = stores
    await _converse(ours, 30)
    tracker = await ours.retrieve(SENDER)
    tracker.update_with_events([*_begin(), *_turn(99)], DOMAIN)
    await ours.save(tracker)
    one, other = await ours.retrieve(SENDER), await rasas.retrieve(SENDER)
    assert list(one.events) == list(other.events)


@pytest.mark.asyncio
async def test_where_the_past_was_changed_the_session_is_read_whole(stores: List[SQLTrackerStore]) -> None:
    ours, rasas = stores
    await _converse(ours, 10)
    tracker = await ours.retrieve(SENDER)
    tracker.update_with_events([Restarted(), *_turn(10)], DOMAIN)
    await ours.save(tracker)
    one, other = await ours.retrieve(SENDER), await rasas.retrieve(SENDER)
    assert list(one.events) == list(other.events)
    assert one.get_slot("once") is None


@pytest.mark.asyncio
async def test_a_tracker_that_was_not_read_from_the_store_is_saved_as_rasa_saves_it(
    stores: List[SQLTrackerStore],
) -> None:
    ours, _ = stores
    await _converse(ours, 3)
    known = await ours.retrieve_full_tracker(SENDER)
    events = [event for event in known.events][1:]  # Rasa counts from the start of the session
    await ours.save(DialogueStateTracker.from_events(SENDER, [*events, *_turn(3)], DOMAIN.slots))
    assert _words(await ours.retrieve_full_tracker(SENDER))[-1] == "answer 3"


@pytest.mark.asyncio
@pytest.mark.parametrize("fault", [asyncio.TimeoutError, asyncio.CancelledError])
async def test_what_was_given_up_is_not_stored_later(
    stores: List[SQLTrackerStore], monkeypatch: pytest.MonkeyPatch, fault: Type[BaseException]
) -> None:
    ours, _ = stores
    await _converse(ours, 1)
    tracker = await ours.retrieve(SENDER)
    tracker.update_with_events(_turn(1), DOMAIN)
    new_events, hangs, has_ended = ours._additional_events, threading.Event(), threading.Event()

    def slowly(*arguments: Any) -> Iterator[Any]:
        hangs.wait(10)
        yield from new_events(*arguments)
        has_ended.set()

    monkeypatch.setattr(ours, "_additional_events", slowly)
    monkeypatch.setattr(recent, "_WORK_SECONDS", 0.2)
    saving = asyncio.ensure_future(ours.save(tracker))
    await asyncio.sleep(0.05)
    if fault is asyncio.CancelledError:
        saving.cancel()
    with pytest.raises(fault):
        await saving
    monkeypatch.undo()
    hangs.set()
    await asyncio.to_thread(has_ended.wait, 5)
    await asyncio.sleep(0.2)
    assert _words(await ours.retrieve_full_tracker(SENDER)) == ["question 0", "answer 0"]


@pytest.mark.asyncio
async def test_nobody_is_nobody(stores: List[SQLTrackerStore]) -> None:
    assert await stores[0].retrieve("nobody") is None
