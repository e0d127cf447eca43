"""A Firefox to drive by WebDriver BiDi, which it speaks by itself.

Playwright's own way to Firefox needs a build of its own, and its way by BiDi commands that Debian's does not know.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import re
import subprocess
import threading
import time
from pathlib import Path
from typing import Any, Coroutine, Dict, List

import websockets

from tests.web.driven import CALL_SECONDS, START_SECONDS, Driven, keys_of


class Firefox(Driven):
    """One Firefox with a profile of its own; every call raises `RuntimeError` with what Firefox says of a fault."""

    def __init__(self, executable: str, profile: Path) -> None:
        command = [executable, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
        self._log = profile / "log"
        (profile / "user.js").write_text(
            'user_pref("intl.accept_languages", "id-ID"); user_pref("browser.shell.checkDefaultBrowser", false);'
        )
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log)
        # In a thread of its own: Playwright's loop runs in that of the tests.
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self._ids = itertools.count(1)
        try:
            self._socket = self._wait_for(self._connect(f"{self._address()}/session"))
        except BaseException:
            self._process.kill()
            raise
        self._call("session.new", capabilities={})
        self._tab = self._call("browsingContext.getTree")["contexts"][0]["context"]

    def close(self) -> None:
        self._wait_for(self._socket.close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._process.terminate()
        self._process.wait(30)

    def goto(self, url: str) -> None:
        self._call("browsingContext.navigate", context=self._tab, url=url, wait="complete")

    def reload(self) -> None:
        self._call("browsingContext.reload", context=self._tab, wait="complete")

    def evaluate(self, expression: str) -> Any:
        told = self._call(
            "script.evaluate",
            expression=f"Promise.resolve({expression}).then(value => JSON.stringify(value) ?? 'null')",
            target={"context": self._tab},
            awaitPromise=True,
        )
        if told["type"] == "exception":
            raise RuntimeError(told["exceptionDetails"]["text"])
        return json.loads(told["result"]["value"])

    def type(self, *keys: str) -> None:
        actions: List[Dict[str, str]] = [{"type": kind, "value": key} for key in keys_of(keys) for kind in ("keyDown", "keyUp")]
        self._call("input.performActions", context=self._tab, actions=[{"type": "key", "id": "keyboard", "actions": actions}])

    def _address(self) -> str:
        end = time.monotonic() + START_SECONDS
        while not (found := re.search(rb"ws://\S+", self._log.read_bytes())):
            if self._process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"Firefox did not start: {self._log.read_text()}")
            time.sleep(0.1)
        return found.group().decode()

    def _call(self, method: str, **parameters: Any) -> Dict[str, Any]:
        return self._wait_for(self._answer(next(self._ids), method, parameters))

    def _wait_for(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(CALL_SECONDS)

    async def _connect(self, address: str) -> Any:
        return await websockets.connect(address, max_size=None)

    async def _answer(self, number: int, method: str, parameters: Dict[str, Any]) -> Dict[str, Any]:
        await self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            said = json.loads(await self._socket.recv())
            if said.get("id") == number:
                break
        if said["type"] == "error":
            raise RuntimeError(f"{method}: {said['message']}")
        return said["result"]
