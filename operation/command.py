"""`rasa` as it is called in this project: Rasa's own command line, with the project's tests and one terminal.

`operation/bootstrap.sh` writes `.venv/bin/rasa`, which comes here; `python -m rasa` is Rasa without any of it.

| command | what is added |
|---|---|
| `rasa test`, `rasa test core`, `rasa test nlu` | the stories and messages of `tests/`, which training has not seen |
| `rasa shell nlu` | `--model models`: Rasa takes a last word that is a folder for a model, and `nlu/` is one |
| `rasa shell`, `rasa interactive` | the action server, for as long as they run, if none answers; a free port |
| `rasa interactive` | `--model models`, if that is one of all there is to learn: Rasa would train anew before the first word |
| `rasa train` | without TensorFlow, if nothing in `config.yml` needs it |
| all that read | the encoder is looked at first: where its files are missing or damaged, that is said in a sentence |
| all | no telemetry, no warnings of libraries |

What is given on the command line is never changed.
"""

from __future__ import annotations

import atexit
import ctypes
import gc
import os
import signal
import subprocess
import sys
from typing import Any, List, Optional

from operation import encoder, quiet  # noqa: F401 - quiet before Rasa
from operation.light import SWITCH, stand_in, stand_ins_for_training
from operation.servers import ROOT, action_server, free_port, is_free, quiet_environment
from operation.train import is_trained

ACTION_PORT = 5055
_RASA_PORT = 5005
_STORIES, _MESSAGES = "tests/stories", "tests/nlu"
_TALKS = ("shell", "interactive")
# What reads, or learns to.
_READS = ("run", "test", "train", *_TALKS)
# PR_SET_PDEATHSIG of <sys/prctl.h>.
_SET_SIGNAL_OF_PARENTS_DEATH = 1


def main() -> None:
    """Carry out a command of Rasa's."""
    os.environ.update(quiet_environment())
    given = sys.argv[1:]
    sys.argv = ["rasa", *with_defaults(given)]
    nothing = _nothing_to_test(sys.argv[1:])
    if nothing:
        sys.exit(nothing)
    reads = given[:1] and given[0] in _READS and given[1:2] != ["actions"] and not _has(given, "-h", "--help")
    if reads and (wrong := encoder.fault()):
        sys.exit(wrong)
    if given[:1] and given[0] in _TALKS and given[1:2] != ["nlu"] and not _has(given, "-h", "--help"):
        _begin_actions()
        _leave_out_what_is_for_programs()
    if given[:1] == ["train"]:
        _train_lightly(given)
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
    elif command == ["shell"] and part == ["nlu"] and not _has(given, "-m", "--model"):
        # Rasa takes a last word that is a folder for the model, and `nlu` is one of ours.
        more += ["--model", "models"]
    elif command and command[0] in _TALKS and part != ["nlu"]:
        if not _has(given, "-p", "--port") and not is_free(_RASA_PORT):
            more += ["--port", str(free_port())]
        if command == ["interactive"] and not _has(given, "-m", "--model") and is_trained():
            more += ["--model", "models"]
    return [*given, *more]


def _has(given: List[str], *options: str) -> bool:
    return any(argument.split("=")[0] in options for argument in given)


def _nothing_to_test(arguments: List[str]) -> Optional[str]:
    """Rasa passes a test of nothing: a line that says so instead."""
    if arguments[:1] != ["test"]:
        return None
    from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
    from rasa.shared.data import get_data_files, is_nlu_file

    kinds = (("-s", "--stories", YAMLStoryReader.is_test_stories_file, "story"), ("-u", "--nlu", is_nlu_file, "message"))
    for short, long, is_one, what in kinds:
        path = _value(arguments, short, long)
        if path and not get_data_files([path], is_one):
            return f"No test {what} is in {path}: nothing would be tested."
    return None


def _value(arguments: List[str], *options: str) -> Optional[str]:
    for place, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        if name in options:
            return value if equals else next(iter(arguments[place + 1 :]), None)
    return None


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
            command.arguments,
            env=command.environment,
            cwd=ROOT,
            stdout=file,
            stderr=file,
            start_new_session=True,
            preexec_fn=_end_with_parent,
        )
    atexit.register(server.terminate)
    print(f"The action server is started for this talk (its log: {log.relative_to(ROOT)}).", flush=True)


def _end_with_parent() -> None:
    """A terminal that is closed ends the talk without a word: the kernel of Linux ends what it has started."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl:
        prctl(_SET_SIGNAL_OF_PARENTS_DEATH, signal.SIGTERM)


def _train_lightly(given: List[str]) -> None:
    """Without the libraries that the configuration does not need, and without looking for garbage.

    Of the hundred thousands of messages none is garbage before the end, and to look through them takes as long as to read them.
    """
    gc.disable()
    if os.environ.get(SWITCH) != "0" and not _has(given, "-c", "--config"):
        stand_in(stand_ins_for_training(ROOT / "config.yml"))


def _leave_out_what_is_for_programs() -> None:
    """The shell prints an Answer as text; Rasa would add it once more as JSON."""
    from rasa.core.channels import console

    printed = console._print_bot_output

    def print_bot_output(message: Any, *rest: Any, **options: Any) -> Any:
        return printed({key: value for key, value in message.items() if key != "custom"}, *rest, **options)

    console._print_bot_output = print_bot_output


if __name__ == "__main__":
    main()
