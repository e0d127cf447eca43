"""What a message costs that is refused."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, Dict, Optional
from uuid import uuid4

import pytest

from channels import limits
from channels.notices import too_fast, too_long
from channels.turn import MAX_CHARACTERS, take_turn

ID, EN = "apa bedanya BPO dan KPO ya ", "please tell me what the difference is "


class UnreadAgent:
    """An agent that has held a conversation before, and whose NLU may not be asked."""

    def __init__(self, **slots: str) -> None:
        tracker = SimpleNamespace(get_slot=slots.get)

        async def retrieve(sender_id: str) -> Any:
            return tracker

        self.tracker_store = SimpleNamespace(retrieve=retrieve)

    async def parse_message(self, text: str) -> Dict[str, Any]:
        raise AssertionError("the NLU was asked")


async def unread(message: Any) -> None:
    raise AssertionError("the turn was taken")


async def refused(text: str, metadata: Optional[Dict[str, Any]] = None, **slots: str) -> Any:
    return (await take_turn(UnreadAgent(**slots), unread, uuid4().hex, text, "rest", metadata)).answer


@pytest.fixture
def too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(key: str) -> bool:
        return False

    monkeypatch.setattr(limits.messages, "allows", never)


@pytest.mark.parametrize("sentence, lang", [(ID, "id"), (EN, "en")])
async def test_too_long_a_message_is_refused_unread_in_its_language(sentence: str, lang: str, caplog: Any) -> None:
    answer = await refused((sentence * 200)[: MAX_CHARACTERS + 1])
    assert answer == too_long(lang)
    assert "language unknown" not in caplog.text, "the NLU was asked"


@pytest.mark.parametrize("sentence, lang", [(ID, "id"), (EN, "en"), ("—…" * 1000, "id")])
async def test_one_message_too_many_is_refused_unread_in_its_language(
    too_many: None, sentence: str, lang: str, caplog: Any
) -> None:
    assert await refused(sentence) == too_fast(lang)
    assert "language unknown" not in caplog.text, "the NLU was asked"


async def test_a_refusal_keeps_to_the_language_asked_for_or_else_the_last_one_or_the_medium_s(too_many: None) -> None:
    assert await refused(ID, language_choice="en", language="id") == too_fast("en")
    assert await refused("KPO?", language="en") == too_fast("en")
    assert await refused("KPO?", {"language": "en"}) == too_fast("en")
    assert await refused("KPO?") == too_fast("id")
