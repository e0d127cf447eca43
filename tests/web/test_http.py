"""The web channel's HTTP against a real server: sessions, repeats, votes, bad input, embedding."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Dict

import httpx
import jwt
import pytest

from operation.servers import ROOT
from tools.servers import Bot

QUESTION = {"id": "message-1", "text": "Apa itu BPO?", "language": "id"}


@pytest.fixture
def holder(client: httpx.Client) -> Dict[str, str]:
    """The headers of a person with a session."""
    return {"Authorization": f"Bearer {client.post('/chat/session').json()['token']}"}


def texts(client: httpx.Client, holder: Dict[str, str]) -> list:
    return [turn["text"] for turn in client.get("/chat/history", headers=holder).json()["turns"]]


def test_the_page_stands_at_the_root_address(client: httpx.Client) -> None:
    """Fails if Rasa's own "/" should ever come first again."""
    page = client.get("/")
    assert page.status_code == 200
    assert "<outsourcing-assistant" in page.text
    policy = page.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert client.head("/").status_code == 200


def test_files_come_compressed_and_are_not_sent_twice(client: httpx.Client) -> None:
    script = client.get("/chat/widget.js", headers={"Accept-Encoding": "gzip"})
    assert script.headers["content-type"].startswith("text/javascript")
    assert script.headers["content-encoding"] == "gzip"
    smaller = client.get("/chat/chat.js", headers={"Accept-Encoding": "gzip, br"})
    assert smaller.headers["content-encoding"] == "br"
    assert "content-encoding" not in client.get("/chat/chat.js", headers={"Accept-Encoding": "gzip;q=0, br;q=0"}).headers
    again = client.get("/chat/widget.js", headers={"If-None-Match": script.headers["etag"]})
    assert again.status_code == 304


def test_a_question_is_answered_and_kept(client: httpx.Client, holder: Dict[str, str]) -> None:
    reply = client.post("/chat/messages", json=QUESTION, headers=holder)
    assert reply.status_code == 200
    answer = reply.json()["answer"]
    assert answer["kind"] == "answer"
    assert answer["lang"] == "id"
    turn = {"id": "message-1", "text": "Apa itu BPO?", "answer": answer, "vote": None}
    history = client.get("/chat/history", headers=holder).json()
    assert abs(time.time() - history["turns"][0].pop("time")) < 60
    assert history == {"turns": [turn], "earlier": False}


def test_a_history_is_read_by_pages(client: httpx.Client, holder: Dict[str, str]) -> None:
    for number in range(3):
        client.post("/chat/messages", json={**QUESTION, "id": f"message-{number}"}, headers=holder)
    page = client.get("/chat/history", params={"before": "message-2"}, headers=holder).json()
    assert [turn["id"] for turn in page["turns"]] == ["message-0", "message-1"] and page["earlier"] is False
    assert client.get("/chat/history", params={"before": "message-0"}, headers=holder).json()["turns"] == []


def test_a_person_deletes_the_conversation_and_no_other(client: httpx.Client, holder: Dict[str, str]) -> None:
    other = {"Authorization": f"Bearer {client.post('/chat/session').json()['token']}"}
    for of in (holder, other):
        client.post("/chat/messages", json=QUESTION, headers=of)
    assert client.delete("/chat/conversation").status_code == 401
    assert client.delete("/chat/conversation", headers=holder).status_code == 204
    assert texts(client, holder) == [] and texts(client, other) == ["Apa itu BPO?"]
    # The session goes on, with nothing before it.
    assert client.post("/chat/messages", json={**QUESTION, "text": "contohnya?"}, headers=holder).status_code == 200
    assert texts(client, holder) == ["contohnya?"]


def test_a_repeat_gets_the_same_reply_and_is_one_turn(client: httpx.Client, holder: Dict[str, str]) -> None:
    first = client.post("/chat/messages", json=QUESTION, headers=holder).json()
    assert client.post("/chat/messages", json=QUESTION, headers=holder).json() == first
    assert texts(client, holder) == ["Apa itu BPO?"]


def test_repeats_at_the_same_time_are_one_turn(client: httpx.Client, holder: Dict[str, str]) -> None:
    with ThreadPoolExecutor(5) as pool:
        replies = list(pool.map(lambda _: client.post("/chat/messages", json=QUESTION, headers=holder).json(), range(5)))
    assert all(reply == replies[0] for reply in replies)
    assert texts(client, holder) == ["Apa itu BPO?"]


def test_history_and_replies_outlive_a_restart(bot: Bot, client: httpx.Client, holder: Dict[str, str]) -> None:
    first = client.post("/chat/messages", json=QUESTION, headers=holder).json()
    bot.stop_rasa()
    bot.start_rasa()
    assert texts(client, holder) == ["Apa itu BPO?"]
    assert client.post("/chat/messages", json=QUESTION, headers=holder).json() == first


def test_a_vote_is_kept_with_its_answer(client: httpx.Client, holder: Dict[str, str]) -> None:
    client.post("/chat/messages", json=QUESTION, headers=holder)

    def vote(value: Any) -> Any:
        assert client.post("/chat/feedback", json={"turn": "message-1", "vote": value}, headers=holder).status_code == 204
        return client.get("/chat/history", headers=holder).json()["turns"][0]["vote"]

    assert vote("down") == "down"
    assert vote("up") == "up"
    assert vote(None) is None
    unknown = client.post("/chat/feedback", json={"turn": "message-9", "vote": "up"}, headers=holder)
    assert unknown.status_code == 404


def test_the_disliked_answers_are_listed(bot: Bot, client: httpx.Client, holder: Dict[str, str]) -> None:
    client.post("/chat/messages", json=QUESTION, headers=holder)
    why = {"reason": "other", "words": " Contohnya kurang. "}
    client.post("/chat/feedback", json={"turn": "message-1", "vote": "down", **why}, headers=holder)
    command = [sys.executable, "-m", "channels.feedback", "--endpoints", str(bot.folder / "endpoints.yml")]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    first = json.loads(listed.stdout.splitlines()[0])
    assert first["question"] == "Apa itu BPO?"
    assert first["topic"] == "definition"
    assert (first["reason"], first["words"]) == ("other", "Contohnya kurang.")
    assert first["answer"]


def test_a_vote_does_not_disturb_the_conversation(client: httpx.Client, holder: Dict[str, str]) -> None:
    client.post("/chat/messages", json=QUESTION, headers=holder)
    client.post("/chat/feedback", json={"turn": "message-1", "vote": "down"}, headers=holder)
    following = {"id": "message-2", "text": "Apa itu KPO?"}
    reply = client.post("/chat/messages", json=following, headers=holder).json()
    assert reply["answer"]["kind"] == "answer"
    assert texts(client, holder) == ["Apa itu BPO?", "Apa itu KPO?"]


def test_a_session_is_of_use_only_with_its_token(client: httpx.Client) -> None:
    session = client.post("/chat/session").json()
    holder = {"Authorization": f"Bearer {session['token']}"}
    client.post("/chat/messages", json=QUESTION, headers=holder)

    claims = jwt.decode(session["token"], options={"verify_signature": False})
    forged = jwt.encode(claims, "some other secret, long enough to sign", algorithm="HS256")
    unsigned = jwt.encode(claims, None, algorithm="none")
    wrong = ["x", session["id"], forged, unsigned, session["token"][:-2]]
    for token in wrong:
        refused = client.get("/chat/history", headers={"Authorization": f"Bearer {token}"})
        assert refused.status_code == 401
        assert "turns" not in refused.json()
    other = {"Authorization": f"Bearer {client.post('/chat/session').json()['token']}"}
    assert texts(client, other) == []


def test_no_other_channel_opens_a_conversation_of_the_web(client: httpx.Client) -> None:
    """Rasa's REST channel lets its caller choose the conversation; the session's id is not one."""
    session = client.post("/chat/session").json()
    holder = {"Authorization": f"Bearer {session['token']}"}
    client.post("/chat/messages", json=QUESTION, headers=holder)
    client.post("/webhooks/rest/webhook", json={"sender": session["id"], "message": "Apa itu KPO?"})
    assert texts(client, holder) == ["Apa itu BPO?"]


def test_sessions_cannot_be_guessed(client: httpx.Client) -> None:
    ids = {client.post("/chat/session").json()["id"] for _ in range(20)}
    assert len(ids) == 20
    assert all(len(session_id) * 6 >= 128 for session_id in ids)


@pytest.mark.parametrize(
    "body, kind, status",
    [
        (b"", "application/json", 400),
        (b"not json", "application/json", 400),
        (b"[]", "application/json", 400),
        (b"null", "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b"[" * 30_000, "application/json", 400),
        (b'{"id": "message-1"}', "application/json", 400),
        (b'{"id": "message-1", "text": ""}', "application/json", 400),
        (b'{"id": "message-1", "text": " \\n "}', "application/json", 400),
        (b'{"id": "message-1", "text": 5}', "application/json", 400),
        (b'{"id": "message-1", "text": null}', "application/json", 400),
        (b'{"id": "message-1", "text": "\\ud800"}', "application/json", 400),
        (b'{"id": "no", "text": "hi"}', "application/json", 400),
        (b'{"id": "../../etc/x", "text": "hi"}', "application/json", 400),
        (b'{"id": 12345678, "text": "hi"}', "application/json", 400),
        (b'{"id": "message-1", "text": "hi", "language": "fr"}', "application/json", 400),
        (b'{"id": "message-1", "text": "hi", "sender": "x"}', "application/json", 400),
        (b'{"id": "message-1", "text": "hi"}', "text/plain", 415),
        (b'{"id": "message-1", "text": "' + b"x" * 40_000 + b'"}', "application/json", 413),
        (b"x" * 5_000_000, "application/json", 413),
    ],
)
def test_bad_input_is_told_what_is_wrong(
    client: httpx.Client, holder: Dict[str, str], body: bytes, kind: str, status: int
) -> None:
    refused = client.post("/chat/messages", content=body, headers={**holder, "Content-Type": kind})
    assert refused.status_code == status
    assert refused.json()["error"]["message"]


@pytest.mark.parametrize(
    "more",
    [
        {"vote": "up", "reason": "wrong"},
        {"vote": "down", "reason": "dull"},
        {"vote": "down", "reason": "other", "words": "x" * 1001},
        {"vote": "down", "reason": "other", "words": "\ud800"},
        {"vote": "down", "words": 5},
    ],
)
def test_a_reason_that_cannot_be_kept_is_told_so(client: httpx.Client, holder: Dict[str, str], more: Dict[str, Any]) -> None:
    body = json.dumps({"turn": "message-1", **more})
    refused = client.post("/chat/feedback", content=body, headers={**holder, "Content-Type": "application/json"})
    assert refused.status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": b"Bearer \xff\xfe"},
        {"Authorization": b"Bearer \xc3\xa9.\xc3\xa9.\xc3\xa9"},
        {"Authorization": "Basic dXNlcjpwYXNz"},
        {"Authorization": "Bearer " + "x" * 5000},
        {"Origin": "http://["},
        {"Origin": b"\xff"},
        {"Origin": "file://"},
        {"Content-Type": b"\xff"},
        {"Host": ""},
    ],
)
def test_odd_headers_are_refused(client: httpx.Client, headers: Dict[str, Any]) -> None:
    refused = client.post("/chat/messages", content=b"{}", headers={"Content-Type": "application/json", **headers})
    assert 400 <= refused.status_code < 500


@pytest.mark.parametrize(
    "method, path",
    [
        ("GET", "/chat/messages"),
        ("PUT", "/chat/messages"),
        ("DELETE", "/chat/history"),
        ("GET", "/chat/nothing"),
        ("GET", "/chat/a/b/c"),
        ("GET", "/chat/%2e%2e%2fcredentials.yml"),
        ("GET", "/infographic/fr.png"),
        ("GET", "/chat/first/fr"),
    ],
)
def test_what_is_not_there_is_not_found(client: httpx.Client, method: str, path: str) -> None:
    missing = client.request(method, path)
    assert missing.status_code == 404
    assert missing.json()["error"]["code"] == "not_found"


def test_too_long_a_message_is_answered_kindly(client: httpx.Client, holder: Dict[str, str]) -> None:
    long = {"id": "message-1", "text": "apa " * 600, "language": "id"}
    answer = client.post("/chat/messages", json=long, headers=holder).json()["answer"]
    assert answer["topic"] == "too_long"


def test_other_sites_may_not_call(client: httpx.Client) -> None:
    for origin in ("https://evil.example", "null", "http://127.0.0.1:1"):
        for method, path in (("POST", "/chat/session"), ("OPTIONS", "/chat/messages"), ("GET", "/chat/history")):
            refused = client.request(method, path, headers={"Origin": origin})
            assert refused.status_code == 403
            assert "access-control-allow-origin" not in refused.headers


def test_any_site_may_load_the_widget_so_that_it_can_say_that_it_is_not_listed(client: httpx.Client) -> None:
    script = client.get("/chat/chat.js", headers={"Origin": "https://evil.example"})
    assert script.status_code == 200
    assert script.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    "context", [{"a b": "x"}, {"a": 1}, {"a": "x" * 201}, {"a": "\ud800"}, {f"a{number}": "x" for number in range(21)}, "x"]
)
def test_a_context_that_cannot_be_kept_is_refused(client: httpx.Client, holder: Dict[str, str], context: Any) -> None:
    body = json.dumps({**QUESTION, "context": context})
    refused = client.post("/chat/messages", content=body, headers={**holder, "Content-Type": "application/json"})
    assert refused.status_code == 400
    assert refused.json()["error"]["message"].startswith("context")


def test_the_own_page_may_call(bot: Bot, client: httpx.Client) -> None:
    assert client.post("/chat/session", headers={"Origin": bot.url}).status_code == 201


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_infographic_is_served(client: httpx.Client, lang: str) -> None:
    png = client.get(f"/infographic/{lang}.png")
    assert png.headers["content-type"] == "image/png"
    assert png.content.startswith(b"\x89PNG")
    svg = client.get(f"/infographic/{lang}.svg")
    assert svg.headers["content-type"].startswith("image/svg+xml")


@pytest.mark.parametrize("lang", ["id", "en"])
def test_there_are_questions_to_begin_with(client: httpx.Client, lang: str) -> None:
    suggestions = client.get(f"/chat/first/{lang}").json()["suggestions"]
    assert len(suggestions) >= 2
    assert all(suggestion["title"] and suggestion["message"] for suggestion in suggestions)


def test_every_response_carries_the_security_headers(client: httpx.Client) -> None:
    for path in ("/", "/chat/history", "/chat/nothing", "/infographic/id.svg"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
