"""Which lines of the widget a page runs: counted by Chromium where `WIDGET_COVERAGE` names a folder (`make coverage`), else not."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Dict
from uuid import uuid4

from playwright.sync_api import CDPSession, Error, Page

_FOLDER = os.environ.get("WIDGET_COVERAGE")
DIST = Path(__file__).resolve().parents[2] / "web" / "dist"
_OURS = ("/chat/widget.js", "/chat/chat.js", "/chat/facts.js")
_counting: Dict[Page, CDPSession] = {}


def begin(page: Page) -> None:
    """Count from now on."""
    if _FOLDER:
        _counting[page] = session = page.context.new_cdp_session(page)
        # Where scripts are off there is nothing to count.
        with suppress(Error):
            session.send("Profiler.enable")
            session.send("Profiler.startPreciseCoverage", {"callCount": True, "detailed": True})


def end(page: Page) -> None:
    """Write what was counted, with the text of what ran, as `web/checks/coverage.mjs` reads it."""
    session = _counting.pop(page, None)
    if session is None or page.is_closed():
        return
    found = []
    # A page that went to another site is in another process by then, which counts nothing.
    with suppress(Error):
        found = [entry for entry in session.send("Profiler.takePreciseCoverage")["result"] if entry["url"].endswith(_OURS)]
    for entry in found:
        entry["source"] = (DIST / entry["url"].rpartition("/")[2]).read_text("utf-8")
    if found:
        (Path(str(_FOLDER)) / f"{uuid4().hex}.json").write_text(json.dumps({"result": found}))
