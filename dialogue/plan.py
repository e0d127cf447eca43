"""What is to be said: moves in their order, each a question to answer or a thing to say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from acts import Form
from dialogue.query import Query

# How many questions of one message are answered; more are too long a reply to read.
MOST_QUESTIONS = 5


@dataclass(frozen=True)
class Move:
    """One thing to say.

    Attributes:
        kind: "answer" (a question to answer from the store), "decline", "social" or "clarify".
        query: the question that it answers or leaves open.
        key: which wording a decline, social or clarify move takes (`data/wording`).
        values: what is put into that wording.
        lead: wording that comes before an answer: what is taken back, or granted.
        verdict: the verdict that was given before and is given again; "" for an answer without one; None: as the query has it.
        kept: the verdict that was given before and is not given again, but told of.
        retold: whether it says the last answer again to someone who objects, so that its words have to be others.
        choices: for a clarify: the questions that are offered, as queries.
        pending: for a clarify: what the bot has asked ("need", "which"), so that a short answer is understood.
    """

    kind: str
    query: Query = Query("")
    key: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    lead: str = ""
    verdict: str | None = None
    kept: str = ""
    retold: bool = False
    choices: tuple[Query, ...] = ()
    pending: str = ""


@dataclass(frozen=True)
class Plan:
    """A whole reply.

    Attributes:
        moves: what is said, in its order.
        form: the form that it is to have. form_held: the form that holds from now on.
        told: what the person has told of needs and jobs, as in `Memory.told`.
        again: whether the same words may be said again, as they were asked for.
        edits: whether nothing but another form of the last answer is wanted.
        reshapes: whether another form of the last answer is wanted.
        forget: whether the conversation begins anew.
        objects: whether it is said to an objection, or to one who takes the last verdict up.
        puzzled: whether it is said to one who did not understand.
    """

    moves: tuple[Move, ...]
    form: Form = Form()
    form_held: Form = Form()
    told: tuple[str, ...] = ()
    again: bool = False
    edits: bool = False
    reshapes: bool = False
    forget: bool = False
    objects: bool = False
    puzzled: bool = False
