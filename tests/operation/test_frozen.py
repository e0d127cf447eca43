"""A database or a Redis that hangs, and says nothing any more, keeps nobody waiting who does not need it."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from typing import Any, Dict, Iterator, List, NamedTuple
from uuid import uuid4

import psutil
import pytest
import sqlalchemy as sa
from rasa.core.lock_store import LockError
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from operation import database, recent, redis_locks
from operation.conversations import Conversations
from operation.redis_locks import RedisLocks
from operation.servers import LOOPBACK, free_port, is_free
from operation.waiting import within
from tests.operation.conftest import until
from tests.operation.test_database import DOMAIN, begin, turn
from tools.soak.cluster import Postgres

on_postgresql = pytest.mark.parametrize("settings", ["postgresql"], indirect=True)


@contextmanager
def frozen(pids: List[int]) -> Iterator[None]:
    """Processes that do nothing while the block runs, as on a machine that hangs."""
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


class Pulse:
    """While the block runs: how long the event loop did nothing else, at the longest."""

    async def __aenter__(self) -> "Pulse":
        self.longest, self._beating = 0.0, asyncio.ensure_future(self._beat())
        await asyncio.sleep(0)
        return self

    async def __aexit__(self, *_: Any) -> None:
        await asyncio.sleep(0.02)
        self._beating.cancel()

    async def _beat(self) -> None:
        while True:
            before = time.monotonic()
            await asyncio.sleep(0.01)
            self.longest = max(self.longest, time.monotonic() - before)


class Redis(NamedTuple):
    """A Redis: its port, and the id of its process."""

    port: int
    pid: int

    def locks(self) -> RedisLocks:
        """The locks of one process of Rasa."""
        return RedisLocks(EndpointConfig(url=LOOPBACK, port=self.port, socket_timeout=0.6))


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Redis]:
    """A Redis of its own."""
    program = shutil.which("redis-server")
    if not program:
        pytest.skip("Redis is not installed")
    port, folder = free_port(), tmp_path_factory.mktemp("redis")
    command = [program, "--bind", LOOPBACK, "--port", str(port), "--save", "", "--dir", str(folder)]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        until(lambda: not is_free(port))
        yield Redis(port, running.pid)
    finally:
        running.kill()
        running.wait()


async def test_a_redis_that_hangs_keeps_nobody_else_waiting(redis: Redis) -> None:
    store = redis.locks()

    async def turn(of: str = "somebody") -> None:
        async with store.lock(of):
            pass

    await turn()
    with frozen([redis.pid]):
        started = time.monotonic()
        async with Pulse() as pulse:
            results = await asyncio.gather(*(turn() for _ in range(4)), return_exceptions=True)
        assert [type(result) for result in results] == [LockError] * 4
        assert pulse.longest < 0.3 and time.monotonic() - started < redis_locks._REDIS_SECONDS + 1
    await turn("another")


async def test_who_is_stopped_at_the_moment_at_which_it_is_done_is_stopped() -> None:
    done = asyncio.get_running_loop().create_future()
    waiting = asyncio.ensure_future(within(5, done))
    await asyncio.sleep(0)
    done.set_result("too late")
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting


async def test_what_has_not_begun_when_it_is_given_up_is_not_begun_any_more() -> None:
    begun: List[int] = []
    with ThreadPoolExecutor(1) as pool:
        loop, end = asyncio.get_running_loop(), threading.Event()
        first = loop.run_in_executor(pool, end.wait)
        with pytest.raises(asyncio.TimeoutError):
            await within(0.05, loop.run_in_executor(pool, begun.append, 1))
        await asyncio.sleep(0)
        end.set()
        await within(5, first)
    assert begun == []


async def test_turns_of_one_come_one_after_the_other_whichever_process_takes_them(redis: Redis) -> None:
    here, there, who = redis.locks(), redis.locks(), uuid4().hex
    under_way: List[int] = []
    seen: List[int] = []

    async def turn(number: int) -> None:
        async with (here, there)[number % 2].lock(who, wait_time_in_seconds=0.005):
            under_way.append(number)
            seen.append(len(under_way))
            await asyncio.sleep(0.005)
            under_way.remove(number)

    await asyncio.gather(*(turn(number) for number in range(16)))
    assert seen == [1] * 16


async def test_a_turn_that_is_broken_off_gives_its_place_back(redis: Redis) -> None:
    store, who = redis.locks(), uuid4().hex

    async def hangs() -> None:
        async with store.lock(who):
            await asyncio.sleep(60)

    with pytest.raises(asyncio.TimeoutError):
        await asyncio.wait_for(hangs(), 0.2)
    started = time.monotonic()
    async with store.lock(who):
        assert time.monotonic() - started < 1


@on_postgresql
async def test_a_database_that_hangs_is_given_up(postgres: Postgres, settings: Dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    store = Conversations(Domain.empty(), **settings)
    assert await store.retrieve("somebody") is None
    monkeypatch.setattr(recent, "_WORK_SECONDS", 0.5)
    server = psutil.Process(postgres.pid)
    with frozen([process.pid for process in (server, *server.children(recursive=True))]):
        started = time.monotonic()
        async with Pulse() as pulse:
            results = await asyncio.gather(*(store.retrieve("somebody") for _ in range(20)), return_exceptions=True)
        assert [type(result) for result in results] == [asyncio.TimeoutError] * 20
        assert time.monotonic() - started < 3 and pulse.longest < 0.3
    monkeypatch.undo()
    assert await store.retrieve("somebody") is None


@on_postgresql
async def test_a_lock_of_somebody_else_and_a_slow_statement_are_waited_for_shortly(
    settings: Dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Conversations(DOMAIN, **settings)
    with store.engine.connect() as connection:
        limits = [connection.execute(sa.text(f"SHOW {name}")).scalar() for name in ("lock_timeout", "statement_timeout")]
    assert limits == [f"{database.LOCK_SECONDS}s", f"{database.STATEMENT_SECONDS}s"] == ["3s", "5s"]
    monkeypatch.setattr(database, "LOCK_SECONDS", 0.3)
    monkeypatch.setattr(database, "STATEMENT_SECONDS", 0.6)
    store.engine.dispose()
    said = [*begin(), *turn(0)]
    with store.engine.connect() as somebody, somebody.begin():
        somebody.execute(sa.text("LOCK TABLE turns IN EXCLUSIVE MODE"))
        started = time.monotonic()
        with pytest.raises(sa.exc.OperationalError, match="lock timeout"):
            await store.save(DialogueStateTracker.from_events("one", said))
        assert time.monotonic() - started < 2
        assert await store.retrieve("another") is None
    with pytest.raises(sa.exc.OperationalError, match="statement timeout"):
        await store.in_thread(lambda: store.engine.execute("SELECT pg_sleep(20)"))
    await store.save(DialogueStateTracker.from_events("one", said))
    assert len((await store.retrieve_full_tracker("one")).events) == len(said)


async def test_whoever_gets_no_connection_is_told_so(settings: Dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    assert Conversations(DOMAIN, **settings).engine.pool.timeout() == database.CONNECTION_SECONDS == 5
    monkeypatch.setattr(recent, "CONNECTION_SECONDS", 0.5)
    for setting in ("SQL_POOL_SIZE", "SQL_MAX_OVERFLOW"):
        monkeypatch.setenv(setting, "4")
    store = Conversations(DOMAIN, **settings)
    with ExitStack() as taken:
        # As many as there may be.
        for _ in range(store.engine.pool.size() + store.engine.pool._max_overflow):
            taken.enter_context(store.engine.connect())
        started = time.monotonic()
        async with Pulse() as pulse:
            results = await asyncio.gather(*(store.retrieve("somebody") for _ in range(20)), return_exceptions=True)
        assert [type(result) for result in results] == [sa.exc.TimeoutError] * 20
        assert time.monotonic() - started < 4 and pulse.longest < 0.3
    assert await store.retrieve("somebody") is None


@on_postgresql
async def test_a_connection_whose_other_end_is_gone_is_noticed(settings: Dict[str, Any]) -> None:
    store = Conversations(Domain.empty(), **settings)
    with store.engine.connect() as connection:
        line = socket.socket(fileno=os.dup(connection.connection.fileno()))
        options = (socket.TCP_KEEPIDLE, socket.TCP_KEEPINTVL, socket.TCP_KEEPCNT, socket.TCP_USER_TIMEOUT)
        assert [line.getsockopt(socket.IPPROTO_TCP, option) for option in options] == [5, 2, 3, 8000]
        line.close()
