"""Whom to tell of a hole: `GET /.well-known/security.txt` (RFC 9116), for whoever runs this bot, as `SECURITY_CONTACT` names them."""

from __future__ import annotations

import os
import re
import time
from typing import Optional

from rasa.core.channels.channel import InputChannel
from rasa.shared.exceptions import RasaException
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, text
from sanic.response import json as json_response

from channels.guard import protect
from channels.turn import LANGUAGES, OnNewMessage

_GOOD_FOR_SECONDS = 180 * 24 * 3600


class SecurityTxt(InputChannel):
    """The channel that nobody talks on, at its one address."""

    def __init__(self) -> None:
        self._contact = os.environ.get("SECURITY_CONTACT", "").strip()
        if self._contact and not re.fullmatch(r"(https://|mailto:|tel:)\S+", self._contact):
            raise RasaException(f"SECURITY_CONTACT: write https://..., mailto:... or tel:..., not {self._contact!r}")

    @classmethod
    def name(cls) -> str:
        """Its name among the channels."""
        return "security_txt"

    def url_prefix(self) -> str:
        """Where the standard wants it."""
        return "/.well-known"

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """The address."""
        blueprint = Blueprint("security_txt")
        protect(blueprint)

        @blueprint.get("/security.txt")
        async def security_txt(_: Request) -> HTTPResponse:
            said = self.text()
            if said is None:
                return json_response({"error": {"code": "not_found", "message": "SECURITY_CONTACT is not set."}}, status=404)
            return text(said, content_type="text/plain; charset=utf-8")

        return blueprint

    def text(self) -> Optional[str]:
        """What the file says, good for half a year from now; None where nobody is named."""
        if not self._contact:
            return None
        expires = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + _GOOD_FOR_SECONDS))
        return f"Contact: {self._contact}\nExpires: {expires}\nPreferred-Languages: {', '.join(LANGUAGES)}\n"
