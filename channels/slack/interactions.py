"""Understands commands, clicks, modals and shortcuts.

Which team such a payload names, if any, differs with shared channels and Enterprise Grid, and nothing is kept by it.
"""

from __future__ import annotations

from typing import Any

from channels.slack.ids import ASK, CHANNEL, SETTINGS, SUGGESTION, VOTE
from channels.slack.reading import plain
from channels.slack.tasks import Choice, Chosen, ModalWanted, Place, Question, SettingsWanted, Task, Vote

_LONGEST_TEXT = 4_000
_SETTINGS_WORDS = ("settings", "setting", "pengaturan", "setelan")


def command(payload: dict[str, Any], team: str) -> Task:
    """The task of a slash command: a question, or the settings of its channel."""
    text = plain(payload.get("text") or "")[:_LONGEST_TEXT]
    channel, trigger = payload["channel_id"], payload["trigger_id"]
    about = {"event_id": trigger, "team": payload.get("team_id") or team, "user": payload["user_id"]}
    if text.lower() in _SETTINGS_WORDS:
        return SettingsWanted(**about, place=Place(channel=channel), trigger_id=trigger)
    place = Place(channel=channel, response_url=payload["response_url"])
    return Question(**about, place=place, direct=channel.startswith("D"), text=text, quote=text or None)


def _about(payload: dict[str, Any], team: str, event_id: str) -> dict[str, str]:
    user = payload["user"]
    named = (payload.get("team") or {}).get("id") or user.get("team_id") or team
    return {"event_id": event_id, "team": named, "user": user["id"]}


def _clicked(payload: dict[str, Any], team: str) -> Task | None:
    action = payload["actions"][0]
    reader = _CLICKS.get(action["action_id"].split(":")[0])
    return reader(payload, action, _about(payload, team, payload["trigger_id"])) if reader else None


def _ask(payload: dict[str, Any], action: dict[str, Any], about: dict[str, str]) -> ModalWanted:
    return ModalWanted(**about, place=Place(), direct=True, trigger_id=payload["trigger_id"], language=action.get("value"))


def _vote(payload: dict[str, Any], action: dict[str, Any], about: dict[str, str]) -> Vote:
    vote, turn, conversation = action["value"].split(":", 2)
    container = payload["container"]
    place = Place(
        channel=container["channel_id"],
        thread=(payload.get("message") or container).get("thread_ts"),
        response_url=payload["response_url"] if container.get("is_ephemeral") else None,
    )
    return Vote(**about, place=place, vote=vote, turn=turn, about=_of_today(conversation))


def _of_today(conversation: str) -> str:
    """The key of a conversation; those under older messages began with the team."""
    return conversation.partition("/")[2] if conversation.count("/") == 3 else conversation


def _suggestion(payload: dict[str, Any], action: dict[str, Any], about: dict[str, str]) -> Question:
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


def _sent(payload: dict[str, Any], team: str) -> Task | None:
    view = payload["view"]
    reader = _MODALS.get(view.get("callback_id"))
    return reader(view["state"]["values"], _about(payload, team, f"{view['id']}/{view['hash']}")) if reader else None


def _asked(values: dict[str, Any], about: dict[str, str]) -> Question:
    text = (values[ASK][ASK]["value"] or "")[:_LONGEST_TEXT]
    return Question(**about, place=Place(), direct=True, text=text, quote=text)


def _chosen(values: dict[str, Any], about: dict[str, str]) -> Chosen:
    channel = values[CHANNEL][CHANNEL]["selected_conversation"]
    mode = values[SETTINGS][SETTINGS]["selected_option"]["value"]
    return Chosen(**about, place=Place(channel=channel), mode=mode)


def _shortcut(payload: dict[str, Any], team: str) -> Task | None:
    about = _about(payload, team, payload["trigger_id"])
    wanted = {ASK: ModalWanted, SETTINGS: SettingsWanted}.get(payload["callback_id"])
    return wanted(**about, place=Place(), direct=True, trigger_id=payload["trigger_id"]) if wanted else None


_CLICKS = {ASK: _ask, VOTE: _vote, SUGGESTION: _suggestion}
_MODALS = {ASK: _asked, SETTINGS: _chosen}
READERS = {"block_actions": _clicked, "view_submission": _sent, "shortcut": _shortcut}
