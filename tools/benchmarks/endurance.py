"""What time does to the bot: a long conversation, and many of them in the store."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from statistics import median
from typing import Dict

from tools.benchmarks.assistants import Assistant
from tools.benchmarks.load import put

_EDGE = 20
"""How many turns make the beginning and the end of a long conversation."""


def long_conversation(assistant: Assistant, turns: int) -> Dict[str, float]:
    """Median milliseconds of a turn at the beginning and at the end, and their ratio."""
    latencies = put(assistant.url, turns, turns=turns).latencies
    # The very first turn also begins the session.
    first, last = median(latencies[1 : _EDGE + 1]), median(latencies[-_EDGE:])
    return {"turns": turns, "first_ms": first, "last_ms": last, "ratio": last / first}


def many_conversations(assistant: Assistant, count: int, messages: int) -> Dict[str, float]:
    """Median milliseconds of a turn before and after so many conversations are in the store."""
    before = median(put(assistant.url, messages).latencies)
    _multiply(assistant.database, count)
    after = median(put(assistant.url, messages).latencies)
    return {"conversations": count, "before_ms": before, "after_ms": after, "ratio": after / before}


def _multiply(database: Path, count: int) -> None:
    """Store one whole conversation under many names, as if so many people had had it."""
    columns = "type_name, timestamp, intent_name, action_name, data"
    with sqlite3.connect(database, timeout=60) as connection:
        connection.execute(
            f"""
            WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?)
            INSERT INTO events (sender_id, {columns})
            SELECT 'many-' || n, {columns} FROM number, events WHERE sender_id = 'start'
            """,
            (count,),
        )
