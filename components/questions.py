"""Where one question ends and the next begins, within a message."""

from __future__ import annotations

from typing import List, NamedTuple, Sequence

_STOPS = {"?", "!", ".", ";", "...", "??", "?!"}
_JOINTS = {"dan", "and", "terus", "lalu", "serta", "also", "then", "juga", ",", "plus", "sekalian", "sama", "&", "-", "trus"}
_ASKING = {
    "apa", "apakah", "bagaimana", "kenapa", "mengapa", "siapa", "siapakah", "mana", "manakah", "berapa",
    "jelaskan", "sebutkan", "bedakan", "bandingkan", "contoh", "contohnya", "beda", "bedanya", "perbedaan",
    "what", "how", "why", "who", "which", "explain", "list", "compare", "describe", "tell", "is", "are", "do",
    "does", "can", "where", "when", "give", "define", "name", "difference",
}  # fmt: skip
_REACH = 3


class Piece(NamedTuple):
    """A part of a message: the words from `start` up to `end`."""

    start: int
    end: int


def split(words: Sequence[str], kinds: Sequence[str]) -> List[Piece]:
    """Cut a message at the end of each sentence that asks, and before "and what …".

    A sentence that asks nothing belongs to the question that follows it, or to the
    one before it when it is the last.

    Args:
        words: the plain words of the message, punctuation included.
        kinds: the kind of name that each word belongs to, "" for none.

    Returns:
        Pieces that cover the message, in order; one if nothing is to be cut.
    """
    cuts = [0]
    for index, word in enumerate(words):
        if kinds[index]:
            continue
        if word in _STOPS:
            cuts.append(index + 1)
        elif word in _JOINTS and index > 0 and _asks_soon(words, index + 1):
            cuts.append(index + 1)
    cuts.append(len(words))
    pieces = [Piece(start, end) for start, end in zip(cuts, cuts[1:]) if _has_words(words[start:end])]
    return _attach_statements(words, pieces)


def _asks_soon(words: Sequence[str], start: int) -> bool:
    return any(word in _ASKING for word in words[start : start + _REACH])


def _has_words(words: Sequence[str]) -> bool:
    return any(character.isalnum() for word in words for character in word)


def _attach_statements(words: Sequence[str], pieces: Sequence[Piece]) -> List[Piece]:
    joined: List[Piece] = []
    start = None
    for piece in pieces:
        begin = piece.start if start is None else start
        if _asks(words[piece.start : piece.end]):
            joined.append(Piece(begin, piece.end))
            start = None
        else:
            start = begin
    if start is not None:
        if not joined:
            return [Piece(start, pieces[-1].end)]
        joined[-1] = Piece(joined[-1].start, pieces[-1].end)
    return joined


def _asks(words: Sequence[str]) -> bool:
    return "?" in words or any(word in _ASKING for word in words)
