"""The jobs of a part, entry by entry: of each the one service that it is, else its name as something unknown."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence

from acts import Act
from facts import FactStore
from nlu.language_data import listed, one_of
from nlu.names import Certainties, Entity
from nlu.stop_words import STOP_WORDS

# What stands between the entries of a list, and what opens it.
_JOINS = listed("joins_entries") | {"&"}
_JOINED = one_of(*_JOINS)
_BETWEEN = re.compile(rf"[,;\n]\s*(?:(?:{_JOINED})\s+)?|[.?!]\s+|\s+(?:{_JOINED})\s+", re.IGNORECASE)
_OPENS = re.compile(r"^[^:]{3,60}:\s")
_LEAD_IN = listed("leads_in") | _JOINS
_EDGES = " .,;:?!\"'()-\n"
# An entry that is named by all of its words has so many at most.
_LONGEST = 4
# So many entries are a list.
_LIST = 3
# Names of things of the store that are no jobs.
_KNOWN = ("type", "trait", "relation")
# Parts that may name a job.
OF_A_JOB = ("ask_classification", "ask_choice", "tell", "follow_up", "correct")
# From which character of the message up to which an entry stands -> the marks that are heard in it, and the unknown names in it:
# those that are surely so, and the likeliest.
Heard = Callable[[int, int], tuple[Mapping[str, float], Sequence[str], Sequence[str]]]
# The same places -> services that the words there are only near ("making a website"), each with those words.
OnlyNear = Callable[[int, int], Mapping[str, str]]


def entries(text: str) -> list[tuple[int, int]]:
    """Where the entries of a list of jobs stand in a part, without the words that open it."""
    opening = _OPENS.match(text)
    start = opening.end() if opening else 0
    edges = [(start, start), *((m.start(), m.end()) for m in _BETWEEN.finditer(text, start)), (len(text), len(text))]
    return [(a, b) for (_, a), (b, _) in zip(edges, edges[1:]) if text[a:b].strip(_EDGES)]


def by_entry(
    acts: Sequence[Act],
    texts: Sequence[tuple[int, str]],
    entities: Sequence[Entity],
    heard: Heard,
    near: OnlyNear,
    store: FactStore,
    c: Certainties,
) -> list[Act]:
    """The acts of a message that asks where jobs belong, in which those that list jobs are read entry by entry.

    Args:
        acts: they. texts: of each, where its part begins, and the part. entities: the names in the message, placed as in it.
        heard: judges an entry. near: what its words are only near. store: the fact store. c: certainties.
    """
    sorts = any(act.label == "ask_classification" or (act.label == "ask_choice" and act.has("which")) for act in acts)
    found = []
    for act, (start, text) in zip(acts, texts):
        close = near(start, start + len(text)) if act.services else {}
        if close and len(entries(text)) < _LIST:
            services = tuple(s for s in act.services if not is_near(s, close, store))
            act = act.with_(services=services, outside=(*act.outside, *close.values()), cues=act.cues | {f"near:{s}" for s in close})
        elif sorts and act.label in OF_A_JOB and act.services:
            own = [{**e, "start": e["start"] - start} for e in entities if start <= e["start"] < start + len(text)]
            act = sorted_out(act, text, start, own, heard, near, store, c)
        found.append(act)
    return found


def sorted_out(
    act: Act,
    text: str,
    start: int,
    own: Sequence[Entity],
    heard: Heard,
    near: OnlyNear,
    store: FactStore,
    c: Certainties,
) -> Act:
    """An act that lists jobs, each entry read by itself: what is heard in one only because another names it is dropped.

    Args:
        act: it. text: its part of the message. start: where that begins. own: the names in it, placed as in `text`.
        heard: judges an entry. near: what its words are only near. store: the fact store. c: certainties.

    Returns:
        The act with the services of its entries, and the names of those that are none; as it was where it is no list.
    """
    # What names a model asks, and is no job.
    models = [int(e["start"]) for e in own if e["entity"] == "model"]
    places = [(a, b) for a, b in entries(text) if not any(a <= at < b for at in models)]
    if len(places) < _LIST and not (len(places) == _LIST - 1 and _OPENS.match(text)):
        return act
    # A type, or what sets a model apart, is no job, yet nothing unknown.
    known = [int(e["start"]) for e in own if e["entity"] in _KNOWN]
    named: list[list[str]] = []
    judged = []
    for a, b in places:
        marks, sure, likely = heard(start + a, start + b)
        close = near(start + a, start + b)
        family = {s for s in act.services if is_near(s, close, store)}
        named.append([str(e["value"]) for e in own if e["entity"] == "service" and a <= e["start"] < b and e["value"] not in family])
        services = {
            m[2:]: p for m, p in marks.items() if m.startswith("s:") and p >= c.mark and m[2:] in act.services and m[2:] not in family
        }
        judged.append((services, marks.get("answerable", 1.0), bool(close), sure, likely))
    best = {i: max(of, key=lambda s: of[s]) for i, (of, *_) in enumerate(judged) if of and not named[i]}
    taken: list[str] = []
    unknown: list[str] = []
    for i, ((a, b), (services, answerable, is_close, sure, likely)) in enumerate(zip(places, judged)):
        rivals = {s for j, names in enumerate(named) if j != i for s in names}
        rivals |= {s for j, s in best.items() if j != i and judged[j][0][s] > services.get(s, 0.0)}
        mine = {s: p for s, p in services.items() if s not in rivals}
        words = _words(text[a:b])
        unsure = answerable < c.near and any(len(name.split()) >= len(words) for name in sure)
        if named[i]:
            taken += named[i]
        elif mine and not is_close and not unsure and (answerable >= c.near or max(mine.values()) >= c.rival):
            taken.append(max(mine, key=lambda s: mine[s]))
        elif any(a <= at < b for at in known):
            continue
        elif is_close or sure or likely or _OPENS.match(text):
            unknown.append(" ".join(words) if len(words) <= _LONGEST else next(iter([*sure, *likely]), ""))
    return act.with_(services=tuple(dict.fromkeys(taken)), outside=tuple(dict.fromkeys(n for n in unknown if n)))


def without_qualifiers(outside: Sequence[str], text: str, own: Sequence[Entity]) -> tuple[str, ...]:
    """Unknown things without those that only say of which kind a named job is: "market research on soap"."""
    jobs = [(int(e["start"]), int(e["end"])) for e in own if e["entity"] == "service"]

    def qualifies(thing: str) -> bool:
        at = text.find(thing)
        return at >= 0 and any(_close(text[e:at]) if e <= at else _touches(text[at + len(thing) : s]) for s, e in jobs)

    return tuple(thing for thing in outside if not qualifies(thing))


def _close(between: str) -> bool:
    """Whether what stands behind a job still belongs to it: nothing, or a little word that joins no entry."""
    words = between.lower().split()
    return not _BETWEEN.search(between) and len(words) < _LIST and all(w in STOP_WORDS or w.startswith("ber") for w in words)


def _touches(between: str) -> bool:
    return not between.strip()


def is_near(service: str, close: Collection[str], store: FactStore) -> bool:
    """Whether a service is one of those that words are only near, or a part of the same whole."""
    wholes = {whole.id for _, whole in store.classify(service)}
    return any(wholes & {whole.id for _, whole in store.classify(other)} for other in close)


def _words(entry: str) -> list[str]:
    """The words of an entry, without those at its beginning that only join it on."""
    words = entry.strip(_EDGES).split()
    while words and words[0].lower() in _LEAD_IN:
        words.pop(0)
    return words
