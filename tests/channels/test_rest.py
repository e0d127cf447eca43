"""The guarded REST channel, over HTTP to a running bot."""

from __future__ import annotations

import json
import uuid
from collections import deque
from types import SimpleNamespace
from typing import Any, Deque, Dict, Iterator, List, Set, Tuple

import httpx
import pytest

from channels.notices import too_long, unavailable
from channels.rest import MAX_SENDER, holds
from channels.turn import MAX_CHARACTERS
from operation.servers import wait_until_answering
from tools.servers import START_SECONDS, Bot

ID, EN = "Apa kepanjangan KPO?", "What is the full form of KPO?"
JSON = {"Content-Type": "application/json"}


@pytest.fixture
def sender() -> str:
    """A conversation of its own for each test."""
    return f"rest-{uuid.uuid4().hex}"


@pytest.fixture
def post(bot: Bot) -> Iterator[Any]:
    """Posts a body to the channel."""
    with httpx.Client(base_url=bot.url, timeout=30) as client:

        def send(content: Any, **options: Any) -> httpx.Response:
            body = content if isinstance(content, (bytes, str)) else json.dumps(content)
            return client.post("/webhooks/rest/webhook", content=body, **{"headers": JSON, **options})

        yield send


BAD_BODIES = {
    "not JSON": b"{",
    "empty body": b"",
    "not UTF-8": b'{"sender": "x", "message": "\xff"}',
    "deep": b"[" * 20_000,
    "a list": [],
    "a text": '"halo"',
    "null": "null",
    "no sender": {"message": "halo"},
    "null sender": {"sender": None, "message": "halo"},
    "empty sender": {"sender": " ", "message": "halo"},
    "number as sender": {"sender": 7, "message": "halo"},
    "NUL in the sender": {"sender": "x\0", "message": "halo"},
    "long sender": {"sender": "x" * (MAX_SENDER + 1), "message": "halo"},
    "no message": {"sender": "x"},
    "null message": {"sender": "x", "message": None},
    "empty message": {"sender": "x", "message": " \n"},
    "number as message": {"sender": "x", "message": 7},
    "list as message": {"sender": "x", "message": ["halo"]},
    "object as message": {"sender": "x", "message": {"text": "halo"}},
    "lone surrogate": b'{"sender": "x", "message": "\\ud800"}',
    "list as metadata": {"sender": "x", "message": "halo", "metadata": []},
    "deep metadata": {"sender": "x", "message": "halo", "metadata": {"a": {"b": 1}}},
}


@pytest.mark.parametrize("fault", BAD_BODIES)
@pytest.mark.parametrize("query", ["", "?stream=true"])
def test_a_bad_body_is_refused_with_a_reason(bot: Bot, fault: str, query: str) -> None:
    content = BAD_BODIES[fault]
    body = content if isinstance(content, (bytes, str)) else json.dumps(content)
    response = httpx.post(f"{bot.url}/webhooks/rest/webhook{query}", content=body, headers=JSON, timeout=30)
    assert response.status_code == 400
    assert len(response.json()["error"]) > 10


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_what_a_page_of_elsewhere_may_send_unasked_is_refused(post: Any, sender: str, kind: str) -> None:
    refused = post({"sender": sender, "message": "halo"}, headers={"Content-Type": kind})
    assert refused.status_code == 415 and "application/json" in refused.json()["error"]


@pytest.mark.parametrize("path", ["/webhooks/rest/webhook", "/chat/session", "/"])
def test_the_server_on_this_machine_answers_to_no_name_of_others(bot: Bot, path: str) -> None:
    method, body = ("GET", {}) if path == "/" else ("POST", {"json": {"sender": "x", "message": "halo"}})
    rebound = httpx.request(method, f"{bot.url}{path}", headers={"Host": "evil.example"}, **body)
    assert rebound.status_code == 421 and "ALLOWED_HOSTS" in rebound.json()["error"]["message"]
    named = httpx.request(method, f"{bot.url}{path}", headers={"Host": f"localhost:{bot.port}"}, **body)
    assert named.status_code in (200, 201)


@pytest.mark.parametrize(
    ("sent", "held"), [("", False), ("Bearer wrong", False), ("Basic secret", False), ("Bearer ", False), ("bearer secret", True), ("Bearer secret", True)]
)
def test_a_key_is_held_or_not(sent: str, held: bool) -> None:
    assert holds(SimpleNamespace(headers={"authorization": sent} if sent else {}), "secret") is held


def test_a_huge_body_is_refused(post: Any, sender: str) -> None:
    assert post({"sender": sender, "message": "a" * 100_000}).status_code == 413


def test_the_channel_is_there_and_takes_posts_only(bot: Bot) -> None:
    assert httpx.get(f"{bot.url}/webhooks/rest/").json() == {"status": "ok"}
    assert httpx.get(f"{bot.url}/webhooks/rest/webhook").status_code == 405


@pytest.mark.parametrize("text, lang", [(ID, "id"), (EN, "en")])
def test_a_question_is_answered(bot: Bot, sender: str, text: str, lang: str) -> None:
    messages = bot.say(text, sender)
    assert all(message["recipient_id"] == sender for message in messages)
    answer = bot.answer(text, sender)
    assert (answer["kind"], answer["lang"], answer["facts"]) == ("answer", lang, ["kpo.full_form"])
    assert "Knowledge Process Outsourcing" in answer["text"]
    buttons = [button for message in messages for button in message.get("buttons", [])]
    assert [b["payload"] for b in buttons] == [s["message"] for s in answer["suggestions"]]


def test_a_stream_has_the_same_messages_and_ends(post: Any, sender: str) -> None:
    plain = post({"sender": sender, "message": EN}).json()
    streamed = post({"sender": sender, "message": EN}, params={"stream": "true"})
    assert [json.loads(line) for line in streamed.text.splitlines()] == plain


def test_long_texts_are_declined_kindly_in_their_language(bot: Bot, sender: str) -> None:
    for sentence, lang in (("apa bedanya BPO dan KPO ya ", "id"), ("please tell me what the difference is ", "en")):
        text = (sentence * 200)[: MAX_CHARACTERS + 1]
        answer = bot.answer(text, sender)
        assert (answer["kind"], answer["lang"], answer["text"]) == ("social", lang, too_long(lang).plain_text())
    assert bot.answer(("halo " * 500)[:MAX_CHARACTERS], sender)["topic"] != "too_long"


@pytest.mark.parametrize("payload", ["/ask_users", '/ask_users{"a": 1}', ' // /ask_users{"a": 1}', "/", "/nonsense{"])
def test_a_typed_payload_goes_through_the_nlu(bot: Bot, sender: str, payload: str) -> None:
    assert bot.answer(payload, sender)["topic"] not in ("users", "unavailable")


def test_commands_of_rasa_are_words_like_others(bot: Bot, sender: str) -> None:
    bot.answer(ID, sender)
    assert bot.answer("/session_start", sender)["kind"] != "answer"
    assert bot.answer("/restart", sender)["topic"] == "start_over"


@pytest.mark.parametrize(
    "text", ["?", "😀", "\u200b", "....", "12345", "<script>alert(1)</script>", "{slot}", "' OR 1=1 --", "\x07", "كيف حالك", "%s%n", "null"]
)
def test_no_reply_is_empty(bot: Bot, sender: str, text: str) -> None:
    answer = bot.answer(text, sender)
    assert answer["text"].strip() and answer["kind"] in ("clarify", "decline", "social") and not answer["facts"]


def test_a_language_asked_for_is_held(bot: Bot, sender: str) -> None:
    assert bot.answer(ID, sender)["lang"] == "id"
    switched = bot.answer("in English please", sender)
    assert (switched["lang"], switched["facts"]) == ("en", ["kpo.full_form"])
    assert bot.answer("jenis BPO apa saja?", sender)["lang"] == "en"


def test_without_its_action_server_the_bot_apologises_and_goes_on_later(bot: Bot, sender: str) -> None:
    other = f"{sender}-en"
    assert bot.answer(ID, sender)["kind"] == "answer"
    held = f"{sender}-held"
    bot.answer("please answer in English from now on", held)
    bot.stop_actions()
    try:
        for who, text, lang in ((sender, "kalau BPO?", "id"), (other, EN, "en"), (held, ID, "en")):
            answer = bot.answer(text, who)
            assert (answer["kind"], answer["lang"], answer["facts"]) == ("social", lang, [])
            assert answer["text"] == unavailable(lang).plain_text()
    finally:
        bot.start_actions()
        assert wait_until_answering(bot.url, START_SECONDS)
    assert bot.answer("kalau BPO?", sender)["facts"] == ["bpo.full_form"]
    assert bot.answer(EN, other)["facts"] == ["kpo.full_form"]
    assert bot.answer("apa itu BPO?", held)["lang"] == "en"


def test_whatever_the_bot_offers_it_understands(bot: Bot) -> None:
    """From the greeting on, every suggestion of every answer is sent, each in its conversation."""
    waiting: Deque[Tuple[str, Tuple[str, ...]]] = deque([("id", ("halo",)), ("en", ("hello",))])
    seen: Set[str] = set()
    faults: List[str] = []
    while waiting:
        lang, path = waiting.popleft()
        answer = _last_of(bot, path)
        asks_back = answer["kind"] == "clarify" and answer["topic"] == "choice" and len(path) == 2  # "which suits me?": it depends
        if (answer["kind"] in ("clarify", "decline") and not asks_back) or answer["lang"] != lang:
            faults.append(f"{' > '.join(path)}: {answer['kind']} in {answer['lang']}: {answer['text'][:80]}")
        for suggestion in answer["suggestions"]:
            if suggestion["message"] not in seen:
                seen.add(suggestion["message"])
                waiting.append((lang, (*path, suggestion["message"])))
    assert not faults, "\n".join(faults)
    assert len(seen) > 25


def _last_of(bot: Bot, path: Tuple[str, ...]) -> Dict[str, Any]:
    sender = f"walk-{uuid.uuid4().hex}"
    return [bot.answer(text, sender) for text in path][-1]
