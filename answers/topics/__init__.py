"""One module a topic: a question in, a Piece out."""

from __future__ import annotations

from collections.abc import Callable

from answers.composer import Composer
from answers.piece import Piece
from answers.topics.aspect import describe
from answers.topics.choice import choose
from answers.topics.classification import classify
from answers.topics.definition import define, spell_out
from answers.topics.difference import compare
from answers.topics.outsourcing import give_reasons, name_users
from answers.topics.overview import sum_up
from answers.topics.relation import relate
from answers.topics.services import list_services
from answers.topics.source import tell_source
from answers.topics.term import explain
from answers.topics.types import list_types
from answers.topics.why import tell_why
from dialogue import Query

TOPICS: dict[str, Callable[[Query, Composer], Piece]] = {
    "definition": define,
    "full_form": spell_out,
    "difference": compare,
    "aspect": describe,
    "types": list_types,
    "services": list_services,
    "classification": classify,
    "choice": choose,
    "users": name_users,
    "reasons": give_reasons,
    "relation": relate,
    "source": tell_source,
    "term": explain,
    "why": tell_why,
    "overview": sum_up,
}

__all__ = ["TOPICS"]
