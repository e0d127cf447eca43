"""Who asks, behind proxies: `X-Forwarded-For` is believed where a proxy of ours wrote it, and nowhere else.

`TRUSTED_PROXIES` lists their addresses or networks, with commas between. Whoever asks without passing one of them is who
connects, whatever the header says.
"""

from __future__ import annotations

import ipaddress
import os
from typing import NamedTuple, Optional, Tuple, Union

from rasa.shared.exceptions import RasaException

Networks = Tuple[Union[ipaddress.IPv4Network, ipaddress.IPv6Network], ...]


class Client(NamedTuple):
    """Who asks, and whether a proxy of ours passed it on."""

    address: str
    is_passed_on: bool


def networks(listed: str) -> Networks:
    """The networks of a list such as "10.0.0.0/8, 192.0.2.7".

    Raises:
        RasaException: for what is no address and no network, in a line.
    """
    try:
        return tuple(ipaddress.ip_network(entry.strip()) for entry in listed.split(",") if entry.strip())
    except ValueError as fault:
        raise RasaException(f"TRUSTED_PROXIES: write addresses or networks, such as 10.0.0.0/8: {fault}") from None


TRUSTED = networks(os.environ.get("TRUSTED_PROXIES", ""))


def client_of(peer: Optional[str], forwarded_for: str, trusted: Networks = TRUSTED) -> Client:
    """Who asks.

    Args:
        peer: the address that connects; None where that is not known.
        forwarded_for: the header as it came, "" without one.
        trusted: the proxies of ours.
    """
    seen = Client(peer or "", False)
    if not forwarded_for or not _is_in(seen.address, trusted):
        return seen
    # Each proxy adds at the end whom it saw: from there on, the first that is none of ours.
    for entry in reversed(forwarded_for.split(",")):
        address = _without_port(entry.strip())
        if not _is_address(address):
            break
        seen = Client(address, True)
        if not _is_in(address, trusted):
            break
    return seen


def _without_port(entry: str) -> str:
    if entry.startswith("["):
        return entry[1:].partition("]")[0]
    return entry.partition(":")[0] if entry.count(":") == 1 else entry


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _is_in(address: str, trusted: Networks) -> bool:
    return _is_address(address) and any(ipaddress.ip_address(address) in network for network in trusted)
