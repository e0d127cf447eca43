"""By which names a server may be called, who asks, and as whom an address is counted."""

from __future__ import annotations

from typing import FrozenSet, Optional

import pytest
from rasa.shared.exceptions import RasaException

from channels.guard import _counted_as
from channels.hosts import may_be_called
from channels.proxies import Client, client_of, networks

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


PROXIES = networks("10.0.0.0/8, 2001:db8:9::/64,127.0.0.1")


@pytest.mark.parametrize(
    ("peer", "header", "client"),
    [
        ("10.0.0.7", "203.0.113.7", Client("203.0.113.7", True)),
        ("10.0.0.7", "203.0.113.7:4711", Client("203.0.113.7", True)),
        ("2001:db8:9::1", "[2001:db8:5::1]:4711", Client("2001:db8:5::1", True)),
        ("10.0.0.7", "203.0.113.7, 10.0.0.9", Client("203.0.113.7", True)),
        # What a person wrote stands before what our proxy wrote.
        ("10.0.0.7", "198.51.100.1, 203.0.113.7", Client("203.0.113.7", True)),
        ("10.0.0.7", "127.0.0.1, 203.0.113.7", Client("203.0.113.7", True)),
        # Nobody but our proxies is believed.
        ("203.0.113.9", "198.51.100.1", Client("203.0.113.9", False)),
        ("203.0.113.9", "127.0.0.1", Client("203.0.113.9", False)),
        ("10.0.0.7", "", Client("10.0.0.7", False)),
        ("10.0.0.7", "<script>", Client("10.0.0.7", False)),
        ("10.0.0.7", "10.0.0.8", Client("10.0.0.8", True)),
        (None, "203.0.113.7", Client("", False)),
    ],
)
def test_who_asks(peer: Optional[str], header: str, client: Client) -> None:
    assert client_of(peer, header, PROXIES) == client
    assert not client_of(peer, header, networks("")).is_passed_on


def test_what_is_no_network_is_told_in_a_line() -> None:
    with pytest.raises(RasaException, match="TRUSTED_PROXIES: write addresses or networks"):
        networks("10.0.0.0/8, somewhere")
