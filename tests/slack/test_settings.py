"""A missing or wrong token is one line that names the variable."""

from __future__ import annotations

import sqlite3

import pytest

from tests.slack.conftest import Workspace

pytestmark = pytest.mark.asyncio

KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
MANY = {"SLACK_BOT_TOKEN": None, "SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "2", "SLACK_TOKEN_KEYS": KEY}
NEWER = "a database that a newer program wrote"


@pytest.mark.parametrize(
    ("name", "variables"),
    [
        ("SLACK_BOT_TOKEN", {"SLACK_BOT_TOKEN": None}),
        ("SLACK_BOT_TOKEN", {"SLACK_BOT_TOKEN": "xapp-good"}),
        ("SLACK_BOT_TOKEN", {"SLACK_BOT_TOKEN": "xoxb-revoked"}),
        ("SLACK_BOT_TOKEN", {"SLACK_BOT_TOKEN": "xoxe.xoxb-1"}),
        ("SLACK_APP_TOKEN", {"SLACK_BOT_TOKEN": "xapp-good", "SLACK_APP_TOKEN": "xoxb-good"}),
        ("SLACK_SIGNING_SECRET", {"SLACK_SIGNING_SECRET": "xapp-good"}),
        ("SLACK_BOT_URL", {"SLACK_BOT_URL": "localhost:5005"}),
        ("SLACK_API_URL", {"SLACK_API_URL": "slack.com/api"}),
        ("SLACK_APP_TOKEN", {"SLACK_SIGNING_SECRET": None}),
        ("SLACK_APP_TOKEN", {"SLACK_APP_TOKEN": "xoxb-good"}),
        ("SLACK_PORT", {"SLACK_PORT": "http"}),
        ("SLACK_PORT", {"SLACK_HOST": "192.0.2.1"}),
        ("SLACK_STORE_URL", {"SLACK_STORE_URL": "sqlite:////proc/x/slack.db"}),
        ("SLACK_STORE_URL", {"SLACK_STORE_URL": "mysterious://x"}),
        ("SLACK_STORE_URL", {"SLACK_STORE_URL": NEWER}),
        ("SLACK_CLIENT_SECRET", {"SLACK_CLIENT_ID": "1.2", "SLACK_BOT_TOKEN": None}),
        ("SLACK_TOKEN_KEYS", {**MANY, "SLACK_TOKEN_KEYS": "x"}),
        ("SLACK_BOT_TOKEN", {**MANY, "SLACK_BOT_TOKEN": "xoxb-good"}),
        ("SLACK_PERSON", {"SLACK_PERSON": "@rina"}),
        ("SLACK_PERSON", {**MANY, "SLACK_PERSON": "C77"}),
        ("SLACK_KEEP_DAYS", {"SLACK_KEEP_DAYS": "for ever"}),
    ],
)
async def test_fault_is_one_line(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, name: str, variables: dict
) -> None:
    if variables.get("SLACK_STORE_URL") == NEWER:
        with sqlite3.connect(workspace.folder / "newer.db") as connection:
            connection.execute("create table slack_version (version_num varchar(32))")
            connection.execute("insert into slack_version values ('9999')")
        variables = {"SLACK_STORE_URL": f"sqlite:///{workspace.folder / 'newer.db'}"}
    assert (await workspace.command(**variables))[0] == 1
    check(name, capsys.readouterr().err, caplog.text)


async def test_token_that_slack_refuses_later_ends_the_process_in_one_line(workspace: Workspace) -> None:
    process = await workspace.process(SLACK_APP_TOKEN="xapp-revoked")
    assert await process.wait() == 1
    lines = (workspace.folder / "gateway.log").read_text().splitlines()
    logged = [line for line in lines if line.startswith("20")]
    check("SLACK_APP_TOKEN", "\n".join(line for line in lines if line not in logged), "\n".join(logged))


def check(name: str, printed: str, logged: str) -> None:
    """What is printed is one line on the variable, and the only one; neither it nor the log tells a token."""
    (said,) = printed.splitlines()
    assert said.startswith(f"{name} is ")
    assert "xoxb-" not in said.replace("xoxb-...", "") or "must start with" in said
    assert not any(word in said + logged for word in ("-good", "revoked"))
    assert " ERROR " not in logged and "ERROR:" not in logged and "Slack API failed" not in logged
