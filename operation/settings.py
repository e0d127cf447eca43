"""Settings that several processes share, from the environment: see docs/operation.md."""

from __future__ import annotations

import os

KEEP_DAYS = float(os.environ.get("KEEP_DAYS", 90))
"""Days without a word after which a conversation is deleted; 0 keeps all."""
