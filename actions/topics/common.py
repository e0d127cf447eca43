"""What several topics need."""

from __future__ import annotations

from typing import Optional, Tuple

from actions.claims import asks_whether, numbers_in, takes_for_granted
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


def number_holds(question: Question, count: int, c: Composer) -> Optional[bool]:
    """Whether a list has as many entries as the question takes it to have; None if it says no number."""
    numbers = numbers_in(question.text, c.say("numbers").split())
    if not numbers or not takes_for_granted(question.text):
        return None
    if count in numbers:
        return True if asks_whether(question.text) else None
    return False


def what_do_you_mean(question: Question, c: Composer) -> Reply:
    """Ask back, with questions to begin with."""
    answer = c.reply_without_facts(
        "clarify", question.topic, c.say("title.clarify"), c.say("clarify.what"), c.suggest_start()
    )
    return Reply(answer, question)
