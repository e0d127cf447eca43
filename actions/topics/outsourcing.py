"""Who outsources, and why."""

from __future__ import annotations

from actions.answers import Block
from actions.claims import says_only
from actions.composer import Composer, Reply
from actions.questions import Question
from actions.topics.common import models_named, outside_only


def name_users(question: Question, c: Composer) -> Reply:
    """Say who uses outsourcing; the source says it of all models alike."""
    return _of_outsourcing("users", question, c)


def give_reasons(question: Question, c: Composer) -> Reply:
    """Say what the models named are used for, or why companies outsource at all."""
    if outside_only(question):
        return Reply(c.decline(question.outside[0]), question)
    models = [m for m in models_named(question, c) if "goal" in c.store.model(m).facts]
    if not models:
        return _of_outsourcing("reasons", question, c)
    facts = [c.store.model(m).facts["goal"] for m in models]
    return Reply(
        c.answer(
            "reasons",
            c.say("title.reasons", name=c.names(models)),
            [Block(text=c.text(fact)) for fact in facts],
            [fact.ref for fact in facts],
            c.suggest_for(c.store.subject(models[-1]), "reasons"),
        ),
        question.with_(models=tuple(models)),
    )


def _of_outsourcing(fact_name: str, question: Question, c: Composer) -> Reply:
    outsourcing = c.store.outsourcing
    fact = outsourcing.facts[fact_name]
    return Reply(
        c.answer(
            fact_name,
            c.say(f"title.{fact_name}", name=outsourcing.name[c.lang]),
            [*c.verdict(False if fact_name == "users" and says_only(question.text) else None), Block(text=c.text(fact))],
            [fact.ref],
            c.suggest_for(outsourcing, fact_name),
        ),
        question.with_(models=(outsourcing.id,)),
    )
