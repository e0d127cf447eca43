"""Who did what to the data of people: one JSON object a line, added at the end, never changed.

`AUDIT_LOG` names the file (`var/audit.log` if unset). It holds no text of people, and no name of a conversation but
as a digest, by which it can be told whether a given conversation was meant.
"""

from __future__ import annotations

import getpass
import hashlib
import json
import os
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Iterable, List

from operation.servers import ROOT


def file() -> Path:
    """Where the acts are written."""
    return Path(os.environ.get("AUDIT_LOG", ROOT / "var" / "audit.log"))


def record(act: str, **what: Any) -> None:
    """Add an act; whoever cannot record it does not do it.

    Raises:
        OSError: if the file cannot be written.
    """
    line = {"when": datetime.now(timezone.utc).isoformat(timespec="seconds"), "who": _who(), "act": act, **what}
    path = file()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "a", encoding="utf-8") as log:
        log.write(json.dumps(line, ensure_ascii=False) + "\n")
        log.flush()
        os.fsync(log.fileno())


def digests(senders: Iterable[str]) -> List[str]:
    """Names of conversations as digests."""
    return [hashlib.sha256(sender.encode()).hexdigest()[:16] for sender in senders]


def _who() -> str:
    try:
        return os.environ.get("SUDO_USER") or getpass.getuser()
    except (KeyError, OSError):
        # A container's user may have no name.
        return str(os.getuid())
