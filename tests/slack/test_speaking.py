"""When the bot speaks in a channel, and to whose conversation a message belongs."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest

from channels.slack.attention import is_asking
from tests.slack import events
from tests.slack.conftest import Workspace
from tests.slack.fake_slack import BOT_USER

pytestmark = pytest.mark.asyncio


@pytest.fixture(autouse=True)
def settings_hold_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a channel's members chose is otherwise read every two seconds."""
    monkeypatch.setattr("channels.slack.attention._MODE_SECONDS", 0)


async def choose(slack: Workspace, mode: str, channel: str = "C1") -> None:
    """Let a member choose when the bot speaks."""
    await slack.deliver(events.settings_sent(channel, mode))
    await slack.idle()
    slack.slack.messages.clear()


async def told(slack: Workspace, *payloads: dict[str, Any]) -> list[str]:
    """What the bot is asked when these come one after the other."""
    before = len(slack.bot.turns)
    for payload in payloads:
        await slack.deliver(payload)
        await slack.idle()
    return slack.bot.texts[before:]


async def test_a_channel_where_nobody_chose_is_answered_when_it_mentions_the_bot(slack: Workspace) -> None:
    first = events.mention("what is A?")
    thread = first["event"]["ts"]
    follow_up = events.message("and B?", thread_ts=thread)
    assert await told(slack, first, follow_up, events.message("what is C?")) == ["what is A?"]
    assert await told(slack, events.mention("and B?", thread_ts=thread)) == ["and B?"]


async def test_threads_it_takes_part_in(slack: Workspace) -> None:
    await choose(slack, "threads")
    first = events.mention("what is A?")
    thread = first["event"]["ts"]

    def reply(text: str, user: str = "U1", **more: Any) -> dict[str, Any]:
        return events.message(text, user=user, thread_ts=thread, **more)

    assert await told(slack, first, reply("and B?"), reply("thanks")) == ["what is A?", "and B?", "thanks"]
    others = ("<@U2> what do you think?", "<!subteam^S1|@sales> is it so?", "<!here> what is B?", "<!channel> what is B?", "")
    assert await told(slack, *(reply(text) for text in others)) == []
    assert await told(slack, reply("", subtype="file_share", files=[{"id": "F1"}])) == []
    assert await told(slack, events.message("elsewhere?", thread_ts="1600000000.1"), events.message("what is C?")) == []
    # Two people talk: what is no question is theirs, and so is a question that the bot knows nothing of.
    talk = (reply("we tried that last year", "U2"), reply("and it went well"), reply("what is B?", "U2"), reply("what is lunch?"))
    assert await told(slack, *talk) == ["what is B?", "what is lunch?"]
    assert [post["text"] for post in slack.slack.posts()][-1] == "You said: what is B?"


async def test_every_question_that_it_can_answer(slack: Workspace) -> None:
    await choose(slack, "questions")
    asked = events.message("what is A?")
    assert await told(slack, events.message("good morning all"), asked, events.message("what is lunch?")) == [
        "what is A?",
        "what is lunch?",
    ]
    (post,) = slack.slack.posts()
    assert (post["text"], post["thread_ts"]) == ("You said: what is A?", asked["event"]["ts"])
    assert await told(slack, events.message("<@U2> what is A?"), events.message("<!here> what is A?")) == []
    assert await told(slack, events.message("and B", thread_ts=asked["event"]["ts"])) == ["and B"]  # it takes part now


def test_question_is_known_by_its_form() -> None:
    """Many write without a question mark; what only begins like a question is none."""
    asking = ("apa itu KPO", "Halo kak, apa bedanya BPO sama KPO", "mau tanya dong, KPO itu apa", "bedanya apa ya", "benarkah KPO mahal")
    asking += ("min, gimana cara kerjanya", "tolong jelaskan KPO", "so, how does it work", "is it cheaper", "that one?")
    talking = (
        "langkah kita sudah benar",
        "isu baru",
        "tidak apa-apa kak",
        "ya nggak apa",
        "kapan-kapan kita bahas",
        "doing well",
        "good morning all",
        "rapatnya ditunda",
        "sama-sama kak",
        "hi all",
    )
    assert [text for text in (*asking, *talking) if is_asking(text)] == list(asking)


@pytest.mark.parametrize("stop", ["stop", "Tolong berhenti!", "diam ya", f"<@{BOT_USER}> diam"])
async def test_stop_silences_it_in_the_thread_until_it_is_mentioned(slack: Workspace, stop: str) -> None:
    await choose(slack, "threads")
    first = events.mention("apa itu A?")
    thread = first["event"]["ts"]
    silenced = await told(slack, first, events.message(stop, thread_ts=thread), events.message("and B?", thread_ts=thread))
    assert silenced == ["apa itu A?"]
    (word,) = slack.slack.called("chat.postEphemeral")
    assert (word["user"], word["thread_ts"]) == ("U1", thread) and word["text"].startswith("Baik, saya diam")
    again = (events.mention("and B?", thread_ts=thread), events.message("and C?", thread_ts=thread))
    assert await told(slack, *again) == ["and B?", "and C?"]


async def test_mention_that_an_edit_adds_is_answered_once(slack: Workspace) -> None:
    asked = events.message("what is A?")
    added = events.edit(asked, f"<@{BOT_USER}> what is A?")
    twin = events.event(**{**added["event"]["message"], "type": "app_mention", "channel": "C1"})
    assert await told(slack, asked, added, twin, events.edit(asked, f"<@{BOT_USER}> what is A now?")) == ["what is A?"]
    mentioned = events.mention("what is B?")
    corrected = events.edit(mentioned, f"<@{BOT_USER}> what is C?")
    assert await told(slack, mentioned, corrected) == ["what is B?"]


async def test_settings_are_chosen_by_members_and_told_where_they_hold(slack: Workspace) -> None:
    of_two = events.command("settings", "unused", channel="D7")
    for payload in (events.command("Pengaturan", "unused", channel="C7"), events.shortcut(callback_id="settings"), of_two):
        await slack.deliver(payload)
        await slack.idle()
    command, shortcut, direct = (call["view"] for call in slack.slack.called("views.open"))
    assert direct["blocks"] == shortcut["blocks"]
    assert command["blocks"][0]["element"]["initial_conversation"] == "C7"
    assert shortcut["blocks"][0]["element"]["default_to_current_conversation"] is True
    assert command["blocks"][1]["element"]["initial_option"]["value"] == "mentions"
    assert slack.bot.turns == []
    await slack.deliver(events.settings_sent("C7", "threads"))
    slack.slack.strangers = {"U2"}
    await slack.idle()
    await slack.deliver(events.settings_sent("C7", "questions", user="U2"))
    await slack.idle()
    said, refused = slack.slack.posts()
    assert said["channel"] == "C7" and said["text"] == "<@U1> chose when I answer here: “Also in threads I take part in”."
    assert refused["channel"] == "D2" and refused["text"].startswith("Only members")
    with sqlite3.connect(slack.folder / "slack.db") as connection:
        assert connection.execute("select * from slack_channels").fetchall() == [("C7", "threads")]


async def test_settings_of_a_channel_that_the_bot_is_not_in(slack: Workspace) -> None:
    """They could not be told there, so they are not kept."""
    slack.slack.script("chat.postMessage", {"channel": "C7", "body": {"ok": False, "error": "not_in_channel"}})
    await slack.deliver(events.settings_sent("C7", "threads"))
    await slack.idle()
    (told,) = slack.slack.posts()
    assert told["channel"] == "D1" and told["text"].startswith("I cannot write in that channel yet. Invite me")
    with sqlite3.connect(slack.folder / "slack.db") as connection:
        assert connection.execute("select * from slack_channels").fetchall() == []
    assert (await slack.health())["dead"] == 0


async def test_conversation_does_not_depend_on_the_team_that_a_payload_names(slack: Workspace) -> None:
    """Shared channels, Enterprise Grid, clicks without a team; and a colleague who speaks in between."""
    first = events.mention("what is A?")
    thread = first["event"]["ts"]
    await slack.deliver(first)
    await slack.idle()
    click = events.click(slack.slack.posts()[0])
    click["team"], click["enterprise"] = None, {"id": "E1", "name": "Org"}
    connect = {**events.mention("and B?", thread_ts=thread), "team_id": "T2", "is_ext_shared_channel": True}
    grid = {**events.mention("and C?", thread_ts=thread), "team_id": None, "enterprise_id": "E1"}
    grid["authorizations"] = [{"enterprise_id": "E1", "team_id": None, "user_id": BOT_USER, "is_bot": True}]
    await told(slack, click, connect, events.mention("hello", user="U2", thread_ts=thread), grid)
    assert slack.bot.texts == ["what is A?", "difference", "and B?", "hello", "and C?"]
    tokens = [turn["token"] for turn in slack.bot.turns]
    assert tokens[0] == tokens[1] == tokens[2] == tokens[4] != tokens[3]


async def test_thread_in_a_direct_message_keeps_its_conversation(slack: Workspace) -> None:
    await told(slack, events.message("what is A?", channel="D1"))
    (post,) = slack.slack.posts()
    await told(slack, events.message("and B?", channel="D1", thread_ts=post["ts"]), events.submission("and C?"))
    assert len({turn["token"] for turn in slack.bot.turns}) == 1
    assert slack.slack.posts()[1]["thread_ts"] == post["ts"]


async def test_conversations_of_an_older_store_go_on(workspace: Workspace) -> None:
    """Its keys began with the team, and so do the votes under messages of that time."""
    (workspace.folder / "slack.db").unlink()
    with sqlite3.connect(workspace.folder / "slack.db") as connection:
        connection.executescript(
            """create table slack_tasks (number integer primary key, event_id varchar(255) not null unique,
               subject varchar(255) unique, conversation varchar(255) not null, task text, answer text,
               sent integer not null, attempts integer not null, received float not null, due float not null,
               holder varchar(32), done float);
               create table slack_threads (thread varchar(255) primary key, last float not null);
               create table slack_sessions (conversation varchar(255) primary key, token text not null, begun float not null);
               insert into slack_threads values ('T1/C1/1600000000.1', 4000000000);
               insert into slack_sessions values ('T1/C1/1600000000.1/U1', 'token-0', 4000000000),
                                                 ('T1/im//U1', 'token-1', 4000000000), ('T2/im//U1', 'token-2', 4000000000);"""
        )
    await workspace.start()
    for _ in range(3):
        workspace.bot.tokens.add(f"token-{len(workspace.bot.tokens)}")
    await choose(workspace, "threads")
    await told(workspace, events.message("and B?", thread_ts="1600000000.1"), events.message("hi", channel="D1"))
    assert workspace.bot.turns[0]["token"] == "token-0" and workspace.bot.turns[1]["token"] in ("token-1", "token-2")
    vote = events.click(workspace.slack.posts()[0], kind="context_actions")
    vote["actions"][0]["value"] = f"up:{workspace.bot.turns[0]['id']}:T1/C1/1600000000.1/U1"
    await told(workspace, vote)
    assert workspace.bot.votes[0]["token"] == "token-0"
