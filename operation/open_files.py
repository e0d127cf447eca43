"""How many files, and so connections, a process may have open: systems begin with 1,024, which is soon used up."""

from __future__ import annotations

import resource
from contextlib import suppress

_ENOUGH = 20_000


def raise_limit() -> None:
    """Let this process have as many open as its system lets it, and no more than are of use."""
    open_now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _ENOUGH if most == resource.RLIM_INFINITY else min(most, _ENOUGH)
    # Not every system that names a limit lets it be reached.
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(open_now, wanted), most))


def most_connections() -> int:
    """How many may be served at a time: an answer needs as many again, to the action server and to the stores."""
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0] // 2
