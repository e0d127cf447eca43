"""Understands what Slack sends: any payload in, a task or nothing out."""

from __future__ import annotations

import logging
from typing import Any, NamedTuple

from channels.slack.mrkdwn import mentioned, plain
from channels.slack.tasks import Choice, HomeOpened, ModalWanted, Place, Question, Task, Vote

logger = logging.getLogger(__name__)

SUGGESTION = "suggestion"
ASK = "ask"
VOTE = "vote"
"""What the `action_id` of an element of ours begins with, and the modal's `callback_id`."""

_MESSAGE_SUBTYPES = (None, "file_share", "thread_broadcast")
_LONGEST_TEXT = 4_000  # well above what the bot reads, so that it still says "too long"


class Identity(NamedTuple):
    """Who the bot is in its workspace."""

    user: str
    team: str


def understand(payload: Any, bot: Identity) -> Task | None:
    """The task in a payload of the Events API, a slash command or an interaction; None for all else."""
    try:
        if "command" in payload:
            return _command(payload)
        reader = _READERS.get(payload.get("type"))
        return reader(payload, bot) if reader else None
    except (LookupError, TypeError, AttributeError, ValueError) as failure:
        # Not from Slack as documented; nothing of it is logged, for it may hold what people write.
        logger.warning("payload not understood: %s", type(failure).__name__)
        return None


def _event(payload: dict[str, Any], bot: Identity) -> Task | None:
    event = payload["event"]
    if event["type"] in ("message", "app_mention"):
        return _message(payload, event, bot)
    if event["type"] == "app_home_opened" and event.get("tab") == "home":
        return HomeOpened(event_id=payload["event_id"], team=payload["team_id"], user=event["user"], place=Place(), direct=True)
    return None


def _message(payload: dict[str, Any], event: dict[str, Any], bot: Identity) -> Question | None:
    if event.get("subtype") not in _MESSAGE_SUBTYPES or "edited" in event or event.get("hidden"):
        return None
    if event.get("bot_id") or event.get("user") in (None, bot.user, "USLACKBOT"):
        return None
    people = mentioned(event.get("text") or "")
    direct = event.get("channel_type") == "im"
    invited = direct or bot.user in people or event["type"] == "app_mention"
    if not invited and ("thread_ts" not in event or people):
        return None  # talk in the channel, or in a thread but with somebody else
    text = plain(event.get("text") or "")[:_LONGEST_TEXT]
    if not invited and not text:
        return None  # a file for somebody else
    thread = event.get("thread_ts") or (None if direct else event["ts"])
    return Question(
        event_id=payload["event_id"],
        # A mention comes twice, as app_mention and as message: the same message is one subject.
        subject=f"{event['channel']}/{event['ts']}",
        team=payload["team_id"],
        user=event["user"],
        place=Place(channel=event["channel"], thread=thread),
        direct=direct,
        text=text,
        uninvited=not invited,
    )


def _command(payload: dict[str, Any]) -> Question:
    text = plain(payload.get("text") or "")[:_LONGEST_TEXT]
    return Question(
        event_id=payload["trigger_id"],
        team=payload["team_id"],
        user=payload["user_id"],
        place=Place(channel=payload["channel_id"], response_url=payload["response_url"]),
        direct=payload["channel_id"].startswith("D"),
        text=text,
        quote=text or None,
    )


def _action(payload: dict[str, Any], bot: Identity) -> Task | None:
    action = payload["actions"][0]
    about = {"event_id": payload["trigger_id"], "team": payload["team"]["id"], "user": payload["user"]["id"]}
    kind = action["action_id"].split(":")[0]
    if kind == ASK:
        return ModalWanted(**about, place=Place(), direct=True, trigger_id=payload["trigger_id"], language=action.get("value"))
    if kind == SUGGESTION:
        return _suggestion(payload, action, about)
    if kind == VOTE:
        vote, turn, conversation = action["value"].split(":", 2)
        container = payload["container"]
        place = Place(
            channel=container["channel_id"],
            thread=(payload.get("message") or container).get("thread_ts"),
            response_url=payload["response_url"] if container.get("is_ephemeral") else None,
        )
        return Vote(**about, place=place, vote=vote, turn=turn, about=conversation)
    return None


def _suggestion(payload: dict[str, Any], action: dict[str, Any], about: dict[str, Any]) -> Question:
    label, text = action["text"]["text"], action["value"]
    container = payload["container"]
    if container["type"] != "message":  # the App Home page, which stays as it is
        return Question(**about, place=Place(), direct=True, text=text, quote=label)
    channel, ts = container["channel_id"], container["message_ts"]
    direct = channel.startswith("D")
    message = payload.get("message") or {}
    thread = message.get("thread_ts") or container.get("thread_ts") or (None if direct else ts)
    common = {**about, "subject": f"{channel}/{ts}/{action['block_id']}", "direct": direct, "text": text}
    if container.get("is_ephemeral"):
        place = Place(channel=channel, thread=container.get("thread_ts"), response_url=payload["response_url"])
        return Question(**common, place=place, choice=Choice(label=label), quote=label)
    choice = Choice(label=label, ts=ts, block_id=action["block_id"], blocks=message["blocks"], text=message.get("text") or "")
    return Question(**common, place=Place(channel=channel, thread=thread), choice=choice)


def _modal_sent(payload: dict[str, Any], bot: Identity) -> Question | None:
    view = payload["view"]
    if view.get("callback_id") != ASK:
        return None
    text = view["state"]["values"][ASK][ASK]["value"] or ""
    return Question(
        event_id=f"{view['id']}/{view['hash']}",
        team=payload["team"]["id"],
        user=payload["user"]["id"],
        place=Place(),
        direct=True,
        text=text[:_LONGEST_TEXT],
        quote=text[:_LONGEST_TEXT],
    )


def _shortcut(payload: dict[str, Any], bot: Identity) -> ModalWanted | None:
    if payload["callback_id"] != ASK:
        return None
    return ModalWanted(
        event_id=payload["trigger_id"],
        team=payload["team"]["id"],
        user=payload["user"]["id"],
        place=Place(),
        direct=True,
        trigger_id=payload["trigger_id"],
    )


_READERS = {
    "event_callback": _event,
    "block_actions": _action,
    "view_submission": _modal_sent,
    "shortcut": _shortcut,
}
