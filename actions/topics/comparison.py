"""Models side by side: as a whole, on an aspect, and whether a claim about one holds."""

from __future__ import annotations

from typing import List, Optional, Sequence, Tuple

from actions.answers import Block, Image, Table
from actions.claims import asks_whether, leaves_open, takes_for_granted
from actions.composer import Composer, Reply
from actions.questions import Question
from actions.topics.common import all_models, models_named, outside_only, what_do_you_mean
from facts import Aspect, Fact, Row

def compare(question: Question, c: Composer) -> Reply:
    """Compare models as a whole, or the types that are named."""
    if question.outside and len(question.models) + len(question.types) < 2:
        return Reply(c.decline(question.outside[0]), question)
    if question.types:
        return _compare_types(question, c)
    named = models_named(question, c)
    models = named if len(named) > 1 else all_models(c)
    rows = c.store.compare(models)
    gist = [row for row in rows if row.aspect.gist and all(row.facts)]
    blocks = [Block(text=c.contrast([fact for fact in row.facts if fact])) for row in gist]
    blocks.append(Block(text=c.say("difference.rows", count=len(rows))))
    names = c.names(models)
    is_whole_store = set(models) == set(all_models(c))
    return Reply(
        c.answer(
            "difference",
            c.say("title.difference", names=names),
            blocks,
            [fact.ref for row in rows for fact in row.facts if fact],
            [
                c.suggest("choice"),
                c.suggest("shorten"),
                *(c.suggest("services", name=c.name(m)) for m in models[:1]),
            ],
            _table(rows, models, c, in_full=("definition",)),
            Image(url=f"/infographic/{c.lang}.png", alt=c.say("image.difference", names=names))
            if is_whole_store
            else None,
        ),
        question.with_(models=models),
        tuple(("models", m) for m in models),
    )


def _table(rows: Sequence[Row], models: Sequence[str], c: Composer, in_full: Sequence[str] = ()) -> Table:
    """A row an aspect, a column a model; aspects `in_full` by their sentence, others by their gist."""

    def cell(aspect: Aspect, fact: Optional[Fact]) -> str:
        if fact is None:
            return c.say("difference.missing")
        return c.text(fact).rstrip(".") if aspect.id in in_full else c.brief(fact)

    return Table(
        columns=[c.say("difference.basis"), *(c.name(m) for m in models)],
        rows=[[row.aspect.label[c.lang], *(cell(row.aspect, fact) for fact in row.facts)] for row in rows],
    )


def _compare_types(question: Question, c: Composer) -> Reply:
    model = c.store.type(question.types[0])[0]
    chosen = [t for t in model.types.items if len(question.types) == 1 or t.id in question.types]
    return Reply(
        c.answer(
            "difference",
            c.say("title.difference", names=c.join([t.name[c.lang] for t in chosen])),
            [Block(items=[t.text[c.lang] for t in chosen])],
            [t.ref for t in chosen],
            c.suggest_for(model, "definition"),
        ),
        question.with_(models=(model.id,)),
        tuple(("types", t.id) for t in chosen),
    )


def describe_aspect(question: Question, c: Composer) -> Reply:
    """State an aspect of the models named, or of all; put a claim that does not hold right first."""
    if outside_only(question):
        return Reply(c.decline(question.outside[0]), question)
    aspects = _aspects(question, c)
    if not aspects:
        return compare(question, c) if len(question.models) > 1 else what_do_you_mean(question, c)
    models = _models_to_describe(question, c)
    rows = c.store.compare(models, aspects)
    if not rows:
        return _not_stated(question, aspects, models, c)
    blocks = c.verdict(_claim_holds(question, c))
    facts = [fact for row in rows for fact in row.facts if fact]
    blocks += [Block(text=c.contrast([fact for fact in row.facts if fact])) for row in rows]
    names = c.names(models)
    labels = c.join([c.aspect(c.store.aspect(aspect)) for aspect in aspects])
    return Reply(
        c.answer(
            "aspect",
            c.say("title.aspect", names=names, aspect=labels),
            blocks,
            [fact.ref for fact in facts],
            _next(aspects, models, c),
            # One row reads better as a sentence.
            _table(rows, models, c) if len(rows) > 1 and len(models) > 1 else None,
        ),
        question.with_(models=_talked_about(question, models, c), aspects=tuple(aspects), traits=()),
        tuple(("models", m) for m in models),
    )


def correct_the_premise(question: Question, c: Composer) -> Optional[Reply]:
    """What a question takes for granted of a model, put right; None if it holds, or nothing is taken for granted."""
    premise = question.with_(topic="aspect", aspects=(), traits=question.granted)
    return describe_aspect(premise, c) if _claim_holds(premise, c) is False else None


def _aspects(question: Question, c: Composer) -> List[str]:
    """The aspects named, and those of the traits named."""
    of_traits = [ref.split(".", 1)[1] for ref in question.traits]
    wanted = [*question.aspects, *(a for a in of_traits if c.store.has_aspect(a))]
    return list(dict.fromkeys(wanted))


def _models_to_describe(question: Question, c: Composer) -> Tuple[str, ...]:
    """Those named; the owners of a trait too, so that a claim about another is put right."""
    named = models_named(question, c)
    if named and question.traits:
        return tuple(dict.fromkeys((*named, *_owners(question))))
    return named or tuple(dict.fromkeys((*_owners(question), *all_models(c))))


def _owners(question: Question) -> Tuple[str, ...]:
    """The models that have the traits that are named."""
    return tuple(dict.fromkeys(ref.split(".", 1)[0] for ref in question.traits))


def _talked_about(question: Question, models: Tuple[str, ...], c: Composer) -> Tuple[str, ...]:
    """What is talked about from now on: the models that were named; of "which one is simple?" the one that is."""
    named = models_named(question, c)
    if len(named) == 1 or (named and not leaves_open(question.text)):
        return named
    return _owners(question) if question.traits else models


def _claim_holds(question: Question, c: Composer) -> Optional[bool]:
    """Whether the first model named has a trait that it is said or asked to have; None if none is claimed."""
    named = models_named(question, c)
    if not named or not question.traits or (question.described and not takes_for_granted(question.text)):
        return None
    if len(named) > 1 and leaves_open(question.text):
        return None
    if len(named) == len(question.traits) > 1:
        has = all(ref.startswith(f"{model}.") for model, ref in zip(named, question.traits))
    else:
        has = any(ref.startswith(f"{named[0]}.") for ref in question.traits)
    holds = has != bool(question.denied)
    if holds:
        return True if len(named) == 1 and asks_whether(question.text) else None
    return False if has is False or takes_for_granted(question.text) else None


def _not_stated(question: Question, aspects: Sequence[str], models: Sequence[str], c: Composer) -> Reply:
    labels = c.join([c.aspect(c.store.aspect(aspect)) for aspect in aspects])
    answer = c.reply_without_facts(
        "decline",
        "aspect",
        c.say("title.aspect", names=c.names(models), aspect=labels),
        c.say("decline.no_fact", aspect=labels, name=c.names(models)),
        c.suggest_for(c.store.subject(models[0])),
    )
    return Reply(answer, question)


def _next(aspects: Sequence[str], models: Sequence[str], c: Composer) -> list:
    everyone = c.names(all_models(c))
    if len(models) < len(all_models(c)):
        aspect = c.store.aspect(aspects[0])
        others = [m for m in all_models(c) if m not in models and aspect.id in c.store.model(m).facts]
        questions = [aspect.question(c.name(m), c.lang) for m in others[:1]]
        return [
            *(c.suggest("aspect", question=question) for question in questions if question),
            c.suggest("difference", names=everyone),
            c.suggest("choice"),
        ]
    return [c.suggest("elaborate"), c.suggest("difference", names=everyone), c.suggest("choice")]
