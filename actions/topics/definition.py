"""What a model, a type, a service or outsourcing is; full forms; types."""

from __future__ import annotations

import re
from typing import Optional

from rapidfuzz import fuzz

from actions.answers import Block
from actions.claims import asks_whether, expansion_in
from actions.composer import Composer, Reply
from actions.questions import Question
from actions.topics.common import all_models, number_holds, outside_only, what_do_you_mean
from facts import Fact


def define(question: Question, c: Composer) -> Reply:
    """Define everything that is named; a type outranks the model that it belongs to."""
    if question.types:
        return _define_types(question, c)
    if outside_only(question):
        return Reply(c.decline(question.outside[0]), question)
    if not question.models:
        return what_do_you_mean(question, c)
    facts = [c.store.subject(m).facts["definition"] for m in question.models]
    return Reply(
        c.answer(
            "definition",
            c.say("title.definition", name=c.names(question.models)),
            [*(Block(text=c.text(fact)) for fact in facts), *c.lacking(question.outside)],
            [fact.ref for fact in facts],
            c.suggest_for(c.store.subject(question.models[-1]), "definition"),
        ),
        question,
    )


def _define_types(question: Question, c: Composer) -> Reply:
    found = [c.store.type(type_id) for type_id in question.types]
    blocks = [Block(text=type_.text[c.lang]) for _, type_ in found]
    model = found[0][0]
    others = [t for t in model.types.items if t.id not in question.types]
    return Reply(
        c.answer(
            "definition",
            c.join([type_.name[c.lang] for _, type_ in found]),
            blocks,
            [type_.ref for _, type_ in found],
            [
                *(c.suggest("type", name=t.name[c.lang]) for t in others[:2]),
                c.suggest("types", name=model.name[c.lang]),
            ],
        ),
        question.with_(models=(model.id,)),
    )


def spell_out(question: Question, c: Composer) -> Reply:
    """Give the full form of the models named, or of all."""
    if outside_only(question):
        return Reply(c.decline(question.outside[0]), question)
    models = tuple(m for m in question.models if c.store.has_model(m)) or all_models(c)
    facts = [c.store.model(m).facts["full_form"] for m in models]
    holds = _full_form_holds(models[0], question, facts[0], c) if len(models) == 1 else None
    return Reply(
        c.answer(
            "full_form",
            c.say("title.full_form", names=c.names(models)),
            [
                *c.verdict(holds),
                *(Block(text=c.text(fact)) for fact in facts),
                *c.lacking(question.outside if question.models and holds is None else ()),
            ],
            [fact.ref for fact in facts],
            [
                *(c.suggest("definition", name=c.name(m)) for m in models),
                c.suggest("difference", names=c.names(all_models(c))),
            ],
        ),
        question.with_(models=models),
    )


def spells_out(question: Question, c: Composer) -> bool:
    """Whether a question says what the one model that it is about stands for: "XYZ is Xylophones, Yachts and Zebras, right?"."""
    named = [model for model in question.models if c.store.has_model(model)]
    if len(named) != 1 or not asks_whether(question.text):
        return False
    # "Could you define Xylophones, Yachts and Zebras?" only calls it by its full name.
    name = c.name(named[0])
    is_named = re.search(rf"\b{re.escape(name)}\b", question.text, re.IGNORECASE)
    return bool(is_named and expansion_in(question.text, name))


def _full_form_holds(model: str, question: Question, fact: Fact, c: Composer) -> Optional[bool]:
    """Whether the words that the model is said to stand for are the right ones; None if none are said."""
    claimed = expansion_in(question.text, c.name(model))
    if not claimed:
        return None
    names = [c.brief(fact), *c.store.model(model).synonyms.all()]
    # People misspell even what is right.
    if any(fuzz.ratio(claimed.lower(), name.lower()) > 85 for name in names):
        return True if asks_whether(question.text) else None
    return False


def list_types(question: Question, c: Composer) -> Reply:
    """List the types of a model; of all models that have types where none is named."""
    if outside_only(question):
        return Reply(c.decline(question.outside[0]), question)
    named = tuple(m for m in question.models if c.store.has_model(m))
    models = tuple(m for m in named or all_models(c) if c.store.types(m))
    if not models:
        with_types = [m for m in all_models(c) if c.store.types(m)]
        answer = c.reply_without_facts(
            "decline",
            "types",
            c.say("title.types", name=c.names(named)),
            c.say("decline.no_types", name=c.names(named)),
            [
                *(c.suggest("types", name=c.name(m)) for m in with_types),
                *(c.suggest("services", name=c.name(m)) for m in named),
            ],
        )
        return Reply(answer, question)
    blocks, facts, listed = [], [], []
    for model_id in models:
        types = c.store.model(model_id).types
        blocks += c.verdict(number_holds(question, len(types.items), c) if len(models) == 1 else None)
        blocks.append(
            Block(
                text=types.text[c.lang].format(count=c.number(len(types.items))),
                items=[t.text[c.lang] for t in types.items],
                ordered=True,
            )
        )
        facts += [f"{model_id}.types", *(t.ref for t in types.items)]
        listed += [("types", t.id) for t in types.items]
    return Reply(
        c.answer(
            "types",
            c.say("title.types", name=c.names(models)),
            blocks,
            facts,
            [c.suggest("type", name=c.store.type(i)[1].name[c.lang]) for _, i in listed],
        ),
        question.with_(models=models),
        tuple(listed),
    )
