"""Work for all processors at once. Training does so; a message is read by one."""

from __future__ import annotations

import ctypes
import multiprocessing
import signal
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

_Item = TypeVar("_Item")
_Done = TypeVar("_Done")

# PR_SET_PDEATHSIG of <sys/prctl.h>.
_SET_SIGNAL_OF_PARENTS_DEATH = 1
_work: Callable[[Any], Any] | None = None


def each(work: Callable[[_Item], _Done], items: Sequence[_Item], at_once: int = 1) -> list[_Done]:
    """What some work makes of each item, in their order.

    Processes are forked: they have all that `work` needs, however large it is, and only what comes out of it is sent. joblib's own
    begin anew, which takes as long as the work does. Where forking is not safe one process does it all.

    Args:
        work: a function of one item; it may be a closure.
        items: what it is done to. at_once: how many are taken at a time; so few are not worth a process.

    Raises:
        Whatever `work` raises; BrokenProcessPool if a process was killed.
    """
    if len(items) <= at_once or (processors := _processors()) < 2:
        return [work(item) for item in items]
    global _work
    _work = work
    try:
        with ProcessPoolExecutor(processors, multiprocessing.get_context("fork"), _end_with_parent) as pool:
            return list(pool.map(_do, items, chunksize=at_once))
    finally:
        _work = None


def _processors() -> int:
    """How many may be used: in a container that is not all that there are."""
    from joblib import cpu_count  # by training alone: it takes its time

    return int(cpu_count()) if sys.platform == "linux" else 1


def _do(item: Any) -> Any:
    assert _work is not None
    return _work(item)


def _end_with_parent() -> None:
    """Whatever ends a training, nothing of it goes on by itself."""
    ctypes.CDLL(None).prctl(_SET_SIGNAL_OF_PARENTS_DEATH, signal.SIGTERM)
