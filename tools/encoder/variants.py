"""The same example in other words and other dress; what is known of it moves with the text."""

from __future__ import annotations

import random
import re
from typing import Callable, Dict, FrozenSet, List, Mapping, Sequence, Tuple

from facts.schema import LANGUAGES
from nlu.encoder import is_of_talk
from tools.encoder.examples import MARK_OF, Example, Part
from tools.encoder.names import Name, Names

# Kinds of texts (see `corpus.pools_of`) that stand in one message.
_SHAPES = ("gq", "qt", "qq", "rq", "gqt", "qq", "qqq", "qr", "qf", "tq", "af")
_JOINS = (". ", "? ", ", ", "\n", " ", "! ", ".. ", " - ", "; ", "\n\n")
_LINKS = {
    "id": ("", "", "", "terus ", "trus ", "dan ", "sama ", "oh iya ", "btw "),
    "en": ("", "", "", "and ", "also ", "then ", "oh ", "btw "),
}
_TAILS = ("??", "????", "...", " ?", "!!")
_END = " .?!,"
_SPACED = str.maketrans({mark: " " for mark in ".,?!;:"})
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")

Pools = Mapping[Tuple[str, str], Sequence[Example]]


def composed(pools: Pools, rng: random.Random) -> Example:
    """Several examples as one message.

    Args:
        pools: examples by what they do in a message (g, q, t, r, f, a) and by language.
        rng: chooses.

    Returns:
        A message in which the parts of all of them stand, a new one where each begins.
    """
    language = rng.choice(LANGUAGES)
    kinds = rng.choice(_SHAPES)
    chosen = [rng.choice(pools[kind, language]) for kind in kinds]
    both_ask = [before == kind == "q" for before, kind in zip(kinds, kinds[1:])]
    links = ["", *(rng.choice(_LINKS[language]) if both else "" for both in both_ask)]
    return joined(chosen, links, rng)


def joined(chosen: Sequence[Example], links: Sequence[str], rng: random.Random) -> Example:
    """Examples as one message, each behind its link ("and "), which belongs to its first part."""
    text, parts, cuts, outside = "", [], [], []
    for example, link in zip(chosen, links):
        piece = example.text
        if text:
            text, outside = _closed(text, parts[-1].start, outside, rng)
            parts[-1] = parts[-1]._replace(end=len(text))
            if rng.random() < 0.6 and piece[1:2].islower() and len(piece[0].lower()) == 1:
                piece = piece[0].lower() + piece[1:]
        start = len(text)
        at = start + len(link)
        text += link + piece
        # The first part begins where its link does.
        parts += [p._replace(start=at + p.start if i else start, end=at + p.end) for i, p in enumerate(example.parts)]
        cuts += [start, *(at + cut for cut in example.cuts[1:])]
        outside += [(at + s, at + e) for s, e in example.outside or ()]
    known = all(example.outside is not None for example in chosen)
    languages = {example.language for example in chosen}
    return Example(
        text,
        tuple(parts),
        tuple(cuts),
        all(example.whole for example in chosen),
        tuple(outside) if known else None,
        0.7,
        languages.pop() if len(languages) == 1 else "",
    )


def _closed(
    text: str, last: int, outside: List[Tuple[int, int]], rng: random.Random
) -> Tuple[str, List[Tuple[int, int]]]:
    """A message so far, ended in one of many ways, so that another part may follow; `last` is where its last part begins."""
    stripped = text.rstrip(_END)
    if rng.random() < 0.5 and len(stripped) > last:
        text = stripped + rng.choice(_JOINS)
        outside = [(s, min(e, len(stripped))) for s, e in outside if s < len(stripped)]
    elif not text[-1].isspace():
        text += rng.choice("   \n")
    return text, outside


def undressed(example: Example, rng: random.Random) -> Example:
    """The same message in capitals, in small letters, without marks, with many marks; mostly as it was. No place moves."""
    drawn = rng.random()
    if drawn < 0.06:
        return _with_text(example, example.text.upper())
    if drawn < 0.18:
        return _with_text(example, example.text.lower().translate(_SPACED))
    if drawn < 0.24:
        return _with_text(example, example.text.lower())
    if drawn < 0.27:
        text = example.text + rng.choice(_TAILS)
        return example._replace(text=text, parts=(*example.parts[:-1], example.parts[-1]._replace(end=len(text))))
    return example


def _with_text(example: Example, text: str) -> Example:
    """The example with a text of the same length; as it was where a letter became two."""
    return example._replace(text=text) if len(text) == len(example.text) else example


def mistyped(example: Example, rng: random.Random) -> Example:
    """An example of one part with one or two letters of its longer words left out, doubled, swapped or replaced.

    One of several parts, or in which something unknown stands, is left as it is.
    """
    if len(example.parts) != 1 or example.outside:
        return example
    text = example.text
    for _ in range(rng.choice((1, 1, 2))):
        places = [i for word in _LONG_WORD.finditer(text) for i in range(word.start() + 1, word.end())]
        if not places:
            break
        i = rng.choice(places)
        kind = rng.randrange(4)
        new = ("", text[i] * rng.choice((2, 2, 4)), text[i] + text[i - 1], rng.choice("aeiounrst"))[kind]
        text = text[: i - (kind == 2)] + new + text[i + 1 :]
    return example._replace(text=text, parts=(example.parts[0]._replace(end=len(text)),))


def swapped(example: Example, names: Names, rng: random.Random) -> Example:
    """The example with its models, types or services exchanged for others of their kind, where it calls them by name.

    So nothing is learnt of one of them alone. Labels stay, and what is described; marks of what is named follow its name.
    What the name itself stood for may be described beside it: of that nothing is known any more.
    """
    if example.before or in_a_talk(example):
        # What was said before names them, too, and other things are true of others.
        return example
    found = [name for name in names.within(example.text) if _may_be_swapped(name, example, names)]
    kinds = sorted({name.kind for name in found})
    if not kinds:
        return example
    kind = rng.choice(kinds)
    found = [name for name in found if name.kind == kind]
    others = names.others(kind, list(dict.fromkeys(name.value for name in found)), rng)
    if not others:
        return example
    changes = [
        (n.start, n.end, names.phrase(kind, others[n.value], example.language, example.text[n.start : n.end], rng))
        for n in found
    ]
    parts = tuple(
        _remarked(part, kind, {n.value: others[n.value] for n in found if part.start <= n.start < part.end})
        for part in example.parts
    )
    return replaced(example._replace(parts=parts), changes)


def in_a_talk(example: Example) -> bool:
    """Whether it is known what an example means in its talk."""
    return any(is_of_talk(mark) for part in example.parts for mark in part.has)


def unheard(example: Example) -> Example:
    """The example as if nothing had been said before it: of what that told, nothing is known."""
    if not example.before:
        return example
    parts = tuple(p._replace(**{of: frozenset(m for m in getattr(p, of) if not is_of_talk(m)) for of in ("has", "lacks")}) for p in example.parts)
    return example._replace(before="", parts=parts)


def _may_be_swapped(name: Name, example: Example, names: Names) -> bool:
    """Whether a name is one: not in the name of something unknown, and not where a mark of it is known to be lacking."""
    if name.value not in names.swappable(name.kind) or any(s < name.end and name.start < e for s, e in example.outside or ()):
        return False
    if name.kind == "model":
        return True
    mark = f"{MARK_OF[name.kind]}:{name.value}"
    part = next((p for p in example.parts if p.start <= name.start < p.end), None)
    return part is not None and (mark in part.has or mark not in part.lacks)


def _remarked(part: Part, kind: str, others: Dict[str, str]) -> Part:
    if kind == "model" or not others:
        return part
    letter = MARK_OF[kind]
    new = {f"{letter}:{old}": f"{letter}:{value}" for old, value in others.items()}
    has: FrozenSet[str] = frozenset(new.get(mark, mark) for mark in part.has)
    return part._replace(has=has, lacks=part.lacks - (frozenset(new) - has))


def replaced(example: Example, changes: Sequence[Tuple[int, int, str]]) -> Example:
    """The example with other words at some places, from left to right; all that is known moves along."""
    text, at = "", 0
    for start, end, new in changes:
        text += example.text[at:start] + new
        at = end
    moved = _mover(changes)
    return example._replace(
        text=text + example.text[at:],
        parts=tuple(part._replace(start=moved(part.start), end=moved(part.end)) for part in example.parts),
        cuts=tuple(map(moved, example.cuts)),
        outside=None if example.outside is None else tuple((moved(s), moved(e)) for s, e in example.outside),
    )


def _mover(changes: Sequence[Tuple[int, int, str]]) -> Callable[[int], int]:
    def moved(place: int) -> int:
        return place + sum(len(new) - (end - start) for start, end, new in changes if end <= place)

    return moved
