"""Likes and dislikes told in one breath: "I love numbers but hate phone calls" speaks for the one and against the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence

from acts import Act
from nlu.cues import Cues
from nlu.language_data import listed, one_of

_TELLS = ("tell", "ask_choice")
# A clause ends before a word with which another side is told.
_CLAUSE = re.compile(rf"[,;.]\s*|\s+(?=(?:{one_of(*listed('other_side'))})\s)", re.IGNORECASE)
# Surer than this nothing is heard.
_NEVER = 1.1
_LETTER = re.compile(r"\w")
# Properties of people: who denies one has it not.
_OF_PEOPLE = ("talent", "skills")
_KINDS = {"services": "s", "values": "v"}
# Before a value that people lack who are so: "-v:<ref>" of "shy". Parts that may tell what somebody is like.
_LACK = "-v:"
_OF_SOMEBODY = (*_TELLS, "remark", "emotion", "complain", "follow_up", "nothing")

# From which character up to which a clause stands -> the marks that are heard in it, its plain words, and the marks of phrases in it.
Heard = Callable[[int, int], tuple[Mapping[str, float], Sequence[str], Collection[str]]]


def all_sides(
    acts: Sequence[Act], parts: Sequence[tuple[int, int]], text: str, heard: Heard, cues: Cues, certainty: float, sure: float
) -> list[Act]:
    """The acts of a message, those that tell of needs parted by `sides`: a denial that stands in another part is that one's."""
    told = len(parts) > 1 and any(act.values for act in acts)
    denies = [told and cues.has_denial(heard(*part)[1]) for part in parts]
    return [
        side
        for at, (act, (start, end)) in enumerate(zip(acts, parts))
        for side in sides(act, text[start:end], start, heard, cues, certainty, sure, any((*denies[:at], *denies[at + 1 :])))
    ]


def sides(
    act: Act, text: str, start: int, heard: Heard, cues: Cues, certainty: float, sure: float, denied_beside: bool = False
) -> tuple[Act, ...]:
    """An act that tells of needs, parted into what is wished for and what is not.

    Args:
        act: it.
        text: its part of the message. start: where that begins.
        heard: judges a clause of the message.
        cues: the word lists. certainty: how surely a denial has to be heard; sure: of what the work is like.
        denied_beside: whether a word of denial stands in another part: what is heard of it here is its echo.

    Returns:
        The act alone where nothing in it is disliked or only one thing is told of.
    """
    clauses = [heard(start + a, start + b) for a, b in _clauses(text)] if act.label in _OF_SOMEBODY else []
    lacked = dict.fromkeys(
        p.removeprefix(_LACK) for _, words, of in clauses for p in of if p.startswith(_LACK) and not cues.has_denial(words)
    )
    if lacked and act.label not in ("ask_choice", "follow_up"):
        act = act.with_(label="tell", cues=act.cues | {"need"})
    things = [(field, name) for field in _KINDS for name in getattr(act, field) if name not in lacked]
    # What is told of a model is a claim, and no wish.
    claims = act.label == "tell" and act.models and not (act.has("need") or lacked)
    if not (act.label in _TELLS or lacked) or not (things or lacked) or claims:
        return (act,)
    # A firm that cannot answer its calls needs them answered: a denial alone is no dislike unless it is heard as one.
    told: dict[bool, list[tuple[str, str]]] = {False: [], True: [("values", name) for name in lacked]}
    for field, name in things:
        mark = f"{_KINDS[field]}:{name}"
        # The clause whose words speak for it, else the one in which it is heard best.
        best = max(clauses, key=lambda clause: (mark in clause[2], clause[0].get(mark, 0.0)))
        elsewhere = denied_beside or any(cues.has_denial(clause[1]) for clause in clauses if clause is not best)
        told[_is_shunned(field, name, best, cues, certainty, _NEVER if elsewhere else sure)].append((field, name))
    if not told[True]:
        # Nothing in it is denied, whatever its words are.
        return (act.with_(cues=act.cues - {"neg"}) if act.label == "tell" else act,)
    wished, shunned = (
        act.with_(cues=act.cues - {"neg"} | ({"neg"} if no else set()), **{f: tuple(n for k, n in told[no] if k == f) for f in _KINDS})
        for no in (False, True)
    )
    apart = shunned.with_(label="tell", cues=shunned.cues - {"yn", "which"} | {"need"})
    if not told[False]:
        # "So it is that one for me, who hates meetings?" denies the meetings, not the pick.
        return (wished, apart) if act.label == "ask_choice" else (shunned,)
    return (wished, apart) if told[True] else (wished,)


def _is_shunned(
    field: str, name: str, clause: tuple[Mapping[str, float], Sequence[str], Collection[str]], cues: Cues, certainty: float, sure: float
) -> bool:
    """Whether a clause speaks against the thing that is told of in it."""
    marks, words, phrases = clause
    denied = marks.get("neg", 0.0)
    if field == "services":
        return cues.dislikes(words) or (denied >= certainty and cues.denies(words))
    if name.rpartition(".")[2] in _OF_PEOPLE:
        # Who lacks a quality ("but no degree") is not who is wanted for it.
        return denied >= sure or cues.dislikes(words) or cues.has_denial(words)
    if not (cues.dislikes(words) or cues.has_denial(words)):
        # A denial that is heard is one of another clause.
        return False
    # "Nobody can face weekly calls" is how little teamwork is put; "no teamwork" denies what its words mean.
    # Two of the three are enough.
    return denied >= sure or sum((f"v:{name}" in phrases, denied >= certainty, cues.dislikes(words))) > 1


def _clauses(text: str) -> list[tuple[int, int]]:
    """Where the clauses of a part stand, each with a word."""
    edges = [0, *(m.end() for m in _CLAUSE.finditer(text)), len(text)]
    return [(a, b) for a, b in zip(edges, edges[1:]) if _LETTER.search(text[a:b])]
