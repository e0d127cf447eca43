"""Work of all processors is that of one, only sooner."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from nlu import side_by_side
from nlu.side_by_side import each


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(side_by_side, "_processors", lambda: 2)


def test_what_is_done_comes_back_in_order_and_by_other_processes() -> None:
    # What cannot be sent to another process, as most of a training cannot, is there all the same.
    unsendable = (number for number in range(3))
    done = each(lambda item: (item * 2, os.getpid(), unsendable.gi_frame is None), list(range(20)), at_once=3)
    assert [(number, is_over) for number, _, is_over in done] == [(item * 2, False) for item in range(20)]
    assert os.getpid() not in {process for _, process, _ in done}


def test_a_few_are_done_here() -> None:
    assert set(each(lambda _: os.getpid(), [1, 2, 3], at_once=3)) == {os.getpid()}
    assert each(lambda _: os.getpid(), []) == []


def test_one_processor_does_all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(side_by_side, "_processors", lambda: 1)
    assert set(each(lambda _: os.getpid(), [1, 2, 3])) == {os.getpid()}


def test_a_fault_is_raised_and_a_process_that_is_killed_is_waited_for_no_longer() -> None:
    with pytest.raises(ZeroDivisionError):
        each(lambda item: 1 // item, [1, 0])
    with pytest.raises(BrokenProcessPool):
        each(lambda _: os.kill(os.getpid(), signal.SIGKILL), [1, 2])


def test_nothing_goes_on_when_the_training_is_killed(tmp_path: Path) -> None:
    code = (
        "import os, sys, time; from pathlib import Path; from nlu import side_by_side; side_by_side._processors = lambda: 2\n"
        "side_by_side.each(lambda name: (Path(sys.argv[1], name).write_text(str(os.getpid())), time.sleep(60)), ['a', 'b'])"
    )
    training = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)])
    working = [tmp_path / "a", tmp_path / "b"]
    _until(lambda: all(file.exists() and file.read_text() for file in working))
    training.kill()
    training.wait()
    _until(lambda: not any(Path(f"/proc/{file.read_text()}").exists() for file in working))


def _until(is_so: object) -> None:
    end = time.monotonic() + 30
    while not is_so():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.02)
