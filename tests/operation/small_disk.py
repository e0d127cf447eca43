"""Disks that are soon full, for as long as a test lasts."""

from __future__ import annotations

import re
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator

# Who unmounts it is a process of its own, that waits for the end of its input: that comes however the tests end.
_HOLD = 'mount -t tmpfs -o "$1" "small-disk-$$" "$2" && echo mounted && cat; umount --lazy "$2"'
LEFT = re.compile(r"^small-disk-(\d+) (\S+) tmpfs ", re.MULTILINE)
"""Finds them among what is mounted: the holder's id, and the folder."""


@contextmanager
def small_disk(folder: Path, options: str) -> Iterator[bool]:
    """Lay a disk over an empty folder while the block runs.

    Args:
        folder: where.
        options: of tmpfs, such as "size=64m".

    Yields:
        Whether this user may: the folder is as it was if not.
    """
    remove_left()
    with subprocess.Popen(
        ["sh", "-c", _HOLD, "small-disk", options, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        # Ctrl-C is for the tests.
        start_new_session=True,
    ) as holder:
        assert holder.stdin and holder.stdout
        try:
            yield holder.stdout.readline() == b"mounted\n"
        finally:
            holder.stdin.close()


def remove_left() -> None:
    """Unmount what is left of those who were killed, and their holders with them: nobody could delete those folders."""
    for holder, folder in LEFT.findall(Path("/proc/self/mounts").read_text()):
        if not _is_holding(holder):
            subprocess.run(["umount", "--lazy", folder], check=False)


def _is_holding(pid: str) -> bool:
    """Whether that process is a holder, and neither waits to be buried nor is another one that was given its number."""
    try:
        return b"small-disk" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
