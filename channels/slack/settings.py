"""What the gateway is told by environment variables, checked before anything starts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from cryptography.fernet import Fernet

from channels.slack.helpers import PERSON

_TOKENS = {
    "xoxb-": "a bot token (SLACK_BOT_TOKEN)",
    "xapp-": "an app-level token (SLACK_APP_TOKEN)",
    "xoxp-": "a user token",
    "xoxe": "a token that expires: switch token rotation off, which takes a new app",
}


class SettingsError(Exception):
    """A variable is missing or wrong; the message is one line that names it and the mend."""


class OAuth(NamedTuple):
    """What installing the app in several workspaces needs; `keys` encrypt their tokens, the first of them from now on."""

    client_id: str
    client_secret: str
    keys: list[str]


class Settings(NamedTuple):
    """The gateway's settings; one of `bot_token` and `oauth` is set, and at least one of `app_token` and `signing_secret`."""

    bot_token: str | None
    oauth: OAuth | None
    app_token: str | None
    signing_secret: str | None
    bot_url: str
    store_url: str
    host: str
    port: int
    api_url: str
    keep_days: int
    person: str | None


def read(environ: Mapping[str, str]) -> Settings:
    """The settings that an environment holds; raises `SettingsError` for the first fault."""
    app_token = _token(environ, "SLACK_APP_TOKEN", "xapp-")
    signing_secret = _secret(environ, "SLACK_SIGNING_SECRET")
    bot_token = _token(environ, "SLACK_BOT_TOKEN", "xoxb-")
    oauth = _oauth(environ)
    if bot_token and oauth:
        raise SettingsError("SLACK_BOT_TOKEN is too much: it is for one workspace, SLACK_CLIENT_ID for several; leave one out")
    if bot_token is None and oauth is None:
        raise SettingsError("SLACK_BOT_TOKEN is missing: copy it from 'OAuth & Permissions' of your Slack app (xoxb-...)")
    if app_token is None and signing_secret is None:
        raise SettingsError(
            "SLACK_APP_TOKEN is missing: create an app-level token with connections:write (xapp-...), "
            "or set SLACK_SIGNING_SECRET for the Events API"
        )
    return Settings(
        bot_token=bot_token,
        oauth=oauth,
        app_token=app_token,
        signing_secret=signing_secret,
        bot_url=bot_url(environ),
        store_url=store_url(environ),
        host=environ.get("SLACK_HOST", "127.0.0.1"),
        port=_number(environ, "SLACK_PORT", "3000", "the number of a free port, such as 3000"),
        api_url=_address(environ, "SLACK_API_URL", "https://slack.com/api/"),
        keep_days=_number(environ, "SLACK_KEEP_DAYS", "90", "the number of days that conversations are remembered, such as 90"),
        person=_person(environ, oauth),
    )


def bot_url(environ: Mapping[str, str]) -> str:
    """Where the bot is."""
    return _address(environ, "SLACK_BOT_URL", "http://127.0.0.1:5005").rstrip("/")


def store_url(environ: Mapping[str, str]) -> str:
    """Where the gateway's database is, as an SQLAlchemy address."""
    return environ.get("SLACK_STORE_URL", "sqlite:///var/slack.db")


def _oauth(environ: Mapping[str, str]) -> OAuth | None:
    given = {name: environ.get(name, "").strip() for name in ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_TOKEN_KEYS")}
    if not given["SLACK_CLIENT_ID"]:
        return None
    for name, value in given.items():
        if not value:
            raise SettingsError(f"{name} is missing: several workspaces need it; see docs/slack.md")
    return OAuth(given["SLACK_CLIENT_ID"], given["SLACK_CLIENT_SECRET"], token_keys(environ))


def token_keys(environ: Mapping[str, str]) -> list[str]:
    """The keys that encrypt tokens, the one in use first."""
    keys = [key.strip() for key in environ.get("SLACK_TOKEN_KEYS", "").split(",") if key.strip()]
    try:
        for key in keys:
            Fernet(key)
    except ValueError:
        raise SettingsError("SLACK_TOKEN_KEYS is wrong: make a key with `python -m channels.slack key`") from None
    if not keys:
        raise SettingsError("SLACK_TOKEN_KEYS is missing: it has the keys that encrypt the tokens; see docs/slack.md")
    return keys


def _person(environ: Mapping[str, str], oauth: OAuth | None) -> str | None:
    given = environ.get("SLACK_PERSON", "").strip()
    if given and oauth:
        raise SettingsError(
            "SLACK_PERSON is too much: of several workspaces each has its own; leave it out, "
            "and choose with /bpo settings or `python -m channels.slack person TEAM ID`"
        )
    if given and not PERSON.fullmatch(given):
        raise SettingsError("SLACK_PERSON is wrong: give the id of a channel (C...) or of a person (U...)")
    return given or None


def _number(environ: Mapping[str, str], name: str, default: str, meaning: str) -> int:
    given = environ.get(name, default)
    if not given.isdigit() or not 0 < int(given) < 65536:
        raise SettingsError(f"{name} is wrong: give {meaning}")
    return int(given)


def _token(environ: Mapping[str, str], name: str, prefix: str) -> str | None:
    token = environ.get(name, "").strip()
    if token and not token.startswith(prefix):
        kind = next((f", and this is {what}" for start, what in _TOKENS.items() if token.startswith(start)), "")
        raise SettingsError(f"{name} is wrong: it must start with {prefix}{kind}")
    return token or None


def _secret(environ: Mapping[str, str], name: str) -> str | None:
    secret = environ.get(name, "").strip()
    if secret.startswith(tuple(_TOKENS)):
        raise SettingsError(f"{name} is wrong: this is a token; copy the secret from 'Basic Information', 'App Credentials'")
    return secret or None


def _address(environ: Mapping[str, str], name: str, default: str) -> str:
    given = environ.get(name, "").strip() or default
    parts = urlsplit(given)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise SettingsError(f"{name} is wrong: give an address such as {default}")
    return given
