"""A WebKit to drive by WebDriver: Debian's MiniBrowser, of the engine that Safari is made of, on a screen of Xvfb's."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path
from typing import Any, Dict, List

import httpx

from operation.servers import LOOPBACK, free_port
from tests.web.driven import CALL_SECONDS, START_SECONDS, Driven, keys_of


class WebKit(Driven):
    """One MiniBrowser, which forgets all at its end; every call raises `RuntimeError` with what WebKit says of a fault."""

    def __init__(self, driver: str, screen: str, folder: Path) -> None:
        self._log = folder / "log"
        port = free_port()
        with self._log.open("wb") as log:
            self._screen = subprocess.Popen(
                [screen, "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"], stdout=subprocess.PIPE, stderr=log
            )
            assert self._screen.stdout is not None
            display = self._screen.stdout.readline().decode().strip()
            # Its own sandbox needs more rights than root has in a container.
            variables = {"DISPLAY": f":{display}", "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"}
            self._driver = subprocess.Popen([driver, f"--port={port}"], env={**os.environ, **variables}, stdout=log, stderr=log)
        self._client = httpx.Client(base_url=f"http://{LOOPBACK}:{port}", timeout=CALL_SECONDS)
        try:
            self._session = f"/session/{self._begun()['sessionId']}"
        except BaseException:
            self._end()
            raise

    def close(self) -> None:
        self._client.delete(self._session)
        self._end()

    def goto(self, url: str) -> None:
        self._call("url", url=url)

    def reload(self) -> None:
        self._call("refresh")

    def evaluate(self, expression: str) -> Any:
        script = (
            f"const done = arguments[0]; Promise.resolve({expression}).then(value => done([value ?? null]), fault => done(String(fault)))"
        )
        told = self._call("execute/async", script=script, args=[])
        if isinstance(told, str):
            raise RuntimeError(told)
        return told[0]

    def type(self, *keys: str) -> None:
        actions: List[Dict[str, str]] = [{"type": kind, "value": key} for key in keys_of(keys) for kind in ("keyDown", "keyUp")]
        self._call("actions", actions=[{"type": "key", "id": "keyboard", "actions": actions}])

    def _begun(self) -> Dict[str, Any]:
        end = time.monotonic() + START_SECONDS
        while True:
            try:
                return self._value(self._client.post("/session", json={"capabilities": {}}))
            except httpx.ConnectError as failure:
                if time.monotonic() > end:
                    raise RuntimeError(f"WebKit did not start: {self._log.read_text()}") from failure
                time.sleep(0.1)

    def _call(self, command: str, **parameters: Any) -> Any:
        return self._value(self._client.post(f"{self._session}/{command}", json=parameters))

    @staticmethod
    def _value(response: httpx.Response) -> Any:
        value = response.json()["value"]
        if response.is_error:
            raise RuntimeError(value["message"])
        return value

    def _end(self) -> None:
        self._client.close()
        for process in (self._driver, self._screen):
            process.terminate()
            process.wait(30)
