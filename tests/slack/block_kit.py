"""Block Kit's limits as Slack documents them, checked apart from the code that draws."""

from __future__ import annotations

import json
import re
from typing import Any

_REFERENCE = re.compile(r"<(@U\w+|#C\w+|https?://[^<>|\s]+\|[^<>|]+)>")
_MRKDWN_UNESCAPED = re.compile(r"&(?!amp;|lt;|gt;)|<|>")


def faults(call: dict[str, Any]) -> list[str]:
    """What Slack would refuse, or a person would be annoyed by, in a message or a view."""
    found: list[str] = []
    view = call.get("view")
    blocks = (view or call).get("blocks") or []

    def check(holds: bool, what: str) -> None:
        if not holds:
            found.append(what)

    if view is None:
        check(bool(call.get("text")), "a message needs a text for notifications")
        check(len(call.get("text") or "") <= 4000, "text over 4,000")
        check(call.get("unfurl_links") is False or "ts" in call or "user" in call, "links would unfurl")
    check(len(blocks) <= (100 if view else 50), "too many blocks")
    check(len(json.dumps(blocks)) <= 100_000, "blocks too large")
    check(view is not None or _characters(blocks) <= 13_200, "msg_blocks_too_long")  # not documented: slackapi/bolt-js#2509
    check(sum(block["type"] == "table" for block in blocks) <= 1, "more than one table")
    ids = [block["block_id"] for block in blocks if block.get("block_id")]
    check(len(ids) == len(set(ids)), "block_id twice")
    if view:
        check(len(blocks) >= 1, "a view without blocks")
        check(len(view.get("private_metadata") or "") <= 3000, "private_metadata over 3,000")
        check(len(view.get("callback_id") or "") <= 255, "callback_id over 255")
    if view and view["type"] == "modal":
        check(all(1 <= len(view[name]["text"]) <= 24 for name in ("title", "submit", "close")), "modal words over 24")
    if view:  # a modal of ours may name people and channels; an answer may not
        blocks = [_anonymous(block) for block in blocks]
    for block in blocks:
        check(len(block.get("block_id") or "") <= 255, "block_id over 255")
        _CHECKS.get(block["type"], _unknown)(block, check)
    actions = [e["action_id"] for block in blocks for e in block.get("elements", []) if "action_id" in e]
    check(len(actions) == len(set(actions)), "action_id twice")
    return found


def _characters(part: Any) -> int:
    """How long all texts below a part are."""
    if isinstance(part, list):
        return sum(map(_characters, part))
    if not isinstance(part, dict):
        return 0
    own = part["text"] if isinstance(part.get("text"), str) else ""
    return len(own) + sum(map(_characters, part.values()))


def _anonymous(block: dict[str, Any]) -> dict[str, Any]:
    if block["type"] != "section":
        return block
    return {**block, "text": {**block["text"], "text": _REFERENCE.sub("@", block["text"]["text"])}}


def _unknown(block: dict[str, Any], check: Any) -> None:
    check(False, f"unknown block {block['type']}")


def _text(text: dict[str, Any], limit: int, check: Any, kinds: tuple = ("plain_text", "mrkdwn")) -> None:
    check(text["type"] in kinds, f"text type {text['type']}")
    check(1 <= len(text["text"]) <= limit, f"text of {len(text['text'])}, limit {limit}")
    if text["type"] == "mrkdwn":
        check(not _MRKDWN_UNESCAPED.search(text["text"]), "mrkdwn not escaped")


def _header(block: dict[str, Any], check: Any) -> None:
    _text(block["text"], 150, check, ("plain_text",))


def _section(block: dict[str, Any], check: Any) -> None:
    _text(block["text"], 3000, check)


def _context(block: dict[str, Any], check: Any) -> None:
    check(1 <= len(block["elements"]) <= 10, "context elements")
    for element in block["elements"]:
        _text({**element, "text": _REFERENCE.sub("@", element["text"])}, 3000, check)


def _button(button: dict[str, Any], check: Any) -> None:
    check(button["type"] == "button", "not a button")
    _text(button["text"], 75, check, ("plain_text",))
    check(1 <= len(button["value"]) <= 2000, "button value")
    check(1 <= len(button["action_id"]) <= 255, "action_id")


def _actions(block: dict[str, Any], check: Any) -> None:
    check(1 <= len(block["elements"]) <= 25, "actions elements")
    for element in block["elements"]:
        _button(element, check)


def _context_actions(block: dict[str, Any], check: Any) -> None:
    check(1 <= len(block["elements"]) <= 5, "context_actions elements")
    for element in block["elements"]:
        check(element["type"] in ("feedback_buttons", "icon_button"), "context_actions element type")
        for button in (element["positive_button"], element["negative_button"]):
            _text(button["text"], 75, check, ("plain_text",))
            check(1 <= len(button["value"]) <= 2000, "feedback value")


def _table(block: dict[str, Any], check: Any) -> None:
    rows = block["rows"]
    check(1 <= len(rows) <= 100, "table rows")
    check(len({len(row) for row in rows}) == 1 and len(rows[0]) <= 20, "table columns")
    check(len(block.get("column_settings") or []) <= 20, "column settings")
    check(sum(len(cell["text"]) for row in rows for cell in row) <= 10_000, "table characters")
    for row in rows:
        for cell in row:
            check(cell["type"] == "raw_text" and len(cell["text"]) >= 1, "table cell")


def _input(block: dict[str, Any], check: Any) -> None:
    _text(block["label"], 2000, check, ("plain_text",))
    element = block["element"]
    check(element["type"] in _INPUTS, f"input of {element['type']}")
    check(1 <= len(element["action_id"]) <= 255, "action_id")
    check(len(element.get("options", [])) <= 10, "radio buttons over 10")
    check(element.get("max_length", 3000) <= 3000, "input length")
    for option in element.get("options", []):
        _text(option["text"], 75, check)
        check(1 <= len(option["value"]) <= 150, "option value")
    check(element.get("initial_conversation", "C")[0] in "CG", "initial conversation that is filtered out")
    check("initial_option" not in element or element["initial_option"] in element["options"], "initial option")


_INPUTS = ("plain_text_input", "radio_buttons", "conversations_select", "users_select")
_CHECKS = {
    "header": _header,
    "section": _section,
    "context": _context,
    "actions": _actions,
    "context_actions": _context_actions,
    "table": _table,
    "input": _input,
    "divider": lambda block, check: None,
}
