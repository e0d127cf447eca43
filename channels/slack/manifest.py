"""The app's manifest: checked for what Slack refuses in it, and for what the gateway cannot do without."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, Extra, StrictBool, ValidationError, conlist, constr, root_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from channels.slack.ids import ABOUT, ASK, SETTINGS
from operation.servers import ROOT

PATH = Path(ROOT, "deploy", "slack-manifest.yml")

_ALWAYS = ("chat:write", "files:write", "im:write", "users:read")
_SCOPES = {
    "app_mention": "app_mentions:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
    "slash_commands": "commands",
    "shortcuts": "commands",
    "agent_view": "assistant:write",
}
_Address = constr(regex=r"^https://\S+\Z")


class ManifestError(Exception):
    """A manifest is wrong; the message is one line that names the place and the fault."""


class _Part(BaseModel):
    """A part of a manifest. What is not named here is Slack's own business."""

    class Config:
        extra = Extra.allow


class _Display(_Part):
    name: constr(min_length=1, max_length=35)
    description: constr(max_length=140) = ""
    background_color: constr(regex=r"^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})\Z") = "#000"


class _AgentView(_Part):
    agent_description: constr(min_length=1, max_length=300)


class _AppHome(_Part):
    home_tab_enabled: Literal[True]
    messages_tab_enabled: Literal[True]
    messages_tab_read_only_enabled: Literal[False]


class _BotUser(_Part):
    display_name: constr(regex=r"^[a-z0-9._-]{1,80}\Z")


class _Command(_Part):
    command: constr(regex=r"^/\S{1,31}\Z")
    description: constr(min_length=1, max_length=2000)
    usage_hint: constr(max_length=1000) = ""
    url: _Address | None


class _Shortcut(_Part):
    name: constr(min_length=1, max_length=24)
    type: Literal["global", "message"]
    callback_id: Literal[ASK, SETTINGS, ABOUT]
    description: constr(min_length=1, max_length=150)


class _Features(_Part):
    agent_view: _AgentView | None
    app_home: _AppHome
    bot_user: _BotUser
    slash_commands: conlist(_Command, max_items=50) = []
    shortcuts: conlist(_Shortcut, max_items=10) = []


class _Scopes(_Part):
    bot: conlist(str, min_items=1, max_items=255, unique_items=True)


class _Authorization(_Part):
    scopes: _Scopes
    redirect_urls: list[_Address] = []


class _Events(_Part):
    bot_events: conlist(str, min_items=1, max_items=100, unique_items=True)
    request_url: _Address | None


class _Interactivity(_Part):
    is_enabled: Literal[True]
    request_url: _Address | None


class _Settings(_Part):
    event_subscriptions: _Events
    interactivity: _Interactivity
    socket_mode_enabled: StrictBool
    org_deploy_enabled: Literal[False] = False
    token_rotation_enabled: Literal[False] = False


class Manifest(_Part):
    """The manifest of the app, as far as the gateway has to do with it."""

    display_information: _Display
    features: _Features
    oauth_config: _Authorization
    settings: _Settings

    @root_validator(skip_on_failure=True)
    def _hangs_together(cls, parts: dict[str, Any]) -> dict[str, Any]:
        for fault in (*_missing_scopes(parts), *_missing_addresses(parts)):
            raise ValueError(fault)
        return parts

    @property
    def scopes(self) -> list[str]:
        """What the bot asks to be allowed."""
        return self.oauth_config.scopes.bot

    def has_agent(self, granted: Collection[str]) -> bool:
        """Whether people talk with the bot in the agent view, where these scopes were granted."""
        return bool(self.features.agent_view) and _SCOPES["agent_view"] in granted


def _missing_scopes(parts: dict[str, Any]) -> Iterator[str]:
    used = [name for name in ("slash_commands", "shortcuts", "agent_view") if getattr(parts["features"], name)]
    needs = {_SCOPES[name]: f", for {name}" for name in (*parts["settings"].event_subscriptions.bot_events, *used) if name in _SCOPES}
    for scope, why in {**dict.fromkeys(_ALWAYS, ""), **needs}.items():
        if scope not in parts["oauth_config"].scopes.bot:
            yield f"oauth_config.scopes.bot: {scope} is missing{why}"


def _missing_addresses(parts: dict[str, Any]) -> Iterator[str]:
    settings = parts["settings"]
    places = {
        "settings.event_subscriptions.request_url": settings.event_subscriptions.request_url,
        "settings.interactivity.request_url": settings.interactivity.request_url,
        **{f"features.slash_commands.{number}.url": command.url for number, command in enumerate(parts["features"].slash_commands)},
    }
    if not settings.socket_mode_enabled:
        yield from (f"{place}: is missing, as socket_mode_enabled is false" for place, address in places.items() if not address)


def read(path: Path = PATH) -> Manifest:
    """The manifest in a file.

    Raises:
        ManifestError: for its first fault.
    """
    try:
        return Manifest.parse_obj(YAML(typ="safe").load(path.read_text(encoding="utf-8")))
    except MarkedYAMLError as fault:
        raise ManifestError(f"{path.name} is wrong: line {fault.problem_mark.line + 1}: {fault.problem}") from None
    except ValidationError as faults:
        first = faults.errors()[0]
        place = ".".join(str(part) for part in first["loc"] if part != "__root__")
        raise ManifestError(f"{path.name} is wrong: {place}{': ' if place else ''}{first['msg']}") from None
    except (OSError, ValueError, YAMLError) as failure:
        raise ManifestError(f"{path.name} cannot be read: {type(failure).__name__}") from None
