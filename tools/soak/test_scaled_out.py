"""Load, faults and a new model on several workers with PostgreSQL, Redis and nginx."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Callable, Dict, Iterator, List, Sequence

import httpx
import psutil
import pytest

from tools.soak.cluster import Cluster, wait
from tools.soak.people import SCRIPTS, Figures, Talk, check, crowd

PEOPLE = int(os.environ.get("SOAK_PEOPLE", 200))
MESSAGES = int(os.environ.get("SOAK_MESSAGES", 20_000))


@pytest.fixture(scope="module")
def cluster(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Two workers and two action servers."""
    running = Cluster(tmp_path_factory.mktemp("cluster"), model)
    try:
        yield running.start()
    finally:
        running.stop()


@pytest.fixture(scope="module")
def alone(cluster: Cluster) -> Dict[Sequence[str], Talk]:
    """How each script is answered when nobody else talks."""
    talks: List[Talk] = []
    for number in range(len(SCRIPTS)):
        found, _ = asyncio.run(crowd(cluster.url, number + 1))
        talks.append(found[number])
    for talk in talks:
        assert {answer["kind"] for answer in talk.answers[:3]} == {"answer"}
    return {talk.script: talk for talk in talks}


def test_many_people_at_once(cluster: Cluster, alone: Dict[Sequence[str], Talk]) -> None:
    talks, figures = asyncio.run(crowd(cluster.url, PEOPLE))
    print(f"\n{PEOPLE} people: {figures}")
    check(talks, alone)
    assert figures.again == 0


def test_one_persons_messages_at_the_same_time_on_all_workers(cluster: Cluster) -> None:
    """The Redis lock: with Rasa's own, tickets drawn at the same time are lost."""
    holder = {"Authorization": f"Bearer {httpx.post(f'{cluster.url}/chat/session').json()['token']}"}

    def send(number: int) -> int:
        worker = cluster.workers[number % len(cluster.workers)]
        message = {"id": f"message-{number}", "text": "Apa itu BPO?"}
        return httpx.post(f"{worker.url}/chat/messages", json=message, headers=holder, timeout=30).status_code

    with ThreadPoolExecutor(16) as pool:
        assert set(pool.map(send, range(48))) == {200}
    turns = httpx.get(f"{cluster.url}/chat/history", headers=holder).json()["turns"]
    assert sorted(turn["id"] for turn in turns) == sorted(f"message-{number}" for number in range(48))
    assert all(turn["answer"]["topic"] == "definition" for turn in turns)


class Talking:
    """People who go on talking, ten turns each, while the block runs; then `talks` and `figures` are theirs."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._enough = threading.Event()
        self._pool = ThreadPoolExecutor(1)
        self.talks: List[Talk] = []
        self.figures = Figures()

    def __enter__(self) -> "Talking":
        self._running = self._pool.submit(self._talk)
        time.sleep(3)
        return self

    def _talk(self) -> None:
        while not self._enough.is_set():
            talks, figures = asyncio.run(crowd(self._url, PEOPLE, pause=0.3))
            self.talks += talks
            self.figures += figures

    def __exit__(self, *_: object) -> None:
        self._enough.set()
        self._running.result()


def _restart_postgres(cluster: Cluster) -> None:
    cluster.postgres.stop()
    _all_become(cluster, ready=False)
    cluster.postgres.start()


def _restart_redis(cluster: Cluster) -> None:
    cluster.redis.stop(hard=True)
    _all_become(cluster, ready=False)
    cluster.redis.start()


def _restart_actions(cluster: Cluster) -> None:
    for process in cluster.actions:
        process.stop(hard=True)
    _all_become(cluster, ready=False)
    for process in cluster.actions:
        process.start()


def _kill_a_worker(cluster: Cluster) -> None:
    cluster.workers[0].process.stop(hard=True)
    time.sleep(3)
    cluster.workers[0].process.start()


def _freeze_postgres(cluster: Cluster) -> None:
    server = psutil.Process(cluster.postgres.pid)
    _freeze(cluster, [server.pid, *(process.pid for process in server.children(recursive=True))])


def _freeze_redis(cluster: Cluster) -> None:
    _freeze(cluster, [cluster.redis.pid])


def _freeze_actions(cluster: Cluster) -> None:
    _freeze(cluster, [process.pid for process in cluster.actions])


def _freeze_a_worker(cluster: Cluster) -> None:
    worker = cluster.workers[0].process
    os.kill(worker.pid, signal.SIGSTOP)
    time.sleep(8)
    os.kill(worker.pid, signal.SIGCONT)


def _freeze(cluster: Cluster, pids: Sequence[int]) -> None:
    """Let processes hang as on a machine that hangs; no worker is taken for dead because of it."""
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        _all_become(cluster, ready=False, within=40)
        for worker in cluster.workers * 5:
            started = time.monotonic()
            assert httpx.get(f"{worker.url}/health/live", timeout=5).status_code == 200
            assert time.monotonic() - started < 2
            time.sleep(0.5)
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


def _all_become(cluster: Cluster, ready: bool, within: float = 10) -> None:
    for worker in cluster.workers:
        wait(lambda: worker.is_ready() is ready, f"ready is {ready}", within if not ready else 60)


_FAULTS = (
    *(_restart_postgres, _restart_redis, _restart_actions, _kill_a_worker),
    *(_freeze_postgres, _freeze_redis, _freeze_actions, _freeze_a_worker),
)


@pytest.mark.parametrize("fault", _FAULTS)
def test_a_fault_under_load(cluster: Cluster, alone: Dict[Sequence[str], Talk], fault: Callable[[Cluster], None]) -> None:
    with Talking(cluster.url) as people:
        fault(cluster)
        _all_become(cluster, ready=True)
    print(f"\n{fault.__name__}: {people.figures}")
    check(people.talks, alone)


def test_a_new_model_drops_no_message(cluster: Cluster, alone: Dict[Sequence[str], Talk]) -> None:
    with Talking(cluster.url) as people:
        old, cluster.workers = cluster.workers, [cluster.worker().start() for _ in cluster.workers]
        cluster.reload_nginx()
        time.sleep(2)
        for worker in old:
            worker.process.stop()
        time.sleep(2)
    print(f"\nnew model: {people.figures}")
    check(people.talks, alone)
    assert people.figures.again == 0


def test_what_nginx_refuses(cluster: Cluster) -> None:
    for path in ("/webhooks/rest/webhook", "/health/ready", "/metrics", "/webhook", "/model"):
        assert httpx.post(cluster.url + path, json={}).status_code == 404
    assert httpx.post(f"{cluster.url}/chat/messages", content=b"x" * 17_000).status_code == 413


def test_nginx_limits_an_address(model: Path, tmp_path: Path, cluster: Cluster) -> None:
    cluster._rate = "10r/s"
    cluster.reload_nginx()
    time.sleep(1)
    statuses = [httpx.post(f"{cluster.url}/chat/session").status_code for _ in range(300)]
    cluster._rate = "5000r/s"
    cluster.reload_nginx()
    assert statuses[0] == 201
    assert 429 in statuses


def test_memory_is_flat(cluster: Cluster) -> None:
    """After a fifth of the messages nothing more is kept in memory."""
    samples: List[int] = []
    for _ in range(5):
        for _ in range(max(1, MESSAGES // 5 // 1000)):
            asyncio.run(crowd(cluster.url, 100))
        samples.append(cluster.memory() // 2**20)
        print(f"\nresident MB after each {MESSAGES // 5} messages: {samples}")
    assert samples[-1] - samples[0] < 0.1 * samples[0]
