"""One row of the tables of rules over acts."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from acts import Act
from facts import FactStore


class Rule(NamedTuple):
    """A rule: where `when` holds of an act, `then` makes another of it. `example` is a message that it is for."""

    name: str
    when: Callable[[Act, FactStore], bool]
    then: Callable[[Act, FactStore], Act]
    example: str
