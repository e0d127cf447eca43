"""Settings that several processes share, from the environment, and the names of all: see docs/operation.md."""

from __future__ import annotations

import os
from typing import Dict, NamedTuple, Tuple

KEEP_DAYS = float(os.environ.get("KEEP_DAYS", 90))
"""Days without a word after which a conversation is deleted; 0 keeps all."""


class Names(NamedTuple):
    """The settings of a process: those that may be told, and its secrets."""

    open: Tuple[str, ...]
    secret: Tuple[str, ...]

    def configuration(self) -> Dict[str, str]:
        """Those that are set, as they are; of secrets only that there is one."""
        told = {name: os.environ[name] for name in self.open if os.environ.get(name)}
        return {**told, **{name: "set" for name in self.secret if os.environ.get(name)}}


BOT = Names(
    (
        *("ACTION_URL", "ALLOWED_HOSTS", "AUDIT_LOG", "FACTS_PATH", "HANDOVER_WEBHOOK", "HOST", "KEEP_DAYS", "LOG_MESSAGE_TEXT"),
        *("MESSAGES_PER_MINUTE", "METRICS_HOST", "METRICS_PORT", "OTEL_EXPORTER_OTLP_ENDPOINT", "PERSON_REQUESTS_PER_MINUTE", "PORT"),
        *("POSTGRES_DB", "POSTGRES_HOST", "POSTGRES_PORT", "POSTGRES_USER", "READ_SECONDS", "REDIS_HOST", "REDIS_PORT"),
        *("REQUESTS_PER_MINUTE", "REQUEST_SECONDS", "SECURITY_CONTACT", "SQL_MAX_OVERFLOW", "SQL_POOL_SIZE", "TRUSTED_PROXIES"),
        *("TURN_SECONDS", "WAITING_MESSAGES", "WAITING_MESSAGES_OF_ONE", "WAITING_SECONDS"),
    ),
    ("HANDOVER_SECRET", "POSTGRES_PASSWORD", "REDIS_PASSWORD", "REST_API_KEY", "WEB_SESSION_SECRET", "WEB_SESSION_SECRET_BEFORE"),
)
SLACK = Names(
    ("SLACK_API_URL", "SLACK_BOT_URL", "SLACK_CLIENT_ID", "SLACK_HOST", "SLACK_KEEP_DAYS", "SLACK_PERSON", "SLACK_PORT"),
    # The address of its store has a password in it.
    ("SLACK_APP_TOKEN", "SLACK_BOT_TOKEN", "SLACK_CLIENT_SECRET", "SLACK_SIGNING_SECRET", "SLACK_STORE_URL", "SLACK_TOKEN_KEYS"),
)
