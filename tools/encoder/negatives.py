"""Counterfactuals: messages that look like answerable questions and cannot be answered.

Three kinds: frames of questions about everyday things; lines of `data/nlu` whose names are exchanged for everyday things;
questions about a known thing for what is not told of it. Their words stand in `counterfactuals.yml`.
"""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any, Dict, List, Mapping, Match, Sequence, Set, Tuple

from nlu.language_data import read
from tools.encoder.examples import Example
from tools.encoder.names import Names

WORDS = Path(__file__).parent / "counterfactuals.yml"
# Intents of lines whose names are exchanged.
_EXCHANGED = frozenset(
    """ask_definition ask_types ask_difference ask_aspect ask_services ask_users ask_reasons ask_relation ask_full_form ask_choice
    ask_classification follow_up""".split()
)
_MOST_WORDS = 14
# Of frames, and of frames or exchanged lines.
_FRAMES, _FRAMES_OR_LINES = 0.45, 0.85


def negatives(lines: Sequence[Example], names: Names, count: int, rng: random.Random) -> List[Tuple[str, str]]:
    """Texts that cannot be answered, each with its language, in random order, once each.

    Args:
        lines: what is trained on, of `data/nlu`; never what is held out.
        names: of the store.
        count: how many texts.
        rng: chooses.
    """
    words = read(WORDS)
    fit = [line for line in lines if _is_fit(line, names, re.compile("|".join(words["topical"]), re.IGNORECASE))]
    found: Set[Tuple[str, str]] = set()
    while len(found) < count:
        drawn = rng.random()
        if drawn < _FRAMES or (drawn < _FRAMES_OR_LINES and not fit):
            language = rng.choice(sorted(words["frames"]))
            found.add((_dressed(filled(rng.choice(words["frames"][language]), language, words, rng), language, words, rng), language))
        elif drawn < _FRAMES_OR_LINES:
            line = rng.choice(fit)
            found.add((_exchanged(line, names, words, rng), line.language))
        else:
            language = rng.choice(sorted(words["frames"]))
            frame = rng.choice(words["unknown_of_known"][language])
            found.add((_dressed(filled(frame, language, words, rng), language, words, rng), language))
    shuffled = sorted(found)
    rng.shuffle(shuffled)
    return shuffled


def filled(frame: str, language: str, words: Mapping[str, Any], rng: random.Random) -> str:
    """A frame ("what drives {x}") with things, places, people and abbreviations in its gaps."""
    x, y = rng.sample(words["things"][language], 2)
    gaps: Dict[str, str] = {"x": x, "y": y, "k": rng.choice(words["known"][language])}
    for (first, second), pool in (("pq", "places"), ("hg", "people"), ("st", "abbreviations")):
        gaps[first], gaps[second] = rng.sample(words[pool], 2)
    return frame.format(**gaps)


def _is_fit(line: Example, names: Names, topical: "re.Pattern[str]") -> bool:
    """Whether nothing of the topics is left of a line when its names are gone."""
    if line.label not in _EXCHANGED or len(line.text.split()) > _MOST_WORDS or not names.within(line.text):
        return False
    return not topical.search(names.replaced_in(line.text, lambda match: ""))


def _exchanged(line: Example, names: Names, words: Mapping[str, Any], rng: random.Random) -> str:
    drawn = rng.random()
    pool = words["things"][line.language] if drawn < 0.8 else words["places"] if drawn < 0.9 else words["abbreviations"]
    placed: Dict[str, str] = {}

    def other(match: Match[str]) -> str:
        return placed.setdefault(match[0].lower(), rng.choice(pool))

    return names.replaced_in(line.text, other)


def _dressed(text: str, language: str, words: Mapping[str, Any], rng: random.Random) -> str:
    """Address, closing mark and capitals as people vary them."""
    if rng.random() < 0.25:
        text = rng.choice(words["before"][language]) + text
    if rng.random() < 0.2:
        text += rng.choice(words["behind"][language])
    if rng.random() >= 0.35:
        text = text[0].upper() + text[1:]
    return text + ("?" if rng.random() < 0.6 and text[-1] not in "?.!" else "")
