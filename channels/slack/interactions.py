"""Understands commands, clicks, modals and shortcuts.

`team` is the workspace of the installation: which one such a payload names, if any, differs with shared channels and
Enterprise Grid.
"""

from __future__ import annotations

import json
from typing import Any

from channels.slack.ids import (
    ABOUT,
    ASK,
    CHANNEL,
    HELPER_CHANNEL,
    HELPER_PERSON,
    PERSON,
    REASON,
    SETTINGS,
    SHARE,
    SUGGESTION,
    VOTE,
    WORDS,
)
from channels.slack.reading import plain, seen, with_emoji
from channels.slack.tasks import (
    Choice,
    Chosen,
    Explained,
    HandedOver,
    ModalWanted,
    PersonWanted,
    Place,
    Question,
    SettingsWanted,
    Share,
    ShareWanted,
    Task,
    Vote,
)
from channels.words import words

_LONGEST_TEXT = 4_000
_SETTINGS_WORDS = words("settings")


def command(payload: dict[str, Any], team: str) -> Task:
    """The task of a slash command: a question, or the settings of its channel."""
    text = plain(payload.get("text") or "")[:_LONGEST_TEXT]
    channel, trigger = payload["channel_id"], payload["trigger_id"]
    about = {"event_id": trigger, "team": team, "user": payload["user_id"]}
    if text.lower() in _SETTINGS_WORDS:
        return SettingsWanted(**about, place=Place(channel=channel), trigger_id=trigger)
    place = Place(channel=channel, response_url=payload["response_url"])
    return Question(**about, place=place, direct=channel.startswith("D"), text=text, quote=text or None)


def _about(payload: dict[str, Any], team: str, event_id: str) -> dict[str, str]:
    return {"event_id": event_id, "team": team, "user": payload["user"]["id"]}


def _clicked(payload: dict[str, Any], team: str) -> Task | None:
    action = payload["actions"][0]
    reader = _CLICKS.get(action["action_id"].split(":")[0])
    return reader(payload, action, _about(payload, team, payload["trigger_id"])) if reader else None


def _ask(payload: dict[str, Any], action: dict[str, Any], about: dict[str, str]) -> ModalWanted:
    return ModalWanted(**about, place=Place(), direct=True, trigger_id=payload["trigger_id"], language=action.get("value"))


def _vote(payload: dict[str, Any], action: dict[str, Any], about: dict[str, str]) -> Vote:
    vote, turn, conversation = action["value"].split(":", 2)
    place, trigger = _beside(payload), payload["trigger_id"]
    return Vote(**about, place=place, trigger_id=trigger, vote=vote, turn=turn, about=_of_today(conversation))


def _beside(payload: dict[str, Any]) -> Place:
    """Where something is told to the person who clicked, and to nobody else."""
    container = payload["container"]
    return Place(
        channel=container["channel_id"],
        thread=(payload.get("message") or container).get("thread_ts"),
        response_url=payload["response_url"] if container.get("is_ephemeral") else None,
    )


def _share(payload: dict[str, Any], action: dict[str, Any], about: dict[str, str]) -> Share | ShareWanted:
    turn, conversation, looking_at = action["value"].split(":", 2)
    channel = payload["container"]["channel_id"]
    if channel.startswith("D"):
        trigger = payload["trigger_id"]
        return ShareWanted(**about, place=Place(), trigger_id=trigger, turn=turn, about=conversation, looking_at=looking_at or None)
    return Share(**about, subject=f"share/{turn}/{channel}", place=_beside(payload), turn=turn, about=conversation)


def _person(payload: dict[str, Any], action: dict[str, Any], about: dict[str, str]) -> PersonWanted:
    return PersonWanted(**about, place=_beside(payload), trigger_id=payload["trigger_id"], about=action["value"])


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
    if reader is None:
        return None
    carried = json.loads(view.get("private_metadata") or "{}")
    return reader(view["state"]["values"], carried, _about(payload, team, f"{view['id']}/{view['hash']}"))


def _asked(values: dict[str, Any], carried: dict[str, Any], about: dict[str, str]) -> Question:
    text = with_emoji(values[ASK][ASK]["value"] or "")[:_LONGEST_TEXT].strip()
    return Question(**about, place=Place(), direct=True, text=text, quote=text or None)


def _chosen(values: dict[str, Any], carried: dict[str, Any], about: dict[str, str]) -> Chosen:
    mode = values[SETTINGS][SETTINGS]["selected_option"]["value"]
    channel = values.get(HELPER_CHANNEL, {}).get(HELPER_CHANNEL, {}).get("selected_conversation")
    person = values.get(HELPER_PERSON, {}).get(HELPER_PERSON, {}).get("selected_user")
    sets_helper = HELPER_CHANNEL in values
    return Chosen(**about, place=Place(channel=_selected(values)), mode=mode, sets_helper=sets_helper, helper=channel or person)


def _explained(values: dict[str, Any], carried: dict[str, Any], about: dict[str, str]) -> Explained:
    reason = values[REASON][REASON]["selected_option"]["value"]
    return Explained(**about, **carried, reason=reason, words=values[WORDS][WORDS]["value"])


def _shared(values: dict[str, Any], carried: dict[str, Any], about: dict[str, str]) -> Share:
    channel = _selected(values)
    return Share(**about, **carried, subject=f"share/{carried['turn']}/{channel}", place=Place(channel=channel))


def _handed_over(values: dict[str, Any], carried: dict[str, Any], about: dict[str, str]) -> HandedOver:
    return HandedOver(**about, **carried, words=values[WORDS][WORDS]["value"])


def _selected(values: dict[str, Any]) -> str:
    return values[CHANNEL][CHANNEL]["selected_conversation"]


def _about_this(payload: dict[str, Any], team: str) -> Question | None:
    """A message whose text is the question; the answer is for the person who asks."""
    if payload["callback_id"] != ABOUT:
        return None
    message, channel = payload["message"], payload["channel"]["id"]
    text = seen(message)[:_LONGEST_TEXT]
    return Question(
        **_about(payload, team, payload["trigger_id"]),
        place=Place(channel=channel, response_url=payload["response_url"]),
        direct=channel.startswith("D"),
        text=text,
        files=bool(message.get("files")),
        quote=text or None,
    )


def _shortcut(payload: dict[str, Any], team: str) -> Task | None:
    about = _about(payload, team, payload["trigger_id"])
    wanted = {ASK: ModalWanted, SETTINGS: SettingsWanted}.get(payload["callback_id"])
    return wanted(**about, place=Place(), direct=True, trigger_id=payload["trigger_id"]) if wanted else None


_CLICKS = {ASK: _ask, VOTE: _vote, SUGGESTION: _suggestion, SHARE: _share, PERSON: _person}
_MODALS = {ASK: _asked, SETTINGS: _chosen, REASON: _explained, SHARE: _shared, PERSON: _handed_over}
READERS = {"block_actions": _clicked, "view_submission": _sent, "shortcut": _shortcut, "message_action": _about_this}
