"""Lets actions be part of the trace of the message that they answer. The action server imports it with the actions."""

from __future__ import annotations

from typing import Any

import pluggy
from rasa_sdk.plugin import plugin_manager

from operation import traces

_hook = pluggy.HookimplMarker("rasa_sdk")


class Tracing:
    """A plugin of the action server: each call goes on with the trace that Rasa's has begun."""

    @_hook
    def attach_sanic_app_extensions(self, app: Any) -> None:
        """Called once, before the server starts."""

        async def begin(*_: Any) -> None:
            traces.begin("assistant-actions")

        async def go_on(request: Any) -> None:
            traces.go_on(request.headers)

        app.register_listener(begin, "before_server_start")
        app.register_middleware(go_on, "request")


plugin_manager().register(Tracing())
