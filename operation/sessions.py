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
from rasa.shared.exceptions import RasaException

SECRET_VARIABLE = "WEB_SESSION_SECRET"
BEFORE_VARIABLE = "WEB_SESSION_SECRET_BEFORE"
SECRET_FILE = Path(__file__).resolve().parent.parent / "var" / "web_session_secret"
_SHORTEST_SECRET = 32
# Who keeps the conversations in a database of its own is not alone.
_SIGN_OF_SEVERAL = "POSTGRES_HOST"
LIFETIME = 90 * 24 * 3600
"""Seconds for which a token opens its conversation."""

_ALGORITHM = "HS256"


class SecretFault(RasaException):
    """A secret that cannot be used, in a line that names it; Rasa prints it and stops."""


class Session(NamedTuple):
    """What a browser is given: `id` tells sessions apart, `token` proves that it holds one."""

    id: str
    token: str


class Sessions:
    """Issues tokens with the first of some secrets, and tells whose conversation a token of any of them opens."""

    def __init__(self, secret: str, *earlier: str) -> None:
        self._secret = secret.encode()
        self._secrets = [self._secret, *(secret.encode() for secret in earlier)]

    def new(self) -> Session:
        """Begin a session."""
        session_id = secrets.token_urlsafe(32)
        claims = {"sub": session_id, "exp": int(time.time()) + LIFETIME}
        return Session(session_id, jwt.encode(claims, self._secret, algorithm=_ALGORITHM))

    def sender_id(self, token: str) -> Optional[str]:
        """The conversation that the token opens; `None` if it is forged, altered or expired."""
        for known in self._secrets:
            try:
                claims = jwt.decode(token, known, algorithms=[_ALGORITHM], options={"require": ["sub", "exp"]})
            except (jwt.InvalidTokenError, UnicodeError):
                continue
            # With the secret that signed it, so that a conversation is found again after another secret has come.
            return "web-" + hmac.new(known, claims["sub"].encode(), hashlib.sha256).hexdigest()
        return None


def sessions() -> Sessions:
    """The sessions of this bot: `WEB_SESSION_SECRET` signs them, `WEB_SESSION_SECRET_BEFORE` still opens those of before.

    Raises:
        SecretFault: if one of them is too short.
    """
    before = _given(BEFORE_VARIABLE)
    return Sessions(secret(), *([before] if before else []))


def secret() -> str:
    """The signing secret: from the environment, else made once and kept below `var/`.

    Raises:
        SecretFault: if it is too short, or none is given to one of several workers: they must share it.
    """
    given = _given(SECRET_VARIABLE)
    if given:
        return given
    if os.environ.get(_SIGN_OF_SEVERAL):
        raise SecretFault(f"{SECRET_VARIABLE} is missing: give all workers the same, at least {_SHORTEST_SECRET} characters")
    if not SECRET_FILE.exists():
        _make_secret()
    return SECRET_FILE.read_text().strip()


def _given(variable: str) -> Optional[str]:
    given = os.environ.get(variable)
    if given and len(given) < _SHORTEST_SECRET:
        raise SecretFault(f"{variable} is too short: give at least {_SHORTEST_SECRET} characters")
    return given or None


def _make_secret() -> None:
    """Write the file whole before it gets its name, so that no other process reads half of it."""
    SECRET_FILE.parent.mkdir(mode=0o700, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=SECRET_FILE.parent)  # readable by its owner alone
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(48))
    try:
        os.link(name, SECRET_FILE)
    except FileExistsError:
        pass  # another process was first: its secret counts
    finally:
        os.unlink(name)
