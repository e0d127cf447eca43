"""By which names a server may be called, and as whom an address is counted."""

from __future__ import annotations

from typing import FrozenSet, Optional

import pytest

from channels.guard import _counted_as
from channels.hosts import may_be_called

NONE: FrozenSet[str] = frozenset()
OURS = frozenset({"chat.example"})


@pytest.mark.parametrize(
    ("host", "client", "allowed", "served"),
    [
        ("localhost:5005", "127.0.0.1", NONE, True),
        ("127.0.0.1", "127.0.0.1", NONE, True),
        ("[::1]:5005", "::1", NONE, True),
        ("LOCALHOST.", "127.0.0.1", NONE, True),
        # A page of evil.example, which lets its name mean this machine.
        ("evil.example", "127.0.0.1", NONE, False),
        ("evil.example:5005", "::1", NONE, False),
        ("localhost.evil.example", "127.0.0.1", NONE, False),
        ("", "127.0.0.1", NONE, True),
        # From another machine, or from a proxy, any name is its owner's.
        ("rasa:5005", "10.0.0.7", NONE, True),
        ("chat.example", None, NONE, True),
        # Where names are listed, they are all.
        ("chat.example", "10.0.0.7", OURS, True),
        ("Chat.Example:443", None, OURS, True),
        ("evil.example", "10.0.0.7", OURS, False),
        ("localhost", "127.0.0.1", OURS, True),
    ],
)
def test_a_name_is_served_or_not(host: str, client: Optional[str], allowed: FrozenSet[str], served: bool) -> None:
    assert may_be_called(host, client, allowed) is served


def test_a_line_of_ipv6_is_counted_as_one() -> None:
    assert _counted_as("2001:db8:1:2:3:4:5:6") == _counted_as("2001:db8:1:2:ffff::1") != _counted_as("2001:db8:1:3::1")
    assert _counted_as("192.0.2.1") == "192.0.2.1" and _counted_as("somebody") == "somebody"
