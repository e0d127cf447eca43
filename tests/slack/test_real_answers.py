"""What the bot says of each model and topic, drawn within Slack's limits, with its source."""

from __future__ import annotations

import pytest

from answers.answer import Answer
from channels.slack import render
from tests.slack import block_kit
from tests.unit.talk import STORE, Talk, ask

TOPICS = ("definition", "difference", "types", "services", "users", "reasons", "overview")


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("topic", TOPICS)
def test_it_fits(topic: str, lang: str) -> None:
    answer: Answer = Talk(lang).say(ask(topic, models=tuple(model.id for model in STORE.models)[:2]))
    for message in render.messages(answer, "turn:C1/1.1/U1", render.Beside(quote="?", share="x", person="x")):
        for blocks in (message.blocks, message.classic):
            shown = {"text": message.text, "blocks": [block.to_dict() for block in blocks], "unfurl_links": False}
            assert block_kit.faults(shown) == []
            sources = [b["elements"][0]["text"] for b in shown["blocks"] if b["type"] == "context" and "›" in str(b)]
            assert answer.kind != "answer" or sources, shown
