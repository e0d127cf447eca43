"""Names and described things of a part: what stands there by name, and what the heads hear in other words."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import dropwhile
from typing import Any, NamedTuple

from facts import FactStore
from nlu.encoder import Encoded, Judgement
from nlu.language_data import listed
from nlu.stop_words import STOP_WORDS

# Words that by themselves name nothing: a decline cannot be of "they".
_SAY_NOTHING = STOP_WORDS | listed("asks_of_it")
# What everybody is, and so no unknown thing.
_NOBODY = listed("nobody")
# Words that part two names.
_PARTS = listed("parts_names")
_LONGEST_GAP = 2
# The name of an aspect may be a common word, and mean something else.
_KNOWN_KINDS = ("model", "type", "service", "trait", "relation")
_WORD = re.compile(r"\w[\w'-]*")
# Words of a claim that may be quoted.
_LONGEST_QUOTE = 14
# A word or two behind the last comma.
_TAG = re.compile(r",\s*[\w']+(?:\s[\w']+)?\s*[?!.]*\s*$")
Entity = Mapping[str, Any]

# Kinds of mark -> (field of an act, kind of entity that names it).
KINDS = {
    "v": ("values", "trait"),
    "a": ("aspects", "aspect"),
    "s": ("services", "service"),
    "t": ("types", "type"),
    "r": ("relations", "relation"),
}


class Certainties(NamedTuple):
    """Thresholds and weights. They stand in config.yml alone, each with what it is for and how it was set."""

    cut: float
    cut_at_end: float
    label: float
    words: float
    mark: float
    doubtful: float
    hint: float
    hint_of_form: float
    soft_name: float
    beside_a_name: float
    rival: float
    further: float
    place: float
    claim: float
    answerable: float
    entry: float
    near: float
    outside: float
    outside_named: float
    outside_at_least: float
    meant: float
    matter: float
    matter_bare: float

    @classmethod
    def of(cls, config: Mapping[str, Any]) -> Certainties:
        """Those of a configuration.

        Raises:
            ValueError: one is missing, or is no number; in one line.
        """
        wrong = [name for name in cls._fields if not isinstance(config.get(name), (int, float))]
        if wrong:
            raise ValueError(f"config.yml: nlu.acts.ActReader needs a number for {', '.join(wrong)}")
        return cls(**{name: float(config[name]) for name in cls._fields})


def things(
    judgement: Judgement, entities: Sequence[Entity], hinted: Collection[str], store: FactStore, c: Certainties, denied: bool = False
) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """The things of each kind in a part, and those of them that are there by name.

    Args:
        judgement: what is heard. entities: the names in it. hinted: marks that a phrase in it speaks for.
        store: the fact store. c: certainties. denied: whether something is denied in it: what a phrase such as "not hard" means
            beside the name "hard" is that name, denied.

    Returns:
        Field of an act -> ids, named ones first; and all ids that are named.
    """
    found: dict[str, tuple[str, ...]] = {}
    named_all: list[str] = []
    for kind, (field, entity_kind) in KINDS.items():
        named = [v for e in entities if e["entity"] == entity_kind for v in str(e["value"]).split()]
        if kind in ("v", "a", "r"):
            # A word such as "basis" names a property only where the sentence is heard to speak of it.
            named = [v for v in named if judgement.marks.get(f"{kind}:{v}", 1.0) >= c.soft_name]
        needed = c.beside_a_name if named and kind != "s" else c.mark
        if kind == "t" and not named:
            # Where a place lies is known to nobody here: whatever it may well be is meant.
            needed = c.place if any(p >= c.mark for m, p in judgement.marks.items() if m.startswith("t:")) else c.mark
        heard = sorted(
            ((p, m[2:]) for m, p in judgement.marks.items() if m.startswith(f"{kind}:") and p >= (c.mark if m in hinted else needed)),
            reverse=True,
        )
        if kind == "v":
            heard = _one_of_an_aspect(heard, named, set() if denied else {h[2:] for h in hinted}, c.rival, c.further)
        elif kind in ("a", "r"):
            # One property is asked for, unless others are as good as sure: "basis and driver".
            heard = [
                pair for i, pair in enumerate(heard) if pair[0] >= c.further or (i == 0 and not named) or f"{kind}:{pair[1]}" in hinted
            ]
        if kind == "t" and any(f"t:{v}" in hinted for _, v in heard):
            heard = [(p, v) for p, v in heard if f"t:{v}" in hinted]
        described = [v for _, v in heard if v not in named]
        if kind == "s":
            sure = {v: p for p, v in heard}
            described = [v for v in described if not _is_part_or_whole(v, named, store)]
            described = [v for i, v in enumerate(described) if not _is_part_or_whole(v, described[:i], store)]
            # A phrase for one part of a service speaks for the others, too: these have to be surer.
            described = [
                v
                for i, v in enumerate(described)
                if f"s:{v}" not in hinted or sure[v] >= c.rival or not _is_sibling(v, [*named, *described[:i]], store)
            ]
        if kind == "t" and named:
            # Where a type is named, another one is only meant if words speak for it.
            described = [v for v in described if f"t:{v}" in hinted]
        found[field] = tuple(dict.fromkeys((*named, *described)))
        named_all += named
    return found, tuple(dict.fromkeys(named_all))


def in_their_order(aspects: Sequence[str], entities: Sequence[Entity], heard_at: Mapping[str, int]) -> tuple[str, ...]:
    """Aspects in the order in which they are named in a message, or phrases speak for them; the others last.

    `heard_at`: mark -> the character at which a phrase that speaks for it begins.
    """
    named_at = {value: int(e["start"]) for e in entities if e["entity"] == "aspect" for value in str(e["value"]).split()}
    last = max([*named_at.values(), *heard_at.values()], default=0) + 1
    return tuple(sorted(aspects, key=lambda a: named_at.get(a, heard_at.get(f"a:{a}", last))))


def without_echoes(
    fields: Mapping[str, tuple[str, ...]], named: Collection[str], elsewhere: Sequence[Entity]
) -> dict[str, tuple[str, ...]]:
    """The things of a part without those that are only heard in it because another part of the message names them."""
    there = {value for e in elsewhere for value in str(e["value"]).split()}
    return {field: tuple(v for v in of if v in named or v not in there) for field, of in fields.items()}


def unless_unknown(
    fields: Mapping[str, tuple[str, ...]], named: Collection[str], outside: Collection[str], marks: Mapping[str, float], c: Certainties
) -> dict[str, tuple[str, ...]]:
    """The things of a part without a job that is only heard near one that the store does not know.

    Args:
        fields: the things. named: those that stand there by name. outside: the unknown things.
        marks: what the encoder hears, without what phrases add to it.
    """
    services = fields.get("services", ())
    surely = [s for s in services if s not in named and marks.get(f"s:{s}", 0.0) >= c.beside_a_name]
    # Where the store can hardly tell, even what is surely heard is only near.
    if not outside or (marks.get("answerable", 1.0) >= c.near and (len(services) > 1 or surely)):
        return dict(fields)
    return {**fields, "services": tuple(s for s in services if s in named)}


def _one_of_an_aspect(
    heard: Sequence[tuple[float, str]], named: Sequence[str], hinted: Collection[str], rival: float, further: float
) -> list[tuple[float, str]]:
    """Of several values, likeliest first, those that are meant: the likeliest; further ones that are surer, of the same aspect surest."""
    found: list[tuple[float, str]] = []
    by_name = {v.rpartition(".")[2] for v in named}
    taken = set(by_name)
    for sure, value in heard:
        aspect = value.rpartition(".")[2]
        if aspect in by_name:
            # What stands there by name is meant; another value beside it needs a phrase of its own.
            meant = value in hinted and sure >= rival
        elif by_name:
            meant = value in hinted
        else:
            meant = sure >= (rival if aspect in taken else further if taken else 0.0) or (value in hinted and aspect not in taken)
        if meant:
            found.append((sure, value))
        taken.add(aspect)
    return found


def _is_part_or_whole(service: str, others: Sequence[str], store: FactStore) -> bool:
    """Whether a service is the whole, or a part, of one of some others."""
    for other in others:
        if other == service or not store.classify(other):
            continue
        for _, whole in store.classify(other):
            family = {whole.id, *(d.id for d in whole.details)}
            if service in family and (service == whole.id or other == whole.id):
                return True
    return False


def _is_sibling(service: str, others: Sequence[str], store: FactStore) -> bool:
    """Whether a service is a part of the same whole as one of some others."""
    wholes = {whole.id for _, whole in store.classify(service) if whole.id != service}
    return any(whole.id in wholes for other in others for _, whole in store.classify(other))


def outside_in(
    text: str, encoded: Encoded, start: int, end: int, taken: Sequence[Entity], certainty: float, named: float
) -> tuple[str, ...]:
    """The names of unknown things in a part of a message, as they stand there, without what the store has a name for.

    Args:
        text, encoded: the message, and what the encoder made of it. start, end: the part. taken: the names of the store in it.
        certainty: how sure it has to be of a word piece; named: of one in a thing that holds a known name.
    """
    heard = encoded.outside.max(1)
    inside = heard >= certainty
    spans: list[list[int]] = []
    surest: list[float] = []
    for i, (s, e) in enumerate(zip(encoded.starts, encoded.ends)):
        if not inside[i] or s < start or e > end:
            continue
        between = text[spans[-1][1] : s] if spans else ""
        if spans and (not between.strip(" -") or _is_inside(between)):
            spans[-1][1], surest[-1] = int(e), max(surest[-1], float(heard[i]))
        else:
            spans.append([int(s), int(e)])
            surest.append(float(heard[i]))
    spoken = [t for t in taken if t["entity"] in _KNOWN_KINDS]
    found = []
    for (s, e), sure in zip(spans, surest):
        s, e = _to_words(text, s, e, start, end)
        s, e = _without_little_words(text, s, e)
        phrase = text[s:e].strip(" .,;:?!\"'()-\n")
        if phrase.lower() in _NOBODY or all(word in _SAY_NOTHING for word in phrase.lower().split()):
            continue
        known = [t for t in spoken if t["start"] < e and t["end"] > s]
        if known and sure < named:
            # A known name in what is hardly heard: it is the known thing.
            continue
        if len(phrase) > 1 and not any(t["start"] <= s + 1 and t["end"] >= e - 1 for t in spoken) and phrase not in found:
            found.append(phrase)
    return tuple(found)


def of_positions(
    label: str, fields: dict[str, tuple[str, ...]], named: Collection[str], entities: Sequence[Entity]
) -> dict[str, tuple[str, ...]]:
    """The things of a part without those that are only heard, where it chooses by positions of a list: "explain the first one"."""
    if label != "choose_listed" or not positions_in(entities):
        return fields
    return {kind: tuple(name for name in names if name in named) for kind, names in fields.items()}


def positions_in(entities: Sequence[Entity]) -> tuple[int, ...]:
    """The positions in a list that ordinals mean."""
    values = [str(e["value"]) for e in entities if e["entity"] == "ordinal"]
    return tuple(int(p) for value in values for p in value.split() if p.lstrip("-").isdigit())


def claim_in(text: str, connects: Callable[[str], bool]) -> str:
    """What a part claims or asks, in its own words, without what only joins it on and the tag at its end: "…, right?".

    What is too long to be quoted is "".
    """
    before = _TAG.sub("", text)
    said = before if len(before.split()) > 2 else text
    said = said.rpartition(": ")[2] if len(said.rpartition(": ")[2].split()) > 1 else said
    rest = dropwhile(lambda word: connects(word.strip(",.")), said.split())
    words = " ".join(rest).strip(" ,;:-\"'“”").rstrip(".")
    return words if 1 < len(words.split()) <= _LONGEST_QUOTE else ""


def _is_inside(between: str) -> bool:
    """Whether what stands between two pieces of a name belongs to it: a word or two that neither part nor join."""
    words = between.split()
    return 0 < len(words) <= _LONGEST_GAP and between.replace(" ", "").isalpha() and not _PARTS.intersection(w.lower() for w in words)


def _without_little_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The edges of a name without words that say nothing by themselves at its ends: "gaji per bulan untuk"."""
    words = list(_WORD.finditer(text, start, end))
    while len(words) > 1 and words[-1].group().lower() in _SAY_NOTHING:
        words.pop()
    while len(words) > 1 and words[0].group().lower() in _SAY_NOTHING:
        words.pop(0)
    return (words[0].start(), words[-1].end()) if words else (start, end)


def _to_words(text: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    while start > first and text[start - 1].isalnum() and text[start : start + 1].isalnum():
        start -= 1
    while end < last and text[end].isalnum() and text[end - 1 : end].isalnum():
        end += 1
    return start, end
