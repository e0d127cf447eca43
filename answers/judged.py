"""The verdict of a whole reply, and its words."""

from __future__ import annotations

from collections.abc import Sequence

from answers import verdicts
from answers.composer import Composer
from answers.piece import Piece


def overall(pieces: Sequence[Piece], claims: Sequence[Piece], marked: bool, together: bool) -> str:
    """The verdict on all that a message claims; "" where a part of it is not covered or nothing is judged first.

    Args:
        pieces: of the whole reply. claims: those with a verdict.
        marked: whether they are points of a letter, each with its own verdict. together: whether one is told of all.
    """
    if marked:
        return ""
    if together:
        return verdicts.joined([p.verdict for p in claims])
    verdict = claims[0].verdict if claims and pieces[0].verdict else ""
    if verdict == "partly" and pieces[0].query.has("only"):
        # "Not only that."
        return "no"
    if verdict == "yes" and any(p.kind == "decline" and p.query.has("yn") and not p.query.mark for p in pieces):
        return ""
    return verdict


def words(piece: Piece, c: Composer) -> str:
    """The verdict of one piece in words, "" if it has none."""
    if not piece.verdict:
        return ""
    if piece.query.has("disputed") and verdicts.opposite(piece.verdict) != piece.verdict:
        return c.say(f"verdict.disputed_{piece.verdict}")
    if piece.verdict == "partly" and piece.query.has("only"):
        return c.say("verdict.not_only")
    agreed = piece.verdict == "yes" and piece.query.has("neg")
    return c.say(f"verdict.{'agreed' if agreed else piece.verdict}")


def overall_words(found: Sequence[str], c: Composer) -> str:
    """Several verdicts in one: which of the claims are so, and which are not."""
    if len(set(found)) == 1:
        return c.say(f"verdict.all_{found[0]}" if found[0] != "partly" else "verdict.partly")
    places = {v: [c.say(f"ordinal.{i + 1}") for i, f in enumerate(found) if f == v] for v in ("yes", "no", "partly")}
    if places["yes"] and places["no"] and not places["partly"]:
        return c.say("verdict.mixed", right=c.join(places["yes"]), wrong=c.join(places["no"]))
    return c.say("verdict.partly")
