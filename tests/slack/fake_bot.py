"""A bot on loopback that answers as the contract says, and can be slow, silent or down."""

from __future__ import annotations

import asyncio
from typing import Any, Dict, List

from aiohttp import web

from actions.answers import Answer, Block, Image, Suggestion, Table

PNG = b"\x89PNG\r\n\x1a\nfake"
SUGGESTIONS = {
    "id": [Suggestion(title="Perbedaannya?", message="apa bedanya"), Suggestion(title="Gambar", message="gambar")],
    "en": [Suggestion(title="The difference?", message="difference"), Suggestion(title="Picture", message="picture")],
}


class FakeBot:
    """Runs inside `async with`; `turns` has what it was asked."""

    def __init__(self) -> None:
        self.turns: List[Dict[str, Any]] = []
        self.seconds = 0.0
        self.down = False

    async def __aenter__(self) -> "FakeBot":
        app = web.Application(client_max_size=10**7)
        app.add_routes([web.post("/webhooks/rest/webhook", self._turn), web.get("/picture.png", self._picture)])
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_: Any) -> None:
        await self._runner.cleanup()

    @property
    def texts(self) -> List[str]:
        """What it was asked, in order."""
        return [turn["message"] for turn in self.turns]

    async def _turn(self, request: web.Request) -> web.Response:
        if self.down:
            return web.Response(status=503)
        turn = await request.json()
        self.turns.append(turn)
        await asyncio.sleep(self.seconds)
        parts = _answer(turn["message"], turn["metadata"].get("language")).message()
        return web.json_response([{"text": parts["text"]}, {"custom": parts["json_message"]}])

    async def _picture(self, request: web.Request) -> web.Response:
        return web.Response(body=PNG, content_type="image/png")


def _answer(text: str, language: str) -> Answer:
    words = text.lower()
    lang = "id" if any(word in words for word in ("apa", "beda", "gambar", "bantuan")) else "en"
    common = {"lang": lang, "suggestions": SUGGESTIONS[lang]}
    if len(text) > 2000:
        return Answer(kind="social", topic="too_long", title="", body=[Block(text="Too long.")], lang=lang)
    if words in ("bantuan", "help"):
        body = [Block(text=f"Help <{lang}> & more", items=["one", "two"])]
        return Answer(kind="social", topic="help", title=f"Help {lang}", body=body, **common)
    answer = {"kind": "answer", "facts": ["a.b"], **common}
    body = [Block(text=f"You said: {text}")]
    if "bed" in words or "difference" in words:
        table = Table(columns=["Aspect", "A", "B"], rows=[["Driver", "volume", "insight & <more>"], ["Talent", "x", ""]])
        return Answer(topic="difference", title="A and B", body=body, table=table, **answer)
    if "gambar" in words or "picture" in words:
        return Answer(topic="picture", title="A", body=body, image=Image(url="/picture.png", alt="A and B"), **answer)
    if words == "long":
        body = [Block(text="word & <tag> " * 2500, items=["x" * 4000] * 3)]
        rows = [["r" * 200, "a" * 60, "b" * 60]] * 120
        return Answer(topic="long", title="T" * 200, body=body, table=Table(columns=["a", "b", "c"], rows=rows), **answer)
    return Answer(topic="definition", title="What it is", body=body, **answer)
