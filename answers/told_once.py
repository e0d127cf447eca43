"""The last check over a reply of several answers: nothing is told twice, nothing denied twice."""

from __future__ import annotations

from collections.abc import Sequence

from answers.piece import Piece
from answers.together import without_repetition

# Topics whose points stand for more than their sentences say, or that are said of each thing anew.
_OF_THEIR_OWN = ("source", "choice", "difference", "overview", "types", "services")


def told_once(pieces: Sequence[Piece], edits: bool = False) -> list[Piece]:
    """The pieces, without what a piece before them says already, or says that the source does not tell.

    Where the last answer is only wanted otherwise (`edits`), each part of it has its form.
    """
    found: list[Piece] = []
    for piece in without_repetition(pieces):
        denied = {thing.lower() for before in found for thing in before.declined}
        left = [thing for thing in piece.declined if thing.lower() not in denied]
        if piece.declined and not left and piece.kind == "decline":
            continue
        if piece.kind == "answer":
            piece.declined = left
        if edits or not _told_already(piece, found):
            found.append(piece)
    return found


def _told_already(piece: Piece, before: Sequence[Piece]) -> bool:
    """Whether all that a piece says are facts that pieces before it say, and it judges and adds nothing."""
    if piece.kind != "answer" or piece.topic in _OF_THEIR_OWN or piece.listed or piece.query.mark or piece.query.letters:
        return False
    adds = piece.verdict or piece.kept or piece.lead or piece.declined or piece.after or piece.pending
    told = {ref for other in before if other.topic not in _OF_THEIR_OWN for ref in _refs(other)}
    return not adds and bool(_refs(piece)) and _refs(piece) <= told


def _refs(piece: Piece) -> set[str]:
    """The facts that a piece states in its sentences."""
    return {ref for point in piece.points for ref in point.refs} if piece.kind == "answer" else set()
