"""A bot on loopback that speaks as the web channel does, and can be slow or down."""

from __future__ import annotations

import asyncio
import re
from typing import Any

from aiohttp import web

from answers.answer import Answer, Block, Image, Source, Suggestion, Table
from tests.slack.pauses import Pauses

PNG = b"\x89PNG\r\n\x1a\nfake"
SUGGESTIONS = {
    "id": [Suggestion(title="Perbedaannya?", message="apa bedanya"), Suggestion(title="Gambar", message="gambar")],
    "en": [Suggestion(title="The difference?", message="difference"), Suggestion(title="Picture", message="picture")],
}


class FakeBot:
    """Runs inside `async with`; `turns` has what it was asked. While `open` is not set it answers nothing."""

    def __init__(self) -> None:
        self.turns: list[dict[str, Any]] = []
        self.votes: list[dict[str, Any]] = []
        self.tokens: set[str] = set()
        self.seconds = 0.0
        self.pauses = Pauses()
        self.down = False
        self.contact: dict[str, str] | None = None
        self.pages = 0
        self.open = asyncio.Event()
        self.open.set()

    async def __aenter__(self) -> FakeBot:
        app = web.Application(client_max_size=10**7)
        routes = [
            web.post("/chat/session", self._begin),
            web.post("/chat/messages", self._turn),
            web.post("/chat/feedback", self._vote),
            web.get("/chat/history", self._history),
            web.delete("/chat/conversation", self._forget),
            web.get("/chat/first/{language}", self._first),
            web.get("/picture.png", self._picture),
        ]
        app.add_routes(routes)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_: Any) -> None:
        await self._runner.cleanup()

    @property
    def texts(self) -> list[str]:
        """What it was asked, in order."""
        return [turn["text"] for turn in self.turns]

    async def _begin(self, request: web.Request) -> web.Response:
        if self.down:
            return web.Response(status=503)
        token = f"token-{len(self.tokens)}"
        self.tokens.add(token)
        await self.pauses.at("after begin")
        return web.json_response({"id": token, "token": token}, status=201)

    async def _turn(self, request: web.Request) -> web.Response:
        token = self._token(request)
        turn = {**await request.json(), "token": token}
        self.headers = request.headers
        assert re.fullmatch("[A-Za-z0-9_-]{8,64}", turn["id"]) and turn["text"].strip()
        self.turns.append(turn)
        await asyncio.sleep(self.seconds)
        await self.open.wait()
        await self.pauses.at("after ask")
        if turn["text"] == "broken answer":
            return web.json_response({"id": turn["id"], "answer": {}})
        answer = _answer(turn["text"], turn["language"])
        contact = {"contact": self.contact} if self.contact and answer.kind == "decline" else {}
        return web.json_response({"id": turn["id"], "answer": {**answer.dict(exclude_none=True), **contact}})

    async def _history(self, request: web.Request) -> web.Response:
        token = self._token(request)
        self.pages += 1
        turns = [turn for turn in self.turns if turn["token"] == token]
        answers = [_answer(turn["text"], turn["language"]).dict(exclude_none=True) for turn in turns]
        shown = [{"id": t["id"], "text": t["text"], "answer": a, "vote": None} for t, a in zip(turns, answers)]
        before = next((n for n, turn in enumerate(turns) if turn["id"] == request.query.get("before")), len(turns))
        page = shown[max(0, before - 1) : before]  # one turn a page, so that the next is asked for
        return web.json_response({"turns": page, "earlier": before > 1})

    async def _forget(self, request: web.Request) -> web.Response:
        token = self._token(request)
        self.turns = [turn for turn in self.turns if turn["token"] != token]
        return web.Response(status=204)

    async def _first(self, request: web.Request) -> web.Response:
        if self.down:
            raise web.HTTPServiceUnavailable
        first = [Suggestion(title=f"{n} {request.match_info['language']}?", message=f"question {n}").dict() for n in range(6)]
        return web.json_response({"suggestions": first})

    async def _vote(self, request: web.Request) -> web.Response:
        token = self._token(request)
        vote = await request.json()
        if set(vote) - {"turn", "vote", "reason", "words"} or vote["turn"] not in {turn["id"] for turn in self.turns}:
            return web.Response(status=400)
        self.votes.append({**vote, "token": token})
        return web.Response(status=204)

    def _token(self, request: web.Request) -> str:
        if self.down:
            raise web.HTTPServiceUnavailable
        token = request.headers["Authorization"].partition(" ")[2]
        if token not in self.tokens:
            raise web.HTTPUnauthorized
        return token

    async def _picture(self, request: web.Request) -> web.Response:
        await self.pauses.at("before picture")
        return web.Response(body=PNG, content_type="image/png")


def _answer(text: str, language: str) -> Answer:
    words = text.lower()
    lang = "id" if any(word in words for word in ("apa", "beda", "gambar", "bantuan")) else "en"
    common = {"lang": lang, "suggestions": SUGGESTIONS[lang]}
    if len(text) > 2000:
        return Answer(kind="social", topic="too_long", title="", body=[Block(text="Too long.")], lang=lang)
    if "lunch" in words:
        return Answer(kind="decline", topic="out_of_scope", title="", body=[Block(text="That I do not know.")], **common)
    if "human" in words:
        return Answer(kind="social", topic="ask_human", title="", body=[Block(text="I have no contact details.")], **common)
    if words in ("bantuan", "help"):
        body = [Block(text=f"Help <{lang}> & more", items=["one", "two"])]
        return Answer(kind="social", topic="help", title=f"Help {lang}", body=body, **common)
    sources = [Source(title="A & B", section="Basics", url="https://a.example/b"), Source(title="Notes", section="")]
    answer = {"kind": "answer", "facts": ["a.b"], "sources": sources, **common}
    body = [Block(text=f"You said: {text}")]
    if "bed" in words or "difference" in words:
        rows = [["Driver", "volume", "insight & <more>"], ["Talent", "x", ""]]
        table = Table(columns=["Aspect", "A", "B"], rows=rows)
        return Answer(topic="difference", title="A and B", body=body, table=table, **answer)
    if "gambar" in words or "picture" in words:
        return Answer(topic="picture", title="A", body=body, image=Image(url="/picture.png", alt="A and B"), **answer)
    if words == "broken image":
        return Answer(topic="picture", title="A", body=body, image=Image(url="/none.png", alt="none"), **answer)
    if words == "wide":
        table = Table(columns=[f"c{n}" for n in range(30)], rows=[["x" * 500] * 30] * 3)
        return Answer(topic="wide", title="W", body=body, table=table, **answer)
    if words == "long":
        body = [Block(text="word & <tag> " * 2500, items=["x" * 4000] * 3)]
        table = Table(columns=["a", "b", "c"], rows=[["r" * 200, "a" * 60, "b" * 60]] * 120)
        return Answer(topic="long", title="T" * 200, body=body, table=table, **answer)
    return Answer(topic="definition", title="What it is", body=body, **answer)
