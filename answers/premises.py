"""Claims beside the question itself: what it takes for granted, whom it doubts, and what a yes or no would have been."""

from __future__ import annotations

from answers import verdicts
from answers.composer import Composer
from answers.piece import Piece
from answers.topics import TOPICS
from dialogue import Exchange, Plan, Query

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


# A claim of these kinds of things is judged; where the source does not decide it, that is said.
_CLAIMED = {"aspect": "values", "relation": "relations", "classification": "services", "types": "types"}


def say_if_undecided(piece: Piece, query: Query, c: Composer) -> None:
    """Who claims something, or asks whether it is so, is told where the source gives neither a yes nor a no."""
    claimed = getattr(query, _CLAIMED.get(query.topic, ""), ())
    # What is told of several jointly is told as the article's own words.
    joint = any(c.store.relations[r].jointly for r in query.relations if r in c.store.relations)
    undecided = piece.kind == "answer" and not (piece.verdict or piece.lead or piece.declined or joint)
    if undecided and claimed and verdicts.asked(query) and not query.has("why"):
        piece.lead = [c.say("lead.undecided")]


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
        if same and fewer and not alike and piece.verdict and verdicts.opposite(verdict) == piece.verdict:
            piece.lead = [c.say("lead.taken_back", verdict=c.say(f"verdict.{verdict}").rstrip(".").lower()), *piece.lead]
            return
