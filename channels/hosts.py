"""By which names a server may be called: a page of elsewhere must not reach one on this machine by a name that it points here.

A browser keeps pages of one site from reading answers of another, and tells sites apart by their names. Whoever owns a name can
let it mean 127.0.0.1 (DNS rebinding); its pages then talk to servers on the visitor's machine, as if these were its own.
"""

from __future__ import annotations

import ipaddress
import os
from typing import FrozenSet, Optional

ALLOWED: FrozenSet[str] = frozenset(name.strip().lower() for name in os.environ.get("ALLOWED_HOSTS", "").split(",") if name.strip())
"""The names that `ALLOWED_HOSTS` lists; where it is set, no other name is served."""

_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


def may_be_called(host: str, client: Optional[str], allowed: FrozenSet[str] = ALLOWED) -> bool:
    """Whether a request may be served.

    Args:
        host: what it calls the server, with or without a port.
        client: the address that it comes from; None where that is not known.
        allowed: the names that are served; without any, whoever is on this machine has to call it by a name of this machine.
    """
    name = _without_port(host).lower().rstrip(".")
    if not name or name in _LOCAL:
        # A browser names the server always; a request that could not be read to its end has no name yet.
        return True
    if allowed:
        return name in allowed
    return not is_local(client)


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0] if host.count(":") == 1 else host


def is_local(client: Optional[str]) -> bool:
    """Whether an address is one of this machine; one that cannot be read is not."""
    try:
        return ipaddress.ip_address(client or "").is_loopback
    except ValueError:
        return False
