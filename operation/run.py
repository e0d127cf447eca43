"""`python -m operation.run`: trains if needed, starts every process, and says where to chat.

The processes are kept by honcho's manager: Ctrl-C, or the end of one, stops them all. What they write goes to
`var/rasa.log` and so on; a person sees one line a message, and faults.
"""

from __future__ import annotations

import errno
import os
import sys
import threading
from typing import Optional

from operation.sentences import in_a_sentence

# isort: split
# Behind it: Ctrl-C while these are imported shows no traceback.
from honcho.manager import Manager

from operation.console import Console, step
from operation.private import keep_to_owner
from operation.servers import LOOPBACK, ROOT, Command, action_server, cannot_listen, rasa_server, slack_gateway, wait_until_answering
from operation.train import MODEL, ensure_model

ACTION_PORT = 5055
START_SECONDS = 180
_EVERY_ADDRESS = ("0.0.0.0", "::", "")
_ENDED = (0, 130, 143, -2, -15)
# Why an address cannot be listened on -> what to do.
_MENDS = {
    errno.EADDRINUSE: "Port {port} is in use: {free}, then start again.",
    errno.EACCES: "Port {port} is for the owner of the machine alone: set PORT to one above 1023, then start again.",
}
_NO_ADDRESS = "HOST is '{host}', which is no address of this machine: set it to one, or leave it out, then start again."


class Processes(Manager):
    """honcho's manager; to be stopped before each process has said that it began is no fault there."""

    def terminate(self) -> None:
        """End all processes, as soon as they can be."""
        if self._all_started():
            super().terminate()
        else:
            later = threading.Timer(0.1, self.terminate)
            later.daemon = True
            later.start()


def main(actions: Optional[Command] = None) -> Optional[str]:
    """Run until interrupted; a line that says what is wrong if it cannot start.

    Args:
        actions: how the action server is started, if not in the usual way.
    """
    keep_to_owner()
    host, wanted = os.environ.get("HOST", LOOPBACK), os.environ.get("PORT", "5005")
    if not wanted.isdecimal() or not 0 < int(wanted) < 2**16:
        return f"PORT is '{wanted}': set it to a number from 1 to 65535, then start again."
    port = int(wanted)
    if port == ACTION_PORT:
        return f"Port {port} is the action server's own: set PORT to another one, then start again."
    fault = _fault_of(host, port, "set PORT to another one") or _fault_of(LOOPBACK, ACTION_PORT, "stop what uses it")
    if fault:
        return fault
    fault = ensure_model()
    if fault:
        return fault
    step("Starting the bot ...")
    console = Console(ROOT / "var")
    manager = Processes(console)
    _add(manager, "actions", actions or action_server(ACTION_PORT))
    _add(manager, "rasa", rasa_server(port, MODEL, host=host))
    url = f"http://{_reached_at(host)}:{port}"
    if os.environ.get("SLACK_BOT_TOKEN"):
        _add(manager, "slack", slack_gateway(url))
    threading.Thread(target=_announce, args=(url, console), daemon=True).start()
    manager.loop()
    if manager.returncode in _ENDED:
        return None
    return f"The bot has stopped (code {manager.returncode}): the end of var/rasa.log or var/actions.log says why."


def _reached_at(host: str) -> str:
    if host in _EVERY_ADDRESS:
        return LOOPBACK
    return f"[{host}]" if ":" in host else host


def _fault_of(host: str, port: int, free: str) -> Optional[str]:
    fault = cannot_listen(host, port)
    return _MENDS.get(fault.errno or 0, _NO_ADDRESS).format(host=host, port=port, free=free) if fault else None


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
