"""A snapshot of replies: taken of the bot, written, read, and compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pipeline import Pipeline
from tools.evaluation import snapshot
from tools.in_process import InProcess


@pytest.fixture(scope="module")
def replies(pipeline: Pipeline) -> list[snapshot.Reply]:
    """The replies to the first conversations of two turns and more."""
    several = [conversation for conversation in snapshot.read_sets() if len(conversation.turns) > 1]
    return snapshot.take(several[:5], InProcess(pipeline).answer, at_a_time=1)


def test_what_is_written_is_read(replies: list[snapshot.Reply], tmp_path: Path) -> None:
    file = tmp_path / "new" / "snapshot.jsonl"
    snapshot.write(replies, file)
    assert snapshot.read(file) == replies
    assert len(replies) >= 10 and all(reply.kind and reply.lang for reply in replies) and any(reply.facts for reply in replies)
    assert snapshot.differences(replies, snapshot.read(file)) == []


@pytest.mark.parametrize("change", [{"kind": "decline"}, {"lang": "xx"}, {"facts": ("bpo.gone",)}])
def test_every_change_is_told(replies: list[snapshot.Reply], change: dict) -> None:
    now = [replies[0]._replace(**change), *replies[1:]]
    (found,) = snapshot.differences(replies, now)
    assert replies[0].say in found and replies[0].said in found and now[0].said in found


def test_what_only_one_has_is_told(replies: list[snapshot.Reply]) -> None:
    assert ["is gone" in line for line in snapshot.differences(replies, replies[1:])] == [True]
    assert ["is new" in line for line in snapshot.differences(replies[1:], replies)] == [True]


def test_nobody_reads_what_fails_of_the_unread_set() -> None:
    assert not any(conversation.theme.startswith("unseen") for conversation in snapshot.read_sets())


@pytest.mark.parametrize("content", [None, "", "[1]\n", '{"say": "hello"}\n', "no json\n"])
def test_no_snapshot_is_told_in_one_line(content: str | None, tmp_path: Path) -> None:
    file = tmp_path / "snapshot.jsonl"
    if content is not None:
        file.write_text(content)
    fault = snapshot.main([str(file), "--compare"])
    assert fault and str(file) in fault and "\n" not in fault
