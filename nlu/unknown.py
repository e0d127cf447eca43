"""What is asked that the store does not know, as a reply names it: in the person's words, or by the matter that is heard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nlu.matters import likeliest
from nlu.naming import Asked, Matters, named_well


class Unknown:
    """Names what is unknown in a part of a message. `sure`: how surely a matter has to be heard."""

    def __init__(self, sure: float) -> None:
        self._phrases, self._sure = Matters.load(), sure

    def named(
        self,
        things: Sequence[str],
        text: str,
        part: tuple[int, int],
        reading: Mapping[str, Sequence[Any]],
        asked: Asked,
        marks: Mapping[str, float],
    ) -> tuple[tuple[str, ...], bool]:
        """What is unknown in a part, see `nlu.naming.Matters.named`; what cannot stand in a reply gives way to its matter.

        Args:
            marks: those of the part, with their certainties. The others: see there.
        """
        names, predicate = self._phrases.named(things, text, part, reading, asked)
        return (names, True) if predicate else (named_well(names, asked.alone, likeliest(marks), self._sure), False)
