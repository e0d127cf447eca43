"""Several workspaces: installed by a browser, each with its token, which is encrypted, rotated and erased."""

from __future__ import annotations

import asyncio
import sqlite3
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import pytest_asyncio
from cryptography.fernet import Fernet

from channels.slack.__main__ import serve
from channels.slack.settings import SettingsError, read
from tests.slack import events
from tests.slack.conftest import Workspace
from tests.slack.methods import GRANTED

pytestmark = pytest.mark.asyncio

KEY = Fernet.generate_key().decode()
MANY = {"SLACK_BOT_TOKEN": None, "SLACK_CLIENT_ID": "client", "SLACK_CLIENT_SECRET": "secret", "SLACK_TOKEN_KEYS": KEY}


@pytest_asyncio.fixture
async def many(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workplace whose gateway serves all that install the app."""
    monkeypatch.setenv("AUDIT_LOG", str(workspace.folder / "audit.log"))
    await workspace.start(**MANY)
    return workspace


async def begun(many: Workspace) -> tuple[str, str]:
    """Where a browser is sent, and the cookie that it gets."""
    async with many.http.get(f"http://127.0.0.1:{many.port}/slack/install", allow_redirects=False) as response:
        assert response.status == 302
        return response.headers["Location"], response.headers["Set-Cookie"].partition(";")[0]


async def back(many: Workspace, cookie: str, **query: str) -> tuple[int, str]:
    """What the browser is shown when Slack sends it back."""
    address = f"http://127.0.0.1:{many.port}/slack/oauth_redirect"
    async with many.http.get(address, params=query, headers={"Cookie": cookie}) as response:
        return response.status, await response.text()


async def install(many: Workspace, team: str) -> tuple[int, str]:
    """Install the app in a workspace."""
    location, cookie = await begun(many)
    return await back(many, cookie, state=parse_qs(urlsplit(location).query)["state"][0], code=team)


def of(team: str, payload: dict[str, Any]) -> dict[str, Any]:
    """A payload of another workspace."""
    return {**payload, "team_id": team, "authorizations": [{"team_id": team, "enterprise_id": "E1", "is_bot": True}]}


def stored(many: Workspace) -> str:
    """All that stands in the gateway's database."""
    with sqlite3.connect(many.folder / "slack.db") as connection:
        return "\n".join(connection.iterdump())


async def test_each_workspace_is_answered_with_its_own_token(many: Workspace) -> None:
    location, _ = await begun(many)
    asked = parse_qs(urlsplit(location).query)
    assert asked["client_id"] == ["client"] and set(asked["scope"][0].split(",")) == GRANTED
    for team in ("T1", "T2"):
        status, page = await install(many, team)
        assert status == 200 and f"Team &lt;{team}&gt;" in page
    for team in ("T1", "T2", "T3"):
        assert await many.deliver(of(team, events.mention(f"question of {team}", user=f"U{team}"))) == 200
    await many.idle()
    tokens = {post["text"]: post["token"] for post in many.slack.posts()}
    assert tokens == {f"You said: question of {team}": f"Bearer xoxb-{team}" for team in ("T1", "T2")}
    assert "xoxb-" not in stored(many)
    for team in ("T1", "T2"):
        await many.deliver(of(team, events.message("what is A?", channel=f"D{team}", user=f"U{team}")))
    await many.idle()
    threads = {post["channel"]: bool(post.get("thread_ts")) for post in many.slack.posts()}
    assert (threads["DT1"], threads["DT2"]) == (False, True)  # as far as each workspace grants the agent view


async def test_person_of_another_workspace_in_a_shared_channel(many: Workspace) -> None:
    """Where the app is not installed: what they click names their workspace, and beside it that of the message or the modal."""
    await install(many, "T1")
    await many.deliver(of("T1", events.mention("what is A?", user="W9")))
    await many.idle()
    (post,) = many.slack.posts()
    away = {"team": {"id": "T9", "domain": "other"}, "user": {"id": "W9", "username": "rina", "name": "rina", "team_id": "T9"}}
    await many.deliver({**events.click(post), **away})
    await many.deliver({**events.click(post, 1, kind="context_actions"), **away})
    await many.idle()
    assert many.bot.texts == ["what is A?", "difference"] and len({turn["token"] for turn in many.bot.turns}) == 1
    (opened,) = many.slack.called("views.open")
    option = opened["view"]["blocks"][0]["element"]["options"][0]
    sent = events.sent(opened["view"], {"reason": {"selected_option": option}, "words": {"value": None}})
    sent["view"]["team_id"] = "T9"
    await many.deliver({**sent, **away})
    await many.deliver({**events.shortcut(), **away})
    await many.idle()
    assert [vote.get("reason") for vote in many.bot.votes] == [None, "wrong"]
    assert {call["token"] for call in many.slack.calls if call["method"] != "oauth.v2.access"} == {"Bearer xoxb-T1"}


async def test_state_is_of_this_browser_and_used_once(many: Workspace) -> None:
    location, cookie = await begun(many)
    state = parse_qs(urlsplit(location).query)["state"][0]
    other = (await begun(many))[1]
    refused = [
        await back(many, other, state=state, code="T1"),
        await back(many, "", state=state, code="T1"),
        await back(many, cookie, code="T1"),
        await back(many, cookie, state=state, error="access_denied"),
        await back(many, "slack-app-oauth-state=made-up", state="made-up", code="T1"),
    ]
    assert {status for status, _ in refused} == {400}
    assert (await back(many, cookie, state=state, code="T1"))[0] == 200
    assert (await back(many, cookie, state=state, code="T1"))[0] == 400


async def test_whole_organisation_is_refused_in_a_sentence(many: Workspace) -> None:
    status, page = await install(many, "E1")
    assert status == 400 and "installed in single workspaces" in page
    many.slack.is_org = True
    with pytest.raises(SettingsError, match="SLACK_BOT_TOKEN is wrong: it is of a whole organisation"):
        await asyncio.wait_for(serve(read(many.environment())), 10)


async def test_installation_that_cannot_work_is_told_to_who_runs_the_gateway(many: Workspace, caplog: pytest.LogCaptureFixture) -> None:
    """Tokens that expire would end in twelve hours; the signing secret is not the client's."""
    status, page = await install(many, "T8")
    assert status == 400 and "token rotation must be off" in page and "xoxb" not in stored(many)
    assert "token rotation is on in the app's settings mend=" in caplog.text
    await many.start(**{**MANY, "SLACK_CLIENT_SECRET": "swapped"})
    assert (await install(many, "T1"))[0] == 502
    assert "method=oauth.v2.access error=bad_client_secret count=1 mend=copy SLACK_CLIENT_SECRET from" in caplog.text


async def test_each_workspace_has_who_helps_there(many: Workspace) -> None:
    await many.command("person", "T1", "C77", **MANY)
    for team in ("T1", "T2"):
        await install(many, team)
        await many.deliver(of(team, events.message("what is lunch?", channel=f"D{team}", user=f"U{team}")))
    await many.idle()
    assert {post["channel"]: "person" in str(post["blocks"]) for post in many.slack.posts()} == {"DT1": True, "DT2": False}


async def test_word_of_a_removal_that_comes_after_a_new_installation(many: Workspace) -> None:
    """Slack repeats it for an hour where the bot was away, and the app may be installed again meanwhile."""
    await install(many, "T1")
    late = of("T1", events.event(type="app_uninstalled"))
    await many.deliver({**late, "event_time": late["event_time"] - 90})
    await many.deliver(of("T1", events.mention("what is A?")))
    await many.idle()
    assert many.bot.texts == ["what is A?"]


@pytest.mark.parametrize("event", [{"type": "app_uninstalled"}, {"type": "tokens_revoked", "tokens": {"bot": ["UBOT"]}}])
async def test_what_was_kept_is_erased_when_the_app_is_removed(many: Workspace, event: dict[str, Any]) -> None:
    for team in ("T1", "T2"):
        await install(many, team)
        await many.deliver(of(team, events.mention(f"question of {team}", user=f"U{team}")))
        await many.idle()
        many.slack.script("chat.postMessage", {"body": {"ok": False, "error": "msg_too_long"}})
        await many.deliver(of(team, events.mention("given up", user=f"U{team}")))
        await many.command("person", team, "C77", **MANY)
        await many.idle()
    many.bot.down = True
    assert await many.deliver(of("T1", events.event(**event))) == 503  # what was said there is not deleted yet: Slack sends it again
    many.bot.down = False
    assert await many.deliver(of("T1", events.event(**event))) == 200
    assert many.bot.texts == ["question of T2", "given up"]
    await many.deliver(of("T1", events.mention("still there?")))
    await many.deliver(of("T2", events.mention("and B?", user="UT2")))
    await many.idle()
    assert many.bot.texts == ["question of T2", "given up", "and B?"]
    with sqlite3.connect(many.folder / "slack.db") as connection:
        assert connection.execute("select team_id from slack_bots").fetchall() == [("T2",)]
        assert connection.execute("select team_id from slack_installations").fetchall() == [("T2",)]
        for table in ("sessions", "tasks", "dead", "helpers"):
            assert connection.execute(f"select distinct team from slack_{table}").fetchall() == [("T2",)]


async def test_keys_rotate(many: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    await install(many, "T1")
    before = stored(many)
    code, new = await many.command("key")
    both = {**MANY, "SLACK_TOKEN_KEYS": f"{new.strip()},{KEY}"}
    assert code == 0 and await many.command("rotate", **both) == (0, "encrypted anew: 1 tokens\n")
    assert stored(many) != before
    for keys, fault in ((None, "missing"), (Fernet.generate_key().decode(), "wrong"), ("x", "wrong")):
        assert (await many.command("rotate", **{**MANY, "SLACK_TOKEN_KEYS": keys}))[0] == 1
        assert capsys.readouterr().err.startswith(f"SLACK_TOKEN_KEYS is {fault}: ")
    await many.start(**{**MANY, "SLACK_TOKEN_KEYS": new.strip()})
    await many.deliver(of("T1", events.mention("what is A?")))
    await many.idle()
    assert many.slack.posts()[0]["token"] == "Bearer xoxb-T1"
