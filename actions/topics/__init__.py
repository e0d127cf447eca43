"""One module a topic: a question in, a reply out.

`TOPICS` maps a topic to the function that answers it; the topic of an intent is its name
without "ask_".
"""

from typing import Callable, Dict

from actions.composer import Composer, Reply
from actions.questions import Question
from actions.topics.choice import choose
from actions.topics.comparison import compare, describe_aspect
from actions.topics.definition import define, list_types, spell_out
from actions.topics.outsourcing import give_reasons, name_users
from actions.topics.relation import relate
from actions.topics.services import classify, list_services

TOPICS: Dict[str, Callable[[Question, Composer], Reply]] = {
    "definition": define,
    "full_form": spell_out,
    "difference": compare,
    "aspect": describe_aspect,
    "types": list_types,
    "services": list_services,
    "classification": classify,
    "choice": choose,
    "users": name_users,
    "reasons": give_reasons,
    "relation": relate,
}

__all__ = ["TOPICS"]
