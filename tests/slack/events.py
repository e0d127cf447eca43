"""What Slack sends, as Slack sends it, and the signature that goes with it."""

from __future__ import annotations

import hashlib
import hmac
import itertools
import json
import re
import time
from typing import Any
from urllib.parse import urlencode

from tests.slack.fake_slack import APP, BOT_USER, TEAM

SECRET = "5ec7e7"
_APP = {"token": "verification-token", "api_app_id": APP}
_PLAIN = re.compile(rf"(<@{BOT_USER}>)?([\w ,.?!'-]*)")
_numbers = itertools.count(1)


def ts() -> str:
    """A fresh id of a message."""
    return f"1700000000.{next(_numbers):06d}"


def event(**fields: Any) -> dict[str, Any]:
    """An Events API payload with an id of its own."""
    bot = {"enterprise_id": None, "team_id": TEAM, "user_id": BOT_USER, "is_bot": True, "is_enterprise_install": False}
    return {
        **_APP,
        "type": "event_callback",
        "team_id": TEAM,
        "context_team_id": TEAM,
        "context_enterprise_id": None,
        "event": fields,
        "event_id": f"Ev{next(_numbers)}",
        "event_time": int(time.time()),
        "authorizations": [bot],
        "is_ext_shared_channel": False,
        "event_context": "4-eyJldCI6Im1lc3NhZ2UifQ",
    }


def message(text: str, channel: str = "C1", user: str = "U1", **more: Any) -> dict[str, Any]:
    """A message; in a direct channel if the channel's id begins with D."""
    kind = "im" if channel.startswith("D") else "channel"
    at = ts()
    said = {"type": "message", "user": user, "text": text, "team": TEAM, "ts": at, "client_msg_id": f"client-{at}", **_rich(text)}
    return event(**{**said, "channel": channel, "event_ts": at, "channel_type": kind, **more})


def _rich(text: str) -> dict[str, Any]:
    """The blocks that Slack makes of a text, where they are easily made."""
    found = _PLAIN.fullmatch(text)
    if not found or not text:
        return {}
    parts = [{"type": "user", "user_id": BOT_USER}] if found[1] else []
    parts += [{"type": "text", "text": found[2]}] if found[2] else []
    return {"blocks": [{"type": "rich_text", "block_id": "jEztr", "elements": [{"type": "rich_text_section", "elements": parts}]}]}


def stopped(asked: dict[str, Any], user: str = "U1") -> dict[str, Any]:
    """A click on Slack's stop button in the thread of a question."""
    thread = asked["event"].get("thread_ts") or asked["event"]["ts"]
    where = {"channel": asked["event"]["channel"], "thread_ts": thread}
    return event(type="agent_session_stopped", user=user, streaming_message_ts=[], event_ts=ts(), **where)


def mention(text: str, **more: Any) -> dict[str, Any]:
    """A message that mentions the bot."""
    payload = message(f"<@{BOT_USER}> {text}", **more)
    payload["event"].pop("channel_type")
    payload["event"]["type"] = "app_mention"
    return payload


def command(text: str, respond: str, user: str = "U1", channel: str = "C1") -> dict[str, Any]:
    """A slash command; `respond` is its response_url."""
    return {
        **_APP,
        "command": "/anything",
        "text": text,
        "team_id": TEAM,
        "team_domain": "team",
        "channel_id": channel,
        "channel_name": "general",
        "user_id": user,
        "user_name": "rina",
        "is_enterprise_install": "false",
        "trigger_id": f"trigger.{next(_numbers)}",
        "response_url": respond,
    }


def click(posted: dict[str, Any], number: int = 0, user: str = "U1", kind: str = "actions") -> dict[str, Any]:
    """A click on an element of a posted message: a suggestion, or a vote (`context_actions`)."""
    block = next(block for block in posted["blocks"] if block["type"] == kind)
    block.setdefault("block_id", "made-by-slack")
    element = block["elements"][0 if kind == "context_actions" else number]
    action = {"type": element["type"], "action_id": element["action_id"], "block_id": block["block_id"]}
    if kind == "context_actions":
        action["value"] = element[("positive_button", "negative_button")[number]]["value"]
    else:
        action.update(value=element["value"], text=element["text"])
    return {
        **_interaction("block_actions", user),
        "channel": {"id": posted["channel"]},
        "container": {"type": "message", "message_ts": posted["ts"], "channel_id": posted["channel"]},
        "message": _posted(posted),
        "actions": [action],
    }


def home_click(view: dict[str, Any], action_id: str, user: str = "U1") -> dict[str, Any]:
    """A click on a button of the App Home page."""
    elements = [element for block in view["blocks"] for element in block.get("elements", [])]
    element = next(element for element in elements if element.get("action_id") == action_id)
    shown = {**view, "id": "V1", "team_id": TEAM, "app_installed_team_id": TEAM}
    return {**_interaction("block_actions", user), "container": {"type": "view", "view_id": "V1"}, "view": shown, "actions": [element]}


def button(shown: dict[str, Any], action_id: str, user: str = "U1", respond: str | None = None) -> dict[str, Any]:
    """A click on the button of this name; with `respond` in an answer that only the person sees."""
    elements = [element for block in shown["blocks"] for element in block.get("elements", [])]
    element = next(element for element in elements if element.get("action_id") == action_id)
    container = {"type": "message", "message_ts": shown.get("ts", "1.1"), "channel_id": shown.get("channel", "C1")}
    seen = {"is_ephemeral": True} if respond else {"message": _posted(shown)}
    payload = {**_interaction("block_actions", user), "actions": [element], "container": {**container, "is_ephemeral": bool(respond)}}
    return {**payload, **({"response_url": respond} if respond else seen)}


def sent(view: dict[str, Any], values: dict[str, Any], user: str = "U1") -> dict[str, Any]:
    """A modal as it was opened, filled in and sent."""
    state = {name: {name: value} for name, value in values.items()}
    kept = {name: view.get(name, "") for name in ("callback_id", "private_metadata")}
    return _submitted({**kept, "state": {"values": state}}, user)


def about(message: dict[str, Any], respond: str, user: str = "U1") -> dict[str, Any]:
    """The shortcut "Ask about this" on a message."""
    where = {"channel": {"id": message["event"]["channel"]}, "message": message["event"]}
    return {**_interaction("message_action", user), "callback_id": "about", "response_url": respond, **where}


def submission(text: str, user: str = "U1", callback_id: str = "ask") -> dict[str, Any]:
    """A modal that was sent."""
    values = {"ask": {"ask": {"type": "plain_text_input", "value": text}}}
    return _submitted({"callback_id": callback_id, "state": {"values": values}}, user)


def settings_sent(channel: str, mode: str, user: str = "U1") -> dict[str, Any]:
    """The modal of a channel's settings that was sent."""
    payload = submission("", user, callback_id="settings")
    option = {"text": {"type": "plain_text", "text": mode}, "value": mode}
    payload["view"]["state"]["values"] = {
        "channel": {"channel": {"type": "conversations_select", "selected_conversation": channel}},
        "settings": {"settings": {"type": "radio_buttons", "selected_option": option}},
    }
    return payload


def edit(before: dict[str, Any], text: str) -> dict[str, Any]:
    """The edit of a message, as Slack tells it."""
    said = {name: before["event"][name] for name in ("type", "user", "text", "team", "ts", "thread_ts") if name in before["event"]}
    return event(
        type="message",
        subtype="message_changed",
        hidden=True,
        channel=before["event"]["channel"],
        channel_type="channel",
        ts=ts(),
        message={**said, "text": text, "edited": {"user": said["user"], "ts": ts()}},
        previous_message=said,
    )


def shortcut(user: str = "U1", callback_id: str = "ask") -> dict[str, Any]:
    """A global shortcut."""
    return {**_interaction("shortcut", user), "callback_id": callback_id}


def _interaction(kind: str, user: str) -> dict[str, Any]:
    who = {"id": user, "username": "rina", "name": "rina", "team_id": TEAM}
    where = {"team": {"id": TEAM, "domain": "team"}, "enterprise": None, "is_enterprise_install": False}
    return {**_APP, "type": kind, "user": who, **where, "trigger_id": f"trigger.{next(_numbers)}"}


def _posted(shown: dict[str, Any]) -> dict[str, Any]:
    """A message of the bot's as Slack sends it back with a click."""
    kept = {name: shown[name] for name in ("ts", "thread_ts", "text", "blocks") if name in shown}
    return {"type": "message", "user": BOT_USER, "bot_id": "BBOT", "app_id": APP, "team": TEAM, **kept}


def _submitted(view: dict[str, Any], user: str) -> dict[str, Any]:
    number = next(_numbers)
    about = {"id": f"V{number}", "root_view_id": f"V{number}", "hash": "1.x", "type": "modal", "team_id": TEAM, "bot_id": "BBOT"}
    return {**_interaction("view_submission", user), "response_urls": [], "view": {**about, "app_installed_team_id": TEAM, **view}}


def body_of(payload: dict[str, Any]) -> bytes:
    """The body of the request with which Slack delivers a payload."""
    if "command" in payload:
        return urlencode(payload).encode()
    if payload["type"] in ("event_callback", "url_verification", "app_rate_limited"):
        return json.dumps(payload).encode()
    return urlencode({"payload": json.dumps(payload)}).encode()


def signed(body: bytes, at: str | None = None, secret: str = SECRET) -> dict[str, str]:
    """The headers that sign a body."""
    at = at or str(int(time.time()))
    digest = hmac.new(secret.encode(), f"v0:{at}:".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": at, "X-Slack-Signature": f"v0={digest}"}
