"""The disks that tests fill are gone after them, however they end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from operation.servers import ROOT
from tests.operation.conftest import until
from tests.operation.small_disk import LEFT, remove_left, small_disk

_HOLD_ONE = """
import sys, time
from pathlib import Path
from tests.operation.small_disk import small_disk
with small_disk(Path(sys.argv[1]), "size=1m") as is_mounted:
    print(is_mounted, flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def _may_mount(tmp_path: Path) -> None:
    with small_disk(tmp_path, "size=1m") as is_mounted:
        if not is_mounted:
            pytest.skip("only root may mount a small disk")


def test_it_is_gone_after_the_block_though_something_in_it_is_open(tmp_path: Path) -> None:
    with small_disk(tmp_path, "size=1m"):
        assert os.path.ismount(tmp_path)
        still_open = (tmp_path / "open").open("w")
    assert not os.path.ismount(tmp_path) and not list(tmp_path.iterdir())
    still_open.close()


def test_it_is_gone_after_those_who_are_killed(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", _HOLD_ONE, str(tmp_path)], stdout=subprocess.PIPE, cwd=ROOT) as holding:
        assert holding.stdout and holding.stdout.readline() == b"True\n" and os.path.ismount(tmp_path)
        holding.kill()
    until(lambda: not os.path.ismount(tmp_path))


def test_what_is_left_when_the_holder_is_killed_too_is_removed_and_nothing_else(tmp_path: Path) -> None:
    with small_disk(tmp_path, "size=1m"):
        remove_left()
        assert os.path.ismount(tmp_path)
        (holder,) = (int(pid) for pid, folder in LEFT.findall(Path("/proc/self/mounts").read_text()) if folder == str(tmp_path))
        os.kill(holder, signal.SIGKILL)
        until(lambda: not Path(f"/proc/{holder}/cmdline").read_bytes())
        remove_left()
        assert not os.path.ismount(tmp_path)
