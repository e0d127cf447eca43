"""The scaled-out bot on one machine: nginx, Rasa workers, action servers, PostgreSQL, Redis."""

from __future__ import annotations

import glob
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Dict, Optional

from operation import ready
from operation.servers import LOOPBACK, ROOT, Command, action_server, free_port, rasa_server
from tools.servers import Process

_PACKAGES = {"postgresql": "/usr/lib/postgresql/*/bin/postgres", "redis-server": "/usr/bin/redis-server", "nginx": "/usr/sbin/nginx"}
_START_SECONDS = 180
_AS_POSTGRES = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []  # it refuses to run as root


def install() -> None:
    """Install Debian's packages of what is missing."""
    missing = [package for package, program in _PACKAGES.items() if not glob.glob(program)]
    if missing:
        subprocess.run(["apt-get", "update"], check=True, capture_output=True)
        subprocess.run(["apt-get", "install", "--yes", "--no-install-recommends", *missing], check=True, capture_output=True)


def wait(condition, what: str, seconds: float = _START_SECONDS) -> None:
    """Wait until it holds."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise RuntimeError(f"{what}: not within {seconds} s")
        time.sleep(0.3)


def configure_nginx(folder: Path, values: Dict[str, str]) -> Path:
    """Write nginx's configuration into a folder: the template of `deploy`, filled in; where it is."""
    template = (ROOT / "deploy" / "nginx.conf.template").read_text()
    site = re.sub(r"\$\{(\w+)\}", lambda name: values[name[1]], template)
    temporary = "".join(f"{kind}_temp_path {folder}/nginx-{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    user = "user root;" if os.geteuid() == 0 else ""
    file = folder / "nginx.conf"
    file.write_text(
        f"daemon off; {user} pid {folder}/nginx.pid; worker_shutdown_timeout 40s;\n"
        f"events {{ worker_connections 2048; }}\nhttp {{ access_log off; {temporary}\n{site}\n}}\n"
    )
    return file


class Postgres:
    """A PostgreSQL of its own, reached by TCP with a password; `disk` is where it keeps its data, if not in a new folder."""

    def __init__(self, disk: Optional[Path] = None) -> None:
        self.port = free_port()
        # Not below pytest's folder: every start of pytest closes that to other users.
        self._home = Path(tempfile.mkdtemp(prefix="postgres-", dir=disk))
        self._data, self._log = self._home / "data", self._home / "log"
        self._bin = Path(sorted(glob.glob(_PACKAGES["postgresql"]))[-1]).parent
        password = self._home / "password"
        password.write_text("secret\n")
        if _AS_POSTGRES:
            for path in (self._home, password):
                shutil.chown(path, "postgres")
        self._run("initdb", "--auth=scram-sha-256", f"--pwfile={password}", "--username=assistant", "--no-sync")

    def _run(self, program: str, *arguments: str) -> None:
        command = [*_AS_POSTGRES, str(self._bin / program), "-D", str(self._data), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")

    def start(self) -> None:
        """Start it and wait until it takes connections."""
        options = f"-p {self.port} -c listen_addresses={LOOPBACK} -c unix_socket_directories='' -c max_connections=40"
        self._run("pg_ctl", "-w", "-l", str(self._log), "-o", options, "start")

    @property
    def pid(self) -> int:
        """The first of its processes, while it runs."""
        return int((self._data / "postmaster.pid").read_text().split()[0])

    def stop(self) -> None:
        """Stop it as a crash would."""
        self._run("pg_ctl", "-m", "immediate", "-w", "stop")

    def remove(self) -> None:
        """Stop it, if it runs, and delete its data."""
        try:
            self.stop()
        except subprocess.CalledProcessError:
            pass
        shutil.rmtree(self._home)


class Worker:
    """One Rasa process: its `url`, for probes, and its process."""

    def __init__(self, folder: Path, model: Path, environment: Dict[str, str]) -> None:
        self.port = free_port()
        self.url = f"http://{LOOPBACK}:{self.port}"
        command = rasa_server(self.port, model, ROOT / "deploy" / "endpoints.yml", **environment)
        self.process = Process(command, folder / f"rasa-{self.port}.log")

    def start(self) -> "Worker":
        """Start it and wait until it is ready."""
        self.process.start()
        wait(self.is_ready, f"Rasa on port {self.port}")
        return self

    def is_ready(self) -> bool:
        """Whether it answers its probe."""
        return ready.fault(self.url) is None


class Cluster:
    """All of it; `url` is the address for people."""

    def __init__(self, folder: Path, model: Path, workers: int = 2, actions: int = 2, rate: str = "5000r/s") -> None:
        install()
        self.folder, self._model, self._rate = folder, model, rate
        self.postgres = Postgres()
        self.port, self._action_port, self.redis_port = free_port(), free_port(), free_port()
        self.url = f"http://{LOOPBACK}:{self.port}"
        redis = [
            "redis-server",
            "--bind",
            LOOPBACK,
            "--port",
            str(self.redis_port),
            "--save",
            "",
            "--dir",
            str(folder),
            "--requirepass",
            "secret",
        ]
        self.redis = Process(Command(redis, dict(os.environ)), folder / "redis.log")
        self._action_ports = [free_port() for _ in range(actions)]
        self.actions = [Process(action_server(port), folder / f"actions-{port}.log") for port in self._action_ports]
        self.workers = [self.worker() for _ in range(workers)]
        self.nginx = Process(
            Command(["nginx", "-c", str(folder / "nginx.conf"), "-e", str(folder / "nginx.log")], dict(os.environ)), folder / "nginx.log"
        )

    def worker(self) -> Worker:
        """A further Rasa process, with the settings of all."""
        return Worker(
            self.folder,
            self._model,
            {
                "ACTION_URL": f"http://{LOOPBACK}:{self._action_port}/webhook",
                "POSTGRES_HOST": LOOPBACK,
                "POSTGRES_PORT": str(self.postgres.port),
                "POSTGRES_DB": "postgres",
                "POSTGRES_USER": "assistant",
                "POSTGRES_PASSWORD": "secret",
                "SQL_POOL_SIZE": "4",
                "SQL_MAX_OVERFLOW": "4",
                "REDIS_HOST": LOOPBACK,
                "REDIS_PORT": str(self.redis_port),
                "REDIS_PASSWORD": "secret",
                "WEB_SESSION_SECRET": "a secret for the soak, long enough",
                "TRUSTED_PROXIES": LOOPBACK,
            },
        )

    def start(self) -> "Cluster":
        """Start all of it and wait until people can be answered."""
        self.postgres.start()
        self.redis.start()
        for process in self.actions:
            process.start()
        self.configure_nginx()
        self.nginx.start()
        for worker in self.workers:
            worker.start()
        return self

    def stop(self) -> None:
        """Stop all of it, whatever runs."""
        for process in (self.nginx, *(worker.process for worker in self.workers), *self.actions, self.redis):
            process.stop()
        self.postgres.remove()

    def configure_nginx(self) -> None:
        """Write nginx's configuration for the workers there are."""
        values = {
            "LISTEN": f"{LOOPBACK}:{self.port}",
            "ACTION_LISTEN": f"{LOOPBACK}:{self._action_port}",
            "WORKERS": " ".join(f"server {LOOPBACK}:{worker.port} max_fails=0;" for worker in self.workers),
            "ACTIONS": " ".join(f"server {LOOPBACK}:{port} max_fails=0;" for port in self._action_ports),
            "CLIENT_RATE": self._rate,
        }
        configure_nginx(self.folder, {**values, "PROXIES": ""})

    def reload_nginx(self) -> None:
        """Let nginx send new requests to the workers there are now; those under way end where they are."""
        self.configure_nginx()
        os.kill(self.nginx.pid, signal.SIGHUP)

    def memory(self) -> int:
        """The resident memory of the Rasa workers and action servers, in bytes."""
        import psutil

        pids = [*(worker.process.pid for worker in self.workers), *(process.pid for process in self.actions)]
        return sum(psutil.Process(pid).memory_info().rss for pid in pids)
