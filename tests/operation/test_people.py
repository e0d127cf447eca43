"""All that any store keeps of one person is handed out, deleted without a trace, or closed, by one command."""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any, Dict, List

import pytest
import sqlalchemy as sa
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from channels.slack.database import Database
from operation import audit, keep
from operation.conversations import Conversations
from operation.sessions import SECRET_VARIABLE, sessions
from operation.transcript import feedback_event


class Kept:
    """A folder with the conversations of two people on the web and two in Slack, and the gateway's database."""

    def __init__(self, folder: Path, settings: Dict[str, Any]) -> None:
        self.folder = folder
        named = {"type": "operation.conversations.Conversations", "url": settings.get("host"), **settings}
        (folder / "endpoints.yml").write_text(json.dumps({"tracker_store": {key: value for key, value in named.items() if value and key != "host"}}))
        self.store = Conversations(Domain.empty(), **settings)
        self.tokens = {name: sessions().new().token for name in ("wati", "budi", "U1", "U2")}
        self.senders: Dict[str, Any] = {name: sessions().sender_id(token) for name, token in self.tokens.items()}
        asyncio.run(self._fill())

    async def _fill(self) -> None:
        for name, sender in self.senders.items():
            said = UserUttered(f"secret of {name}", metadata={"message_id": "message-1"})
            events = [ActionExecuted("action_session_start"), SessionStarted(), said, feedback_event("message-1", "down")]
            await self.store.save(DialogueStateTracker.from_events(sender, events))
        file = self.folder / "slack.db"
        Database(f"sqlite:///{file}").engine.dispose()
        with closing(sqlite3.connect(file)) as gateway:
            for user in ("U1", "U2"):
                conversation = f"C1/1.1/{user}"
                for number in range(5):
                    row = (f"E{user}{number}", conversation, f"secret of {user} in Slack, {number}", 0, 0, 0.0, 0.0)
                    columns = "event_id, conversation, task, sent, attempts, received, due"
                    gateway.execute(f"INSERT INTO slack_tasks ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?)", row)
                gateway.execute(
                    "INSERT INTO slack_sessions (conversation, token, begun) VALUES (?, ?, 0)", (conversation, self.tokens[user])
                )
                gateway.execute("INSERT INTO slack_helpers (team, person) VALUES (?, ?)", (f"T of {user}", user))
                gateway.execute("INSERT INTO slack_threads (thread, last, speaker) VALUES (?, 0, ?)", (f"thread of {user}", user))
                # Answered: the gateway has deleted the text of this one by itself.
                gateway.execute("UPDATE slack_tasks SET task = NULL, done = 1 WHERE event_id = ?", (f"E{user}0",))
            gateway.commit()

    @property
    def bytes(self) -> bytes:
        """All that stands in the files of both databases."""
        return b"".join(file.read_bytes() for file in self.folder.iterdir() if ".db" in file.name)


@pytest.fixture
def kept(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    monkeypatch.setenv(SECRET_VARIABLE, "a" * 32)
    monkeypatch.setenv("AUDIT_LOG", str(tmp_path / "audit.log"))
    monkeypatch.setenv("SLACK_STORE_URL", f"sqlite:///{tmp_path / 'slack.db'}")
    settings = {"dialect": "sqlite", "db": str(tmp_path / "conversations.db")}
    return Kept(tmp_path, request.getfixturevalue("settings") if getattr(request, "param", "") == "postgresql" else settings)


@pytest.fixture
def command(kept: Kept, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> Any:
    def run(*words: str) -> List[str]:
        monkeypatch.setattr(sys, "argv", ["keep", "--endpoints", str(kept.folder / "endpoints.yml"), *words])
        fault = keep.main()
        return [*capsys.readouterr().out.splitlines(), *([fault] if fault else [])]

    return run


@pytest.mark.parametrize("words", [["--slack", "U1"], ["SENDER"], ["--token", "TOKEN"]])
def test_somebody_is_deleted_from_all_stores_whatever_they_are_called_by(kept: Kept, command: Any, words: List[str]) -> None:
    known = {"SENDER": kept.senders["U1"], "TOKEN": kept.tokens["U1"]}
    assert b"secret of U1 in Slack, 3" in kept.bytes
    said = command("forget", *(known.get(word, word) for word in words))
    assert said[0].startswith("4 events of 1 conversations and 8 rows"), said
    tables = "events, turns, slack_dead, slack_helpers, slack_sessions, slack_tasks, slack_threads"
    assert said[1].startswith(f"Nothing of them is left in {tables}.")
    assert b"secret of U1" not in kept.bytes and kept.tokens["U1"].encode() not in kept.bytes
    assert all(f"secret of {other}".encode() in kept.bytes for other in ("wati", "budi", "U2"))
    assert kept.tokens["U2"].encode() in kept.bytes
    (act,) = audit.acts()
    assert act["act"] == "forget" and act["conversations"] == audit.digests([kept.senders["U1"]])


@pytest.mark.parametrize(("kept", "settings"), [("postgresql", "postgresql")], indirect=True)
def test_in_postgresql_no_row_is_left_of_somebody_and_all_of_others(kept: Kept, command: Any, settings: Dict[str, Any]) -> None:
    assert command("forget", "--slack", "U1", kept.senders["wati"])[1].startswith("Nothing of them is left in events, turns, ")
    with kept.store.engine.connect() as connection:
        texts = " ".join(data for (data,) in connection.execute(sa.text("SELECT data FROM events")))
        places = connection.execute(sa.text("SELECT count(*) FROM turns")).scalar()
    assert set(re.findall(r"secret of (\w+)", texts)) == {"budi", "U2"} and places == 2
    assert [json.loads(line)["conversation"] for line in command("export", kept.senders["budi"])] == [kept.senders["budi"]] * 4


def test_whoever_is_not_known_loses_nothing_of_others(kept: Kept, command: Any) -> None:
    for nobody in ("U", "U3", "1", "C1/1.1/U1", ""):
        assert command("forget", "--slack", nobody)[0].startswith("0 events of 0 conversations and 0 rows")
    assert all(f"secret of {name}".encode() in kept.bytes for name in kept.senders)


def test_what_is_written_meanwhile_is_told(kept: Kept, command: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Conversations, "forget", lambda *_: 0)
    assert "4 rows in events, 1 rows in turns" in command("forget", kept.senders["wati"])[-1]


def test_while_somebody_reads_what_was_before_it_is_not_said_to_be_gone(kept: Kept, command: Any) -> None:
    with closing(sqlite3.connect(kept.folder / "conversations.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM events").fetchone()
        assert command("forget", kept.senders["wati"])[-1].startswith("Somebody reads the database just now")
        assert b"secret of wati" in kept.bytes
    assert command("forget", kept.senders["wati"])[-1].startswith("Nothing of them is left in events")
    assert b"secret of wati" not in kept.bytes


def test_somebody_gets_all_that_is_kept(kept: Kept, command: Any) -> None:
    said = command("export", "--slack", "U1", kept.senders["wati"])
    assert not any(token in line for token in kept.tokens.values() for line in said)
    found = [json.loads(line) for line in said]
    assert {line.get("table") or line["conversation"] for line in found} == {
        *(kept.senders[name] for name in ("wati", "U1")), "slack_helpers", "slack_sessions", "slack_tasks",
        "slack_threads",
    }  # fmt: skip
    texts = " ".join(said)
    assert all(f"secret of U1 in Slack, {number}" in texts for number in range(1, 5))
    assert "secret of wati" in texts and '"vote": "down"' in texts
    assert "secret of budi" not in texts and "secret of U2" not in texts


def test_tokens_of_somebody_open_nothing_any_more(kept: Kept, command: Any) -> None:
    assert command("revoke", "--token", kept.tokens["wati"]) == ["The tokens of 1 conversations open nothing any more."]
    revoked = {name: asyncio.run(kept.store.is_revoked(sender)) for name, sender in kept.senders.items()}
    assert revoked == {"wati": True, "budi": False, "U1": False, "U2": False}
    kept.store.forget_revoked(10**12)
    assert not asyncio.run(kept.store.is_revoked(kept.senders["wati"]))


def test_a_token_of_others_is_refused_in_a_sentence(kept: Kept, command: Any) -> None:
    assert command("forget", "--token", "x") == ["The token is not one of ours, or has expired."]
    assert not list(audit.acts())


def test_what_cannot_be_recorded_is_not_done(kept: Kept, command: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (kept.folder / "in the way").write_text("")
    monkeypatch.setenv("AUDIT_LOG", str(kept.folder / "in the way" / "audit.log"))
    for words in (["forget", kept.senders["wati"]], ["export", kept.senders["wati"]], ["expire", "0"], ["declined"]):
        (said,) = command(*words)
        assert said.startswith("The audit log cannot be written, so nothing was done: ")
    assert all(f"secret of {name}".encode() in kept.bytes for name in kept.senders)


def test_without_a_gateway_there_is_nothing_of_it(kept: Kept, command: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_STORE_URL", f"sqlite:///{kept.folder / 'nowhere.db'}")
    assert command("forget", kept.senders["wati"])[1].startswith("Nothing of them is left in events, turns.")
    assert not (kept.folder / "nowhere.db").exists()
