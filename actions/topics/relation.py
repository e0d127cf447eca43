"""How the models stand to one another: the conclusion of the source."""

from __future__ import annotations

from actions.answers import Block
from actions.composer import Composer, Reply
from actions.questions import Question
from actions.topics.common import all_models


def relate(question: Question, c: Composer) -> Reply:
    """State the relation that is named, or the whole conclusion."""
    named = [c.store.relations[name] for name in question.relations]
    facts = named or list(c.store.relations.values())
    models = list(dict.fromkeys(m for fact in facts for m in fact.models))
    texts = [c.text(fact) for fact in facts]
    blocks = [Block(text=texts[0])] if len(texts) == 1 else [Block(text=c.say("relation.all"), items=texts)]
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
