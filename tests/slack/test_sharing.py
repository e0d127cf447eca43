"""Taking an answer to others: to a channel, to a human; asking about somebody's message."""

from __future__ import annotations

import pytest

from tests.slack import events
from tests.slack.conftest import Workspace

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("impatient")]

NOT_THERE = {"body": {"ok": False, "error": "not_in_channel"}}


def texts(message: dict) -> list[str]:
    """What the context blocks of a message say."""
    return [block["elements"][0]["text"] for block in message["blocks"] if block["type"] == "context"]


async def test_answer_to_a_command_is_shared_in_its_channel_once(slack: Workspace) -> None:
    await slack.deliver(events.command("what is A &amp; &lt;B&gt;?", f"{slack.slack.url}/respond/1", channel="C5"))
    await slack.idle()
    (answer,) = slack.slack.called("response_url")
    shown = {**answer, "channel": "C5"}
    for number in (2, 3):
        await slack.deliver(events.button(shown, "share", respond=f"{slack.slack.url}/respond/{number}"))
    await slack.idle()
    (post,) = slack.slack.posts()
    assert post["channel"] == "C5" and texts(post)[0] == "<@U1> asked: what is A &amp; &lt;B&gt;?"
    assert any(block["type"] == "section" and "You said" in block["text"]["text"] for block in post["blocks"])
    assert "share" not in str(post["blocks"])
    assert [call["text"] for call in slack.slack.called("response_url")[1:]] == ["I have shared it."]
    await slack.deliver(events.mention("and C?", channel="C5", user="U2", thread_ts=post["ts"]))
    await slack.idle()
    assert slack.slack.posts()[-1]["thread_ts"] == post["ts"]


async def test_answer_in_direct_messages_is_shared_where_the_person_says(slack: Workspace) -> None:
    looking = {"entities": [{"type": "slack#/types/channel_id", "value": "C9"}]}
    await slack.deliver(events.message("what is A?", channel="D1", app_context=looking))
    await slack.idle()
    (answer,) = slack.slack.posts()
    await slack.deliver(events.button(answer, "share"))
    await slack.idle()
    (opened,) = slack.slack.called("views.open")
    assert opened["view"]["blocks"][0]["element"]["initial_conversation"] == "C9"
    await slack.deliver(events.sent(opened["view"], {"channel": {"selected_conversation": "C7"}}))
    await slack.idle()
    shared, told = slack.slack.posts()[1:]
    assert (shared["channel"], texts(shared)[0]) == ("C7", "<@U1> asked: what is A?")
    assert (told["channel"], told["text"]) == ("D1", "I have shared it.")


async def test_share_that_only_seemed_to_fail_is_not_repeated(slack: Workspace) -> None:
    await slack.deliver(events.command("what is A?", f"{slack.slack.url}/respond/1", channel="C5"))
    await slack.idle()
    slack.slack.script("chat.postMessage", {"status": 500, "body": {"ok": False, "error": "internal_error"}, "done": True})
    answer = {**slack.slack.called("response_url")[0], "channel": "C5"}
    await slack.deliver(events.button(answer, "share", respond=f"{slack.slack.url}/respond/2"))
    await slack.idle()
    assert len(slack.slack.posts()) == 1 and slack.slack.called("response_url")[1]["text"] == "I have shared it."


@pytest.mark.parametrize("why", ["stranger", "not invited", "forgotten"])
async def test_what_cannot_be_shared_is_told(slack: Workspace, why: str) -> None:
    await slack.deliver(events.command("what is A?", f"{slack.slack.url}/respond/1"))
    await slack.idle()
    (answer,) = slack.slack.called("response_url")
    if why == "stranger":
        slack.slack.strangers = {"U1"}
    elif why == "not invited":
        slack.slack.script("chat.postMessage", NOT_THERE)
    else:
        slack.bot.tokens.clear()
    await slack.deliver(events.button({**answer, "channel": "C1"}, "share", respond=f"{slack.slack.url}/respond/2"))
    await slack.idle()
    said = slack.slack.called("response_url")[1]["text"]
    assert said.startswith("That answer is no longer kept" if why == "forgotten" else "I cannot write in that channel yet")
    assert slack.slack.posts() == []


async def test_asking_about_a_message_is_private(slack: Workspace) -> None:
    message = events.message("*what* is :thinking_face: A?", channel="C3", user="U2", thread_ts="1.1")
    await slack.deliver(events.about(message, f"{slack.slack.url}/respond/1"))
    await slack.idle()
    (answer,) = slack.slack.called("response_url")
    assert slack.bot.texts == ["what is 🤔 A?"] and texts(answer)[0] == "what is 🤔 A?"
    assert answer["response_type"] == "ephemeral" and "share" in str(answer["blocks"])
    assert slack.slack.posts() == []


@pytest.mark.parametrize(("person", "channel"), [("C77", "C77"), ("U77", "D77")])
async def test_human_gets_the_conversation_once_the_person_agrees(workspace: Workspace, person: str, channel: str) -> None:
    await workspace.start(SLACK_PERSON=person)
    slack = workspace.slack
    await workspace.deliver(events.message("what is A?", channel="D1"))
    await workspace.deliver(events.message("what is lunch?", channel="D1"))
    await workspace.idle()
    known, declined = slack.posts()
    assert "person" not in str(known["blocks"])
    await workspace.deliver(events.button(declined, "person"))
    await workspace.idle()
    (opened,) = slack.called("views.open")
    assert ("<#C77>" if person == "C77" else "<@U77>") in opened["view"]["blocks"][0]["text"]["text"]
    assert slack.posts(channel) == []  # nothing leaves before the person agrees
    sent = events.sent(opened["view"], {"words": {"value": "please & soon"}})
    for _ in range(2):
        await workspace.deliver(sent)
        await workspace.idle()
    wish, said = slack.posts(channel)
    assert wish["text"] == "<@U1> would like help.\nplease &amp; soon" and said["thread_ts"] == wish["ts"]
    assert all(text in said["text"] for text in ("what is A?", "You said: what is A?", "what is lunch?", "That I do not know."))
    assert slack.posts("D1")[-1]["text"] == "I have passed it on. You will be contacted in Slack."


async def test_human_who_cannot_be_reached_is_told_to_the_person(workspace: Workspace) -> None:
    """A channel of another workspace, or one that the bot is not in."""
    await workspace.start(SLACK_PERSON="C77")
    slack = workspace.slack
    await workspace.deliver(events.message("what is lunch?", channel="D1"))
    await workspace.idle()
    await workspace.deliver(events.button(slack.posts()[0], "person"))
    await workspace.idle()
    slack.script("chat.postMessage", {**NOT_THERE, "channel": "C77"})
    await workspace.deliver(events.sent(slack.called("views.open")[0]["view"], {"words": {"value": None}}))
    await workspace.idle()
    assert slack.posts("D1")[-1]["text"].startswith("I could not pass your conversation on.")
    assert slack.posts("C77") == [] and (await workspace.health())["dead"] == 1


async def test_contact_that_the_owner_has_set_stands_in_a_decline(slack: Workspace) -> None:
    slack.bot.contact = {"text": "bantuan@a.example", "url": "mailto:bantuan@a.example"}
    await slack.deliver(events.message("what is lunch?", channel="D1"))
    await slack.idle()
    (post,) = slack.slack.posts()
    assert post["text"] == "That I do not know.\nYou can also contact bantuan@a.example."


async def test_only_as_much_is_read_as_is_shared_or_handed_over(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person's direct messages are one conversation, which may be long."""
    monkeypatch.setattr("channels.slack.sharing._MOST_TURNS", 2)
    await workspace.start(SLACK_PERSON="C77")
    for text in ("what is A?", "what is B?", "what is C?", "what is lunch?"):
        await workspace.deliver(events.message(text, channel="D1"))
    await workspace.idle()
    *_, answer, declined = workspace.slack.posts("D1")
    await workspace.deliver(events.button(answer, "share"))
    await workspace.deliver(events.button(declined, "person"))
    await workspace.idle()
    opened = {call["view"]["callback_id"]: call["view"] for call in workspace.slack.called("views.open")}
    await workspace.deliver(events.sent(opened["share"], {"channel": {"selected_conversation": "C7"}}))
    await workspace.idle()
    assert workspace.bot.pages == 2 and "what is C?" in texts(workspace.slack.posts("C7")[0])[0]
    await workspace.deliver(events.sent(opened["person"], {"words": {"value": None}}))
    await workspace.idle()
    said = workspace.slack.posts("C77")[-1]["text"]
    assert workspace.bot.pages == 4 and "what is C?" in said and "what is lunch?" in said and "what is B?" not in said


@pytest.mark.parametrize("person", ["C77", None])
async def test_who_asks_for_a_human_is_offered_one_where_there_is_one(workspace: Workspace, person: str | None) -> None:
    await workspace.start(SLACK_PERSON=person)
    await workspace.deliver(events.message("can I talk to a human?", channel="D1"))
    await workspace.idle()
    (post,) = workspace.slack.posts()
    buttons = [button["action_id"] for block in post["blocks"] if block["type"] == "actions" for button in block["elements"]]
    assert ("person" in buttons) == bool(person)
    assert post["text"].startswith("Of course. Press the button" if person else "I have no contact details.")


async def test_nobody_is_promised_where_nobody_is_configured(slack: Workspace) -> None:
    await slack.deliver(events.message("what is lunch?", channel="D1"))
    await slack.idle()
    assert "person" not in str(slack.slack.posts()[0]["blocks"])
