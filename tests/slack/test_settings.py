"""A missing or wrong token is one line that names the variable."""

from __future__ import annotations

import sqlite3

import pytest

from tests.slack.conftest import Workspace

pytestmark = pytest.mark.asyncio

KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
NEWER = "a database that a newer program wrote"


@pytest.mark.parametrize(
    ("name", "variables"),
    [
        ("SLACK_BOT_TOKEN", {"SLACK_BOT_TOKEN": None}),
        ("SLACK_BOT_TOKEN", {"SLACK_BOT_TOKEN": "xapp-good"}),
        ("SLACK_BOT_TOKEN", {"SLACK_BOT_TOKEN": "xoxb-revoked"}),
        ("SLACK_APP_TOKEN", {"SLACK_SIGNING_SECRET": None}),
        ("SLACK_APP_TOKEN", {"SLACK_APP_TOKEN": "xoxb-good"}),
        ("SLACK_APP_TOKEN", {"SLACK_APP_TOKEN": "xapp-revoked"}),
        ("SLACK_PORT", {"SLACK_PORT": "http"}),
        ("SLACK_PORT", {"SLACK_HOST": "192.0.2.1"}),
        ("SLACK_STORE_URL", {"SLACK_STORE_URL": "sqlite:////proc/x/slack.db"}),
        ("SLACK_STORE_URL", {"SLACK_STORE_URL": "mysterious://x"}),
        ("SLACK_STORE_URL", {"SLACK_STORE_URL": NEWER}),
        ("SLACK_CLIENT_SECRET", {"SLACK_CLIENT_ID": "1.2", "SLACK_BOT_TOKEN": None}),
        ("SLACK_TOKEN_KEYS", {"SLACK_CLIENT_ID": "1", "SLACK_CLIENT_SECRET": "2", "SLACK_TOKEN_KEYS": "x"}),
        ("SLACK_BOT_TOKEN", {"SLACK_CLIENT_ID": "1", "SLACK_CLIENT_SECRET": "2", "SLACK_TOKEN_KEYS": KEY}),
        ("SLACK_PERSON", {"SLACK_PERSON": "@rina"}),
        ("SLACK_KEEP_DAYS", {"SLACK_KEEP_DAYS": "for ever"}),
    ],
)
async def test_fault_is_one_line(workspace: Workspace, name: str, variables: dict) -> None:
    if variables.get("SLACK_STORE_URL") == NEWER:
        with sqlite3.connect(workspace.folder / "newer.db") as connection:
            connection.execute("create table slack_version (version_num varchar(32))")
            connection.execute("insert into slack_version values ('9999')")
        variables = {"SLACK_STORE_URL": f"sqlite:///{workspace.folder / 'newer.db'}"}
    process = await workspace.process(**variables)
    assert await process.wait() == 1
    lines = (workspace.folder / "gateway.log").read_text().splitlines()
    said = [line for line in lines if not line.startswith("20")]
    assert len(said) == 1 and said[0].startswith(f"{name} is ")
    assert "xoxb-" not in said[0].replace("xoxb-...", "") or "must start with" in said[0]
    assert not any("good" in line or "revoked" in line for line in lines)
