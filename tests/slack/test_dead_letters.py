"""No message stops the others: what cannot be done becomes a dead letter, to be listed, tried again or deleted."""

from __future__ import annotations

import asyncio
import json
import sqlite3

import pytest

from channels.slack.mends import MENDS
from tests.slack import events
from tests.slack.conftest import Workspace

INVITE = "Invite me to that channel with /invite, or ask me here."
pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("impatient")]

ARCHIVED = {"channel": "C1", "body": {"ok": False, "error": "is_archived"}}


async def test_task_that_cannot_be_read_does_not_stop_the_rest(workspace: Workspace, caplog: pytest.LogCaptureFixture) -> None:
    gateway = await workspace.start()
    await workspace.stop(gateway)
    with sqlite3.connect(workspace.folder / "slack.db") as connection:
        for number, task in enumerate(('{"kind": "of an older program"}', "{", None)):
            connection.execute(
                "insert into slack_tasks (event_id, conversation, task, sent, attempts, received, due) values (?, 'c', ?, 0, 0, 1, 1)",
                (f"Ev-bad-{number}", task),
            )
    await workspace.start()
    await workspace.deliver(events.mention("hello"))
    await workspace.idle()
    assert workspace.bot.texts == ["hello"]
    health = await workspace.health()
    assert (health["waiting"], health["dead"]) == (0, 3)
    assert caplog.text.count("cannot be read") == 3


async def test_task_that_fails_each_time_is_given_up(slack: Workspace) -> None:
    await slack.deliver(events.message("broken answer", channel="D1"))
    await slack.deliver(events.message("and the next of the same person", channel="D1"))
    await slack.idle()
    assert slack.bot.texts == ["broken answer"] * 5 + ["and the next of the same person"]
    sorry, answer = slack.slack.posts("D1")
    assert sorry["text"].startswith("Sorry, I am having trouble") and answer["text"].startswith("You said: and the next")
    code, printed = await slack.command("dead")
    (letter,) = map(json.loads, printed.splitlines())
    assert code == 0 and letter["reason"] == "failed: ValidationError" and "broken answer" not in printed


async def test_what_slack_refused_is_kept_and_can_be_tried_again(slack: Workspace, caplog: pytest.LogCaptureFixture) -> None:
    slack.slack.script("chat.postMessage", ARCHIVED, ARCHIVED)
    await slack.deliver(events.mention("one"))
    await slack.idle()
    await slack.deliver(events.mention("two", user="U2"))
    await slack.idle()
    assert caplog.text.count("mend=the channel is archived") == 1  # a storm of one error is one line
    assert (await slack.health())["failures"] == {"chat.postMessage is_archived": 2}
    _, printed = await slack.command("dead")
    letters = [json.loads(line) for line in printed.splitlines()]
    assert [letter["reason"] for letter in letters] == ["Refused: chat.postMessage is_archived"] * 2
    assert await slack.command("dead", "retry", str(letters[0]["number"])) == (0, "")
    assert (await slack.command("dead", "delete", "all"))[0] == 0
    acts = [json.loads(line) for line in (slack.folder / "audit.log").read_text().splitlines()]
    assert [(act["act"], act["letters"]) for act in acts] == [
        ("slack_dead_retry", [letters[0]["number"]]), ("slack_dead_delete", [letters[1]["number"]]),
    ]  # fmt: skip
    (slack.folder / "in the way").write_text("")
    assert (await slack.command("dead", "delete", "all", AUDIT_LOG=str(slack.folder / "in the way" / "audit.log")))[0] == 1
    for number in ("7", "x", "-1"):
        assert await slack.command("dead", "retry", "--", number) == (1, f"there is no dead letter {number}\n")
    await slack.slack.until(lambda: slack.slack.posts("C1"))
    await slack.idle()
    assert [post["text"] for post in slack.slack.posts("C1")] == ["You said: one"]
    assert [post["text"] for post in slack.slack.posts("D1")] == ["I cannot write where you asked me. " + INVITE]
    assert sorted(slack.bot.texts) == ["one", "two"]  # the answer was kept, so the bot is not asked again
    assert (await slack.health())["dead"] == 0


async def test_each_refusal_is_one_line_with_its_mend_and_kept(slack: Workspace, caplog: pytest.LogCaptureFixture) -> None:
    """A channel without membership, an archived one, a token that is over, a scope that is missing."""
    refused = sorted(set(MENDS) - {"ratelimited", "invalid_blocks"})  # which are answered all the same
    for number, code in enumerate(refused):
        slack.slack.script("chat.postMessage", {"channel": "C1", "body": {"ok": False, "error": code}})
        await slack.deliver(events.mention("what is A?", user=f"U{number}"))
    await slack.idle()
    closed = {"channel_not_found", "not_in_channel", "is_archived", "restricted_action"}
    late = {"expired_url", "used_url"}
    assert len(slack.slack.posts()) == len((closed | late) & set(refused))  # the others can be told nothing
    lines = [record.getMessage() for record in caplog.records if record.getMessage().startswith("Slack API failed")]
    assert sorted(lines) == [f"Slack API failed: method=chat.postMessage error={code} count=1 mend={MENDS[code]}" for code in refused]
    _, printed = await slack.command("dead")
    reasons = sorted(json.loads(line)["reason"] for line in printed.splitlines())
    assert reasons == [f"Refused: chat.postMessage {code}" for code in refused]
    assert (await slack.health())["failures"] == {f"chat.postMessage {code}": 1 for code in refused}


async def test_event_of_a_dead_letter_is_known(slack: Workspace) -> None:
    slack.slack.script("chat.postMessage", ARCHIVED)
    question = events.mention("one")
    await slack.deliver(question)
    await slack.idle()
    await slack.deliver(question)
    await slack.idle()
    await asyncio.sleep(0.1)
    assert slack.slack.posts("C1") == [] and (await slack.health())["dead"] == 1


async def test_person_is_told_what_was_given_up_once(workspace: Workspace) -> None:
    """In the place and the language of the question; where Slack stops the word itself, the question is a dead letter all the same."""
    workspace.slack.locales["U2"] = "id-ID"
    await workspace.start()
    respond = f"{workspace.slack.url}/respond/1"
    asked = events.mention("broken answer", user="U2")
    for payload in (asked, events.command("broken answer", respond), events.message("broken answer", channel="D3", user="U3")):
        workspace.slack.script("chat.postMessage", {"channel": "D3", "body": {"ok": False, "error": "messages_tab_disabled"}})
        await workspace.deliver(payload)
    await workspace.idle()
    (post,) = workspace.slack.posts()
    assert post["thread_ts"] == asked["event"]["ts"] and post["text"].startswith("Maaf, saya sedang mengalami gangguan")
    assert [reply["text"][:27] for reply in workspace.slack.called("response_url")] == ["Sorry, I am having trouble "]
    assert (await workspace.health())["dead"] == 3
