"""How the models stand to one another: the conclusion of the source."""

from __future__ import annotations

from typing import Optional

from actions.answers import Block
from actions.claims import asks_whether, says_of_what
from actions.composer import Composer, Reply
from actions.questions import Question
from actions.topics.common import all_models
from facts import Fact


def relate(question: Question, c: Composer) -> Reply:
    """State the relation that is named, or the whole conclusion."""
    named = [c.store.relations[name] for name in question.relations]
    facts = named or list(c.store.relations.values())
    models = list(dict.fromkeys(m for fact in facts for m in fact.models))
    texts = [c.text(fact) for fact in facts]
    blocks = c.verdict(_direction_holds(question, named[0], c) if len(named) == 1 else None)
    blocks += [Block(text=texts[0])] if len(texts) == 1 else [Block(text=c.say("relation.all"), items=texts)]
    return Reply(
        c.answer(
            "relation",
            c.say("title.relation", names=c.names(models)),
            blocks,
            [fact.ref for fact in facts],
            [
                c.suggest("difference", names=c.names(all_models(c))),
                c.suggest("choice"),
                c.suggest("reasons", name=c.name(c.store.outsourcing.id)),
            ],
        ),
        question.with_(models=tuple(models)),
    )


def _direction_holds(question: Question, fact: Fact, c: Composer) -> Optional[bool]:
    """Whether "x is an extension of y" names the two the right way round; None where it says neither."""
    if not fact.comes_from or len(question.models) != 2:
        return None
    origin = question.models[-1]
    if not says_of_what(question.text, c.name(origin)):
        return None
    if origin != fact.comes_from:
        return False
    return True if asks_whether(question.text) else None
