"""What the source does not tell: in the words of its topic, and once in a reply."""

from __future__ import annotations

from collections.abc import Sequence

from answers.composer import Composer
from answers.piece import Piece
from answers.topics import TOPICS
from dialogue import Query


def denied(query: Query, c: Composer) -> Piece:
    """What is not told, in the words of its topic, which say what of it is."""
    told = TOPICS[query.topic](query.with_(outside=c.things(query.outside)), c) if query.topic in TOPICS else None
    if told is None or told.kind != "decline" or told.declined:
        return c.decline(query)
    told.query = query
    return told


def declined_once(pieces: Sequence[Piece], c: Composer) -> list[Piece]:
    """The pieces with what is not covered said once: by name in one sentence, without a name only where nothing is named."""
    plain = [
        p for p in pieces if p.kind == "decline" and p.topic in ("decline", "source") and not (p.query.mark or p.query.has("predicate"))
    ]
    named = [p for p in plain if p.declined]
    unnamed = [p for p in plain if not p.declined]
    answers = any(p.kind == "answer" for p in pieces)
    if len(named) > 1:
        things = list(dict.fromkeys(t for p in named for t in p.declined))
        named[0].declined = things
        named[0].lead = [c.say("decline.named", thing=c.join(things))]
    dropped = [*named[1:], *(unnamed if named or answers else unnamed[1:])]
    return [p for p in pieces if not any(p is d for d in dropped)]
