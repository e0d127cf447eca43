"""What a message costs that is refused; who waits for whom."""

from __future__ import annotations

import asyncio
import time
from types import SimpleNamespace
from typing import Any, Dict, List, Optional
from uuid import uuid4

import pytest

from answers.answer import Answer, Block
from channels import limits, queues, turn
from channels.notices import busy, too_fast, too_long, unavailable
from channels.turn import MAX_CHARACTERS, take_turn

ID, EN = "apa bedanya BPO dan KPO ya ", "please tell me what the difference is "


class UnreadAgent:
    """An agent that has held a conversation before, and whose NLU may not be asked."""

    def __init__(self, **slots: str) -> None:
        tracker = SimpleNamespace(get_slot=slots.get)

        async def retrieve(sender_id: str) -> Any:
            return tracker

        self.tracker_store = SimpleNamespace(retrieve=retrieve)

    @property
    def processor(self) -> Any:
        return self

    async def parse_message(self, message: Any, talk: Any) -> Dict[str, Any]:
        raise AssertionError("the NLU was asked")


async def unread(message: Any) -> None:
    raise AssertionError("the turn was taken")


async def refused(text: str, metadata: Optional[Dict[str, Any]] = None, **slots: str) -> Any:
    return (await take_turn(UnreadAgent(**slots), unread, uuid4().hex, text, "rest", metadata)).answer


@pytest.fixture
def too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(key: str) -> bool:
        return False

    monkeypatch.setattr(limits.messages, "allows", never)


@pytest.mark.parametrize("sentence, lang", [(ID, "id"), (EN, "en")])
async def test_too_long_a_message_is_refused_unread_in_its_language(sentence: str, lang: str, caplog: Any) -> None:
    answer = await refused((sentence * 200)[: MAX_CHARACTERS + 1])
    assert answer == too_long(lang)
    assert "language unknown" not in caplog.text, "the NLU was asked"


@pytest.mark.parametrize("sentence, lang", [(ID, "id"), (EN, "en"), ("—…" * 1000, "id")])
async def test_one_message_too_many_is_refused_unread_in_its_language(too_many: None, sentence: str, lang: str, caplog: Any) -> None:
    assert await refused(sentence) == too_fast(lang)
    assert "language unknown" not in caplog.text, "the NLU was asked"


async def test_a_refusal_keeps_to_the_language_asked_for_or_else_the_last_one_or_the_medium_s(too_many: None) -> None:
    assert await refused(ID, language_choice="en", language="id") == too_fast("en")
    assert await refused("KPO?", language="en") == too_fast("en")
    assert await refused("KPO?", {"language": "en"}) == too_fast("en")
    assert await refused("KPO?") == too_fast("id")


class ReadingAgent(UnreadAgent):
    """An agent whose NLU takes its time, and holds its thread meanwhile."""

    def __init__(self, seconds: float = 0.0, **slots: str) -> None:
        super().__init__(**slots)
        self._seconds = seconds

    async def parse_message(self, message: Any, talk: Any) -> Dict[str, Any]:
        time.sleep(self._seconds)
        return {"text": message.text, "language": "en"}


def answering(seconds: float = 0.0) -> Any:
    """A handler that answers each message with its own text, and the list of those that it was given."""
    taken: List[str] = []

    async def handle(message: Any) -> None:
        assert message.parse_data["text"] == message.text, "it was not read before"
        taken.append(message.text)
        await asyncio.sleep(seconds)
        answer = Answer(kind="social", topic="help", lang="en", title="", body=[Block(text=message.text)])
        await message.output_channel.send_response(message.sender_id, {"custom": {"answer": answer.as_json()}})

    return handle, taken


async def said(agent: Any, handle: Any, text: str, sender: str) -> Any:
    return await take_turn(agent, handle, sender, text, "rest")


async def test_messages_of_one_person_are_answered_in_their_order_each_at_its_own_cost() -> None:
    handle, taken = answering(0.02)
    texts = [f"message {i}" for i in range(20)]
    began = time.monotonic()
    replies = await asyncio.gather(*(said(ReadingAgent(), handle, text, "one") for text in texts))
    assert taken == texts and [r.answer.body[0].text for r in replies] == texts
    assert time.monotonic() - began < 20 * 0.02 + 1


async def test_waiting_for_those_before_is_no_part_of_the_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turn, "TURN_SECONDS", 0.3)
    handle, taken = answering(0.1)
    replies = await asyncio.gather(*(said(ReadingAgent(), handle, f"message {i}", "one") for i in range(8)))
    assert {r.answer.topic for r in replies} == {"help"}


async def test_a_turn_that_is_broken_off_has_ended_before_the_next_one_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turn, "TURN_SECONDS", 0.05)
    seen: List[str] = []

    async def handle(message: Any) -> None:
        seen.append(f"{message.text} begins")
        try:
            await asyncio.sleep(60)
        finally:
            # As a lock is given back.
            await asyncio.sleep(0.05)
            seen.append(f"{message.text} has ended")

    await asyncio.gather(*(said(ReadingAgent(), handle, text, "one") for text in ("first", "second")))
    assert seen == ["first begins", "first has ended", "second begins", "second has ended"]


async def test_people_do_not_wait_for_each_other() -> None:
    handle, _ = answering(0.2)
    began = time.monotonic()
    await asyncio.gather(*(said(ReadingAgent(), handle, "hello there", uuid4().hex) for _ in range(10)))
    assert time.monotonic() - began < 1


async def test_who_has_too_many_messages_waiting_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queues, "of_one", queues.Lines(3))
    handle, taken = answering(0.02)
    replies = await asyncio.gather(*(said(ReadingAgent(), handle, "and what is KPO then", "one") for _ in range(5)))
    assert [r.answer for r in replies].count(too_fast("en")) == 2 and len(taken) == 3
    assert (await said(ReadingAgent(), handle, "once more", "one")).answer.topic == "help"


async def test_too_many_unread_messages_are_refused_with_the_time_to_try_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queues, "_unread", queues.Lines(2))
    handle, taken = answering()
    said_by_all = (said(ReadingAgent(0.05), handle, "what is the use of it", uuid4().hex) for _ in range(5))
    replies = await asyncio.gather(*said_by_all)
    refused = [r for r in replies if r.retry_after]
    assert len(refused) == 3 and len(taken) == 2 and all(r.answer == busy("en") for r in refused)


async def test_who_has_waited_too_long_to_be_read_is_refused_and_the_line_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queues, "_unread", queues.Lines(200, 0.25))
    handle, taken = answering()
    began = time.monotonic()
    replies = await asyncio.gather(*(said(ReadingAgent(0.1), handle, "what is the use of it", uuid4().hex) for _ in range(12)))
    assert time.monotonic() - began < 1
    refused = [r for r in replies if r.retry_after]
    assert len(taken) == 12 - len(refused) <= 4 and all(r.answer == busy("en") for r in refused)
    assert (await said(ReadingAgent(), handle, "once more", "one")).answer.topic == "help"


@pytest.mark.parametrize("seconds", [0.0, 0.005, 0.01, 0.015])
async def test_who_is_stopped_while_they_wait_keeps_nobody_waiting(seconds: float) -> None:
    line = queues.Lines(200, 0.01)

    async def wait() -> None:
        async with line.turn(""):
            await asyncio.sleep(0.005)

    waiting = [asyncio.ensure_future(wait()) for _ in range(20)]
    await asyncio.sleep(seconds)
    for one in waiting:
        one.cancel()
    ends = await asyncio.gather(*waiting, return_exceptions=True)
    assert {type(end) for end in ends} <= {type(None), queues.Full, asyncio.CancelledError}
    await asyncio.wait_for(wait(), 1)


async def test_a_message_that_is_one_too_many_costs_nothing_but_its_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    line = queues.Lines(1)
    monkeypatch.setattr(queues, "_unread", line)
    agent = UnreadAgent(language_choice="en")
    looked_up: List[str] = []
    retrieve = agent.tracker_store.retrieve

    async def counted(sender_id: str) -> Any:
        looked_up.append(sender_id)
        return await retrieve(sender_id)

    agent.tracker_store.retrieve = counted
    async with line.turn(""):
        for text, lang, looks in ((ID, "id", 0), (EN, "en", 0), ("KPO?", "en", 1)):
            looked_up.clear()
            assert (await said(agent, unread, text, "one")).answer == busy(lang) and len(looked_up) == looks


async def test_the_event_loop_goes_on_while_a_message_is_read() -> None:
    handle, _ = answering()
    reading = asyncio.ensure_future(said(ReadingAgent(0.5), handle, "hello", "one"))
    longest, last = 0.0, time.monotonic()
    while not reading.done():
        await asyncio.sleep(0.01)
        longest, last = max(longest, time.monotonic() - last), time.monotonic()
    assert longest < 0.3


async def test_what_takes_too_long_to_read_is_apologised_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queues, "READ_SECONDS", 0.05)
    handle, taken = answering()
    assert (await said(ReadingAgent(0.3, language_choice="en"), handle, "hello", "one")).answer == unavailable("en")
    assert not taken
