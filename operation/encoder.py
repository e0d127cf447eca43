"""`python -m operation.encoder`: whether the encoder can be used. Rasa would log a traceback, and go on without a model."""

from __future__ import annotations

import subprocess
import sys
from typing import Optional

from operation.servers import ROOT, quiet_environment


def fault() -> Optional[str]:
    """What keeps the encoder from being used, in a sentence; None if nothing does. What was read is kept for who reads with it."""
    from nlu.encoder import EncoderError, tuned

    try:
        tuned()
    except EncoderError as wrong:
        return f"The bot cannot be started: {wrong}."
    return None


def fault_elsewhere() -> Optional[str]:
    """The same, found out by a process of its own: whoever asks needs no encoder, and keeps none in memory."""
    command = [sys.executable, "-m", "operation.encoder"]
    asked = subprocess.run(command, cwd=ROOT, env=quiet_environment(), stderr=subprocess.PIPE, text=True)
    return asked.stderr.strip() if asked.returncode else None


if __name__ == "__main__":
    sys.exit(fault())
