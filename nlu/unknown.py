"""What is asked that the store does not know, as a reply names it: in the person's words, or by the matter that is heard."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from acts import MATTER
from nlu.clauses import ITS, PERSONS, quoted, tidy, whether
from nlu.encoder import Judgement
from nlu.language_data import listed
from nlu.matters import likeliest
from nlu.naming import VERB, Asked, Matters
from nlu.reader import words_in
from nlu.stop_words import STOP_WORDS

_WORD = re.compile(r"\w[\w'-]*")
_CAPITALS = re.compile(r"\b[A-Z][A-Z0-9]{1,5}\b")
# Words of a chat, which are no part of a name.
_CHATTER = listed("fillers") | listed("vocatives") | (listed("connectors") - listed("joins"))
_QUESTION = listed("asks_with")
# Names and clauses of more words are too long to stand in a reply.
_LONGEST = 12
# Matters whose thing is a name: one plain word tells more than they do.
_OF_A_NAME = frozenset({"company_named", "other_model", "other_terms"})


class Sure(NamedTuple):
    """How surely a matter has to be heard to stand for what cannot stand in a reply, and for `bare` words that could."""

    instead: float
    bare: float


def named_well(
    names: Sequence[str],
    only: bool,
    matter: Callable[[], tuple[str, float]],
    sure: Sure,
    plain: Callable[[str], Sequence[str]],
    clause: Callable[[], str] = str,
) -> tuple[str, ...]:
    """Names of what is unknown as they can stand in a reply: chatter, and what is quoted, gives way to the matter that is asked of.

    Args:
        names: as `nlu.naming.Matters.named` found them. only: nothing else stands in the message, so that nothing has to be quoted.
        matter: tells the likeliest matter of the part, and how likely it is; sure: from which on it is taken.
        plain: gives the plain words of a name. clause: gives what is asked if it is so, as a clause; "" where that is not asked.
    """
    well = [name for name in names if name.startswith(MATTER) or _stands_well(name, plain(name))]
    stands = len(well) == len(names) and (names or not only)
    if stands and not _is_bare(names):
        return tuple(names)
    learned, likely = matter()
    if stands:
        return (f"{MATTER}{learned}",) if likely >= sure.bare and learned not in _OF_A_NAME else tuple(names)
    if likely >= sure.instead:
        return tuple(dict.fromkeys([*well, f"{MATTER}{learned}"]))
    said = well or list(filter(None, [clause()]))
    return tuple(said or ([] if only else [name for name in names if name.startswith("“")]))


def _is_bare(names: Sequence[str]) -> bool:
    """Whether one plain word is all that is named: it may be beside the point."""
    return len(names) == 1 and not names[0].startswith(MATTER) and len(names[0].split()) == 1 and names[0].islower()


def _stands_well(name: str, plain: Sequence[str]) -> bool:
    """Whether words can stand in a reply as they are: no chatter among them, no end of another clause."""
    words = _WORD.findall(name.lower())
    said = {*words, *plain}
    if name.startswith("“") or not words or _CHATTER & said:
        return False
    if words[0] in _QUESTION:
        return 2 < len(words) <= _LONGEST and "," not in name
    whole = words[0] not in STOP_WORDS and words[-1] not in STOP_WORDS and not VERB.match(f"{name} ")
    return whole and len(words) <= _LONGEST and not (_QUESTION | PERSONS.keys()) & said


class Unknown:
    """Names what is unknown in a part of a message.

    Args:
        sure: how surely a matter has to be heard. alone: hears a text by itself, as the questions of matters were learnt: what stands
            beside it colours what is heard of it.
    """

    def __init__(self, sure: Sure, alone: Callable[[str], Judgement]) -> None:
        self._phrases, self._sure, self._alone = Matters.load(), sure, alone

    def spoken_of(self, words: Sequence[str]) -> bool:
        """Whether plain words speak for a matter that a noun names and that the store does not know."""
        return self._phrases.found(words) in self._phrases.with_nouns

    def named(
        self,
        things: Sequence[str],
        text: str,
        part: tuple[int, int],
        reading: Mapping[str, Sequence[Any]],
        asked: Asked,
    ) -> tuple[tuple[str, ...], bool]:
        """What is unknown in a part, see `nlu.naming.Matters.named`; what cannot stand in a reply gives way to its matter."""
        names, predicate = self._phrases.named(things, text, part, reading, asked)

        def plain(name: str) -> Sequence[str]:
            at = text.find(name, part[0])
            return words_in(reading, at, at + len(name)) if at >= 0 else ()

        if predicate:
            return names, True
        if not any(map(_stands_well, names, map(plain, names))):
            names = _in_capitals(text, part, reading) or names
        # Beside other parts what is not named at all would be passed over.
        only = asked.alone and not (text[: part[0]].strip() or text[part[1] :].strip())
        asks = text[slice(*part)]
        claims = asked.whether and any(map(_claims, names))
        # What a thing is like is no name of it: "risikonya besar".
        names = tuple(quoted(asks) or name if claims and _claims(name) else name for name in names)

        def clause() -> str:
            return _whether(asks, claims) if asked.whether else ""

        well = named_well(names, only, lambda: likeliest(self._alone(asks).marks), self._sure, plain, clause)
        # What is only asked of ("when", "how many") does not name it.
        matter = "" if well or not asked.alone else self._phrases.found(words_in(reading, *part))
        return (f"{MATTER}{matter}",) if matter in self._phrases.with_nouns else well, False


def _claims(name: str) -> bool:
    """Whether a name tells what its thing is like: "risikonya besar"."""
    words = name.split()
    return len(words) > 1 and not name.startswith((MATTER, "“")) and any(word.endswith(ITS) for word in words[:-1])


def _whether(part: str, claims: bool) -> str:
    """What a part asks if it is so, as it stands in the middle of a sentence: "apakah [risikonya besar]"."""
    opens, _, clause = whether(quoted(part), asks=claims).partition(" ")
    return f"{opens} {tidy(clause, part)}" if clause else ""


def _in_capitals(text: str, part: tuple[int, int], reading: Mapping[str, Sequence[Any]]) -> tuple[str, ...]:
    """Short names in capitals that the store does not know, in a message that is not shouted: "what does RFQ mean in this trade?"."""
    known = {start for start, kind in zip(reading.get("starts", ()), reading.get("kinds", ())) if kind}
    found = [m for m in _CAPITALS.finditer(text, *part) if m.start() not in known]
    return tuple(dict.fromkeys(m.group() for m in found)) if not text.isupper() else ()
