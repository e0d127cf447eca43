"""Yes and no: each property, claimed and denied of each model, in the ways in which people do so; right whichever model it is of."""

from __future__ import annotations

from typing import Dict, Iterator, List, Tuple

import pytest

from facts import FactStore
from tools.servers import Bot

STORE = FactStore.load()
NAMES = {model.id: model.name.en for model in STORE.models}

# A value -> how it is said of a model, in words of this test.
SAID: Dict[str, Dict[str, str]] = {
    "bpo.basis": {"id": "berdasarkan aturan", "en": "based on rules"},
    "kpo.basis": {"id": "berdasarkan pertimbangan", "en": "based on judgement"},
    "kpo.complexity": {"id": "rumit", "en": "complicated"},
    "bpo.complexity": {"id": "gampang", "en": "simple"},
    "bpo.driver": {"id": "didorong volume", "en": "driven by volume"},
    "kpo.driver": {"id": "didorong wawasan", "en": "driven by insight"},
    "kpo.coordination": {"id": "butuh koordinasi tinggi", "en": "heavy on coordination"},
    "bpo.focus": {"id": "fokus ke proses tingkat rendah", "en": "focused on low-level work"},
    "kpo.focus": {"id": "fokus ke proses tingkat tinggi", "en": "focused on high-level work"},
    "bpo.reliance": {"id": "mengandalkan arbitrase biaya", "en": "reliant on cost arbitrage"},
    "kpo.reliance": {"id": "mengandalkan arbitrase pengetahuan", "en": "reliant on knowledge arbitrage"},
}
CLAIMS = {
    "id": ("{name} itu {said} kan?", "bener gak {name} {said}?", "apakah {name} {said}?", "katanya {name} {said}, benar?"),
    "en": ("{name} is {said}, right?", "is {name} {said} or not?", "isn't {name} {said}?", "they say {name} is {said}. true?"),
}
DENIALS = {
    "id": ("{name} gak {said} kan?", "{name} tidak {said}, benar?", "berarti {name} nggak {said} ya?", "katanya {name} ga {said}, bener?"),
    "en": ("{name} isn't {said}, right?", "{name} is not {said}, correct?", "so {name} isn't {said}?", "they say {name} is not {said}. true?"),
}


def messages(lang: str) -> Iterator[Tuple[str, str]]:
    """Messages, each with the verdict that it must get."""
    for number, (value, said) in enumerate(SAID.items()):
        owner = value.partition(".")[0]
        for model, name in NAMES.items():
            for patterns, right in ((CLAIMS[lang], model == owner), (DENIALS[lang], model != owner)):
                # Every second pattern, another pair for the next value.
                for pattern in patterns[number % 2 :: 2]:
                    yield pattern.format(name=name, said=said[lang]), "yes" if right else "no"


@pytest.mark.parametrize("lang", ["id", "en"])
def test_no_claim_is_turned_round(bot: Bot, lang: str) -> None:
    asked = list(messages(lang))
    turned: List[str] = []
    silent: List[str] = []
    for number, (text, verdict) in enumerate(asked):
        given = bot.answer(text, f"polarity-{lang}-{number}").get("verdict")
        if given in ("yes", "no") and given != verdict:
            turned.append(text)
        elif given != verdict:
            silent.append(text)
    assert len(turned) <= 0.02 * len(asked), f"turned round, {len(turned)} of {len(asked)}: {turned}"
    assert len(silent) <= 0.06 * len(asked), f"without a verdict, {len(silent)} of {len(asked)}: {silent}"
