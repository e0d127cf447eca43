"""What several topics need."""

from __future__ import annotations

from typing import Tuple

from actions.composer import Composer, Reply
from actions.questions import Question


def all_models(c: Composer) -> Tuple[str, ...]:
    """The ids of all models, in the order of the store."""
    return tuple(model.id for model in c.store.models)


def models_named(question: Question, c: Composer) -> Tuple[str, ...]:
    """The models named, without outsourcing itself."""
    return tuple(m for m in question.models if c.store.has_model(m))


def outside_only(question: Question) -> bool:
    """Whether the question is about something unknown and nothing known."""
    return bool(question.outside) and not question.names_something


def what_do_you_mean(question: Question, c: Composer) -> Reply:
    """Ask back, with questions to begin with."""
    answer = c.reply_without_facts(
        "clarify", question.topic, c.say("title.clarify"), c.say("clarify.what"), c.suggest_start()
    )
    return Reply(answer, question)
