"""Set-ups that only show while the gateway runs: each is one line in the log, with what to do."""

from __future__ import annotations

import logging
import re
import time

import pytest

from tests.slack import events
from tests.slack.conftest import Workspace

pytestmark = pytest.mark.asyncio


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What stands in the log as wrong."""
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]


async def test_requests_that_are_refused(slack: Workspace, caplog: pytest.LogCaptureFixture) -> None:
    """A wrong secret, a clock that is wrong, and what is not from Slack at all: told apart, and once however many come."""
    body = events.body_of(events.mention("hello"))
    wrong, old = events.signed(body, secret="of another app"), events.signed(body, at=str(int(time.time()) - 600))
    for headers in (wrong, old, {}) * 2:
        assert (await slack.post(body, headers))[0] == 401
    forged, late, unsigned = told(caplog)
    assert forged.startswith("request refused: reason=signature does not fit mend=copy SLACK_SIGNING_SECRET of this app")
    assert re.match(r"request refused: reason=signed at a wrong time, 60\d s ago mend=set the clock of this machine", late)
    assert unsigned.startswith("request refused: reason=not signed mend=")


@pytest.mark.parametrize(("ahead", "line"), [(600, r"\d+ s behind Slack's"), (-600, r"\d+ s ahead of Slack's"), (30, None)])
async def test_clock_is_compared_at_the_start(workspace: Workspace, caplog: pytest.LogCaptureFixture, ahead: int, line: str | None) -> None:
    workspace.slack.clock_ahead = ahead
    await workspace.start()
    assert [bool(line and re.fullmatch(f"the clock of this machine is {line}: mend=set it", said)) for said in told(caplog)] == [
        True
    ] * bool(line)


async def test_bot_and_slack_that_are_not_there(
    workspace: Workspace, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("channels.slack.identify._PAUSE_SECONDS", 0)
    workspace.bot.down = True
    workspace.slack.script("auth.test", {"cut": True}, {"cut": True})
    await workspace.start()
    slack, bot = await workspace.slack.until(lambda: told(caplog)[1:] and told(caplog))
    assert slack.startswith(
        "Slack API failed: method=auth.test error=ServerDisconnectedError count=1 mend=Slack was not reached: see to network"
    )
    assert bot.startswith(f"the bot is not there: SLACK_BOT_URL={workspace.bot.url} mend=start it")


async def test_tokens_of_two_apps(slack: Workspace, caplog: pytest.LogCaptureFixture) -> None:
    await slack.deliver(events.message("hello", channel="D1"))
    await slack.idle()
    for event in (events.mention("hello"), events.event(type="app_uninstalled")):
        assert await slack.deliver({**event, "api_app_id": "A2"}) == 200
    await slack.idle()
    assert slack.bot.texts == ["hello"]  # the other is not answered, and its end is not ours
    assert told(caplog) == [
        "payload of another app: app=A2 ours=A1 mend=SLACK_BOT_TOKEN must be of the app that SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are of"
    ]


async def test_more_events_than_slack_sends(slack: Workspace, caplog: pytest.LogCaptureFixture) -> None:
    limited = {"type": "app_rate_limited", "token": "x", "team_id": "T1", "minute_rate_limited": 1518467820, "api_app_id": "A1"}
    for _ in range(2):
        assert await slack.deliver(limited) == 200
    (line,) = told(caplog)
    assert line.startswith("Slack keeps events back: team=T1 mend=more than 30,000 an hour: take the bot out of busy channels")


async def test_workspace_of_a_bot_token_that_removes_the_app(slack: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was said there is deleted, as of each of several workspaces."""
    monkeypatch.setenv("AUDIT_LOG", str(slack.folder / "audit.log"))
    await slack.deliver(events.mention("hello"))
    await slack.idle()
    assert await slack.deliver(events.event(type="tokens_revoked", tokens={"bot": [], "oauth": ["U1"]})) == 200
    assert slack.bot.texts == ["hello"]  # a person's token: the bot's goes on
    assert await slack.deliver(events.event(type="tokens_revoked", tokens={"bot": ["UBOT"]})) == 200
    assert slack.bot.turns == []
