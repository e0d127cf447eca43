"""From a plan to an Answer, and to what is remembered of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from string import ascii_lowercase
from typing import NamedTuple, cast

from acts import Form
from answers import judged, verdicts
from answers.answer import Answer, Block, Kind, Verdict
from answers.beside import image_of, spared, table_of
from answers.composer import Composer, upper_first
from answers.denials import declined_once, denied
from answers.forms import alone_in, form_for, formed
from answers.more import examples_of, told_by_examples
from answers.piece import Piece
from answers.premises import lead_in, put_premise_right, sure_of_it, take_back, to_a_doubt, told_of_whom
from answers.remembered import keeps_to, remembered, says_again
from answers.social import clarify, no_more, say
from answers.statements import stated, worded
from answers.together import folded, folds, once, suggested
from answers.told_once import told_once
from answers.topics import TOPICS
from answers.usual import run_on
from dialogue import TURNS, Exchange, Memory, Move, Plan, opposite

# Kinds of replies that are said in both languages to who has shown none.
_IN_BOTH = ("social", "clarify")
_KINDS: tuple[Kind, ...] = ("answer", "decline", "clarify", "social")


class Reply(NamedTuple):
    """An answer, and the exchange that is remembered."""

    answer: Answer
    exchange: Exchange


def compose(plan: Plan, memory: Memory, c: Composer, other: Composer | None = None, in_both: bool = False) -> Reply:
    """The reply of a plan.

    Args:
        plan: what to say.
        memory: the talk before it, for what must not be said again in the same words.
        c: speaks the language of the reply.
        other: speaks the other language, for replies that are wanted in both.
        in_both: whether courtesy and questions back are said in both, since the person's language is not known.
    """
    pieces = _pieces(plan, memory, c)
    pieces = spared(told_once(pieces, plan.edits), plan, memory)
    main = [p for p in pieces if p.kind != "social"] or pieces
    pieces = declined_once(pieces, c)
    form = _numbered(pieces, _form(plan, pieces))
    answer = _answer(plan, pieces, form, c)
    # Behind a reply in both languages a name alone is answered in both, too.
    spoken = in_both and memory.last is not None and memory.last.kind in _IN_BOTH
    both = form.both or spoken if answer.kind == "answer" else in_both and answer.kind in _IN_BOTH
    if both and other is not None:
        twins = declined_once(told_once(_pieces(plan, memory, other), plan.edits), other)
        twin = _answer(plan, twins, form, other)
        answer = answer.copy(update={"body": [*answer.body, *twin.body]})
    kept_to = plan.reshapes and keeps_to(plan, answer)
    if answer.verdict and plan.objects and says_again(answer, memory):
        # A yes or no that is asked for once more stands, and where it stands.
        main[0].lead = [c.say("lead.stands", sections=c.sections(main[0].facts)), *main[0].lead]
        answer = _answer(plan, pieces, form, c)
    # "And of the other one?": what holds of both is said of it, too.
    before = [query.models for query in memory.last.queries] if memory.last else []
    of_another = bool(answer.verdict) and [p.query.models for p in main] != before
    repeats = not (plan.again or kept_to or of_another)
    if answer.kind == "answer" and repeats and form.length == "line" and says_again(answer, memory):
        # One sentence it was: a shorter one is wanted.
        form = replace(form, length="short")
        answer = _answer(plan, pieces, form, c)
    if answer.kind == "answer" and repeats and says_again(answer, memory):
        # Never the same sentence twice running: whoever asks again wants something else.
        main = pieces = [no_more(pieces, c, "unclear" if plan.puzzled else "same_form" if plan.reshapes else "same_again")]
        answer = _answer(plan, pieces, form, c)
    if not answer.plain_text().strip():
        # Whatever was left out of it: nobody is met with silence.
        main = pieces = [clarify(Move("clarify", key="what"), c)]
        answer = _answer(plan, pieces, form, c)
    if answer.kind == "decline" and not plan.again and says_again(answer, memory):
        main[0].lead = [c.say("decline.again")]
        answer = _answer(plan, main[:1], form, c)
    return Reply(answer, remembered(plan, pieces, main, answer, form, c))


def _pieces(plan: Plan, memory: Memory, c: Composer) -> list[Piece]:
    pieces: list[Piece] = []
    for move in plan.moves:
        piece = _piece(move, memory, c, [ref for piece in pieces for ref in piece.facts])
        if plan.objects and memory.last and move.verdict is None:
            take_back(piece, memory.last, c)
        if piece.topic == "term" and piece.facts and {ref for before in pieces for ref in before.facts}.issuperset(piece.facts):
            piece.lead, piece.points, piece.line = [c.say("term.not_explained")], [], ""
        said = {sentence for before in pieces for sentence in before.lead if before.kind == "answer"}
        piece.lead = [sentence for sentence in piece.lead if piece.kind != "answer" or sentence not in said]
        pieces.append(piece)
    return pieces


def _piece(move: Move, memory: Memory, c: Composer, said: Sequence[str]) -> Piece:
    if move.kind == "social":
        return say(move, c, memory.last.key if memory.last else "")
    if move.kind == "clarify":
        return clarify(move, c)
    query = move.query
    if query.topic == "source" and (said or memory.last_answer):
        # "What is it, and where does it say so?": of what is said here, else of what was said last.
        query = query.with_(told=tuple(said) or (memory.last_answer.facts if memory.last_answer else ()))
    if move.kind == "decline" or query.topic not in TOPICS:
        piece = denied(query, c)
        if move.key:
            piece.lead = [
                c.say(
                    f"decline.{move.key}",
                    things=c.one_of([c.aspect(c.store.aspect(a)) for a in query.aspects]),
                    thing=c.join(c.things(query.outside)),
                    subjects=c.all_subjects(),
                    names=c.names(query.models),
                )
            ]
    else:
        said_of = query.has("predicate") and not query.expansion
        piece = TOPICS[query.topic](query.with_(outside=() if said_of else c.things(query.outside)), c)
        piece.verdict = "" if said_of else piece.verdict
        piece.query = piece.query.with_(outside=query.outside) if piece.query.outside else piece.query
        if move.verdict is not None and piece.kind == "answer":
            piece.verdict, piece.kept = move.verdict, move.kept
        if move.verdict is None:
            put_premise_right(piece, query, c)
        # What says itself how it stands to a yes or no gets none that was only heard.
        open_ = piece.kind == "answer" and not (said_of or piece.declined or query.cues & set(TURNS) or (piece.lead and not piece.listed))
        if move.verdict is None and open_:
            piece.verdict = verdicts.as_heard(piece.verdict, query)
        if query.topic == "definition" and query.has("first_person") and verdicts.asked(query) and not piece.verdict:
            # What somebody thinks of it is no question what it is.
            piece = c.decline(query)
            piece.lead = [c.say("decline.of", names=c.names(query.models))] if query.models else piece.lead
        if query.cues & set(TURNS):
            # "Is she wrong?" is asked of the claim the other way round.
            piece.verdict = opposite(piece.verdict)
    if move.verdict is None and query.has("doubted") and query.has("first_person") and not query.cues & set(TURNS):
        to_a_doubt(piece, c)
    if move.verdict is None and query.has("sure"):
        sure_of_it(piece, c)
    if query.has("whose") and piece.verdict and piece.kind == "answer":
        told_of_whom(piece, said, c)
    # Where a part of what is claimed is not covered, the whole can only be told by its parts.
    piece.verdict = "" if piece.verdict == "yes" and piece.declined else piece.verdict
    if move.retold and piece.topic == "relation":
        # It was told already how it stands to what was claimed.
        piece.lead = []
    lead_in(piece, move, c)
    return piece


def _form(plan: Plan, pieces: Sequence[Piece]) -> Form:
    """What can be kept to of the form: facts told again to one who objects are told in simple words."""
    form = plan.form
    if any(move.retold for move in plan.moves) and not (form.length or form.shape or form.points or form.formal):
        form = Form(plain=True).filled(form)
    return form


def _numbered(pieces: Sequence[Piece], form: Form) -> Form:
    """The form without numbers or letters, where several questions are answered by theirs: each answer gets the next one."""
    main = [p for p in pieces if p.kind in ("answer", "decline")]
    if sum(bool(p.query.mark) for p in main) > 1 and form.shape in ("bullets", "numbered", "lettered"):
        # Each has its own letter already.
        return replace(form, shape="", points=0 if form.unit == "points" else form.points)
    if form.shape not in ("numbered", "lettered") or form.points or len(main) < 2 or folds(form, main):
        return form
    for i, piece in enumerate(main):
        piece.query = piece.query.with_(mark=ascii_lowercase[i] if form.shape == "lettered" else str(i + 1))
    return replace(form, shape="")


def _answer(plan: Plan, pieces: Sequence[Piece], form: Form, c: Composer) -> Answer:
    kind = next(k for k in _KINDS if any(p.kind == k for p in pieces))
    main = next(p for p in pieces if p.kind == kind)
    told = [p for p in pieces if p.kind == "answer"]
    if form.use or form.polite:
        told = [stated(p, form, c) for p in told]
    of_all = plan.edits or any(p.query.has("summed") for p in told) or (plan.reshapes and form.unit == "sentences")
    as_one = of_all and folds(form, told) and len(told) > 1 and not any(p.query.mark for p in told)
    if (as_one and plan.edits) or (plan.edits and (form.unit == "sentences" or form.shape == "paragraph")):
        # A text that is made of the last reply is no reply to a question of yes or no.
        for p in told:
            p.verdict, p.closed = "", p.closed or form.shape == "paragraph"
    claims = [p for p in pieces if p.kind == "answer" and p.verdict]
    together = len(claims) > 1 and len(claims) == len(told)
    marked = sum(bool(p.query.mark) for p in pieces) > 1
    apart = marked or (together and judged.are_questions(claims))
    together = together and not apart
    overall = judged.overall(pieces, claims, apart, together)
    blocks: list[Block] = []
    facts: list[str] = []
    as_table = False
    lacking: set[str] = set()
    judged_so_far: list[tuple[str, str]] = []
    for piece in pieces:
        said = (piece.query.words, piece.verdict)
        words = "" if together or (apart and said in judged_so_far) else judged.words(piece, c)
        judged_so_far.append(said)
        if together and piece is claims[0]:
            words = judged.overall_words(claims, c)
        elif together and set(piece.facts) <= set(facts):
            # What puts one claim right may be all that is said of another.
            continue
        if not plan.reshapes:
            # So many points as were wished for before: no more of them, and none that were not asked for.
            piece.closed, piece.extra = True, []
            piece.rows = [row for row in piece.rows if row.weighty] if piece.topic == "aspect" else piece.rows
        if (as_one and piece in told[1:]) or (form.example and told_by_examples(piece, main)):
            continue
        first = as_one and piece is told[0]
        kept_to = form if plan.reshapes else alone_in(piece, form)
        result = folded(told, form, c, words) if first else formed(piece, form_for(piece, pieces, kept_to), c, words)
        new = result.blocks
        if (
            piece.query.mark
            and new
            and new[0].text
            and (marked or (piece.query.has("by_letter") and piece in told and not (overall or form.use)))
        ):
            new = [new[0].copy(update={"text": f"{piece.query.mark}. {new[0].text}"}), *new[1:]]
        blocks += new
        facts += result.facts
        as_table = as_table or result.table
        lacking |= set(result.lacking)
        piece.entries = result.entries or piece.entries
        if piece.kind == "answer" and piece.declined and not (result.covers or (result.table and piece.grid)):
            also = "classification" if piece.topic == "classification" and len(piece.query.services) > 1 else "decline"
            blocks.append(Block(text=c.say(f"{also}.also", thing=c.join(piece.declined))))
    if form.example and kind == "answer":
        example = examples_of(main, facts, form, c)
        if example and (plan.edits or main.topic == "services"):
            # Asked for behind an answer, the example alone is wanted.
            blocks = blocks[: sum(p.kind == "social" for p in pieces)] if pieces[0].kind == "social" else []
            facts = facts if not any(point.refs for point in example) else []
        blocks += [Block(text=point.text) for point in example]
        facts += [ref for point in example for ref in point.refs]
    blocks = worded(once(blocks), main, form, c)
    facts = list(dict.fromkeys(ref for ref in facts if ref)) if kind == "answer" else []
    kind = "social" if kind == "answer" and not facts else kind
    kept = {k: v for k, v in form.as_json().items() if k not in lacking} if kind == "answer" else {}
    if kept.get("shape") == "table" and not as_table:
        kept.pop("shape")
    if (
        form.length == "line"
        and not (marked or form.example)
        and not overall
        and len(blocks) > 1
        and all(p.topic != "source" and p.kind != "social" and not p.pending for p in pieces)
        and all(b.text and not b.items for b in blocks)
        and not any(p.verdict or p.kind == "decline" or p.query.has("each") for p in pieces)
    ):
        # One sentence was asked for, of all of it.
        blocks = [Block(text=run_on([str(b.text) for b in blocks], c))]
    return Answer(
        kind=kind,
        topic=main.topic,
        lang=c.lang,
        title=" · ".join(dict.fromkeys(upper_first(p.title) for p in pieces if p.kind == kind and p.title)),
        body=blocks,
        verdict=cast(Verdict, overall) if overall and kind == "answer" else None,
        facts=facts,
        sources=c.sources(facts),
        unanswered=list(dict.fromkeys(t for p in pieces if kind == "answer" for t in (p.declined if p.kind != "social" else []))),
        form=kept,
        table=table_of(pieces, form, as_table),
        image=image_of(main, form),
        suggestions=suggested(pieces, kind),
    )


__all__ = ["Reply", "compose"]
