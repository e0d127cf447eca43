"""`python -m operation.serve`: `rasa run`, with the same options, started light.

`SERVE_LIGHT=0` makes it `rasa run` and nothing more.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import List

from operation.light import SWITCH, stand_in, stand_ins_for


def main(arguments: List[str]) -> None:
    """Serve until stopped."""
    if os.environ.get(SWITCH) != "0":
        stand_in(stand_ins_for(*_model_and_credentials(arguments)))
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


if __name__ == "__main__":
    main(sys.argv[1:])
