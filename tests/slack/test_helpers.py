"""Who helps where the bot cannot: each workspace's own, chosen by its admins or by who runs the gateway."""

from __future__ import annotations

from typing import Any

import pytest

from tests.slack import events
from tests.slack.conftest import Workspace

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("impatient")]


async def settings_of(slack: Workspace, user: str) -> dict[str, Any]:
    """The settings as somebody sees them."""
    await slack.deliver(events.command("settings", "unused", user=user))
    await slack.idle()
    return slack.slack.called("views.open")[-1]["view"]


async def choose(slack: Workspace, view: dict[str, Any], user: str = "U1", channel: str | None = None, person: str | None = None) -> None:
    """Send the settings with who helps; the channel's mode as it was."""
    values = {
        "channel": {"selected_conversation": "C1"},
        "settings": {"selected_option": {"value": "mentions"}},
        "helper_channel": {"selected_conversation": channel},
        "helper_person": {"selected_user": person},
    }
    await slack.deliver(events.sent(view, values, user))
    await slack.idle()


async def declined(slack: Workspace, user: str) -> dict[str, Any]:
    """The answer to what the bot does not know."""
    await slack.deliver(events.message("what is lunch?", channel=f"D{user[1:]}", user=user))
    await slack.idle()
    return slack.slack.posts(f"D{user[1:]}")[-1]


async def test_admin_chooses_in_slack_who_helps(slack: Workspace) -> None:
    slack.slack.admins = {"U1": "T1"}
    assert "person" not in str((await declined(slack, "U3"))["blocks"])
    assert [block["block_id"] for block in (await settings_of(slack, "U2"))["blocks"]] == ["channel", "settings"]
    view = await settings_of(slack, "U1")
    assert [block["block_id"] for block in view["blocks"]] == ["channel", "settings", "helper_channel", "helper_person"]
    await choose(slack, view, channel="C77")
    assert [post["text"] for post in slack.slack.posts("C77")] == [
        "<@U1> chose <#C77> to help those who ask for a person. If they agree, I send their conversations here."
    ]
    assert slack.slack.posts("C1") == []  # when the bot answers was not changed
    view = await settings_of(slack, "U1")
    assert view["blocks"][2]["element"]["initial_conversation"] == "C77" and "initial_user" not in view["blocks"][3]["element"]
    asked = await declined(slack, "U3")
    await slack.deliver(events.button(asked, "person", user="U3"))
    await slack.idle()
    consent = slack.slack.called("views.open")[-1]["view"]
    await choose(slack, view, person="U77")
    assert slack.slack.posts("D77")[0]["text"].startswith("<@U1> chose <@U77> to help")
    assert (await settings_of(slack, "U1"))["blocks"][3]["element"]["initial_user"] == "U77"
    await slack.deliver(events.sent(consent, {"words": {"value": None}}, user="U3"))
    await slack.idle()
    assert slack.slack.posts("C77")[1]["text"] == "<@U3> would like help."  # whom the person agreed to, whoever helps by now
    assert len(slack.slack.posts("D77")) == 1
    await choose(slack, view)
    assert "person" not in str((await declined(slack, "U3"))["blocks"])
    await slack.deliver(events.button(asked, "person", user="U3"))
    await slack.idle()
    assert slack.slack.called("chat.postEphemeral")[-1]["text"].startswith("I could not pass your conversation on.")
    assert (await slack.health())["dead"] == 0


@pytest.mark.parametrize(("admins", "why"), [({}, "Only admins"), ({"U1": "T9"}, "Only admins"), ({"U1": "T1"}, "I cannot reach")])
async def test_who_may_not_or_cannot_be_reached_is_not_kept(slack: Workspace, admins: dict[str, str], why: str) -> None:
    """Who is no admin any more when the settings are sent, who is one elsewhere, and a channel that the bot is not in."""
    slack.slack.admins = {"U1": "T1"}
    view = await settings_of(slack, "U1")
    slack.slack.admins = admins
    slack.slack.script("chat.postMessage", {"channel": "C77", "body": {"ok": False, "error": "not_in_channel"}})
    await choose(slack, view, channel="C77")
    (told,) = slack.slack.posts()
    assert told["channel"] == "D1" and told["text"].startswith(why)
    assert await slack.command("person") == (0, "") and (await slack.health())["dead"] == 0


async def test_who_runs_the_gateway_chooses_on_the_command_line(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    await workspace.start(SLACK_PERSON="C55")
    for person, helps in (("C77", "C77"), ("none", "C55")):
        assert await workspace.command("person", "T1", person) == (0, "")
        await workspace.deliver(events.button(await declined(workspace, "U3"), "person", user="U3"))
        await workspace.idle()
        assert f"<#{helps}>" in workspace.slack.called("views.open")[-1]["view"]["blocks"][0]["text"]["text"]
    assert await workspace.command("person", "T2", "U9") == (0, "")
    assert await workspace.command("person") == (0, '{"team": "T2", "person": "U9"}\n')
    capsys.readouterr()
    for words in (("C77", "T1"), ("T1", "@rina"), ("T1",)):
        assert (await workspace.command("person", *words))[0] == 1
        assert len(capsys.readouterr().err.splitlines()) == 1
