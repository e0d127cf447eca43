"""Who did what to the data of people, or changed how the bot runs: one JSON object a line, added at the end, never changed.

`AUDIT_LOG` names the file (`var/audit.log` if unset). It holds no text of people, and no name of a conversation but
as a digest, by which it can be told whether a given conversation was meant. Each line carries the digest of the line
before, so that one that was changed, taken out or put in between shows: `python -m operation.audit`.
"""

from __future__ import annotations

import fcntl
import getpass
import hashlib
import json
import os
import sys
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, BinaryIO, Dict, Iterable, Iterator, List, Optional

from operation.logs import event_log
from operation.servers import ROOT
from operation.settings import BOT, Names

log = event_log(__name__)

_BOT = "bot"
_LAST_BYTES = 64 * 1024
"""Longer than any line."""


class NotRecorded(OSError):
    """An act could not be recorded, so it was not done; the message is one sentence."""


def file() -> Path:
    """Where the acts are written."""
    return Path(os.environ.get("AUDIT_LOG", ROOT / "var" / "audit.log"))


def record(act: str, who: Optional[str] = None, **what: Any) -> None:
    """Add an act; whoever cannot record it does not do it.

    Args:
        act: its name, such as "forget".
        who: who does it; the user of the system if unset.
        what: what else is to be known of it.

    Raises:
        NotRecorded: if the file cannot be written.
    """
    try:
        line = _add(act, who or _user(), what)
    except OSError as fault:
        raise NotRecorded(f"The audit log cannot be written, so nothing was done: {fault}") from fault
    log.info("audit", who=line["who"], act=act, **what)


def _add(act: str, who: str, what: Dict[str, Any]) -> Dict[str, Any]:
    path = file()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600), "rb+", buffering=0) as acts:
        # Of several that record at once each sees the line before its own; closing the file lets go of it.
        fcntl.flock(acts, fcntl.LOCK_EX)
        last = _last_bytes(acts)
        before = last.rstrip(b"\n").rpartition(b"\n")[2]
        when = datetime.now(timezone.utc).isoformat(timespec="seconds")
        line = {"when": when, "who": who, "act": act, **what, "before": _digest(before)}
        # A line that was broken off by a crash is left as it is, and shows.
        broken_off = b"\n" if last and not last.endswith(b"\n") else b""
        acts.write(broken_off + json.dumps(line, ensure_ascii=False).encode() + b"\n")
        os.fsync(acts.fileno())
    return line


def record_configuration(of: str = _BOT, names: Names = BOT, **what: str) -> None:
    """Add the settings with which a process starts, if they are not those of its last start.

    Where they cannot be recorded it starts all the same: to answer people matters more. Acts on their data are refused then.

    Args:
        of: which process.
        names: its settings.
        what: what else it runs with.
    """
    now: Dict[str, Any] = {**what, "settings": names.configuration()}
    try:
        known = [act for act in acts() if act.get("act") == "configuration" and act.get("of", _BOT) == of]
        if not known or any(known[-1].get(name) != value for name, value in now.items()):
            record("configuration", of=of, **now)
    except OSError as fault:
        print(f"The audit log cannot be written: {fault}", file=sys.stderr)


def digests(senders: Iterable[str]) -> List[str]:
    """Names of conversations as digests."""
    return [hashlib.sha256(sender.encode()).hexdigest()[:16] for sender in senders]


def acts() -> Iterator[Dict[str, Any]]:
    """All that was recorded, oldest first; a line that cannot be read is passed over."""
    for line in _lines():
        try:
            yield json.loads(line)
        except ValueError:
            continue


def fault() -> Optional[str]:
    """What is wrong with the file: that a line does not fit the one before. None if they all fit."""
    before, is_chained = b"", False
    for number, line in enumerate(_lines(), 1):
        try:
            claimed = json.loads(line).get("before")
        except ValueError:
            return f"{file()}: line {number} cannot be read"
        is_chained = is_chained or claimed is not None
        # Lines from before they were chained have none.
        if is_chained and claimed != _digest(before):
            return f"{file()}: line {number} does not follow line {number - 1}: one of them was changed, or some are missing between"
        before = line
    return None


def _lines() -> List[bytes]:
    return file().read_bytes().splitlines() if file().exists() else []


def _last_bytes(opened: BinaryIO) -> bytes:
    opened.seek(max(0, opened.seek(0, os.SEEK_END) - _LAST_BYTES))
    return opened.read()


def _digest(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()[:32]


def _user() -> str:
    try:
        return os.environ.get("SUDO_USER") or getpass.getuser()
    except (KeyError, OSError):
        # A container's user may have no name.
        return str(os.getuid())


if __name__ == "__main__":
    found = fault()
    print(found or f"{len(_lines())} acts, each follows the one before.")
    sys.exit(1 if found else 0)
