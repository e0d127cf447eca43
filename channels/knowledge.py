"""The facts for what a channel shows without asking the bot: first questions, the infographic."""

from __future__ import annotations

from typing import List

from answers.answer import Suggestion
from answers.composer import Composer
from answers.wording import Wording
from facts import FactStore
from facts.live import Live
from facts.store import facts_path

facts = Live(facts_path(), FactStore.load)
wording = Wording.load()


def first_questions(lang: str) -> List[Suggestion]:
    """What a person may ask to begin with."""
    return Composer(facts(), wording, lang).suggest_start()
