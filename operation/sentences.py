"""A command that a person starts ends in a sentence, never in a traceback: stopped, ended, or refused by the machine.

To be imported first: Ctrl-C while a command still imports what it needs is told so too.
"""

from __future__ import annotations

import signal
import sys
from types import TracebackType
from typing import Any, Callable, Optional, Type

_STOPPED = "\nStopped."
_told = sys.excepthook


def in_a_sentence(work: Callable[[], Optional[str]]) -> Optional[str]:
    """What some work says; what the machine would not do is a sentence too. To be stopped, or ended, is no fault."""
    signal.signal(signal.SIGTERM, _interrupt)
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # `nohup` keeps it running
        # A terminal that is closed: whatever ends the work by then ends what it has started.
        signal.signal(signal.SIGHUP, lambda *_: signal.raise_signal(signal.SIGTERM))
    try:
        return work()
    except KeyboardInterrupt:
        print(_STOPPED, flush=True)
        return None
    except OSError as fault:
        return f"The bot cannot be started: {fault.strerror or fault}{f' ({fault.filename})' if fault.filename else ''}."


def _interrupt(*_: Any) -> None:
    raise KeyboardInterrupt


def _tell(kind: Type[BaseException], fault: BaseException, trace: Optional[TracebackType]) -> None:
    if issubclass(kind, KeyboardInterrupt):
        print(_STOPPED, file=sys.stderr, flush=True)
    else:
        _told(kind, fault, trace)


sys.excepthook = _tell
