"""`python -m operation.serve`: `rasa run`, with the same options, started light.

`SERVE_LIGHT=0` starts it with all that Rasa imports. What it writes is its owner's alone, and no log below INFO is kept,
whatever the options say: there Rasa logs what people write.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import os
import sys
from pathlib import Path
from typing import List

from operation import audit, encoder
from operation.light import SWITCH, stand_in, stand_ins_for
from operation.logs import may_show_texts
from operation.open_files import raise_limit
from operation.private import keep_to_owner


def main(arguments: List[str]) -> None:
    """Serve until stopped."""
    keep_to_owner()
    raise_limit()
    # Sanic lets a hundred wait to be connected; who comes when they do tries again after a second, and then after three.
    os.environ.setdefault("SANIC_BACKLOG", "1000")
    if not may_show_texts():
        logging.disable(logging.DEBUG)
    if wrong := encoder.fault():
        sys.exit(wrong)
    model, credentials = _model_and_credentials(arguments)
    audit.record_configuration(model=_digest(model))
    if os.environ.get(SWITCH) != "0":
        stand_in(stand_ins_for(model, credentials))
        from operation.schemas import compile_each_schema_once

        compile_each_schema_once()
    sys.argv = ["rasa", "run", *arguments]
    import rasa.__main__

    rasa.__main__.main()


def _model_and_credentials(arguments: List[str]) -> List[Path]:
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("-m", "--model", type=Path, default=Path("models"))
    parser.add_argument("--credentials", type=Path, default=Path("credentials.yml"))
    known, _ = parser.parse_known_args(arguments)
    return [known.model, known.credentials]


def _digest(model: Path) -> str:
    """Which model it is; "" where there is none, or a folder of several."""
    return hashlib.sha256(model.read_bytes()).hexdigest()[:16] if model.is_file() else ""


if __name__ == "__main__":
    main(sys.argv[1:])
