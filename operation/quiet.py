"""What libraries warn of goes to `var/warnings.log`: no person who types a command can do anything about it. To be imported first.

Libraries put filters of their own before those of `PYTHONWARNINGS`, so that alone does not keep them from the screen.
"""

from __future__ import annotations

import warnings

from operation.servers import ROOT

LOG = ROOT / "var" / "warnings.log"


def _log(message: Warning | str, category: type[Warning], filename: str, lineno: int, file: object = None, line: str | None = None) -> None:
    LOG.parent.mkdir(exist_ok=True)
    with LOG.open("a", encoding="utf-8") as log:
        log.write(f"{filename}:{lineno}: {category.__name__}: {message}\n")


warnings.showwarning = _log
