"""Places that are named in a message, as far as a list of cities and countries tells: in which country each of them is, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from nlu.language_data import LANGUAGE_DATA, listed, one_of
from nlu.stop_words import STOP_WORDS

_FILE = LANGUAGE_DATA / "places.tsv"
_WORD = re.compile(r"\w[\w'’.]*\w|\w")
_CLAUSE = re.compile(rf"[,;!?\n]|\.(?=\s|$)|\s-\s|\b(?:{one_of(*listed('parts_places'))})\b", re.IGNORECASE)
_LONGEST = 3
_BEFORE = listed("before_a_place")
_JOINS = listed("joins") | _BEFORE
# What makes names in small letters right before it places: "x and y are in the same country".
_BEHIND = re.compile(rf"\b(?:{one_of(*listed('behind_a_place'))})\b", re.IGNORECASE)
_THEIRS, _OURS = listed("providers"), listed("ourselves")
_GIVEN_TO = listed("given_to")
_CLIENTS = listed("clients")
_IT, _DENIES = listed("it"), listed("denies_a_name")
# What stands between a town and its country: "X, Y", "X (Y)", "X is in Y".
_WITHIN = re.compile(rf"\s*(?:[,(]|\b(?:{one_of(*listed('within'))})\b|\s)+\s*", re.IGNORECASE)
# Countries whose names are other words in small letters.
_AMBIGUOUS, _BEFORE_AMBIGUOUS = listed("ambiguous_places"), listed("before_an_ambiguous_place")
_LEAVES = listed("leaves")
# Words of every day that are towns somewhere, too.
_NO_NAMES = (STOP_WORDS | _BEFORE | _THEIRS | _OURS) - _AMBIGUOUS
# Words of every day that open a sentence, too.
_ALSO_TOWNS = listed("also_towns")
_ITS = re.compile(r"(?<=\w{3})(?:nya|ku|mu)$")


class Place(NamedTuple):
    """A place: the countries that it may be in, whether its name is that of a country, and where it stands in the message."""

    countries: tuple[str, ...]
    whole: bool
    start: int
    end: int


@lru_cache(maxsize=1)
def known() -> Mapping[str, tuple[tuple[str, ...], bool]]:
    """Name in small letters -> the countries that it may be in, and whether it is the name of one."""
    rows = (line.split("\t") for line in _FILE.read_text(encoding="utf-8").splitlines())
    return {name: (tuple(codes.split()), bool(whole)) for name, codes, whole in rows if name not in _NO_NAMES}


def places_in(text: str) -> tuple[str, ...]:
    """The places of a message as they stand in acts.

    "own/ID/Medan" is where the person is, "other/PH/Cebu" where the provider is, "/US/Texas" neither.

    A place that may be in several countries has all of them: "/GB US/Newport".
    """
    named = list(_narrowed(text, list(_found(text))))
    found = [(_side(text, place), place) for place in [p for p in named if not _is_denied(text, p)] or named]
    for at, ((_, before), (whose, place)) in enumerate(zip(found, found[1:]), 1):
        between = _WORD.findall(text[before.end : place.start].lower())
        if not whose and found[at - 1][0] and between and _JOINS.issuperset(between):
            # "Our provider is in X and in Y": both are theirs.
            found[at] = (found[at - 1][0], place)
    if len(found) > 1 and all(side == "other" for side, _ in found):
        # "The client is in X, the provider in Y": whoever hands work over is the other one's other side.
        found = [("own" if _is_clients(text, place) else side, place) for side, place in found]
    left = [p for (side, p), (_, to) in zip(found, found[1:]) if side == "other" and _moves(text, p, to)]
    return tuple(f"{side}/{' '.join(p.countries)}/{text[p.start : p.end]}" for side, p in found if p not in left)


def with_their_places(parts: Sequence[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """The parts of a message, one that holds nothing but the name of a place joined to the one before it: "we sit in X, Y"."""
    found: list[tuple[int, int]] = []
    for start, end in parts:
        words = " ".join(_WORD.findall(text[start:end].lower()))
        if found and words in known():
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _narrowed(text: str, places: list[Place]) -> Iterator[Place]:
    """The places, a town and the country that is named behind it as one: "X, Y"."""
    at = 0
    while at < len(places):
        place, behind = places[at], places[at + 1] if at + 1 < len(places) else None
        at += 1
        within = behind and behind.whole and set(behind.countries) & set(place.countries)
        if behind and within and _WITHIN.fullmatch(text[place.end : behind.start]):
            place, at = place._replace(countries=behind.countries), at + 1
        yield place


def _is_denied(text: str, place: Place) -> bool:
    """ "India, not Portugal": the latter is not meant."""
    start, _ = _clause(text, place)
    before = [w.lower() for w in _WORD.findall(text[start : place.start])]
    return bool(_DENIES & set(before[-1:] if before[-1:] and before[-1] not in _BEFORE else before[-2:]))


def _moves(text: str, place: Place, to: Place) -> bool:
    """Whether a provider leaves a place for another: "from X to Y"."""
    start, _ = _clause(text, place)
    before, between = (_WORD.findall(text[a:b].lower()) for a, b in ((start, place.start), (place.end, to.start)))
    return bool(_LEAVES.intersection(before[-1:])) and len(between) == 1 and between[0] in _GIVEN_TO


def _is_clients(text: str, place: Place) -> bool:
    """Whether a place is that of a client, by the words before it in its clause."""
    start, _ = _clause(text, place)
    return bool(_CLIENTS.intersection(_ITS.sub("", word) for word in _WORD.findall(text[start : place.start].lower())))


def _side(text: str, place: Place) -> str:
    """Whose place it is, by the last word before it in its clause that tells, else the first behind it."""
    start, end = _clause(text, place)
    before = [_ITS.sub("", w.lower()) for w in _WORD.findall(text[start : place.start])]
    behind = [_ITS.sub("", w.lower()) for w in _WORD.findall(text[place.end : end])]
    tells = [w for w in [*reversed(before), *behind] if w in _THEIRS | _OURS]
    if before[-1:] and before[-1] in _GIVEN_TO and before[-2:-1] and before[-2] in _IT:
        # "If we move it to X."
        return "other"
    given = max((i for i, w in enumerate(before[:-1]) if w in _GIVEN_TO), default=-1)
    if given >= 0 and not any(w in _OURS for w in before[given:]):
        # "We hand it to a company in X."
        return "other"
    # "Our vendor", "vendor kami": theirs.
    beside = (
        len(tells) > 1 and abs(before.index(tells[0]) - before.index(tells[1])) == 1
        if set(tells[:2]) <= set(before) and len(tells) > 1
        else False
    )
    return "" if not tells else "other" if tells[0] in _THEIRS or (beside and tells[1] in _THEIRS) else "own"


def _found(text: str) -> Iterator[Place]:
    words = list(_WORD.finditer(text))
    shouted = text.isupper()
    at = 0
    last = -1
    while at < len(words):
        size = next((n for n in range(min(_LONGEST, len(words) - at), 0, -1) if _name(text, words[at : at + n]) in known()), 0)
        if size:
            start, end = words[at].start(), words[at + size - 1].end()
            countries, whole = known()[_name(text, words[at : at + size])]
            before = words[at - 1].group().lower() if at else ""
            written = text[start:end]
            capital = written[:1].isupper() and not shouted
            joined = last >= 0 and all(w.lower() in _JOINS for w in _WORD.findall(text[last:start]))
            joined = joined or _are_told_of(text, words[at + size :])
            if written.lower() in _AMBIGUOUS:
                is_place = before in _BEFORE_AMBIGUOUS or (written.isupper() and not shouted)
            elif written.lower() in _ALSO_TOWNS:
                is_place = before in _BEFORE
            else:
                is_place = whole or capital or before in _BEFORE or joined
            if is_place:
                yield Place(countries, whole, start, end)
                last = end
        at += size or 1


def _are_told_of(text: str, behind: Sequence[re.Match[str]]) -> bool:
    """Whether what stands behind a name tells of places: right behind it, or behind one more name that is joined to it."""
    joins = next((n for n, word in enumerate(behind) if word.group().lower() not in _JOINS), 0)
    for size in range(_LONGEST + 1 if joins else 1):
        end = behind[joins + size].start() if joins + size < len(behind) else len(text)
        if (not size or _name(text, list(behind[joins : joins + size])) in known()) and behind and _BEHIND.match(text, end):
            return True
    return False


def _name(text: str, words: list[re.Match[str]]) -> str:
    return " ".join(text[words[0].start() : words[-1].end()].lower().split()) if words else ""


def _clause(text: str, place: Place) -> tuple[int, int]:
    """The clause that a place stands in."""
    cuts = [(0, 0), *((m.start(), m.end()) for m in _CLAUSE.finditer(text)), (len(text), len(text))]
    start = max(end for _, end in cuts if end <= place.start)
    return start, min(begin for begin, _ in cuts if begin >= place.end)
