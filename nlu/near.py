"""Words for what lies near a property that the source tells, and is not told: who claims it gets no yes or no."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from acts import Act
from nlu.language_data import LANGUAGE_DATA, read

_CLAIMS = ("ask_aspect", "ask_choice", "tell", "follow_up")


class Near:
    """The words of `data/language/described/near.*.yml`, by property.

    Args:
        words: aspect -> phrases of plain words.
    """

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self._words = {aspect: [f" {phrase} " for phrase in phrases] for aspect, phrases in words.items()}

    @classmethod
    def load(cls) -> Near:
        """Read the lists of all languages."""
        found: dict[str, list[str]] = {}
        for file in sorted((LANGUAGE_DATA / "described").glob("near.*.yml")):
            for aspect, phrases in read(file).items():
                found.setdefault(str(aspect), []).extend(map(str, phrases))
        return cls({aspect: sorted(phrases, key=len, reverse=True) for aspect, phrases in found.items()})

    def apart(self, act: Act, words: Sequence[str]) -> Act:
        """An act in which what only lies near a property is unknown, and the property is what is asked about.

        Args:
            act: a part as it was heard. words: its plain words.
        """
        text = f" {' '.join(words)} "
        for aspect, phrases in self._words.items():
            meant = [v for v in act.values if v.endswith(f".{aspect}") and v not in act.named]
            said = next((phrase.strip() for phrase in phrases if phrase in text), "")
            alone = act.label == "ask_aspect" and act.models and not (act.values or act.aspects or act.services)
            if (meant or alone) and said and act.has("yn") and act.label in _CLAIMS:
                outside = act.outside if any(said in thing.lower() for thing in act.outside) else (*act.outside, said)
                rest = tuple(v for v in act.values if v not in meant)
                act = act.with_(values=rest, aspects=tuple(dict.fromkeys((*act.aspects, aspect))), outside=outside)
        return act
