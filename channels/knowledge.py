"""The facts for what a channel shows without asking the bot: first questions, the infographic."""

from __future__ import annotations

from typing import Any, Dict, List

from answers.answer import Suggestion
from answers.composer import Composer
from answers.wording import Wording
from facts import FactStore, Model
from facts.live import Live
from facts.store import facts_path
from operation.settings import KEEP_DAYS

facts = Live(facts_path(), FactStore.load)
wording = Wording.load()


def first_questions(lang: str) -> List[Suggestion]:
    """What a newcomer may ask to begin with: how the models differ, where a job belongs, which one suits, and why."""
    c = Composer(facts(), wording, lang)
    services = [service for model in c.store.models for service in c.store.services(model.id)]
    job = next((detail.name for service in services for detail in service.details), services[0].name)[lang]
    return [
        c.suggest("difference", names=c.names(c.everyone)),
        c.suggest("place", service=job, names=c.either(c.everyone)),
        c.suggest("choice"),
        c.suggest("reasons", name=c.name(c.store.outsourcing.id)),
    ]


def first_screen(lang: str) -> Dict[str, Any]:
    """What a person sees before anything was said.

    `suggestions` to ask; `models` with what each stands for, a sentence and the address of the fact; the `article` that all comes from;
    what is kept of the conversation, as `privacy`.
    """
    store = facts()
    kept = f"{KEEP_DAYS:g}" if KEEP_DAYS else ""
    return {
        "suggestions": [question.dict() for question in first_questions(lang)],
        "models": [_introduced(model, lang) for model in store.models],
        "article": store.article.title[lang],
        "privacy": wording("social.kept" if kept else "social.kept_always", lang, days=kept),
    }


def _introduced(model: Model, lang: str) -> Dict[str, str]:
    definition = model.facts["definition"]
    return {
        "name": model.name[lang],
        "full": model.facts["full_form"].brief(lang),
        "text": definition.simple(lang),
        "url": f"/facts/{lang}#{definition.ref}",
    }
