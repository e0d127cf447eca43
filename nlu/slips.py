"""Misspelt words: which of some candidates is meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler


class Words(dict[str, None]):
    """Words in their order, found by their first letter."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        super().__init__(dict.fromkeys(words))
        self._by_letter: dict[str, list[str]] = {}
        for word in self:
            self._by_letter.setdefault(word[0], []).append(word)

    def beginning_like(self, word: str) -> list[str]:
        """Those with the first letter of a word."""
        return self._by_letter.get(word[0], [])


def swapped(word: str, candidates: Iterable[str]) -> str | None:
    """The first candidate two of whose neighbouring letters a short word has swapped: "hwo"."""
    swaps = {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)}
    return next((candidate for candidate in candidates if candidate in swaps), None)


def unswapped(word: str, known: Collection[str]) -> str | None:
    """The known word two of whose neighbouring letters, not the first one, a longer word has swapped; None if it is none, or several."""
    swaps = {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(1, len(word) - 1)}
    meant = [swap for swap in swaps if swap in known]
    return meant[0] if len(meant) == 1 else None


def nearest(word: str, candidates: Words, slips: int) -> str | None:
    """The candidate that a word misspells, with at most so many slips.

    The first letter must be right: people seldom miss it, and "inshore" is not "onshore".
    """
    near = process.extract(word, candidates.beginning_like(word), scorer=OSA.distance, score_cutoff=slips, limit=None)
    alike = [candidate for candidate, _, _ in near]
    return max(alike, key=lambda candidate: JaroWinkler.similarity(word, candidate), default=None)
