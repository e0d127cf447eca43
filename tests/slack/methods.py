"""Slack's methods as documented: what each must be given, and which scope of the manifest lets the bot call it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from operation.servers import ROOT

MANIFEST = YAML(typ="safe").load(Path(ROOT, "deploy", "slack-manifest.yml").read_text())
GRANTED = set(MANIFEST["oauth_config"]["scopes"]["bot"])
SUBSCRIBED = set(MANIFEST["settings"]["event_subscriptions"]["bot_events"])
LEGACY_THREADS = {"1.1"}  # of an app that still has the assistant view

_HISTORY = {"channels:history", "groups:history", "im:history", "mpim:history"}
_READ = {"channels:read", "groups:read", "mpim:read"}
# The scopes are all needed, since the bot is spoken to in every kind of channel.
METHODS: dict[str, tuple[set[str], set[str]]] = {
    "agents.sessions.setStatus": ({"chat:write"}, {"channel_id", "thread_ts", "status"}),
    "apps.connections.open": (set(), set()),
    "assistant.threads.setSuggestedPrompts": ({"assistant:write"}, {"channel_id", "prompts"}),
    "auth.test": (set(), set()),
    "bots.info": ({"users:read"}, {"bot"}),
    "chat.postEphemeral": ({"chat:write"}, {"channel", "user", "text"}),
    "chat.postMessage": ({"chat:write"}, {"channel", "text"}),
    "chat.update": ({"chat:write"}, {"channel", "ts"}),
    "conversations.history": (_HISTORY, {"channel"}),
    "conversations.members": (_READ, {"channel"}),
    "conversations.open": ({"im:write"}, {"users"}),
    "conversations.replies": (_HISTORY, {"channel", "ts"}),
    "files.completeUploadExternal": ({"files:write"}, {"files"}),
    "files.getUploadURLExternal": ({"files:write"}, {"filename", "length"}),
    "oauth.v2.access": (set(), {"code"}),
    "users.info": ({"users:read"}, {"user"}),
    "views.open": (set(), {"trigger_id", "view"}),
    "views.publish": (set(), {"user_id", "view"}),
}


def refusal(method: str, granted: set[str]) -> dict[str, Any] | None:
    """What Slack answers where a scope for the method was not granted."""
    missing = sorted(METHODS.get(method, (set(), set()))[0] - granted)
    return {"ok": False, "error": "missing_scope", "needed": ",".join(missing), "provided": ",".join(sorted(granted))} if missing else None


def faults(method: str, call: dict[str, Any]) -> list[str]:
    """What Slack would refuse a call for, if the app is as its manifest describes it."""
    if method not in METHODS:
        return [f"there is no method {method}"]
    scopes, required = METHODS[method]
    found = [f"{method}: missing_scope {scope}" for scope in sorted(scopes - GRANTED)]
    found += [f"{method}: {name} is missing" for name in sorted(required) if call.get(name) in (None, "")]
    prompts = call.get("prompts", [])
    if len(prompts) > 4 or any(set(prompt) != {"title", "message"} or not all(prompt.values()) for prompt in prompts):
        found.append(f"{method}: prompts")
    if method == "assistant.threads.setSuggestedPrompts" and call.get("thread_ts") and call["thread_ts"] not in LEGACY_THREADS:
        found.append(f"{method}: of an agent nothing is shown if it names a thread")
    if call.get("status", "active") not in ("active", "processing", "suspended", "closed"):
        found.append(f"{method}: status")
    if method == "agents.sessions.setStatus" and "agent_session_stopped" not in SUBSCRIBED:
        found.append(f"{method}: missing_agent_session_stopped_event_subscription")
    if len(call.get("alt_txt") or "") > 1000 or call.get("length") in (0, "0"):
        found.append(f"{method}: alt_txt or length")
    if not 1 <= len(call.get("title", "x")) <= 200:
        found.append(f"{method}: title")
    return found
