"""The manifest that is pasted into Slack: what hangs together in it, and one line for what is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from channels.slack import manifest
from channels.slack.__main__ import main, serve
from channels.slack.settings import read
from operation.servers import ROOT
from tests.slack.conftest import Workspace
from tests.slack.methods import MANIFEST


def test_manifest_has_what_the_gateway_receives_and_draws() -> None:
    """Slack itself is not here to take the manifest: its documented limits and what hangs together are checked."""
    features, settings = MANIFEST["features"], MANIFEST["settings"]
    scopes, events_ = set(MANIFEST["oauth_config"]["scopes"]["bot"]), set(settings["event_subscriptions"]["bot_events"])
    assert set(features) == {"agent_view", "app_home", "bot_user", "slash_commands", "shortcuts"}
    assert len(features["agent_view"]["agent_description"]) <= 300 and "assistant:write" in scopes
    assert features["app_home"]["messages_tab_enabled"] and not features["app_home"]["messages_tab_read_only_enabled"]
    needs = {
        f"message.{kind}": f"{name}:history"
        for kind, name in zip(("channels", "groups", "im", "mpim"), ("channels", "groups", "im", "mpim"))
    }
    needs |= {"app_mention": "app_mentions:read"}
    assert (
        set(needs) | {"agent_session_stopped", "app_home_opened", "app_context_changed", "app_uninstalled", "tokens_revoked"} == events_
        and set(needs.values()) <= scopes
    )
    assert {shortcut["callback_id"]: shortcut["type"] for shortcut in features["shortcuts"]} == {
        "ask": "global",
        "settings": "global",
        "about": "message",
    }
    assert all(len(shortcut["name"]) <= 24 for shortcut in features["shortcuts"])
    assert len(MANIFEST["display_information"]["description"]) <= 140 and len(MANIFEST["display_information"]["name"]) <= 35


def test_every_scope_stands_in_the_documentation_with_its_reason() -> None:
    rows = (ROOT / "docs" / "slack.md").read_text(encoding="utf-8").partition("## Scopes")[2].partition("\n## ")[0].splitlines()[4:]
    told = {scope: row.split("|")[2].strip() for row in rows if row for scope in re.findall(r"`([\w:.]+)`", row.split("|")[1])}
    assert set(told) == set(MANIFEST["oauth_config"]["scopes"]["bot"]) and all(told.values())


@pytest.mark.parametrize(
    ("written", "instead", "fault"),
    [
        ("socket_mode_enabled: true", "socket_mode_enabled: yes", "settings.socket_mode_enabled: value is not a valid boolean"),
        ("socket_mode_enabled: true", "socket_mode_enabled: false", "settings.event_subscriptions.request_url: is missing"),
        ("token_rotation_enabled: false", "token_rotation_enabled: true", "settings.token_rotation_enabled: unexpected value"),
        ("- chat:write ", "- chat:read ", "oauth_config.scopes.bot: chat:write is missing"),
        ("- im:history ", "- im:histori ", "oauth_config.scopes.bot: im:history is missing, for message.im"),
        ("- assistant:write ", "- reactions:read ", "oauth_config.scopes.bot: assistant:write is missing, for agent_view"),
        ("messages_tab_enabled: true", "messages_tab_enabled: false", "features.app_home.messages_tab_enabled: unexpected value"),
        (
            "- app_mention\n",
            "- app_mention\n      - app_mention\n",
            "settings.event_subscriptions.bot_events: the list has duplicated items",
        ),
        ("callback_id: about", "callback_id: abut", "features.shortcuts.2.callback_id: unexpected value; permitted: 'ask'"),
        ("display_name: tanya-bpo", "display_name: Tanya", "features.bot_user.display_name: string does not match"),
        ("- command: /bpo", "- command: bpo", "features.slash_commands.0.command: string does not match"),
        ("name: Tanya", "name: Tanya bot yang namanya jauh lebih panjang", "display_information.name: ensure this value has at most 35"),
        ("features:", "features", "line 10: could not find expected ':'"),
        ("display_information:", "display:", "display_information: field required"),
    ],
)
def test_what_is_wrong_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str], written: str, instead: str, fault: str) -> None:
    text = manifest.PATH.read_text(encoding="utf-8")
    file = tmp_path / "mine.yml"
    file.write_text(text.replace(written, instead, 1), encoding="utf-8")
    assert file.read_text(encoding="utf-8") != text
    assert main(["manifest", str(file)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"mine.yml is wrong: {fault}")


def test_what_is_right_says_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The one that is delivered, and the same with an address in Socket Mode's place; what is no file is one line too."""
    assert main(["manifest"]) == 0
    text = manifest.PATH.read_text(encoding="utf-8")
    address = "https://bot.example.com/slack/events"
    for written, instead in (
        ("socket_mode_enabled: true", "socket_mode_enabled: false"),
        ("    bot_events:", f"    request_url: {address}\n    bot_events:"),
        ("    is_enabled: true", f"    is_enabled: true\n    request_url: {address}"),
        ("      usage_hint", f"      url: {address}\n      usage_hint"),
    ):
        text = text.replace(written, instead, 1)
    file = tmp_path / "mine.yml"
    file.write_text(text, encoding="utf-8")
    assert main(["manifest", str(file)]) == 0 and capsys.readouterr() == ("", "")
    assert main(["manifest", str(tmp_path / "none.yml")]) == 1
    assert capsys.readouterr().err == "none.yml cannot be read: FileNotFoundError\n"


async def test_scopes_that_slack_did_not_grant_are_told_at_the_start(workspace: Workspace, caplog: pytest.LogCaptureFixture) -> None:
    await workspace.start()
    assert "lacks scopes" not in caplog.text
    workspace.slack.granted -= {"im:write", "assistant:write"}
    await workspace.start()
    (line,) = [record.getMessage() for record in caplog.records if "lacks scopes" in record.getMessage()]
    assert "missing=assistant:write,im:write mend=add the scope to the app" in line


async def test_gateway_does_not_start_with_a_manifest_that_is_wrong(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    file = workspace.folder / "mine.yml"
    file.write_text("features: 1")
    monkeypatch.setattr(manifest.read, "__defaults__", (file,))
    with pytest.raises(manifest.ManifestError, match="mine.yml is wrong: display_information: field required"):
        await serve(read(workspace.environment()))
