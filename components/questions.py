"""Where one question ends and the next begins, within a message."""

from __future__ import annotations

from typing import List, NamedTuple, Sequence

_STOPS = {"?", "!", ".", ";", "...", "??", "?!"}
_JOINTS = {"dan", "and", "terus", "lalu", "serta", "also", "then", "juga", ",", "plus", "sama", "sekalian", "&", "-", ":"}
_INTERROGATIVES = {
    "apa", "apakah", "apanya", "bagaimana", "kenapa", "mengapa", "siapa", "siapakah", "mana", "manakah", "berapa",
    "what", "how", "why", "who", "which", "where", "when",
}  # fmt: skip
_ASKING = _INTERROGATIVES | {
    "jelaskan", "sebutkan", "bedakan", "bandingkan", "contoh", "beda", "bedanya", "perbedaan", "sebutin", "jelasin",
    "explain", "list", "compare", "describe", "tell", "give", "define", "name",
}  # fmt: skip
_AUXILIARIES = {"is", "are", "do", "does", "can"}
_COMMA = {",", "-"}
_RELATIVE = {"who", "which", "where", "when", "mana"}
_REACH = 4
_OPENING = 3


class Piece(NamedTuple):
    """A part of a message: the words from `start` up to `end`; its question begins at `question`."""

    start: int
    question: int
    end: int


def split(words: Sequence[str], kinds: Sequence[str]) -> List[Piece]:
    """Cut a message at the end of each sentence, and before "and what …".

    A sentence that asks nothing is the context of the question that follows it.

    Args:
        words: the plain words of the message, punctuation included.
        kinds: the kind of name that each word belongs to, "" for none.

    Returns:
        One piece for each question, in order; none if the message asks nothing.
    """
    cuts = [0]
    for index, word in enumerate(words):
        if kinds[index]:
            continue
        if word in _STOPS:
            cuts.append(index + 1)
        elif word in _JOINTS and _joins_names(kinds, index):
            continue
        elif word in _JOINTS and _joins_questions(words[cuts[-1] : index], word, words[index + 1 :]):
            cuts.append(index + 1)
    cuts.append(len(words))
    pieces: List[Piece] = []
    start = 0
    for begin, end in zip(cuts, cuts[1:]):
        if _asks(words[begin:end], "?" in words) and _has_words(words[begin:end]):
            pieces.append(Piece(start, begin, end))
            start = end
    return pieces


def _has_words(words: Sequence[str]) -> bool:
    return any(character.isalnum() for word in words for character in word)


def _joins_names(kinds: Sequence[str], index: int) -> bool:
    """Whether a joint stands between two names of a kind: "BPO and KPO"."""
    return bool(kinds[index - 1 : index]) and bool(kinds[index - 1]) and kinds[index - 1 : index] == kinds[index + 1 : index + 2]


def _joins_questions(before: Sequence[str], joint: str, behind: Sequence[str]) -> bool:
    """Whether a joint stands between questions: "…, and what …", "what is x and y is what"."""
    if not _has_words(before) or sum(map(str.isalnum, behind[: _REACH + 1])) < 2:
        return False
    if behind[0] in _ASKING or (behind[0] in _AUXILIARIES and joint not in _COMMA):
        return True
    interrogatives = _INTERROGATIVES - _RELATIVE
    return bool(_INTERROGATIVES & set(before)) and bool(interrogatives & set(behind[:_REACH]))


def _asks(words: Sequence[str], elsewhere: bool) -> bool:
    """Whether a sentence asks; where the message has a question mark, one without must begin like a question."""
    if "?" in words:
        return True
    return bool((_ASKING | _AUXILIARIES) & set(words[:_OPENING] if elsewhere else words))
