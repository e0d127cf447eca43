"""`python -m operation.run`: trains if needed, starts every process, and says where to chat.

The processes are kept by honcho's manager: Ctrl-C, or the end of one, stops them all. What they write goes to
`var/rasa.log` and so on; a person sees one line a message, and faults.
"""

from __future__ import annotations

import os
import sys
import threading
from typing import Callable, Optional

from honcho.manager import Manager

from operation.console import Console, step
from operation.private import keep_to_owner
from operation.servers import (
    LOOPBACK,
    ROOT,
    Command,
    action_server,
    is_free,
    rasa_server,
    slack_gateway,
    wait_until_answering,
)
from operation.train import MODEL, ensure_model

ACTION_PORT = 5055
START_SECONDS = 180


def main(actions: Optional[Command] = None) -> Optional[str]:
    """Run until interrupted; a line that says what is wrong if it cannot start.

    Args:
        actions: how the action server is started, if not in the usual way.
    """
    keep_to_owner()
    host, port = os.environ.get("HOST", LOOPBACK), int(os.environ.get("PORT", "5005"))
    if port == ACTION_PORT:
        return f"Port {port} is the action server's own: set PORT to another one, then start again."
    for needed, setting in ((port, "PORT"), (ACTION_PORT, None)):
        if not is_free(needed):
            mend = f"set {setting} to another one" if setting else "stop what uses it"
            return f"Port {needed} is in use: {mend}, then start again."
    fault = ensure_model()
    if fault:
        return fault
    step("Starting the bot ...")
    console = Console(ROOT / "var")
    manager = Manager(console)
    _add(manager, "actions", actions or action_server(ACTION_PORT))
    _add(manager, "rasa", rasa_server(port, MODEL, host=host))
    url = f"http://{LOOPBACK}:{port}"
    if os.environ.get("SLACK_BOT_TOKEN"):
        _add(manager, "slack", slack_gateway(url))
    threading.Thread(target=_announce, args=(url, console), daemon=True).start()
    manager.loop()
    if manager.returncode in (0, 130, -2, -15):
        return None
    return f"The bot has stopped (code {manager.returncode}): the end of var/rasa.log or var/actions.log says why."


def in_a_sentence(work: Callable[[], Optional[str]]) -> Optional[str]:
    """What some work says; what the machine would not do is a sentence too. To be stopped is no fault."""
    try:
        return work()
    except KeyboardInterrupt:
        step("\nStopped.")
        return None
    except OSError as fault:
        return f"The bot cannot be started: {fault.strerror or fault}{f' ({fault.filename})' if fault.filename else ''}."


def _add(manager: Manager, name: str, command: Command) -> None:
    line = " ".join(f"'{argument}'" for argument in command.arguments)
    manager.add_process(name, f"exec {line}", env=command.environment, cwd=str(ROOT), quiet=False)


def _announce(url: str, console: Console) -> None:
    if wait_until_answering(url, START_SECONDS):
        step(f"\nThe bot is ready: chat at {url}/  (Ctrl-C stops it)\n")
        console.ready = True
    else:
        step(f"\nThe bot has not answered within {START_SECONDS} s: the end of var/rasa.log says why.\n")


if __name__ == "__main__":
    sys.exit(in_a_sentence(main))
