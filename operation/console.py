"""What a person sees of `make run`: named steps, then one line a message; all else goes to logs below `var/`."""

from __future__ import annotations

import json
import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, Dict, Optional, TextIO

from honcho.printer import Message

_BAR = 24
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
# A fault as Python's logging writes it: level, logger, text.
# asyncio's are of tasks that a stop breaks off.
_FAULT = re.compile(r"\b(?:ERROR|CRITICAL)\s+(?!asyncio\b)\S+\s+-\s+(?P<text>.*)")


def step(text: str, output: Optional[TextIO] = None) -> None:
    """Name the step that begins."""
    print(text, file=output or sys.stdout, flush=True)


def progress(text: str, done: int, of: int, output: Optional[TextIO] = None) -> None:
    """Show how far a step is: a bar that moves on a terminal, else a line."""
    out = output or sys.stdout
    if not out.isatty():
        step(f"  {done} of {of}: {text}", out)
        return
    filled = _BAR * done // max(of, 1)
    out.write(f"\r\x1b[K  [{'#' * filled}{'.' * (_BAR - filled)}] {done} of {of}: {text}")
    out.write("\n" if done >= of else "")
    out.flush()


class Console:
    """honcho's printer: what processes write goes to a log for each; messages and faults are shown as well.

    Args:
        folder: where the logs are.
        output: where a person looks.
    """

    def __init__(self, folder: Path, output: Optional[TextIO] = None) -> None:
        folder.mkdir(exist_ok=True)
        self.width = 0
        # Until the bot is ready, messages are only those that ask whether it is.
        self.ready = False
        self._folder = folder
        self._output = output or sys.stdout
        self._unlogged: Optional[str] = None

    def write(self, message: Message) -> None:
        """Take what a process has written."""
        name = message.name or "system"
        data = message.data if isinstance(message.data, str) else message.data.decode("utf-8", "replace")
        lines = [_without_colours(line) for line in data.splitlines()]
        shown = [told for told in map(shown_of, lines) if told and (self.ready or told.startswith("fault"))]
        fault = self._log(name, "".join(f"{message.time:%Y-%m-%d %H:%M:%S} {line}\n" for line in lines))
        if fault != self._unlogged:
            self._unlogged = fault
            shown += [f"fault: {fault}"] if fault else []
        # A terminal that was closed shows nothing any more.
        with suppress(OSError):
            for told in shown:
                print(f"{message.time:%H:%M:%S}  {told}", file=self._output, flush=True)

    def _log(self, name: str, text: str) -> Optional[str]:
        """Why it cannot be logged; None if it is. The bot goes on without its logs where the disk is full."""
        try:
            with (self._folder / f"{name}.log").open("a", encoding="utf-8") as log:
                log.write(text)
        except OSError as error:
            return f"nothing can be logged in {self._folder} ({error.strerror}): free some space"
        return None


def shown_of(line: str) -> Optional[str]:
    """What a person is shown of a line of a log; None where it is for the log alone."""
    event = _event(line)
    if event.get("event") == "turn":
        return f"{event.get('channel', ''):<6} {event.get('language', '')}  {event.get('topic', '')}  {event.get('milliseconds', '?')} ms"
    if event.get("level") in ("error", "critical"):
        return f"fault: {event.get('event')}{_why(event)}"
    fault = _FAULT.search(line) if not event else None
    return f"fault: {fault['text']}" if fault else None


def _event(line: str) -> Dict[str, Any]:
    start = line.find("{")
    try:
        event = json.loads(line[start:]) if start >= 0 else {}
    except ValueError:
        return {}
    return event if isinstance(event, dict) else {}


def _why(event: Dict[str, Any]) -> str:
    reason = event.get("fault") or event.get("reason")
    return f" ({reason})" if reason else ""


def _without_colours(line: str) -> str:
    return _COLOURS.sub("", line)
