"""The agent view: questions to begin with, a thread for each question, its title, and that an answer is made."""

from __future__ import annotations

import functools

import pytest

from tests.slack import events
from tests.slack.conftest import Workspace

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("impatient")]

LOOKING = {"entities": [{"type": "slack#/types/channel_id", "value": "C9", "team_id": "T1"}]}


async def test_questions_to_begin_with_in_the_persons_language(slack: Workspace) -> None:
    slack.slack.locales["U1"] = "id-ID"
    opened = {"type": "app_home_opened", "tab": "messages", "channel": "D1", "context": LOOKING}
    await slack.deliver(events.event(**opened, user="U1"))
    thread = {"user_id": "U2", "channel_id": "D2", "thread_ts": "1.1", "context": {"channel_id": "C9", "team_id": "T1"}}
    await slack.deliver(events.event(type="assistant_thread_started", assistant_thread=thread))
    await slack.idle()
    calls = slack.slack.called("assistant.threads.setSuggestedPrompts")
    mine, older = sorted(calls, key=lambda call: call["channel_id"])
    assert (mine["channel_id"], mine.get("thread_ts"), mine["title"]) == ("D1", None, "Mulai dengan salah satu pertanyaan ini")
    assert mine["prompts"] == [{"title": f"{n} id?", "message": f"question {n}"} for n in range(4)]
    assert (older["channel_id"], older["thread_ts"], older["prompts"][0]["title"]) == ("D2", "1.1", "0 en?")


async def test_each_question_is_a_thread_with_title_and_status(slack: Workspace) -> None:
    first = events.message("what is A?", channel="D1", app_context=LOOKING)
    await slack.deliver(first)
    await slack.idle()
    thread = first["event"]["ts"]
    await slack.deliver(events.message("and B?", channel="D1", thread_ts=thread, app_context={}))
    await slack.idle()
    assert [post.get("thread_ts") for post in slack.slack.posts()] == [thread, thread]
    assert len({turn["token"] for turn in slack.bot.turns}) == 1
    states = slack.slack.called("agents.sessions.setStatus")
    assert [(state["thread_ts"], state["status"]) for state in states] == [(thread, "processing"), (thread, "active")] * 2
    assert states[0]["title"] == "what is A?"
    order = [call["method"] for call in slack.slack.calls]
    assert order.index("agents.sessions.setStatus") < order.index("chat.postMessage")


async def test_direct_message_begins_a_thread_where_people_have_the_agent_view(workspace: Workspace) -> None:
    """Not every message tells what is looked at beside it; an app that may not show the view answers as a person would."""
    gateway = await workspace.start()
    await workspace.deliver(asked := events.message("what is A?", channel="D1"))
    await workspace.idle()
    await workspace.stop(gateway)
    workspace.slack.granted -= {"assistant:write"}
    await workspace.start()
    workspace.slack.calls.clear()
    await workspace.deliver(events.message("what is B?", channel="D1"))
    await workspace.deliver(events.mention("what is C?", user="U2"))
    await workspace.idle()
    assert [post.get("thread_ts") for post in workspace.slack.posts("D1")] == [asked["event"]["ts"], None]
    await workspace.deliver(events.event(type="app_home_opened", tab="messages", channel="D1", user="U1"))
    await workspace.idle()
    assert not any("sessions" in call["method"] or "assistant" in call["method"] for call in workspace.slack.calls)
    assert (await workspace.health())["dead"] == 0


async def test_channel_of_the_message_that_is_looked_at(slack: Workspace) -> None:
    """Answers are shared there first."""
    beside = {"type": "slack#/types/message_context", "value": {"message_ts": "1.1", "channel_id": "C8"}, "team_id": "T1"}
    other = {"type": "slack#/types/canvas_id", "value": "F1"}
    await slack.deliver(events.message("what is A?", channel="D1", app_context={"entities": [other, beside]}))
    await slack.idle()
    await slack.deliver(events.button(slack.slack.posts()[0], "share"))
    await slack.idle()
    assert slack.slack.called("views.open")[0]["view"]["blocks"][0]["element"]["initial_conversation"] == "C8"


async def test_app_without_the_agent_view_is_answered_all_the_same(slack: Workspace) -> None:
    refusal = {"body": {"ok": False, "error": "unknown_method"}}
    slack.slack.script("agents.sessions.setStatus", refusal, {"status": 500, "body": {"ok": False, "error": "internal_error"}})
    await slack.deliver(events.message("what is A?", channel="D1", thread_ts="1.1"))
    await slack.idle()
    assert [post["thread_ts"] for post in slack.slack.posts()] == ["1.1"]


async def test_answer_that_fails_leaves_no_thread_at_work(slack: Workspace) -> None:
    await slack.deliver(events.message("broken answer", channel="D1", app_context={}))
    await slack.idle()
    assert slack.slack.called("agents.sessions.setStatus")[-1]["status"] == "active"


async def test_thread_of_a_mention_shows_that_an_answer_is_made(slack: Workspace) -> None:
    await slack.deliver(events.settings_sent("C1", "questions"))
    await slack.idle()
    asked = events.mention("what is A?", user="U2")
    await slack.deliver(asked)
    await slack.deliver(events.message("what is lunch?"))  # nobody asked the bot, and it will not speak
    await slack.idle()
    states = slack.slack.called("agents.sessions.setStatus")
    assert [(state["channel_id"], state["thread_ts"], state["status"], state["initiator_user_id"]) for state in states] == [
        ("C1", asked["event"]["ts"], status, "U2") for status in ("processing", "active")
    ]
    assert "what is lunch?" in slack.bot.texts


@pytest.mark.parametrize("where", ["D1", "C1"])
async def test_stop_button_ends_what_is_asked_in_its_thread(slack: Workspace, where: str) -> None:
    slack.bot.open.clear()
    say = functools.partial(events.message, channel="D1", app_context=LOOKING) if where == "D1" else events.mention
    asked, other = say("what is A?"), say("what is B?")
    for payload in (asked, other):
        await slack.deliver(payload)
    await slack.slack.until(lambda: "what is A?" in slack.bot.texts)
    await slack.deliver(events.stopped(asked))
    (word,) = await slack.slack.until(lambda: slack.slack.called("chat.postEphemeral"))
    assert word["text"].startswith("All right, I have stopped.") and word["thread_ts"] == asked["event"]["ts"]
    slack.bot.open.set()
    await slack.idle()
    assert [(post["text"], post["thread_ts"]) for post in slack.slack.posts()] == [("You said: what is B?", other["event"]["ts"])]
    await slack.deliver(events.stopped(other))  # too late: it is answered
    await slack.idle()
    assert len(slack.slack.called("chat.postEphemeral")) == 1 and (await slack.health())["dead"] == 0
