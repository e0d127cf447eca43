"""Pictures of what the bot posts, for the documentation: blocks drawn as a page, not as Slack itself draws them.

`python -m tests.slack.pictures docs/images` makes them anew, of what the bot says today.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops

from acts import Act
from answers.answer import Answer
from channels.slack import render, views
from channels.slack.texts import TEXTS
from tests.unit.talk import Talk, ask

_STYLE = """
body{margin:0;padding:16px 20px;width:640px;font:15px/1.45 Lato,"Noto Sans",Arial,sans-serif;color:#1d1c1d;background:#fff}
.message{margin-bottom:18px} .who{font-weight:700} .app{background:#ddd;border-radius:3px;font-size:10px;padding:1px 4px;margin-left:5px}
h1{font-size:18px;margin:4px 0} p{margin:6px 0;white-space:pre-wrap} .context{color:#616061;font-size:13px} a{color:#1264a3}
table{border-collapse:collapse;margin:8px 0} td{border:1px solid #ddd;padding:5px 8px;vertical-align:top;font-size:14px}
tr:first-child{font-weight:700} .label{font-weight:700;display:block;margin-top:10px}
button{border:1px solid #bbb;border-radius:4px;background:#fff;font-weight:700;padding:6px 11px;margin:4px 6px 4px 0;font-size:13px}
.votes button{border:0;color:#616061;font-weight:400}"""
_MARKS = (
    (re.compile(r"&lt;(https?://[^|&]+)\|(.+?)&gt;"), r'<a href="\1">\2</a>'),
    (re.compile(r"&lt;#\w+\|(.+?)&gt;"), r"<b>#\1</b>"),
    (re.compile(r"(?m)^\*(.+?)\*$"), r"<b>\1</b>"),
)


def draw(messages: list[dict[str, Any]], path: Path) -> None:
    """Draw messages, or modals, one below the other."""
    page = "".join(f'<div class="message">{_who(message)}{_blocks(message)}</div>' for message in messages)
    source = path.with_suffix(".html")
    source.write_text(f'<meta charset="utf-8"><style>{_STYLE}</style>{page}', encoding="utf-8")
    arguments = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars")
    chromium = shutil.which("chromium") or "chromium"
    subprocess.run(
        [chromium, *arguments, "--force-device-scale-factor=1.5", "--window-size=690,2400", f"--screenshot={path}", source.as_uri()],
        check=True,
        capture_output=True,
    )
    source.unlink()
    picture = Image.open(path).convert("RGB")
    box = ImageChops.difference(picture, Image.new("RGB", picture.size, "white")).getbbox()
    picture.crop((0, 0, picture.width, box[3] + 24)).quantize(64).save(path, optimize=True)


def _who(message: dict[str, Any]) -> str:
    if "user" in message:
        return f'<span class="who">{message["user"]}</span>'
    return "" if "title" in message else '<span class="who">Tanya BPO &amp; KPO</span><span class="app">APP</span>'


def _blocks(message: dict[str, Any]) -> str:
    title = f"<h1>{message['title']['text']}</h1>" if "title" in message else ""
    plain = "" if message.get("blocks") else f"<p>{html.escape(message['text'])}</p>"
    return title + plain + "".join(_DRAWN[block["type"]](block) for block in message.get("blocks", []))


def _text(text: dict[str, Any]) -> str:
    shown = html.escape(html.unescape(text["text"]) if text["type"] == "mrkdwn" else text["text"])
    for mark, drawn in _MARKS if text["type"] == "mrkdwn" else ():
        shown = mark.sub(drawn, shown)
    return shown


def _table(block: dict[str, Any]) -> str:
    rows = ("".join(f"<td>{html.escape(cell['text'])}</td>" for cell in row) for row in block["rows"])
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def _buttons(block: dict[str, Any]) -> str:
    return "".join(f"<button>{_text(element['text'])}</button>" for element in block["elements"])


def _votes(block: dict[str, Any]) -> str:
    (votes,) = block["elements"]
    shown = (_text(votes[name]["text"]) for name in ("positive_button", "negative_button"))
    return '<div class="votes">' + "".join(f"<button>{text}</button>" for text in shown) + "</div>"


def _input(block: dict[str, Any]) -> str:
    options = "".join(f"<p>◯ {_text(option['text'])}</p>" for option in block["element"].get("options", []))
    return f'<span class="label">{_text(block["label"])}</span>' + (options or "<p>▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁</p>")


_DRAWN = {
    "header": lambda block: f"<h1>{_text(block['text'])}</h1>",
    "section": lambda block: f"<p>{_text(block['text'])}</p>",
    "context": lambda block: f'<p class="context">{_text(block["elements"][0])}</p>',
    "table": _table,
    "actions": _buttons,
    "context_actions": _votes,
    "input": _input,
    "divider": lambda block: "<hr>",
}


def posted(answer: Answer, beside: render.Beside | None = None) -> dict[str, Any]:
    """An answer as the first message that the bot posts."""
    message = render.messages(answer, "turn", beside)[0]
    return {"text": message.text, "blocks": [block.to_dict() for block in message.blocks]}


def main(folder: Path) -> None:
    """Draw the pictures of docs/slack.md."""
    talk = Talk("id")
    definition = talk.say(ask("definition", models=("kpo",)))
    shared = render.Beside(quote="apa bedanya BPO dan KPO?", share="x")
    draw([{"user": "Rina", "text": "@tanya-bpo apa itu KPO?"}, posted(definition)], folder / "slack-thread.png")
    draw([posted(talk.say(ask("difference", models=("bpo", "kpo"))), shared)], folder / "slack-table.png")
    draw([views.reasons("id", {}).to_dict(), views.settings("id", "C1", "mentions").to_dict()], folder / "slack-modals.png")
    home = views.home([Talk(lang).say(Act("help")) for lang in TEXTS]).to_dict()
    draw([{**home, "title": {"text": "Tanya BPO & KPO"}}], folder / "slack-home.png")
    asked = "berapa gaji di perusahaan XYZ?"
    declined = posted(Talk("id").say(Act("out_of_scope", outside=("gaji di perusahaan XYZ",))), render.Beside(person="x"))
    draw([{"user": "Rina", "text": asked}, declined, views.person("id", "<#C1|bantuan>", {}).to_dict()], folder / "slack-person.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute())
