"""The verdict of a whole reply, and its words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from acts import aspects_of
from answers import verdicts
from answers.composer import Composer
from answers.letters import lower_first
from answers.piece import Piece
from dialogue import TURNS, opposite


def overall(pieces: Sequence[Piece], claims: Sequence[Piece], apart: bool, together: bool) -> str:
    """The verdict on all that a message claims; "" where a part of it is not covered or nothing is judged first.

    Args:
        pieces: of the whole reply. claims: those with a verdict.
        apart: whether each gets its own word: points of a letter, several questions. together: whether one is told of all.
    """
    if apart:
        found = {p.verdict for p in claims} if pieces[0].verdict and not any(p.query.mark for p in claims) else set()
        return found.pop() if len(found) == 1 else ""
    if together:
        return verdicts.joined([p.verdict for p in claims])
    verdict = claims[0].verdict if claims and pieces[0].verdict else ""
    if verdict == "partly" and pieces[0].query.has("only"):
        # "Not only that."
        return "no"
    if verdict == "yes" and any(p.kind == "decline" and p.query.has("yn") and not p.query.mark for p in pieces):
        return ""
    return verdict


def are_questions(claims: Sequence[Piece]) -> bool:
    """Whether several claims are questions, each of a sentence of its own, or of different things.

    "Is it X? Does it need Y?", "is that X, and does it have to be abroad?"; what somebody says is judged as a whole.
    """
    apart = len({p.topic for p in claims}) == len(claims) and not any(p.query.has("said") or p.query.has("others") for p in claims)
    asked = all(p.query.has("asks") for p in claims)
    questions = {p.query.words for p in claims if p.query.has("asks") or p.query.has("asks_several")}
    one_by_one = len(questions) > 1 and questions == {p.query.words for p in claims}
    return one_by_one or (len({p.verdict for p in claims}) > 1 and (apart or asked))


def words(piece: Piece, c: Composer) -> str:
    """The verdict of one piece in words, "" if it has none."""
    if not piece.verdict:
        return ""
    turned = next((cue for cue in TURNS if piece.query.has(cue)), "")
    if turned and opposite(piece.verdict) != piece.verdict:
        return c.say(f"verdict.{turned}_{piece.verdict}")
    if piece.verdict == "partly" and piece.query.has("only"):
        # What is not covered is not granted, either.
        return c.say("verdict.no" if piece.declined else "verdict.not_only")
    if (
        piece.query.has("neg")
        and piece.verdict == "no"
        and piece.query.values
        and {v.rpartition(".")[2] for v in piece.query.values} <= set(verdicts.OPEN)
    ):
        # "It cannot be at home?" It can.
        return c.say("verdict.may_be")
    if piece.query.has("true_or_false") and piece.verdict in ("yes", "no"):
        return c.say("verdict.is_true" if piece.verdict == "yes" else "verdict.is_false")
    if piece.verdict == "partly":
        return overall_words([piece], c)
    agreed = piece.verdict == "yes" and piece.query.has("neg")
    return c.say(f"verdict.{'agreed' if agreed else piece.verdict}")


def overall_words(claims: Sequence[Piece], c: Composer) -> str:
    """Several verdicts in one: of what the claims are right, and of what they are not."""
    found = {p.verdict for p in claims}
    if found in ({"yes"}, {"no"}):
        # Two properties may be heard in one question, which gets one word.
        of_one = len({p.query.words for p in claims}) == 1 and claims[0].query.words
        if all(p.query.has("disputed") for p in claims) and len(claims) > 1:
            return c.say(f"verdict.all_disputed_{found.pop()}")
        if of_one or all(p.query.cues & set(TURNS) for p in claims):
            return words(claims[0], c)
        return c.say(f"verdict.all_{found.pop()}")
    sides = parted(claims, c)
    return c.say("verdict.mixed", right=c.join(sides[0]), wrong=c.join(sides[1])) if sides else c.say("verdict.partly")


def parted(claims: Sequence[Piece], c: Composer) -> tuple[list[str], list[str]] | None:
    """What claims are right about, and what they are not, each by a name that tells them apart; None where none does."""
    for name in _NAMES:
        right = [n for p in claims for n in _of(p, "yes", name, c)]
        wrong = [n for p in claims for n in _of(p, "no", name, c)]
        if right and wrong and all((*right, *wrong)) and not set(right) & set(wrong):
            return right, wrong
    return None


def _of(piece: Piece, verdict: str, name: Callable[[Piece, Composer], str], c: Composer) -> Sequence[str]:
    """The names of what a piece is right ("yes") or wrong ("no") about."""
    if piece.verdict == "partly":
        return piece.halves[verdict == "no"] if piece.halves else [""]
    return [name(piece, c)] if piece.verdict == verdict else []


def about(piece: Piece, c: Composer) -> str:
    """What a claim is about, as a phrase inside a sentence."""
    query = piece.query
    if piece.topic == "full_form":
        return c.names(c.models(query))
    if piece.topic == "relation":
        return c.say("verdict.relation", names=c.names(query.models))
    if query.services:
        return c.service_names(query.services)
    aspects = [a for a in aspects_of(query.values) or query.aspects if c.store.has_aspect(a)]
    if aspects:
        return c.join([c.aspect(c.store.aspect(a)) for a in aspects])
    if query.types:
        return c.type_names([c.store.type(t)[1] for t in query.types])
    return lower_first(piece.title).rstrip("?")


def _with_models(piece: Piece, c: Composer) -> str:
    names = c.names(piece.query.models)
    return c.say("verdict.about", thing=about(piece, c), names=names) if names else ""


def _models(piece: Piece, c: Composer) -> str:
    return c.names(c.models(piece.query))


def _values(piece: Piece, c: Composer) -> str:
    return c.join([lower_first(c.store.fact(v).brief(c.lang)) for v in piece.query.values if c.store.has_fact(v)])


# How the claims of a message are told apart: the first that does is taken.
_NAMES: tuple[Callable[[Piece, Composer], str], ...] = (about, _models, _with_models, _values)
