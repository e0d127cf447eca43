"""Several answers in so many sentences, or words: what each of them says, and nothing beside it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from acts import Form
from answers import verdicts
from answers.answer import Block, Suggestion
from answers.composer import MAX_SUGGESTIONS, Composer, upper_first
from answers.lengths import length, phrases, together, too_few
from answers.piece import Piece
from answers.usual import Formed, after_verdict, joined, listed, one_sentence, refs_of, run_on

# Lists whose points may be whole answers.
_OF_SENTENCES = ("bullets", "numbered", "lettered")

# Topics of which different things are told by the same facts.
_TOLD_BY_POINTS = ("source", "classification")


def folds(form: Form, pieces: Sequence[Piece] = ()) -> bool:
    """Whether a form is one of a whole reply, not of each answer in it; of what is summed up a list is."""
    if form.shape in _OF_SENTENCES and all(p.query.has("summed") for p in pieces):
        return True
    return form.unit in ("sentences", "words") or form.length == "line" or form.shape == "paragraph"


def folded(pieces: Sequence[Piece], form: Form, c: Composer, verdict: str = "") -> Formed:
    """Answers as one text in a form that `folds`: so many sentences that share them out, or at most so many words, behind a verdict."""
    told = [sentence for piece in pieces for sentence in _sentences(piece, form, c)]
    facts = list(dict.fromkeys(ref for _, refs in told for ref in refs))
    sentences = list(dict.fromkeys(text.rstrip(".") for text, _ in told))
    if form.unit == "words":
        return _in_words(pieces, sentences, facts, form, c)
    if form.shape in _OF_SENTENCES:
        groups = _shared_out(sentences, form.points or len(sentences))
        return Formed(listed(verdict, [_joined(group, c) for group in groups], form), facts)
    # A paragraph has a sentence an answer, a line one for all of them.
    count = form.points if form.unit == "sentences" else len(sentences) if form.shape == "paragraph" else 1
    text = after_verdict(verdict, " ".join(_joined(group, c) for group in _shared_out(sentences, count)), c)
    return Formed([Block(text=text)], facts, lacking=("points", "unit") if len(sentences) < count else ())


def _sentences(piece: Piece, form: Form, c: Composer) -> list[tuple[str, list[str]]]:
    """A piece in a sentence; of several properties one each, both sides of it in one."""
    if piece.topic != "aspect" or form.plain or form.length == "line" or len(piece.points) < 2 or piece.lead:
        return [one_sentence(piece, form, c)]
    rows = [list(row) for _, row in groupby(piece.points, key=lambda point: point.ref.rpartition(".")[2])]
    return [("; ".join(text.rstrip(".") for text in c.contrast(row)), refs_of(row)) for row in rows]


def _in_words(pieces: Sequence[Piece], sentences: Sequence[str], facts: list[str], form: Form, c: Composer) -> Formed:
    whole = _joined(sentences, c)
    columns = [phrases(piece, one_sentence(piece, form, c)[0], c) or [joined(*piece.lead)] for piece in pieces]
    text = whole if length(whole) <= form.most_words else f"{upper_first(together(columns, form.most_words))}."
    if length(text) <= form.most_words:
        return Formed([Block(text=text)], facts)
    return Formed([Block(text=f"{too_few(form, c)} {text}")], facts, lacking=("points", "unit"))


def _shared_out(sentences: Sequence[str], count: int) -> list[Sequence[str]]:
    """Sentences in so many groups, in their order, the first ones larger."""
    count = min(count, len(sentences))
    size, more = divmod(len(sentences), count)
    edges = [0]
    for i in range(count):
        edges.append(edges[-1] + size + (1 if i < more else 0))
    return [sentences[a:b] for a, b in zip(edges, edges[1:])]


def _joined(group: Sequence[str], c: Composer) -> str:
    return upper_first(run_on(group, c))


def without_repetition(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without those that say nothing but what another one says."""
    summed = [p for p in pieces if p.query.has("summed")]
    # What was said is summed up once, by the answer that tells most of it.
    within = [p for p in summed if any(set(p.facts) < set(other.facts) and p.topic == other.topic for other in summed)]
    # "Staff? What do they need in each?": what is told of both is not told of one before it.
    plain = [
        p
        for p in pieces
        if p.topic == "aspect" and p.kind == "answer" and not (p.verdict or p.kept or p.lead or p.declined or p.query.mark)
    ]
    within += [p for p in plain if any(set(p.facts) < set(other.facts) for other in plain)]
    found: list[Piece] = []
    for piece in pieces:
        if any(piece is p for p in within):
            continue
        same = next(
            (
                p
                for p in found
                if p.kind == piece.kind == "answer" and set(p.facts) == set(piece.facts) and not piece.query.has("whose")
                if (p.topic == piece.topic and p.topic not in _TOLD_BY_POINTS and not piece.query.letters) or p.points == piece.points
            ),
            None,
        )
        if same:
            # What one of them decides the other does not leave open.
            same.lead = piece.lead if piece.verdict and not same.verdict else same.lead
            if piece.query.has("which") and same.query.has("which") and piece.lead != same.lead:
                # "Which needs this, which that?": what is told of both answers each.
                same.lead = []
            same.verdict = verdicts.joined([v for v in (same.verdict, piece.verdict) if v])
            same.declined = list(dict.fromkeys([*same.declined, *piece.declined]))
        elif piece.kind == "decline" and any(p.kind == "decline" and p.lead == piece.lead for p in found):
            continue
        else:
            found.append(piece)
    return found


def once(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, no sentence of its own twice."""
    seen: list[tuple[str | None, tuple[str, ...]]] = []
    found = []
    for block in blocks:
        key = (block.text, tuple(block.items))
        if key not in seen:
            seen.append(key)
            found.append(block)
    return found


def suggested(pieces: Sequence[Piece], kind: str) -> list[Suggestion]:
    """The next questions that pieces of a kind offer, each once."""
    offered = [s for p in pieces for s in p.suggestions if p.kind == kind] or [s for p in pieces for s in p.suggestions]
    found: list[Suggestion] = []
    for suggestion in offered:
        if suggestion not in found:
            found.append(suggestion)
    most = 4 if any(p.pending for p in pieces) else MAX_SUGGESTIONS
    return found[:most]
