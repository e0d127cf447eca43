"""Sessions of the web channel: unguessable, signed, and of use only to their holder.

A browser is given a token and sends it with each request. The conversation's id in Rasa is
derived from the token's id with the secret, and told to nobody: not even a channel that lets
its caller choose a conversation, as Rasa's REST channel does, opens one that began here.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import tempfile
import time
from pathlib import Path
from typing import NamedTuple, Optional

import jwt

SECRET_VARIABLE = "WEB_SESSION_SECRET"
_SECRET_FILE = Path(__file__).resolve().parent.parent / "var" / "web_session_secret"
_SHORTEST_SECRET = 32
_LIFETIME = 90 * 24 * 3600
_ALGORITHM = "HS256"


class Session(NamedTuple):
    """What a browser is given: `id` tells sessions apart, `token` proves that it holds one."""

    id: str
    token: str


class Sessions:
    """Issues tokens and tells whose conversation a token opens."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def new(self) -> Session:
        """Begin a session."""
        session_id = secrets.token_urlsafe(32)
        claims = {"sub": session_id, "exp": int(time.time()) + _LIFETIME}
        return Session(session_id, jwt.encode(claims, self._secret, algorithm=_ALGORITHM))

    def sender_id(self, token: str) -> Optional[str]:
        """The conversation that the token opens; `None` if it is forged, altered or expired."""
        try:
            claims = jwt.decode(
                token, self._secret, algorithms=[_ALGORITHM], options={"require": ["sub", "exp"]}
            )
        except (jwt.InvalidTokenError, UnicodeError):
            return None
        return "web-" + hmac.new(self._secret, claims["sub"].encode(), hashlib.sha256).hexdigest()


def secret() -> str:
    """The signing secret: from the environment, else made once and kept below `var/`.

    Several machines must share it, so there it has to come from the environment.
    """
    given = os.environ.get(SECRET_VARIABLE)
    if given:
        if len(given) < _SHORTEST_SECRET:
            raise ValueError(f"{SECRET_VARIABLE} is too short: give at least {_SHORTEST_SECRET} characters")
        return given
    if not _SECRET_FILE.exists():
        _make_secret()
    return _SECRET_FILE.read_text().strip()


def _make_secret() -> None:
    """Write the file whole before it gets its name, so that no other process reads half of it."""
    _SECRET_FILE.parent.mkdir(exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=_SECRET_FILE.parent)  # readable by its owner alone
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(48))
    try:
        os.link(name, _SECRET_FILE)
    except FileExistsError:
        pass  # another process was first: its secret counts
    finally:
        os.unlink(name)
