"""`python -m operation.backup`: copies of all databases while the bot runs, and the way back.

| command          | what it does                                                                                  |
|------------------|-----------------------------------------------------------------------------------------------|
| `make FOLDER`    | a new folder with a copy of each database and of the session secret, and what is needed to check it |
| `restore FOLDER` | puts them back, all of a database or nothing; stop the bot before                             |

Each takes `--endpoints FILE`, and reads the gateway's database at `SLACK_STORE_URL`. PostgreSQL's own programs have to be installed
for what is kept there. Both are recorded in the audit log.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence

from operation import quiet  # noqa: F401

# isort: split
# Behind it: what these warn of is logged.
from rasa.core.tracker_store import SQLTrackerStore
from rasa.core.utils import AvailableEndpoints
from sqlalchemy.engine import URL, make_url

from operation import audit
from operation.database import TABLES
from operation.gateway import TABLES as GATEWAY_TABLES
from operation.gateway import store_url
from operation.private import keep_to_owner
from operation.sessions import SECRET_FILE

_LIST = "backup.json"
_SECRET = "web_session_secret"
_BUSY_SECONDS = 10
_LOCKED = (5, 6)  # SQLITE_BUSY, SQLITE_LOCKED; Python names them from 3.11 on


class BackupFault(Exception):
    """Why there is no backup, or none was put back, in a sentence; nothing was changed by the step that failed."""


def databases(endpoints: str) -> Dict[str, URL]:
    """Every database by its name in a backup."""
    settings = AvailableEndpoints.read_endpoints(endpoints).tracker_store
    known = {name: settings.kwargs.get(name) for name in ("dialect", "port", "db", "username", "password", "query")}
    found = {"conversations": make_url(SQLTrackerStore.get_db_url(host=settings.url or settings.kwargs.get("host"), **known))}
    gateway = store_url()
    if gateway != found["conversations"] and not _is_missing_file(gateway):
        found["slack"] = gateway
    return found


def make(folder: Path, found: Dict[str, URL]) -> List[str]:
    """Copy the databases, and the secret where it is a file; the names of the files. A folder that is there has all of them.

    Raises:
        BackupFault: if one cannot be copied, or the folder is there already.
    """
    if folder.exists():
        raise BackupFault(f"{folder} is there already: name a new folder.")
    begun = folder.with_name(f".{folder.name}.begun")
    shutil.rmtree(begun, ignore_errors=True)
    begun.mkdir(mode=0o700, parents=True)
    try:
        for name, url in found.items():
            _engine_of(url).copy(url, begun / name)
        if SECRET_FILE.exists():
            shutil.copyfile(SECRET_FILE, begun / _SECRET)
        files = {file.name: _digest(file) for file in sorted(begun.iterdir())}
        when = datetime.now(timezone.utc).isoformat(timespec="seconds")
        (begun / _LIST).write_text(json.dumps({"when": when, "files": files}, indent=1))
        for file in begun.iterdir():
            file.chmod(0o600)
        begun.rename(folder)
    except OSError as fault:
        raise BackupFault(f"{folder} cannot be written: {fault}") from None
    finally:
        shutil.rmtree(begun, ignore_errors=True)
    return list(files)


def restore(folder: Path, found: Dict[str, URL]) -> List[str]:
    """Put back what a backup has of the databases and the secret; the names of the files.

    Raises:
        BackupFault: if it is not whole, or a database does not take it.
    """
    try:
        files = json.loads((folder / _LIST).read_text())["files"]
        damaged = [name for name, digest in files.items() if _digest(folder / name) != digest]
    except (OSError, ValueError, KeyError):
        raise BackupFault(f"{folder} is no whole backup.") from None
    if damaged:
        raise BackupFault(f"{folder} is damaged: {', '.join(damaged)}. Take another backup.")
    for name, url in found.items():
        if name in files:
            _engine_of(url).put_back(folder / name, url)
    if _SECRET in files:
        SECRET_FILE.parent.mkdir(mode=0o700, exist_ok=True)
        shutil.copyfile(folder / _SECRET, SECRET_FILE)
        SECRET_FILE.chmod(0o600)
    return list(files)


class _Sqlite:
    """Copies page by page in one transaction, which those who write meanwhile do not notice."""

    def copy(self, url: URL, file: Path) -> None:
        if _is_missing_file(url):
            raise BackupFault(f"There is no database at {url.database}.")
        self._pour(Path(str(url.database)), file)

    def put_back(self, file: Path, url: URL) -> None:
        Path(str(url.database)).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._pour(file, Path(str(url.database)))

    @staticmethod
    def _pour(source: Path, target: Path) -> None:
        end = time.monotonic() + _BUSY_SECONDS

        def give_up(status: int, *_: int) -> None:
            # Python tries again for ever where the other database is locked.
            if status in _LOCKED and time.monotonic() > end:
                raise sqlite3.OperationalError("it is locked")

        try:
            with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target, timeout=0)) as new:
                old.backup(new, progress=give_up, sleep=0.05)
                (sound,) = new.execute("PRAGMA integrity_check").fetchone()
                # One file, with nothing beside it.
                new.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.Error as fault:
            raise BackupFault(f"{source} could not be copied to {target}: {fault}. Stop what uses it.") from None
        if sound != "ok":
            raise BackupFault(f"{source} is damaged: {sound}")
        target.chmod(0o600)


class _Postgres:
    """PostgreSQL's own programs; what is put back is one transaction."""

    def copy(self, url: URL, file: Path) -> None:
        self._run(url, ["pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--file", str(file)])

    def put_back(self, file: Path, url: URL) -> None:
        script = self._run(url, ["pg_restore", "--clean", "--if-exists", "--no-owner", "--no-privileges", "--file=-", str(file)])
        # What a newer version has added is not in an older backup.
        added = "".join(f'DROP TABLE IF EXISTS "{table}" CASCADE;\n' for table in (*TABLES, *GATEWAY_TABLES))
        psql = ["psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null"]
        self._run(url, psql, (added + script).encode())

    @staticmethod
    def _run(url: URL, command: Sequence[str], given: Optional[bytes] = None) -> str:
        connection: Dict[str, Any] = {
            "PGHOST": url.host, "PGPORT": url.port, "PGUSER": url.username, "PGPASSWORD": url.password, "PGDATABASE": url.database,
        }  # fmt: skip
        environment = {**os.environ, **{name: str(value) for name, value in connection.items() if value}}
        try:
            done = subprocess.run(command, input=given, env=environment, capture_output=True)
        except FileNotFoundError:
            raise BackupFault(f"{command[0]} was not found: install PostgreSQL's client programs.") from None
        if done.returncode:
            reason = done.stderr.decode(errors="replace").strip().splitlines() or ["it gave no reason"]
            raise BackupFault(f"{command[0]}: {reason[-1]}")
        return done.stdout.decode()


def _engine_of(url: URL) -> Any:
    return _Sqlite() if url.get_backend_name() == "sqlite" else _Postgres()


def _is_missing_file(url: URL) -> bool:
    return url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file()


def _digest(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as opened:
        while part := opened.read(1 << 20):
            digest.update(part)
    return digest.hexdigest()


def main() -> Optional[str]:
    """Do what the command line says; what went wrong, if anything did."""
    parser = argparse.ArgumentParser(prog="operation.backup", description=__doc__.splitlines()[0])
    parser.add_argument("--endpoints", default="endpoints.yml")
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("make", "restore"):
        commands.add_parser(name).add_argument("folder", type=Path)
    arguments = parser.parse_args()
    keep_to_owner()
    act, done = {"make": ("backup", make), "restore": ("restore", restore)}[arguments.command]
    try:
        audit.record(act, folder=str(arguments.folder))
        files = done(arguments.folder.absolute(), databases(arguments.endpoints))
    except BackupFault as fault:
        return str(fault)
    except audit.NotRecorded as fault:
        return str(fault)
    print(f"{act}: {', '.join(files)}")
    return None


if __name__ == "__main__":
    sys.exit(main())
