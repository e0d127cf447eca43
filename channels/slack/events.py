"""Understands what Slack sends: any payload in, a task or nothing out."""

from __future__ import annotations

import logging
from typing import Any, NamedTuple

from channels.slack import interactions
from channels.slack.reading import addressed, seen
from channels.slack.tasks import HomeOpened, PanelOpened, Place, Question, Stopped, Task

logger = logging.getLogger(__name__)

_MESSAGE_SUBTYPES = (None, "file_share", "me_message", "thread_broadcast")
_SLACK_ITSELF = ("USLACKBOT", "USLACK")


class Identity(NamedTuple):
    """Who the bot is in its workspace, whether people talk with it there in the agent view, and of which app it is, if that is known."""

    user: str
    team: str
    agent: bool = False
    app: str | None = None


def teams_of(payload: Any) -> list[str]:
    """The workspaces that a payload may be for, the likeliest first.

    An event tells whose installation it is for. A click or a modal in a shared channel names the workspace of the
    person, where the app need not be installed, beside that of the message or the modal, where it is.
    """
    if not isinstance(payload, dict):
        return []
    installed = _first(payload.get("authorizations")).get("team_id")
    if isinstance(installed, str):
        return [installed]
    clicked = _part(payload, "message") if payload.get("type") == "block_actions" else {}
    named = (
        _part(payload, "view").get("app_installed_team_id"),
        clicked.get("team"),
        payload.get("team_id"),
        _part(payload, "team").get("id"),
        _part(payload, "user").get("team_id"),
    )
    return list(dict.fromkeys(team for team in named if isinstance(team, str)))


def app_of(payload: Any) -> str | None:
    """The app that a payload is for, as far as it tells."""
    app = payload.get("api_app_id") if isinstance(payload, dict) else None
    return app if isinstance(app, str) else None


def left_by(payload: Any) -> bool:
    """Whether a payload tells that the app was removed from its workspace."""
    event = _part(payload, "event") if isinstance(payload, dict) and payload.get("type") == "event_callback" else {}
    revoked = event.get("type") == "tokens_revoked" and bool(_part(event, "tokens").get("bot"))
    return revoked or event.get("type") == "app_uninstalled"


def _part(payload: dict[str, Any], name: str) -> dict[str, Any]:
    part = payload.get(name)
    return part if isinstance(part, dict) else {}


def _first(parts: Any) -> dict[str, Any]:
    return parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], dict) else {}


def understand(payload: Any, bot: Identity) -> Task | None:
    """The task in a payload of the Events API, a slash command or an interaction; None for all else."""
    try:
        if "command" in payload:
            return interactions.command(payload, bot.team)
        if payload.get("type") == "event_callback":
            reader = _EVENTS.get(payload["event"]["type"])
            return reader(payload, payload["event"], bot) if reader else None
        reader = interactions.READERS.get(payload.get("type"))
        return reader(payload, bot.team) if reader else None
    except (LookupError, TypeError, AttributeError, ValueError) as failure:
        # Not from Slack as documented; nothing of it is logged, for it may hold what people write.
        logger.warning("payload not understood: %s", type(failure).__name__)
        return None


def _home(payload: dict[str, Any], event: dict[str, Any], bot: Identity) -> HomeOpened | PanelOpened | None:
    about = {**_about(payload, bot), "user": event["user"], "direct": True}
    if event.get("tab") == "home":
        return HomeOpened(**about, place=Place())
    # Where the bot is no agent Slack refuses what is suggested.
    is_panel = bot.agent and event.get("tab") == "messages"
    return PanelOpened(**about, place=Place(channel=event["channel"])) if is_panel else None


def _assistant(payload: dict[str, Any], event: dict[str, Any], bot: Identity) -> PanelOpened:
    """Of an app whose manifest still has the assistant view, which the agent view replaces."""
    thread = event["assistant_thread"]
    place = Place(channel=thread["channel_id"], thread=thread["thread_ts"])
    return PanelOpened(**_about(payload, bot), user=thread["user_id"], place=place, direct=True)


def _stopped(payload: dict[str, Any], event: dict[str, Any], bot: Identity) -> Stopped:
    channel = event["channel"]
    place = Place(channel=channel, thread=event["thread_ts"])
    return Stopped(**_about(payload, bot), user=event["user"], place=place, direct=channel.startswith("D"))


def _message(payload: dict[str, Any], event: dict[str, Any], bot: Identity) -> Question | None:
    if event.get("subtype") == "message_changed":
        return _edited(payload, event, bot)
    if event.get("subtype") not in _MESSAGE_SUBTYPES or "edited" in event or event.get("hidden"):
        return None
    return _said(payload, event, bot)


def _edited(payload: dict[str, Any], event: dict[str, Any], bot: Identity) -> Question | None:
    """A mention that an edit added; all other edits change nothing that was answered."""
    now, before = event["message"], event.get("previous_message") or {}
    if bot.user not in addressed(now.get("text") or "") - addressed(before.get("text") or ""):
        return None
    where = {name: event[name] for name in ("channel", "channel_type") if name in event}
    return _said(payload, {**now, **where}, bot)


def _said(payload: dict[str, Any], event: dict[str, Any], bot: Identity) -> Question | None:
    if event.get("bot_id") or event.get("user") in (None, bot.user, *_SLACK_ITSELF):
        return None
    called = addressed(event.get("text") or "")
    direct = event.get("channel_type") == "im"
    invited = direct or bot.user in called or event["type"] == "app_mention"
    # In the agent view each question begins a thread; only there a message may tell what is looked at beside it.
    plain_direct = direct and not bot.agent and "app_context" not in event
    text = seen(event)
    if not invited and (called or not text):
        return None  # for somebody else, or a file for everybody
    return Question(
        **_about(payload, bot),
        # A mention comes twice, as app_mention and as message: the same message is one subject.
        subject=f"{event['channel']}/{event['ts']}",
        user=event["user"],
        place=Place(channel=event["channel"], thread=event.get("thread_ts") or (None if plain_direct else event["ts"])),
        direct=direct,
        text=text,
        files=bool(event.get("files")),
        uninvited=not invited,
        opening="thread_ts" not in event,
        looking_at=_looking_at(event),
    )


def _looking_at(event: dict[str, Any]) -> str | None:
    """The channel beside the agent view: that itself, or that of the message which is open there."""
    entities = (event.get("app_context") or {}).get("entities") or []
    return next((_CHANNEL_OF[entity["type"]](entity["value"]) for entity in entities if entity["type"] in _CHANNEL_OF), None)


def _about(payload: dict[str, Any], bot: Identity) -> dict[str, str]:
    return {"event_id": payload["event_id"], "team": bot.team}


_CHANNEL_OF = {
    "slack#/types/channel_id": lambda channel: channel,
    "slack#/types/message_context": lambda message: message["channel_id"],
}


_EVENTS = {
    "message": _message,
    "app_mention": _message,
    "app_home_opened": _home,
    "assistant_thread_started": _assistant,
    "agent_session_stopped": _stopped,
}
