"""`python -m operation.ready [URL]`: asks a running bot whether it can answer; exits with 0 if so."""

from __future__ import annotations

import sys
import urllib.request
from typing import Optional
from urllib.error import HTTPError

_SECONDS = 8


def fault(url: str) -> Optional[str]:
    """What keeps the bot at this address from answering; None if nothing does."""
    try:
        with urllib.request.urlopen(f"{url.rstrip('/')}/health/ready", timeout=_SECONDS):
            return None
    except HTTPError as refusal:
        return f"not ready: {refusal.read().decode(errors='replace')}"
    except OSError as failure:
        return f"not reachable: {failure}"


if __name__ == "__main__":
    sys.exit(fault(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:5005"))
