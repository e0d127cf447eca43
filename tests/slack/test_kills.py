"""The gateway is killed (SIGKILL) at each step of a task; the next one goes on, and everybody is answered once."""

from __future__ import annotations

import signal
from collections import Counter

import pytest

from tests.slack import events
from tests.slack.conftest import Workspace

pytestmark = pytest.mark.asyncio

# In their order within one task: what Slack is asked, and what the bot.
AT_SLACK = (
    "before users.info",
    "before agents.sessions.setStatus processing",
    "before chat.postMessage",
    "after chat.postMessage",
    "after files.getUploadURLExternal",
    "before upload",
    "before files.completeUploadExternal",
    "after files.completeUploadExternal",
    "before agents.sessions.setStatus active",
)
AT_THE_BOT = ("after begin", "after ask", "before picture")


async def test_killed_at_each_step_of_a_task(workspace: Workspace) -> None:
    gateway = await workspace.spawn()
    slack, bot = workspace.slack, workspace.bot
    slack.pauses.points, bot.pauses.points = list(AT_SLACK), list(AT_THE_BOT)
    people = range(len(AT_SLACK + AT_THE_BOT))  # each point catches one person's task
    for number in people:
        await workspace.deliver(events.message("picture", channel=f"D{number}", user=f"U{number}", app_context={}))
    await slack.until(lambda: not slack.pauses.points and not bot.pauses.points)
    await gateway.kill()
    assert len(slack.posts()) < 2 * len(people)
    another = await workspace.spawn()
    await workspace.idle(60)
    assert Counter((post["channel"], bool(post.get("files"))) for post in slack.posts()) == {
        (f"D{number}", is_picture): 1 for number in people for is_picture in (False, True)
    }
    assert len({turn["id"] for turn in bot.turns}) == len(people)  # asked twice, it gives the first answer again
    last = {call["channel_id"]: call["status"] for call in slack.called("agents.sessions.setStatus")}
    assert set(last.values()) == {"active"} and (await workspace.health())["dead"] == 0
    assert await another.kill(signal.SIGTERM) == 0  # and who is asked to end, does
