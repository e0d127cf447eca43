"""What is kept of people is deleted in time and without a trace; who deleted, read or took it out stands in the audit log."""

from __future__ import annotations

import asyncio
import json
import os
import time
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from operation import audit, retention
from operation.conversations import Conversations

DAY = 24 * 3600


async def stored(tmp_path: Path, **ages: float) -> Conversations:
    """A store with conversations, each of so many days ago."""
    store = Conversations(Domain.empty(), db=str(tmp_path / "conversations.db"))
    for sender, days in ages.items():
        then = time.time() - days * DAY
        message = UserUttered(f"secret of {sender}", metadata={"message_id": "message-1"}, timestamp=then)
        events = [ActionExecuted("action_session_start", timestamp=then), SessionStarted(timestamp=then), message]
        await store.save(DialogueStateTracker.from_events(sender, events))
    return store


async def test_what_is_old_is_deleted_by_itself_and_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = await stored(tmp_path, ancient=91, recent=89)
    assert any(b"secret of ancient" in file.read_bytes() for file in tmp_path.iterdir())
    forgetting = asyncio.ensure_future(retention.keep_forgetting(store, 90))
    for _ in range(50):
        await asyncio.sleep(0.05)
        if not await store.retrieve("ancient"):
            break
    forgetting.cancel()
    await asyncio.sleep(0.2)
    assert not any(b"secret of ancient" in file.read_bytes() for file in tmp_path.iterdir())
    assert await store.turn("ancient", "message-1") == [] and len(await store.turn("recent", "message-1")) == 1


async def test_a_failure_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, tries = await stored(tmp_path, ancient=91), []
    monkeypatch.setattr(retention, "_EVERY_SECONDS", 0.01)

    def fail_once(*_: object) -> retention.Deleted:
        tries.append(1)
        if len(tries) == 1:
            raise OSError("the disk is full")
        return retention.Deleted(0, 0)

    monkeypatch.setattr(retention, "expire", fail_once)
    forgetting = asyncio.ensure_future(retention.keep_forgetting(store, 90))
    while len(tries) < 2:
        await asyncio.sleep(0.01)
    forgetting.cancel()


async def test_all_is_kept_where_no_days_are_set(tmp_path: Path) -> None:
    store = await stored(tmp_path, ancient=1000)
    await asyncio.wait_for(retention.keep_forgetting(store, 0), 1)
    assert await store.retrieve("ancient")


def test_acts_are_added_and_only_their_owner_reads_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "new" / "audit.log"
    monkeypatch.setenv("AUDIT_LOG", str(file))
    audit.record("forget", conversations=audit.digests(["someone"]))
    first = file.read_text()
    audit.record("expire", days=90)
    assert file.read_text().startswith(first)
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert [line["act"] for line in lines] == ["forget", "expire"] and all(line["who"] and line["when"] for line in lines)
    assert "someone" not in first and lines[0]["conversations"] == audit.digests(["someone"])
    assert os.stat(file).st_mode & 0o077 == 0 and os.stat(file.parent).st_mode & 0o077 == 0
