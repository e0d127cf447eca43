"""A Slack on loopback: Web API, file upload, response_url and Socket Mode, as far as a bot sees them.

Every payload with blocks is checked against Block Kit's limits; `faults` must be empty at the end.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from base64 import b64encode
from collections import defaultdict, deque
from collections.abc import Callable
from email.utils import formatdate
from typing import Any

from aiohttp import WSMsgType, web

from tests.slack import block_kit, methods
from tests.slack.pauses import Pauses

BOT_USER, TEAM, APP = "UBOT", "T1", "A1"


def _named(call: dict[str, Any]) -> str:
    return " ".join(filter(None, (call["method"], call.get("status"))))


class FakeSlack:
    """Runs inside `async with`; `calls` has every API call, `messages` what is in the channels."""

    def __init__(self) -> None:
        self.calls: list[dict[str, Any]] = []
        self.messages: list[dict[str, Any]] = []
        self.faults: list[str] = []
        self.locales: dict[str, str] = {}
        self.zones: dict[str, str] = {}
        self.strangers: set[str] = set()
        self.admins: dict[str, str] = {}
        self.clock_ahead = 0.0
        self.is_org = False
        self.granted = set(methods.GRANTED)
        self.pauses = Pauses()
        self.sockets: list[web.WebSocketResponse] = []
        self.opened = 0
        self.acks: dict[str, float] = {}
        self._scripts: dict[str, deque[dict[str, Any]]] = defaultdict(deque)
        self._number = itertools.count(1)
        self._files: dict[str, dict[str, Any]] = {}
        self.uploads: dict[str, bytes] = {}

    async def __aenter__(self) -> FakeSlack:
        app = web.Application(client_max_size=10**7)
        app.add_routes(
            [
                web.post("/api/{method}", self._api),
                web.get("/api/{method}", self._api),
                web.post("/upload/{file}", self._upload),
                web.post("/respond/{place}", self._respond),
                web.get("/socket", self._socket),
            ]
        )
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.port = site._server.sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        return self

    async def __aexit__(self, *_: Any) -> None:
        await self._runner.cleanup()

    def script(self, method: str, *answers: dict[str, Any]) -> None:
        """Answer the next calls so: `status`, `headers`, `body`, or not at all (`cut`); with `done` they are carried out all the same.

        With `channel` only calls for that channel are meant.
        """
        self._scripts[method].extend(answers)

    def called(self, method: str) -> list[dict[str, Any]]:
        """The calls of a method that Slack carried out."""
        return [call for call in self.calls if call["method"] == method and call["ok"]]

    def posts(self, channel: str | None = None) -> list[dict[str, Any]]:
        """The messages that the bot posted."""
        return [m for m in self.messages if channel is None or m["channel"] == channel]

    async def until(self, condition: Callable[[], Any], seconds: float = 15) -> Any:
        """What the condition gives as soon as it holds."""
        end = time.monotonic() + seconds
        while not (found := condition()):
            assert time.monotonic() < end, f"waited {seconds} s; posts: {[m.get('text') for m in self.messages]}"
            await asyncio.sleep(0.02)
        return found

    def _scripted(self, method: str, call: dict[str, Any]) -> dict[str, Any] | None:
        waiting = self._scripts[method]
        answer = next((answer for answer in waiting if answer.get("channel") in (None, call.get("channel"))), None)
        if answer is not None:
            waiting.remove(answer)
        return answer

    async def _api(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        call = await _arguments(request)
        call.update(method=method, token=request.headers.get("Authorization", ""), ok=False)
        self.calls.append(call)
        await self.pauses.at(f"before {_named(call)}")
        answer = self._scripted(method, call)
        refused = methods.refusal(method, self.granted)
        call["ok"] = not refused and (answer is None or bool(answer.get("done")))
        self.faults += methods.faults(method, call)
        if call["ok"]:
            if "blocks" in call or "view" in call:
                self.faults += block_kit.faults(call)
            if str(call.get("trigger_id", "")).startswith("expired"):
                return web.json_response({"ok": False, "error": "expired_trigger_id"})
            result = getattr(self, "_" + method.replace(".", "_"), lambda _: {})(call)
            await self.pauses.at(f"after {_named(call)}")
        if answer and answer.get("cut"):
            request.transport.abort()
        if answer:
            return web.json_response(answer.get("body", {}), status=answer.get("status", 200), headers=answer.get("headers"))
        if refused:
            return web.json_response(refused)
        heads = {"x-oauth-scopes": ",".join(self.granted), "Date": formatdate(time.time() + self.clock_ahead, usegmt=True)}
        return web.json_response({"ok": True, **result}, headers=heads)

    def _auth_test(self, call: dict[str, Any]) -> dict[str, Any]:
        if call["token"] != "Bearer xoxb-good":
            return {"ok": False, "error": "invalid_auth"}
        return {"user_id": BOT_USER, "team_id": TEAM, "bot_id": "BBOT", "is_enterprise_install": self.is_org}

    def _bots_info(self, call: dict[str, Any]) -> dict[str, Any]:
        return {"bot": {"id": call["bot"], "app_id": APP, "user_id": BOT_USER, "name": "tanya-bpo", "deleted": False}}

    def _oauth_v2_access(self, call: dict[str, Any]) -> dict[str, Any]:
        """The code is the name of the workspace; the agent view is for T2 alone, and T8's tokens expire."""
        if call["token"] != "Basic " + b64encode(b"client:secret").decode():
            return {"ok": False, "error": "bad_client_secret"}
        team, org = call["code"], call["code"].startswith("E")
        return {
            "app_id": APP,
            "access_token": f"xoxb-{team}",
            "bot_user_id": BOT_USER,
            "scope": "assistant:write,chat:write" if team == "T2" else "chat:write",
            "token_type": "bot",
            "team": None if org else {"id": team, "name": f"Team <{team}>"},
            "authed_user": {"id": "U1"},
            "is_enterprise_install": org,
            **({"refresh_token": "xoxe-1-T8", "expires_in": 43200} if team == "T8" else {}),
        }

    def _users_info(self, call: dict[str, Any]) -> dict[str, Any]:
        """A person of this workspace; `admins` tells of which workspace somebody is one."""
        user = call["user"]
        set_up = {"locale": self.locales.get(user, "en-US"), "tz": self.zones.get(user, "Europe/London")}
        return {"user": {"id": user, "team_id": self.admins.get(user, TEAM), "is_admin": user in self.admins, "is_owner": False, **set_up}}

    def _conversations_members(self, call: dict[str, Any]) -> dict[str, Any]:
        """Two pages, the second with everybody who is no stranger."""
        if not call.get("cursor"):
            return {"members": [BOT_USER], "response_metadata": {"next_cursor": "more"}}
        members = [f"U{number}" for number in range(20) if f"U{number}" not in self.strangers]
        return {"members": members, "response_metadata": {"next_cursor": ""}}

    def _conversations_open(self, call: dict[str, Any]) -> dict[str, Any]:
        return {"channel": {"id": "D" + call["users"][1:]}}

    def _chat_postMessage(self, call: dict[str, Any]) -> dict[str, Any]:
        ts = f"{time.time():.3f}{next(self._number):03d}"
        self.messages.append({**call, "ts": ts})
        return {"ts": ts, "channel": call["channel"]}

    def _chat_update(self, call: dict[str, Any]) -> dict[str, Any]:
        for message in self.messages:
            if message["ts"] == call["ts"]:
                message.update(blocks=call["blocks"], text=call["text"])
        return {"ts": call["ts"]}

    def _conversations_replies(self, call: dict[str, Any]) -> dict[str, Any]:
        return {"messages": [m for m in self.messages if m.get("thread_ts") == call["ts"]]}

    def _conversations_history(self, call: dict[str, Any]) -> dict[str, Any]:
        return {"messages": self.posts(call["channel"])}

    def _files_getUploadURLExternal(self, call: dict[str, Any]) -> dict[str, Any]:
        file = f"F{next(self._number)}"
        self._files[file] = {"id": file, "name": call["filename"], "alt": call.get("alt_txt")}
        return {"file_id": file, "upload_url": f"{self.url}/upload/{file}"}

    async def _upload(self, request: web.Request) -> web.Response:
        await self.pauses.at("before upload")
        self.uploads[request.match_info["file"]] = await request.read()
        return web.Response(text="OK")

    def _files_completeUploadExternal(self, call: dict[str, Any]) -> dict[str, Any]:
        files = [{**self._files[file["id"]], "title": file["title"]} for file in call["files"]]
        ts = f"{time.time():.3f}{next(self._number):03d}"
        self.messages.append({"ts": ts, "channel": call["channel_id"], "thread_ts": call.get("thread_ts"), "files": files, "text": ""})
        return {"files": [{"id": file["id"]} for file in files]}

    async def _respond(self, request: web.Request) -> web.Response:
        call = await request.json()
        self.faults += block_kit.faults(call)
        if len([reply for reply in self.called("response_url") if reply["place"] == request.match_info["place"]]) == 5:
            self.faults.append("response_url used more than five times")
        self.calls.append({**call, "method": "response_url", "ok": True, "place": request.match_info["place"]})
        return web.Response(text="ok")

    def _apps_connections_open(self, call: dict[str, Any]) -> dict[str, Any]:
        if call["token"] != "Bearer xapp-good":
            return {"ok": False, "error": "invalid_auth"}
        self.opened += 1
        return {"url": f"ws://127.0.0.1:{self.port}/socket?ticket={self.opened}"}

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1, "connection_info": {"app_id": APP}})
        self.sockets.append(socket)
        async for message in socket:
            if message.type == WSMsgType.TEXT:
                self.acks[message.json()["envelope_id"]] = time.monotonic()
        return socket

    async def push(self, kind: str, payload: dict[str, Any]) -> str:
        """Send an envelope over the newest connection."""
        envelope = f"E{next(self._number)}"
        await self.sockets[-1].send_json({"type": kind, "envelope_id": envelope, "payload": payload})
        return envelope


async def _arguments(request: web.Request) -> dict[str, Any]:
    """The arguments of a call: JSON, or a form whose structured values are JSON."""
    if request.content_type == "application/json":
        return await request.json()
    values = {**request.query, **(await request.post())}
    for name in ("blocks", "view", "files", "metadata", "prompts"):
        if isinstance(values.get(name), str):
            values[name] = json.loads(values[name])
    return values
