"""What is kept of people is deleted in time and without a trace; who deleted, read or took it out stands in the audit log."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List

import pytest
import sqlalchemy as sa
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from channels.slack.database import Database
from operation import audit, conversations, database, retention
from operation.conversations import Conversations, Forgotten
from operation.private import keep_to_owner
from operation.servers import ROOT
from operation.settings import BOT, SLACK, Names
from tests.operation.test_database import DOMAIN, begin, turn

DAY = 24 * 3600


@pytest.fixture(autouse=True)
def acts_file(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where acts are recorded: not where those of the project are."""
    file = tmp_path_factory.mktemp("audit") / "new" / "audit.log"
    monkeypatch.setenv("AUDIT_LOG", str(file))
    return file


async def stored(tmp_path: Path, **ages: float) -> Conversations:
    """A store with conversations, each of so many days ago."""
    store = Conversations(Domain.empty(), db=str(tmp_path / "conversations.db"))
    for sender, days in ages.items():
        then = time.time() - days * DAY
        message = UserUttered(f"secret of {sender}", metadata={"message_id": "message-1"}, timestamp=then)
        events = [ActionExecuted("action_session_start", timestamp=then), SessionStarted(timestamp=then), message]
        await store.save(DialogueStateTracker.from_events(sender, events))
    return store


async def test_what_is_old_is_deleted_by_itself_and_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = await stored(tmp_path, ancient=91, recent=89)
    assert any(b"secret of ancient" in file.read_bytes() for file in tmp_path.iterdir())
    forgetting = asyncio.ensure_future(retention.keep_forgetting(store, 90))
    for _ in range(50):
        await asyncio.sleep(0.05)
        if list(audit.acts()):
            break
    forgetting.cancel()
    assert not any(b"secret of ancient" in file.read_bytes() for file in tmp_path.iterdir())
    assert await store.turn("ancient", "message-1") == [] and len(await store.turn("recent", "message-1")) == 1
    assert [(act["who"], act["events"], act["conversations"]) for act in audit.acts()] == [("retention", 3, 1)]


async def test_whoever_comes_back_meanwhile_is_kept_and_others_write_in_between(
    settings: Dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, long_ago = Conversations(DOMAIN, **settings), time.time() - 91 * DAY
    row = {"type_name": "user", "timestamp": long_ago, "data": json.dumps({"event": "user", "text": "x" * 500})}
    with store.engine.begin() as connection:
        connection.execute(store.SQLEvent.__table__.insert(), [{**row, "sender_id": f"quiet-{n % 2000}"} for n in range(20_000)])
    listed, is_back, forget = threading.Event(), threading.Event(), Conversations.forget
    first: List[str] = []

    def forgets(self: Conversations, senders: List[str]) -> int:
        first.extend(senders if not first else ())
        listed.set()
        is_back.wait(10)
        return forget(self, senders)

    monkeypatch.setattr(Conversations, "forget", forgets)
    deleting = asyncio.ensure_future(asyncio.to_thread(retention.expire, store, 90))
    await asyncio.to_thread(listed.wait, 10)
    back = next(f"quiet-{number}" for number in range(2000) if f"quiet-{number}" not in first)
    with store.engine.begin() as connection:
        connection.execute(store.SQLEvent.__table__.insert(), {**row, "sender_id": back, "timestamp": time.time()})
    is_back.set()
    longest = 0.0
    for number in itertools.count():
        begun = time.monotonic()
        await store.save(DialogueStateTracker.from_events(f"somebody-{number}", [*begin(), *turn(number)]))
        longest = max(longest, time.monotonic() - begun)
        if deleting.done():
            break
    assert await deleting == (19_990, 1999) and number > 5
    assert longest < 1
    assert store.count([back])["events"] == 11 and store.count(["somebody-0"])["events"] == len([*begin(), *turn(0)])


@pytest.mark.parametrize("settings", ["postgresql"], indirect=True)
async def test_however_much_there_is_to_look_through_it_is_looked_through(
    settings: Dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "STATEMENT_SECONDS", 0.5)
    store = Conversations(DOMAIN, **settings)
    row = {"type_name": "user", "data": "{}"}
    with store.engine.begin() as connection:
        rows = [{**row, "sender_id": f"of-{n % 50}", "timestamp": time.time() - (91 * DAY if n % 50 == 0 else 0)} for n in range(150)]
        connection.execute(store.SQLEvent.__table__.insert(), rows)
        # A hundredth of a second for each row that is looked at.
        connection.execute("CREATE FUNCTION slowly() RETURNS boolean COST 100000 LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.01); RETURN true; END'")
        connection.execute("ALTER TABLE events RENAME TO kept")
        connection.execute("CREATE VIEW events AS SELECT * FROM kept WHERE slowly()")
    with pytest.raises(sa.exc.OperationalError, match="statement timeout"):
        store.engine.execute("SELECT sender_id FROM events GROUP BY sender_id").fetchall()
    assert await asyncio.to_thread(retention.expire, store, 90) == (3, 1)
    assert len(list(await store.keys())) == 49


async def test_who_is_told_to_stop_in_the_midst_has_recorded_what_was_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = await stored(tmp_path, **{f"ancient-{number}": 91 for number in range(9)})
    monkeypatch.setattr(conversations, "_AT_ONCE", 2)
    begun, forget = asyncio.Event(), Conversations.forget
    loop = asyncio.get_running_loop()

    def forgets(self: Conversations, senders: List[str]) -> int:
        loop.call_soon_threadsafe(begun.set)
        time.sleep(0.1)
        return forget(self, senders)

    monkeypatch.setattr(Conversations, "forget", forgets)
    forgetting = asyncio.ensure_future(retention.keep_forgetting(store, 90))
    await begun.wait()
    forgetting.cancel()
    await asyncio.sleep(1)
    assert [(act["events"], act["conversations"]) for act in audit.acts()] == [(6, 2)]
    assert sum(store.count([f"ancient-{number}" for number in range(9)]).values()) == 7 * 4


async def test_a_failure_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, tries = await stored(tmp_path, ancient=91), []
    monkeypatch.setattr(retention, "_EVERY_SECONDS", 0.01)

    def fail_once(*_: object) -> Iterator[Forgotten]:
        tries.append(1)
        if len(tries) == 1:
            raise OSError("the disk is full")
        return iter(())

    monkeypatch.setattr(Conversations, "forget_quiet_since", fail_once)
    forgetting = asyncio.ensure_future(retention.keep_forgetting(store, 90))
    while len(tries) < 2:
        await asyncio.sleep(0.01)
    forgetting.cancel()


async def test_all_is_kept_where_no_days_are_set(tmp_path: Path) -> None:
    store = await stored(tmp_path, ancient=1000)
    await asyncio.wait_for(retention.keep_forgetting(store, 0), 1)
    assert await store.retrieve("ancient")


def test_acts_are_added_and_only_their_owner_reads_them(acts_file: Path) -> None:
    audit.record("forget", conversations=audit.digests(["someone"]))
    first = acts_file.read_text()
    audit.record("expire", days=90)
    assert acts_file.read_text().startswith(first)
    lines = list(audit.acts())
    assert [line["act"] for line in lines] == ["forget", "expire"] and all(line["who"] and line["when"] for line in lines)
    assert "someone" not in first and lines[0]["conversations"] == audit.digests(["someone"])
    assert os.stat(acts_file).st_mode & 0o077 == 0 and os.stat(acts_file.parent).st_mode & 0o077 == 0


def test_many_that_record_at_once_follow_one_another(acts_file: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: audit.record("forget", number=number), range(200)))
    assert sorted(act["number"] for act in audit.acts()) == list(range(200)) and audit.fault() is None


@pytest.mark.parametrize(
    ("change", "shows_in"),
    [
        (lambda lines: [lines[0], lines[1].replace(b'"days": 90', b'"days": 30'), *lines[2:]], 3),
        (lambda lines: [lines[0], *lines[2:]], 2),
        (lambda lines: lines[1:], 1),
        (lambda lines: [lines[0], lines[2], lines[1], *lines[3:]], 2),
        (lambda lines: [*lines[:2], lines[2][:30], *lines[3:]], 3),
    ],
)
def test_what_was_changed_or_taken_out_shows(acts_file: Path, change: Callable[[List[bytes]], List[bytes]], shows_in: int) -> None:
    for days in (60, 90, 120, 150):
        audit.record("expire", days=days)
    assert audit.fault() is None
    acts_file.write_bytes(b"".join(line + b"\n" for line in change(acts_file.read_bytes().splitlines())))
    assert f"line {shows_in} " in str(audit.fault())


def test_lines_from_before_they_were_chained_are_followed(acts_file: Path) -> None:
    acts_file.parent.mkdir()
    acts_file.write_text('{"when": "2026-01-01T00:00:00+00:00", "who": "root", "act": "expire"}\n')
    audit.record("expire", days=1)
    audit.record("expire", days=2)
    assert audit.fault() is None and len(list(audit.acts())) == 3


def test_settings_are_recorded_when_they_change_and_secrets_never(acts_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REST_API_KEY", "top secret")
    for days in ("30", "30", "60"):
        monkeypatch.setenv("KEEP_DAYS", days)
        audit.record_configuration()
    told = [act["settings"] for act in audit.acts()]
    assert [settings["KEEP_DAYS"] for settings in told] == ["30", "60"]
    assert told[0]["REST_API_KEY"] == "set" and "top secret" not in acts_file.read_text()


def test_each_process_has_settings_of_its_own_and_a_model(acts_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_STORE_URL", "postgresql://assistant:top-secret@localhost/assistant")
    monkeypatch.setenv("SLACK_KEEP_DAYS", "30")
    for model in ("one", "one", "two"):
        audit.record_configuration(model=model)
        audit.record_configuration("slack", SLACK)
    told = [(act["of"], act.get("model")) for act in audit.acts()]
    assert told == [("bot", "one"), ("slack", None), ("bot", "two")]
    (slack,) = [act["settings"] for act in audit.acts() if act["of"] == "slack"]
    assert slack == {"SLACK_KEEP_DAYS": "30", "SLACK_STORE_URL": "set"} and "top-secret" not in acts_file.read_text()


def test_a_log_that_cannot_be_written_keeps_nobody_from_starting(acts_file: Path, capsys: pytest.CaptureFixture) -> None:
    acts_file.parent.write_text("in the way")
    audit.record_configuration()
    assert "The audit log cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize(("document", "heading", "names"), [("operation.md", "## Settings", BOT), ("slack.md", "## Settings", SLACK)])
def test_every_setting_that_is_documented_is_recorded(document: str, heading: str, names: Names) -> None:
    tables = (ROOT / "docs" / document).read_text().partition(heading)[2].partition("\n## ")[0]
    documented = set()
    for cell in re.findall(r"^\| (`.+?`) \|", tables, re.MULTILINE):
        found = re.findall(r"`(\w+)`", cell)
        documented |= {found[0].partition("_")[0] + name if name.startswith("_") else name for name in found}
    assert documented == {*names.open, *names.secret}


@pytest.mark.parametrize("store", [Conversations, Database])
def test_every_table_with_people_is_in_the_map(tmp_path: Path, store: type) -> None:
    """Whoever adds a table says what it holds, for how long and why."""
    file = tmp_path / "new.db"
    made = Database(f"sqlite:///{file}") if store is Database else Conversations(Domain.empty(), db=str(file))
    tables = set(sa.inspect(sa.create_engine(f"sqlite:///{file}")).get_table_names())
    documented = (ROOT / "docs" / "operation.md").read_text().partition("## What is kept of people")[2].partition("\n## ")[0]
    assert made and tables and {table for table in tables if not table.endswith(("_version", "_sequence")) and f"`{table}`" not in documented} == set()


def test_what_is_written_is_its_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    folder.mkdir(mode=0o755)
    umask = os.umask(0o022)
    try:
        keep_to_owner(folder)
        (folder / "file").write_text("private")
        (folder / "new").mkdir()
    finally:
        os.umask(umask)
    for path in (folder, folder / "file", folder / "new"):
        assert os.stat(path).st_mode & 0o077 == 0
