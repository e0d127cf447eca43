"""Whose place is which: the person's own, and those of providers, of this message and of those before."""

from __future__ import annotations

from collections.abc import Sequence

from acts import Act, named_by

_PLACE = "place:"
OWN = "own"
OTHER = "other"
# Letters of a country's abbreviation.
_ABBREVIATED = 3


def parted(told: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What was told, and of it the places by themselves."""
    return (
        tuple(t for t in told if not t.startswith(_PLACE)),
        tuple(t.removeprefix(_PLACE) for t in told if t.startswith(_PLACE)),
    )


def kept(places: Sequence[str]) -> tuple[str, ...]:
    """Places as they are remembered."""
    return tuple(f"{_PLACE}{place}" for place in places)


def told_apart(acts: Sequence[Act]) -> tuple[Act, ...]:
    """The acts, in which each job that is told beside a place of its own is done by a provider there: "X in this town, Y in that one"."""
    named = list(dict.fromkeys(name(place) for act in acts for place in act.places))
    jobs = named_by(acts, "services")
    owns = {name(place) for act in acts for place in act.places if side(place) == OWN}
    # "We are in X and want this and that from Y" tells where they are.
    if not 1 < len(named) <= len(jobs) or (len(owns) == 1 and not any(act.has("each") for act in acts)):
        return tuple(acts)
    return tuple(act.with_(places=tuple(OTHER + unsided(place) for place in act.places)) for act in acts)


def sides(before: Sequence[str], now: Sequence[str], there_too: bool = False) -> tuple[str, list[str]]:
    """The person's own place, and those of providers: of this message where it tells any, else those told before.

    A place that is named again is the same one; whose it is, the latest word for it tells.

    Args:
        before: places told before. now: those of this message.
        there_too: whether this message says that the person is where a provider is, too.
    """
    whose: dict[str, str] = {}
    latest: dict[str, str] = {}
    for place in (*before, *now):
        whose[name(place)] = side(place) or whose.get(name(place), "")
        latest[name(place)] = place
    both = _of_both(before, now, there_too)
    whose.update(dict.fromkeys(both, OWN))
    told = [n for n in map(name, now) if whose[n] == OWN][:1] or [n for n in whose if whose[n] == OWN][-1:]
    own = next(iter(told), "")
    # Who is elsewhere now is no longer where they were.
    whose = {n: of for n, of in whose.items() if of != OWN or n in (own, *map(name, now))}
    own = own or (next((n for n in whose if whose[n] != OTHER), "") if len(whose) > 1 else "")
    spoken_of = [n for n in dict.fromkeys(map(name, now)) if n != own]
    others = spoken_of or [n for n in whose if n != own or n in both]
    sided = {n: (whose.get(n, "") if n == own or whose.get(n) != OWN else OTHER) for n in latest}
    known = {n: sided[n] + unsided(place) for n, place in latest.items()}
    return known.get(own, ""), [OTHER + unsided(known[n]) if n == own else known[n] for n in others]


def _of_both(before: Sequence[str], now: Sequence[str], there_too: bool) -> set[str]:
    """The names of places where the person is as well as a provider: told of one of several, or that it is there, too."""
    owns, others = ({name(place) for place in before if side(place) == whose} for whose in (OWN, OTHER))
    mine = {name(place) for place in now if side(place) == OWN}
    told = mine & others if there_too or len(others) > 1 else set()
    # Whoever is elsewhere now is there no more.
    return told or (owns & others if not mine else set())


def unsided(place: str) -> str:
    """A place without whose it is."""
    return "/" + place.partition("/")[2]


def side(place: str) -> str:
    """Whose a place is, "" where that is not told."""
    return place.split("/")[0]


def name(place: str) -> str:
    """The name of a place in small letters."""
    return place.split("/")[2].lower()


def countries(place: str) -> set[str]:
    """The countries that a place may be in."""
    return set(place.split("/")[1].split()) if place else set()


def called(place: str) -> str:
    """The name of a place as it is written in a sentence."""
    name = place.split("/")[2]
    # "US", "UAE".
    return name if name.isupper() and len(name) <= _ABBREVIATED else name.title()
