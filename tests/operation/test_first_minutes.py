"""The first five minutes: what stands in the way of `make run` is told in one sentence with the way out, and the next run goes on."""

from __future__ import annotations

import io
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Dict, Iterator

import pytest
from honcho.printer import Message

from operation import run, train
from operation.console import Console
from operation.servers import LOOPBACK, ROOT, quiet_environment
from tests.operation.conftest import until
from tests.operation.small_disk import small_disk

UV = shutil.which("uv") or str(ROOT / ".tools" / "bin" / "uv")
NO_NETWORK = "the package index cannot be reached: connect to the network, or name its proxy in HTTPS_PROXY"
AGAIN = "then run it again (all of it: var/"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """As much of a clone as the scripts that install look at."""
    scripts = ("operation/bootstrap.sh", "operation/widget.sh", "operation/says.sh")
    for name in (*scripts, "pyproject.toml", "uv.lock", "web/package.json", "web/package-lock.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def full_disk(clone: Path) -> Iterator[Path]:
    """A clone on a disk without room."""
    disk = clone / "disk"
    disk.mkdir()
    with small_disk(disk, "size=1200k") as is_mounted:
        if not is_mounted:
            pytest.skip("only root may mount a small disk")
        for name in ("operation", "pyproject.toml", "uv.lock"):
            (shutil.copytree if (clone / name).is_dir() else shutil.copy)(clone / name, disk / name)
        with (disk / "filling").open("wb", buffering=0) as file, pytest.raises(OSError):
            while True:
                file.write(b"x" * 4096)
        yield disk


def is_alive(pid: int) -> bool:
    """Whether a process runs, or waits to be buried."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def said(clone: Path, script: str, tools: str = str(Path(UV).parent), **settings: str) -> str:
    """What a script that cannot do its work says at last; it reaches no network, and finds nothing that was fetched before."""
    path = os.pathsep.join([tools, str(Path(sys.executable).resolve().parent), "/usr/bin", "/bin"])
    environment: Dict[str, str] = {**os.environ, "PATH": path, "UV_CACHE_DIR": str(clone / "cache"), "UV_OFFLINE": "1", **settings}
    done = subprocess.run(["sh", f"operation/{script}.sh"], cwd=clone, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1, done.stderr
    return done.stderr.strip().splitlines()[-1]


def test_without_a_network_it_says_how_to_get_one(clone: Path) -> None:
    assert said(clone, "bootstrap") == f"The dependencies could not be installed: {NO_NETWORK}, {AGAIN}install.log)."


@pytest.mark.parametrize(
    "leave",
    [
        lambda venv: (venv / "lib").mkdir(parents=True),
        lambda venv: (venv / "bin").mkdir(parents=True) or (venv / "bin" / "python").symlink_to("/nowhere/python"),
        lambda venv: venv.write_text(""),
        lambda venv: venv.symlink_to("/nowhere"),
    ],
    ids=["no Python in it", "its Python is gone", "a file", "a link to nothing"],
)
def test_half_an_environment_is_made_anew(clone: Path, leave: object) -> None:
    leave(clone / ".venv")  # type: ignore[operator]
    # It gets as far as a new clone does.
    assert NO_NETWORK in said(clone, "bootstrap")
    assert subprocess.run([str(clone / ".venv" / "bin" / "python"), "-c", ""]).returncode == 0


def test_a_package_that_was_half_installed_is_installed_again(clone: Path) -> None:
    subprocess.run([UV, "venv", "--quiet", "--no-config", "--python", sys.executable, str(clone / ".venv")], check=True)
    packages = next((clone / ".venv" / "lib").glob("python3.*/site-packages"))
    for name, files in (("honcho-2.0.0", ("METADATA",)), ("pillow-11.0.0", ("METADATA", "INSTALLER"))):
        (packages / f"{name}.dist-info").mkdir()
        for file in files:
            (packages / f"{name}.dist-info" / file).write_text("uv")
    said(clone, "bootstrap")
    assert [path.name for path in packages.glob("*.dist-info")] == ["pillow-11.0.0.dist-info"]


def test_a_full_disk_is_told_before_anything_is_installed(full_disk: Path) -> None:
    assert "the disk is full: free some space" in said(full_disk, "bootstrap")


@pytest.mark.parametrize(("settings", "flag"), [({}, "--no-compile-bytecode"), ({"PYTHONDONTWRITEBYTECODE": "1"}, "--compile-bytecode")])
def test_what_is_used_is_compiled_when_it_is_used_unless_that_is_forbidden(clone: Path, settings: Dict[str, str], flag: str) -> None:
    for path in (clone / ".venv" / "bin", clone / "tools"):
        path.mkdir(parents=True)
    (clone / ".venv" / "bin" / "python").symlink_to(sys.executable)
    (clone / "tools" / "uv").write_text('#!/bin/sh\necho "$@" >> uv.log\n')
    (clone / "tools" / "uv").chmod(0o700)
    environment = {
        "HOME": str(clone),
        "PATH": f"{clone / 'tools'}:/usr/bin:/bin",
        "PYTHON_VERSION": "{}.{}".format(*sys.version_info),
        **settings,
    }
    subprocess.run(["sh", "operation/bootstrap.sh"], cwd=clone, env=environment, check=True)
    (sync,) = [line for line in (clone / "uv.log").read_text().splitlines() if line.startswith("sync") and "--dry-run" not in line]
    assert f" {flag} " in sync


def test_installing_and_building_are_told_once_and_what_stands_in_the_way_is(clone: Path) -> None:
    scripts = {"operation/bootstrap.sh": "mkdir -p .venv; echo installed", "operation/widget.sh": "mkdir -p web/dist; echo built"}
    for name, what in scripts.items():
        (clone / name).write_text(f"#!/bin/sh\n{what}\n")
    for name in ("web/tsconfig.json", "web/build.mjs", "web/src/widget.ts"):
        (clone / name).parent.mkdir(exist_ok=True)
        (clone / name).touch()
    shutil.copy(ROOT / "Makefile", clone)

    def made() -> subprocess.CompletedProcess[str]:
        # Also where these tests are run by make themselves.
        own = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")}
        return subprocess.run(["make", "ready"], cwd=clone, env=own, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    assert sorted(made().stdout.splitlines()) == ["built", "installed"]
    assert (made().returncode, made().stdout) == (0, "")
    (clone / "operation/widget.sh").write_text("#!/bin/sh\necho 'There is no Node.'\nexit 1\n")
    stopped = made()
    assert stopped.returncode and stopped.stdout.startswith("There is no Node.\n") and "Traceback" not in stopped.stdout


def test_without_node_or_with_an_old_one_it_says_which_it_wants(clone: Path) -> None:
    tools = clone / "tools"
    tools.mkdir()
    for name in ("sh", "dirname", "mkdir"):
        (tools / name).symlink_to(str(shutil.which(name)))
    assert _widget_says(clone, tools) == "Node.js was not found: install Node.js 20 or newer, with npm, then run it again."
    for name in ("node", "npm"):
        (tools / name).write_text('#!/bin/sh\n[ "$1" = --version ] && echo v18.20.0\nexit 1\n')
        (tools / name).chmod(0o700)
    assert _widget_says(clone, tools) == "Node.js v18.20.0 is too old: install Node.js 20 or newer, then run it again."


def _widget_says(clone: Path, tools: Path) -> str:
    done = subprocess.run(["sh", "operation/widget.sh"], cwd=clone, env={"PATH": str(tools)}, capture_output=True, text=True)
    assert done.returncode == 1
    return done.stderr.strip()


@pytest.mark.nightly
def test_the_packages_of_the_page_want_the_network(clone: Path) -> None:
    registry = {"npm_config_registry": f"http://{LOOPBACK}:9", "npm_config_fetch_retry_mintimeout": "1"}
    told = said(clone, "widget", str(Path(str(shutil.which("npm"))).parent), npm_config_cache=str(clone / "npm"), **registry)
    assert told == f"The packages of the chat page could not be installed: {NO_NETWORK}, {AGAIN}npm.log)."


@pytest.mark.parametrize("port", ["abc", "", "-1", "0", "70000", "50.05"])
def test_a_port_that_is_none_is_told(port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", port)
    assert run.main() == f"PORT is '{port}': set it to a number from 1 to 65535, then start again."


def test_a_port_that_is_taken_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind((LOOPBACK, 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        assert run.main() == f"Port {port} is in use: set PORT to another one, then start again."


@pytest.mark.parametrize("host", ["192.0.2.1", "no.such.host.invalid"])
def test_an_address_of_another_machine_is_told(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOST", host)
    assert str(run.main()).startswith(f"HOST is '{host}', which is no address of this machine")


def test_ctrl_c_is_a_word_also_while_a_command_is_being_imported() -> None:
    code = "import operation.sentences\nraise KeyboardInterrupt"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=quiet_environment(), capture_output=True, text=True)
    assert (done.returncode, done.stderr.strip()) == (-signal.SIGINT, "Stopped.")


def test_a_training_that_is_stopped_leaves_nothing_that_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pid = tmp_path / "pid"
    training = tmp_path / "training"
    training.write_text(f"#!/bin/sh\necho $$ > {pid}\necho \"Starting to train component 'FactReader'.\"\nexec sleep 60\n")
    training.chmod(0o700)

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(train.sys, "executable", str(training))
    monkeypatch.setattr(train, "LOG", tmp_path / "train.log")
    monkeypatch.setattr(train, "progress", stopped)
    with pytest.raises(KeyboardInterrupt):
        train._train()
    assert not is_alive(int(pid.read_text()))


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_to_be_stopped_before_the_processes_have_begun_ends_them(tmp_path: Path, by: signal.Signals) -> None:
    """By Ctrl-C, by another process, by a terminal that is closed."""
    code = (
        "import os, sys; from operation.sentences import in_a_sentence; from operation.console import Console\n"
        "from operation.run import _ENDED, Processes; from pathlib import Path; folder = Path(sys.argv[1])\n"
        "manager = Processes(Console(folder)); manager.add_process('one', f'echo $$ > {folder}/pid; exec sleep 60')\n"
        "start = manager._start; manager._start = lambda: (start(), os.kill(os.getpid(), int(sys.argv[2])))\n"
        "in_a_sentence(manager.loop); sys.exit(manager.returncode not in _ENDED)"
    )
    began = time.monotonic()
    arguments = [sys.executable, "-c", code, str(tmp_path), str(int(by))]
    done = subprocess.run(arguments, cwd=ROOT, env=quiet_environment(), capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "") and time.monotonic() - began < 20
    assert not is_alive(int((tmp_path / "pid").read_text()))


def test_the_action_server_of_a_talk_ends_with_it_however_that_ends(tmp_path: Path) -> None:
    code = (
        "import os, signal; from pathlib import Path; from operation import command; from operation.servers import Command, free_port\n"
        "command.ACTION_PORT = free_port(); command.ROOT = Path(os.environ['HERE'])\n"
        "command.action_server = lambda port: Command(['sh', '-c', 'echo $$ > new; mv new pid; exec sleep 60'], dict(os.environ))\n"
        "command._begin_actions()\n"
        "while not os.path.exists(f'{command.ROOT}/pid'): pass\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env={**quiet_environment(), "HERE": str(tmp_path)}, timeout=60)
    until(lambda: not is_alive(int((tmp_path / "pid").read_text())))


def test_a_bot_whose_logs_cannot_be_written_goes_on_and_says_so_once(tmp_path: Path) -> None:
    (tmp_path / "rasa.log").symlink_to("/dev/full")
    seen = io.StringIO()
    console = Console(tmp_path, seen)
    for _ in range(3):
        console.write(Message("line", b"up\n", datetime(2024, 1, 1, 12, 0), "rasa", None))
    assert seen.getvalue() == f"12:00:00  fault: nothing can be logged in {tmp_path} (No space left on device): free some space\n"
    (tmp_path / "rasa.log").unlink()
    console.write(Message("line", b"up\n", datetime(2024, 1, 1, 12, 0), "rasa", None))
    assert (tmp_path / "rasa.log").read_text() == "2024-01-01 12:00:00 up\n"
