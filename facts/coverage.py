"""Which sections of the article facts are taken from, and which none is."""

from __future__ import annotations

from typing import NamedTuple

from facts.schema import Section
from facts.store import FactStore


class Citation(NamedTuple):
    """A section, and the references of what cites it."""

    section: Section
    refs: tuple[str, ...]


def citations(store: FactStore) -> list[Citation]:
    """Every section of the article, in its order, with what cites it."""
    return [
        Citation(section, tuple(ref for ref in store.references if name in store.entry(ref).source))
        for name, section in store.sections.items()
    ]
