"""Which model suits a need, and why."""

from __future__ import annotations

from typing import Dict, List, Sequence

from actions.answers import Block
from actions.composer import Composer, Reply
from actions.questions import Question
from actions.topics.common import all_models

ASPECTS_OF_CHOICE = ("reliance", "driver", "basis", "requirement")


def choose(question: Question, c: Composer) -> Reply:
    """Recommend the model whose traits are needed; without a need, say what speaks for each."""
    wanted = [ref for ref in question.traits if ref not in question.denied]
    by_model: Dict[str, List[str]] = {}
    for ref in wanted or _opposites(question.denied, c):
        by_model.setdefault(ref.split(".", 1)[0], []).append(ref)
    if by_model:
        return _recommend(question, by_model, c)
    return _open(question, c)


def _opposites(denied: Sequence[str], c: Composer) -> List[str]:
    """What who does not want some properties wants: the same aspects of the one other model; none where there are several."""
    rows = c.store.compare(all_models(c), [ref.split(".", 1)[1] for ref in denied])
    facts = [fact.ref for row in rows for fact in row.facts if fact and fact.ref not in denied]
    return facts if len({ref.split(".", 1)[0] for ref in facts}) == 1 else []


def _recommend(question: Question, by_model: Dict[str, List[str]], c: Composer) -> Reply:
    blocks, facts = [], []
    for number, (model, refs) in enumerate(by_model.items()):
        reason = " ".join(c.text(c.store.fact(ref)) for ref in refs)
        key = "choice.fits" if number == 0 else "choice.also"
        blocks.append(Block(text=c.say(key, name=c.name(model), reason=reason)))
        facts += refs
    models = tuple(by_model)
    return Reply(
        c.answer(
            "choice",
            c.say("title.choice"),
            blocks,
            facts,
            [
                *(c.suggest("definition", name=c.name(m)) for m in models),
                c.suggest("difference", names=c.names(all_models(c))),
            ],
        ),
        question.with_(models=models),
    )


def _open(question: Question, c: Composer) -> Reply:
    """No need was named: the source says only that needs decide."""
    rows = [row for row in c.store.compare(all_models(c)) if row.aspect.gist and all(row.facts)]
    general = [f for f in c.store.relations.values() if f.ref.endswith(".choice")]
    lead = " ".join([c.say("choice.open"), *(c.text(fact) for fact in general)])
    facts = [*(f.ref for f in general), *(f.ref for row in rows for f in row.facts)]
    needs = [
        c.suggest("need", value=c.brief(fact).lower())
        for aspect in ASPECTS_OF_CHOICE
        for fact in c.store.compare(all_models(c), [aspect])[0].facts
        if fact
    ]
    return Reply(
        c.answer(
            "choice",
            c.say("title.choice"),
            [
                Block(text=lead),
                *(Block(text=c.contrast([f for f in row.facts if f])) for row in rows),
                Block(text=c.say("choice.ask")),
            ],
            facts,
            needs,
        ),
        question.with_(models=all_models(c)),
    )
