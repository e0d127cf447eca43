"""What the processes write is their owner's alone: files 0600, folders 0700."""

from __future__ import annotations

import os
from pathlib import Path

from operation.servers import ROOT

VAR = ROOT / "var"
"""Where the bot keeps what it writes, unless it is told otherwise."""


def keep_to_owner(folder: Path = VAR) -> None:
    """Let nobody else read what this process writes from now on, nor enter the folder that is there already."""
    os.umask(0o077)
    folder.mkdir(exist_ok=True)
    try:
        folder.chmod(0o700)
    except PermissionError:
        # A folder that is mounted into a container may be another's; what is written there is private all the same.
        pass
