"""`rasa` as it is called in this project: Rasa's own command line, with the project's tests and one terminal.

`operation/bootstrap.sh` writes `.venv/bin/rasa`, which comes here; `python -m rasa` is Rasa without any of it.

| command | what is added |
|---|---|
| `rasa test`, `rasa test core`, `rasa test nlu` | the stories and messages of `tests/`, which training has not seen |
| `rasa shell`, `rasa interactive` | the action server, for as long as they run, if none answers; a free port |
| all | no telemetry, no warnings of libraries |

What is given on the command line is never changed.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import warnings
from typing import Any, List

from operation.servers import ROOT, action_server, free_port, is_free, quiet_environment

ACTION_PORT = 5055
_RASA_PORT = 5005
_STORIES, _MESSAGES = "tests/stories", "tests/nlu"
_TALKS = ("shell", "interactive")


def main() -> None:
    """Carry out a command of Rasa's."""
    os.environ.update(quiet_environment())
    warnings.simplefilter("ignore")
    given = sys.argv[1:]
    sys.argv = ["rasa", *with_defaults(given)]
    if given[:1] and given[0] in _TALKS and given[1:2] != ["nlu"] and not _has(given, "-h", "--help"):
        _begin_actions()
        _leave_out_what_is_for_programs()
    import rasa.__main__

    rasa.__main__.main()


def with_defaults(given: List[str]) -> List[str]:
    """The arguments of a command, with those of the project where they say nothing."""
    command, part = given[:1], given[1:2]
    if _has(given, "-h", "--help"):
        return given
    more: List[str] = []
    if command == ["test"]:
        if part != ["nlu"] and not _has(given, "-s", "--stories"):
            more += ["--stories", _STORIES]
        if part == ["core"] and not _has(given, "--e2e", "--end-to-end"):
            more += ["--e2e"]
        if part != ["core"] and not _has(given, "-u", "--nlu", "--cross-validation"):
            more += ["--nlu", _MESSAGES]
    elif command and command[0] in _TALKS and part != ["nlu"] and not _has(given, "-p", "--port") and not is_free(_RASA_PORT):
        more += ["--port", str(free_port())]
    return [*given, *more]


def _has(given: List[str], *options: str) -> bool:
    return any(argument.split("=")[0] in options for argument in given)


def _begin_actions() -> None:
    """Start the action server if none runs; it ends with this command."""
    if not is_free(ACTION_PORT):
        return
    command = action_server(ACTION_PORT)
    log = ROOT / "var" / "actions.log"
    log.parent.mkdir(exist_ok=True)
    with log.open("ab") as file:
        # A session of its own: Ctrl-C ends the talk, and the end of the talk ends it.
        server = subprocess.Popen(
            command.arguments, env=command.environment, cwd=ROOT, stdout=file, stderr=file, start_new_session=True
        )
    atexit.register(server.terminate)
    print(f"The action server is started for this talk (its log: {log.relative_to(ROOT)}).", flush=True)


def _leave_out_what_is_for_programs() -> None:
    """The shell prints an Answer as text; Rasa would add it once more as JSON."""
    from rasa.core.channels import console

    printed = console.print_bot_output

    def print_bot_output(message: Any, *rest: Any, **options: Any) -> Any:
        return printed({key: value for key, value in message.items() if key != "custom"}, *rest, **options)

    console.print_bot_output = print_bot_output


if __name__ == "__main__":
    main()
