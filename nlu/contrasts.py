"""What is denied beside what is claimed: "X, not Y", "bukan X melainkan Y"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from acts import Act, aspects_of
from nlu.cues import Cues
from nlu.segments import Part

# Parts that claim something, and those that say what was meant and what was not.
_CLAIMS = ("ask_aspect", "ask_classification", "ask_relation", "ask_reasons", "ask_definition", "tell")
_CORRECTS = ("correct", "object", "follow_up")
_COMMA = re.compile(r"[,;]|\s[-–—]\s")
_WORD = re.compile(r"\w[\w'-]*")

# From which character up to which a clause stands -> the marks that are heard in it, and its plain words without the denials that
# belong to the name of a value.
Heard = Callable[[int, int], tuple[Mapping[str, float], Sequence[str]]]


class Clause(NamedTuple):
    """A clause: the marks that are heard in it, whether it denies, and whether it stands against another one."""

    marks: Mapping[str, float]
    denies: bool
    contrasts: bool


def with_denied(act: Act, text: str, part: Part, heard: Heard, cues: Cues, certainty: float) -> Act:
    """An act in which what is denied beside what is claimed, or meant, is `besides`.

    Args:
        act: it. text: the message. part: where it stands there.
        heard: judges a clause of the message. cues: the word lists. certainty: how surely a value has to be heard.

    Returns:
        The act as it is where all that it names is claimed alike.
    """
    claims = act.label in _CLAIMS and (act.has("yn") or act.has("said") or (act.label == "tell" and act.models))
    # What is compared with another is no contrast: "less complex than".
    if not (claims or act.label in _CORRECTS) or not (act.values or len(act.aspects) > 1) or act.has("than"):
        return act
    clauses = _clauses(text, part, heard, cues, act.label in _CORRECTS)
    if act.label in _CORRECTS and clauses:
        act = _meant(act, clauses)
    if not any(clause.denies for clause in clauses):
        return act
    where = {value: max(clauses, key=lambda clause: clause.marks.get(f"v:{value}", 0.0)) for value in act.values}
    denied = [value for value in act.values if where[value].denies]
    claimed = tuple(value for value in act.values if value not in denied)
    if not claimed and not (act.label in _CORRECTS and act.aspects):
        return act.with_(cues=act.cues | {"neg"}) if claims and any(where[value].contrasts for value in denied) else act
    # Of the other half of the contrast the likelier value may be all that was heard.
    rivals = {mark[2:]: p for clause in clauses if clause.denies for mark, p in clause.marks.items() if mark.startswith("v:")}
    denied += [v for v, p in rivals.items() if p >= certainty and v not in act.values and set(aspects_of([v])) & set(aspects_of(claimed))]
    return act.with_(values=claimed, besides=(*act.besides, *denied), cues=act.cues - {"neg"})


def _meant(act: Act, clauses: Sequence[Clause]) -> Act:
    """A correction without the properties that are named in a clause that denies: "the staff, not the process"."""
    at = {aspect: max(clauses, key=lambda clause: clause.marks.get(f"a:{aspect}", 0.0)) for aspect in act.aspects}
    denied = tuple(aspect for aspect in act.aspects if at[aspect].denies)
    if not denied or len(denied) == len(act.aspects):
        return act
    return act.with_(aspects=tuple(a for a in act.aspects if a not in denied), besides=(*act.besides, *denied))


def _clauses(text: str, part: Part, heard: Heard, cues: Cues, corrects: bool) -> list[Clause]:
    """The clauses of a part: it is parted before a denial, at a turn, and in a correction at commas."""
    lowered = text.lower()
    turns, denials, in_place = (cues.places(cue, lowered) for cue in ("turns", "denies_the_rest", "in_place_of"))
    commas = [m.end() for m in _COMMA.finditer(text)] if corrects else []
    start, end = part
    edges = sorted({start, end, *(place for place in (*turns, *denials, *in_place, *commas) if start < place < end)})
    found = []
    for a, b in zip(edges, edges[1:]):
        if len(cues.without_tags(_WORD.findall(lowered[a:b]))) < (1 if corrects else 2):
            # A tag; a name alone, which says in a correction what is meant: "not the staff. Process".
            continue
        marks, words = heard(a, b)
        denies = cues.denies(words) if a == start and not corrects else cues.has_denial(words) or a in in_place
        found.append(Clause(marks, denies, a in in_place or b in turns or text[:a].rstrip().endswith(",")))
    return found
