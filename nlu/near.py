"""Words for what lies near a property that the source tells, and is not told: who claims it gets no yes or no."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from acts import MATTER, Act
from nlu.labelling import OUTSIDE
from nlu.language_data import LANGUAGE_DATA, listed, read
from nlu.stop_words import STOP_WORDS

_CLAIMS = ("ask_aspect", "ask_choice", "tell", "follow_up", "ask_reasons", "ask_definition")
# A job of which it is asked if it belongs somewhere, and that is only a part of a service without details.
_SERVICE, _NEAR = "service:", "near:"
_OF_A_JOB = ("ask_classification", "ask_choice", "ask_services", "follow_up")
_LITTLE = STOP_WORDS | listed("leads_in") | listed("nobody") | listed("fillers") | listed("no_name")
# All are to save: which of them saves more is not told.
_SAVING = ("goal", "reliance", "reasons")
_COMPARES = frozenset({"which", "than", "asks"})


class Near:
    """The words of `data/language/described/near.*.yml`, by property.

    Args:
        words: aspect -> phrases of plain words; one that is no noun as {phrase: the noun that it is named by}.
    """

    def __init__(self, words: Mapping[str, Sequence[str | Mapping[str, str]]]) -> None:
        self._words: dict[str, dict[str, str]] = {}
        for aspect, phrases in words.items():
            nouns = {p: n for of in phrases for p, n in (of if isinstance(of, Mapping) else {str(of): str(of)}).items()}
            self._words[aspect] = {f" {p} ": nouns[p] for p in sorted(nouns, key=len, reverse=True)}

    @classmethod
    def load(cls) -> Near:
        """Read the lists of all languages."""
        found: dict[str, list[str | Mapping[str, str]]] = {}
        for file in sorted((LANGUAGE_DATA / "described").glob("near.*.yml")):
            for aspect, phrases in read(file).items():
                found.setdefault(str(aspect), []).extend(phrases)
        return cls(found)

    def apart(self, act: Act, words: Sequence[str]) -> Act:
        """An act in which what only lies near a property is unknown, and the property is what is asked about.

        Args:
            act: a part as it was heard. words: its plain words.
        """
        text = f" {' '.join(words)} "
        for aspect, phrases in self._words.items():
            if aspect.startswith(_SERVICE):
                act = _within(act, aspect.removeprefix(_SERVICE), next((p.strip() for p in phrases if p in text), ""), words)
                continue
            if aspect.startswith(MATTER):
                act = _compared(act, aspect, any(phrase in text for phrase in phrases))
                continue
            meant = [v for v in act.values if v.endswith(f".{aspect}") and v not in act.named]
            said = next((noun for phrase, noun in phrases.items() if phrase in text), "")
            alone = act.label == "ask_aspect" and act.models and not (act.values or act.aspects or act.services)
            if (meant or alone) and said and act.has("yn") and act.label in _CLAIMS:
                # "Cheap labour" is more than the "labour" that may have been heard.
                others = tuple(thing for thing in act.outside if thing.lower() not in said)
                outside = others if any(said in thing.lower() for thing in others) else (*others, said)
                rest = tuple(v for v in act.values if v not in meant)
                act = act.with_(values=rest, aspects=tuple(dict.fromkeys((*act.aspects, aspect))), outside=outside)
        return act


def _compared(act: Act, matter: str, said: bool) -> Act:
    """An act that asks which one saves more: of that matter, the price, not of what it is for."""
    saves = bool(act.values) and all(v.rpartition(".")[2] in _SAVING and v not in act.named for v in act.values)
    if not (said and saves and act.cues & _COMPARES and not act.has("same") and not act.has("need") and act.label in _CLAIMS):
        return act
    return act.with_(label=OUTSIDE, values=(), outside=(matter,), cues=act.cues - {"predicate"})


def _within(act: Act, service: str, said: str, words: Sequence[str]) -> Act:
    """An act that asks whether a job belongs somewhere, the job named as it was put, where a service is only heard in it."""
    asks = act.label in _OF_A_JOB and act.has("yn") and not (act.has("which") or act.has("sure"))
    if not (said and asks and act.services == (service,)) or service in act.named:
        return act
    begins = list(words).index(said.split()[0])
    first, end = begins, begins + len(said.split())
    while first > 0 and _goes_on(words[first - 1]) and words[first - 1] not in act.models:
        first -= 1
    # Words stand before the one that it is known by, or behind it.
    while first == begins and end < len(words) and _goes_on(words[end]) and words[end] not in act.models:
        end += 1
    job = " ".join(words[first:end])
    return act.with_(label="ask_classification", services=(), outside=(job,), cues=act.cues | {f"{_NEAR}{service}"})


def _goes_on(word: str) -> bool:
    """Whether a word may be part of the name of a job."""
    return word.isalpha() and word not in _LITTLE
