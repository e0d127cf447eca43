"""A conversation is handed over to people: signed, tried again, and known by its id."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Dict, Iterator

import pytest

from channels.handover import NotHandedOver, Webhook
from operation.transcript import Turn
from tests.web.desk import SECRET, Desk

SAID = Turn("turn-1", "Apa itu BPO?", timestamp=1.0)


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk()
    yield desk
    desk.stop()


async def test_a_handover_is_signed(desk: Desk) -> None:
    await Webhook(desk.url, SECRET).send("handover-1", "a@example.com", "", [SAID])
    (request,) = desk.received
    signed = request["headers"]["X-Assistant-Timestamp"].encode() + b"." + request["body"]
    assert request["headers"]["X-Assistant-Signature"] == "sha256=" + hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
    assert request["headers"]["Idempotency-Key"] == "handover-1"
    told = json.loads(request["body"])
    assert told["reach"] == "a@example.com" and told["turns"][0]["text"] == "Apa itu BPO?"


async def test_it_is_tried_again_under_the_same_id_but_not_where_it_is_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("channels.handover._PAUSES", (0.0, 0.0))
    desk.statuses = [500, 503]
    await Webhook(desk.url, SECRET).send("handover-2", "081234", "", [SAID])
    assert [request["headers"]["Idempotency-Key"] for request in desk.received] == ["handover-2"] * 3
    desk.received.clear()
    desk.statuses = [400]
    with pytest.raises(NotHandedOver):
        await Webhook(desk.url, SECRET).send("handover-3", "081234", "", [SAID])
    assert len(desk.received) == 1
    with pytest.raises(NotHandedOver):
        await Webhook("http://127.0.0.1:9/", SECRET).send("handover-4", "081234", "", [SAID])


@pytest.mark.parametrize("given", [{"HANDOVER_WEBHOOK": "ftp://x"}, {"HANDOVER_WEBHOOK": "https://x", "HANDOVER_SECRET": "short"}])
def test_a_webhook_that_cannot_be_used_is_said_at_the_start(given: Dict[str, str]) -> None:
    with pytest.raises(ValueError, match="HANDOVER_"):
        Webhook.from_environment(given)
    assert Webhook.from_environment({}) is None
