"""Claims beside the question itself: what it takes for granted, whom it doubts, and what a yes or no would have been."""

from __future__ import annotations

from collections.abc import Sequence

from answers import judged, verdicts
from answers.composer import Composer
from answers.piece import Piece
from answers.topics import TOPICS
from dialogue import Exchange, Move, Plan, Query, opposite

# Topics whose question may rest on a property that is taken for granted: "since it is so simple, what does it cover?".
_MAY_REST_ON = ("services", "definition", "types", "users", "reasons", "relation", "full_form", "difference")


def put_premise_right(piece: Piece, query: Query, c: Composer) -> None:
    """What a question takes for granted and is not so is put right before its answer."""
    models = c.models(query)
    if piece.kind != "answer" or piece.verdict or query.topic not in _MAY_REST_ON or not query.values or not models:
        return
    if verdicts.of_values(query.with_(cues=query.cues | {"yn"}), models, c.store) == "no":
        refs = [ref for m in models for v in query.values if c.store.has_fact(ref := f"{m}.{v.rpartition('.')[2]}")]
        refs = list(dict.fromkeys(refs))
        # What the answer itself says is not said before it, too.
        stated = [c.store.fact(ref).text[c.lang] for ref in refs if ref not in piece.facts]
        piece.lead = [c.say("why.not_so"), *stated, *piece.lead]
        piece.facts = list(dict.fromkeys([*refs, *piece.facts]))


def sure_of_it(piece: Piece, c: Composer) -> None:
    """Who asks if that is sure, and claims the contrary, is told that it is: a "no" would read as one to the question."""
    if piece.kind == "answer" and piece.verdict == "no":
        piece.lead, piece.kept, piece.verdict = [c.say("lead.sure"), *piece.lead], "no", ""


def to_a_doubt(piece: Piece, c: Composer) -> None:
    """Who doubts a claim is told that the doubt is right, or that it is so: a "yes" would read as one to the doubt."""
    if piece.kind == "answer" and piece.verdict in ("yes", "no"):
        # "I don't think that it is" denies what is doubted.
        piece.verdict = opposite(piece.verdict) if piece.query.has("neg") else piece.verdict
        piece.lead, piece.kept, piece.verdict = [c.say(f"lead.doubted_{piece.verdict}"), *piece.lead], piece.verdict, ""


def told_of_whom(piece: Piece, said: Sequence[str], c: Composer) -> None:
    """The verdict of a claim beside others, said of whoever holds it; what is so is said once."""
    query, verdict = piece.query, piece.verdict
    mine = query.has("first_person") and not query.has("others")
    lead = c.say(f"lead.mine_{verdict}") if mine else c.say(f"lead.each_{verdict}", claim=query.words) if query.words else ""
    piece.lead, piece.kept, piece.verdict = [lead] if lead else piece.lead, verdict, ""
    if lead and set(piece.facts) <= set(said):
        piece.points, piece.line = [], lead


def latent(plan: Plan, c: Composer) -> str:
    """The verdict that the questions of a plan would have, had they been asked for yes or no; "" unless each would have one."""
    asked = [move.query for move in plan.moves if move.kind == "answer" and move.query.topic != "source"]
    if any(query.has("which") or query.topic not in TOPICS for query in asked):
        return ""
    return verdicts.joined([TOPICS[query.topic](query.with_(cues=query.cues | {"yn"}), c).verdict for query in asked])


def take_back(piece: Piece, last: Exchange, c: Composer) -> None:
    """A verdict that was given of more models than were meant is taken back where what was claimed gets another one of those alone."""
    now = piece.query
    for before, verdict in last.judged:
        fewer = 0 < len(now.models) < len(before.models) and set(now.models) <= set(before.models)
        same = bool(now.values) and (now.values, now.has("neg")) == (before.values, before.has("neg"))
        alike = before.has("same") or before.has("differ")
        if same and fewer and not alike and piece.verdict and opposite(verdict) == piece.verdict:
            piece.lead = [c.say("lead.taken_back", verdict=c.say(f"verdict.{verdict}").rstrip(".").lower()), *piece.lead]
            return


def lead_in(piece: Piece, move: Move, c: Composer) -> None:
    """What goes before an answer: where it stands, that it is kept to, or which half of a claim is right."""
    if not move.lead:
        return
    values: dict[str, str] = {}
    name = move.lead
    if piece.kind == "answer":
        values = {"sections": c.sections(piece.facts), "title": c.store.article.title[c.lang]}
        if move.kept:
            values["claim"] = move.query.words or judged.about(piece, c)
        if piece.halves and name.endswith("_partly"):
            name, values = "halves", {"right": c.join(piece.halves[0]), "wrong": c.join(piece.halves[1])}
        piece.key = move.key
    elif move.kind != "decline":
        return
    piece.lead = [c.say(f"lead.{name}", **values), *piece.lead]
