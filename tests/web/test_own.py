"""What people may do with their own conversation on the web: take it with them, delete it, end the session."""

from __future__ import annotations

import json
from typing import Dict

import httpx
import pytest

from operation.audit import digests
from tools.servers import Bot

QUESTION = {"id": "message-1", "text": "Apa itu BPO?", "language": "id"}


@pytest.fixture
def holder(client: httpx.Client) -> Dict[str, str]:
    """The headers of a person with a session, who has asked something and voted."""
    headers = {"Authorization": f"Bearer {client.post('/chat/session').json()['token']}"}
    client.post("/chat/messages", json=QUESTION, headers=headers)
    client.post("/chat/feedback", json={"turn": "message-1", "vote": "up"}, headers=headers)
    return headers


def acts(bot: Bot) -> list:
    return [json.loads(line) for line in (bot.folder / "audit.log").read_text().splitlines()]


def test_a_person_takes_all_that_is_kept(bot: Bot, client: httpx.Client, holder: Dict[str, str]) -> None:
    assert client.get("/chat/conversation").status_code == 401
    reply = client.get("/chat/conversation", headers=holder)
    assert reply.headers["content-disposition"] == 'attachment; filename="conversation.json"'
    events = reply.json()
    assert [event["text"] for event in events if event["event"] == "user"] == ["Apa itu BPO?"]
    assert any((event.get("data") or {}).get("feedback") == {"turn": "message-1", "vote": "up"} for event in events)
    assert acts(bot)[-1]["act"] == "export" and acts(bot)[-1]["who"] == "the person"
    assert client.delete("/chat/conversation", headers=holder).status_code == 204
    assert client.get("/chat/conversation", headers=holder).json() == []
    assert acts(bot)[-2]["act"] == "forget" and acts(bot)[-2]["conversations"] == acts(bot)[-1]["conversations"]


def test_a_session_that_was_ended_opens_nothing(bot: Bot, client: httpx.Client, holder: Dict[str, str]) -> None:
    other = {"Authorization": f"Bearer {client.post('/chat/session').json()['token']}"}
    assert client.delete("/chat/session", headers=holder).status_code == 204
    for reply in (
        client.post("/chat/messages", json=QUESTION, headers=holder),
        client.post("/chat/feedback", json={"turn": "message-1", "vote": "down"}, headers=holder),
        *(client.request(method, "/chat/conversation", headers=holder) for method in ("GET", "DELETE")),
        client.get("/chat/history", headers=holder),
        client.delete("/chat/session", headers=holder),
    ):
        assert reply.status_code == 401 and reply.json()["error"]["code"] == "session"
    assert client.get("/chat/history", headers=other).status_code == 200
    assert acts(bot)[-1]["act"] == "revoke" and acts(bot)[-1]["conversations"] != digests([""])


def test_one_token_is_not_used_without_end(client: httpx.Client, holder: Dict[str, str]) -> None:
    statuses = [client.get("/chat/history", headers=holder).status_code for _ in range(400)]
    assert statuses[0] == 200 and statuses[-1] == 429
    other = {"Authorization": f"Bearer {client.post('/chat/session').json()['token']}"}
    assert client.get("/chat/history", headers=other).status_code == 200
