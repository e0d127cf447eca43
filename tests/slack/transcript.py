"""A message as lines of text, to be read by eye: `pytest tests/slack/test_real_bot.py -s`."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any


def shown(message: dict[str, Any]) -> str:
    """What a person sees of a message or a view."""
    lines = [line for block in message.get("blocks", []) for line in _lines(block)]
    lines += [f"[picture {file['name']}: {file['alt']}]" for file in message.get("files", [])]
    return textwrap.indent("\n".join(lines), "    │ ")


def _lines(block: dict[str, Any]) -> Iterator[str]:
    kind = block["type"]
    if kind == "header":
        yield f"# {block['text']['text']}"
    elif kind == "section":
        yield block["text"]["text"]
    elif kind == "context":
        yield f"({block['elements'][0]['text']})"
    elif kind == "table":
        rows = [[cell["text"] for cell in row] for row in block["rows"]]
        widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
        for row in rows:
            yield "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |"
    elif kind == "actions":
        yield " ".join(f"[{button['text']['text']}]" for button in block["elements"])
    elif kind == "context_actions":
        (votes,) = block["elements"]
        yield " ".join(f"<{votes[name]['text']['text']}>" for name in ("positive_button", "negative_button"))
    else:
        yield "—" * 20
