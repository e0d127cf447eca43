"""What a change of facts does to answers: the questions whose answers differ, before and after, in both languages.

It stands on top of dialogue and answers, of which the store itself knows nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from acts import Act
from answers.compose import compose
from answers.composer import Composer
from answers.wording import Wording
from dialogue import Memory, decide
from facts.schema import LANGUAGES
from facts.store import FactStore


class Difference(NamedTuple):
    """A question whose answer is another one now; None where the question is new or gone."""

    question: str
    lang: str
    before: str | None
    after: str | None


def differences(before: FactStore, after: FactStore) -> Iterator[Difference]:
    """Every question on what stands in either store that is answered differently."""
    asked = {**dict(_questions(before)), **dict(_questions(after))}
    wording = Wording.load()
    both = (before, after)
    for question, act in asked.items():
        for lang in LANGUAGES:
            old, new = (_answer(act, store, wording, lang) if _can_be_asked(act, store) else None for store in both)
            if old != new:
                yield Difference(question, lang, old, new)


def _answer(act: Act, store: FactStore, wording: Wording, lang: str) -> str:
    other = next(language for language in LANGUAGES if language != lang)
    plan = decide((act,), Memory(), store, False)
    return compose(plan, Memory(), Composer(store, wording, lang), Composer(store, wording, other)).answer.plain_text()


def _can_be_asked(act: Act, store: FactStore) -> bool:
    return (
        all(store.has_subject(name) for name in act.models)
        and all(store.has_type(name) for name in act.types)
        and all(store.classify(name) for name in act.services)
        and all(store.has_aspect(name) for name in act.aspects)
        and all(name in store.relations for name in act.relations)
    )


def _questions(store: FactStore) -> Iterator[tuple[str, Act]]:
    yield "difference of all models", Act("ask_difference")
    yield "users of outsourcing", Act("ask_users")
    yield "reasons for outsourcing", Act("ask_reasons")
    for subject in (*store.models, store.outsourcing):
        yield f"definition of {subject.id}", Act("ask_definition", models=(subject.id,))
        yield f"services of {subject.id}", Act("ask_services", models=(subject.id,))
        for service in store.services(subject.id):
            for name in (service.id, *(detail.id for detail in service.details)):
                yield f"what {name} is", Act("ask_definition", services=(name,))
                yield f"where {name} belongs", Act("ask_classification", services=(name,))
    for model in store.models:
        yield f"overview of {model.id}", Act("ask_overview", models=(model.id,))
        yield f"full form of {model.id}", Act("ask_full_form", models=(model.id,))
        yield f"types of {model.id}", Act("ask_types", models=(model.id,))
        for type_ in store.types(model.id):
            yield f"what {type_.id} is", Act("ask_definition", types=(type_.id,))
        for aspect in store.aspects:
            yield f"{aspect.id} of {model.id}", Act("ask_aspect", aspects=(aspect.id,), models=(model.id,))
    for name in store.relations:
        yield f"relation {name}", Act("ask_relation", relations=(name,))
