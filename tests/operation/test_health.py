"""When a server says that it can answer: by what an action says, and not by one accident."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, List

import pytest

from answers.answer import Answer, Block
from channels import health, queues


def said(topic: str) -> dict:
    """A message with an answer, as an action sends it."""
    answer = Answer(kind="social", topic=topic, lang="en", title="", body=[Block(text="text")])
    return {"custom": {"answer": answer.as_json()}}


GOOD, APOLOGY, BROKEN, SILENT = [said("help")], [said("apology")], [{"custom": {"answer": {"kind": "?"}}}], []


async def faults(monkeypatch: pytest.MonkeyPatch, replies: List[List[dict]]) -> List[Any]:
    """What is said to be wrong after each of some replies to the question that shows it."""
    monkeypatch.setattr(health, "_KEPT_SECONDS", -1)

    async def nothing(*_: Any) -> dict:
        return {"text": ""}

    agent = SimpleNamespace(
        is_ready=lambda: True, processor=SimpleNamespace(parse_message=nothing), tracker_store=SimpleNamespace(retrieve=nothing)
    )
    probe, found = health.Health(), []
    for reply in replies:

        async def handle(message: Any, reply: List[dict] = reply) -> None:
            message.output_channel.messages = list(reply)

        found.append(await probe.fault(agent, handle))
    return found


@pytest.mark.parametrize("bad", [APOLOGY, BROKEN, SILENT])
async def test_no_valid_answer_is_a_fault_until_there_is_one(monkeypatch: pytest.MonkeyPatch, bad: List[dict]) -> None:
    first, second, third, fourth = await faults(monkeypatch, [bad, bad, GOOD, GOOD])
    assert first and second and not third and not fourth


async def test_one_accident_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert await faults(monkeypatch, [GOOD, APOLOGY, GOOD, SILENT, GOOD]) == [None] * 5
    found = await faults(monkeypatch, [GOOD, APOLOGY, APOLOGY, GOOD])
    assert found == [None, None, "the actions give no valid answer", None]


async def test_however_many_wait_it_is_not_one_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    line = queues.Lines(1)
    monkeypatch.setattr(queues, "_unread", line)
    async with line.turn(""):
        assert await faults(monkeypatch, [GOOD, BROKEN, BROKEN, GOOD]) == [None, None, "ValidationError", None]
