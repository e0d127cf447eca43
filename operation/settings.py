"""Settings that several processes share, from the environment, and the names of all: see docs/operation.md."""

from __future__ import annotations

import os
from typing import Dict

KEEP_DAYS = float(os.environ.get("KEEP_DAYS", 90))
"""Days without a word after which a conversation is deleted; 0 keeps all."""

SECRETS = ("HANDOVER_SECRET", "POSTGRES_PASSWORD", "REDIS_PASSWORD", "REST_API_KEY", "WEB_SESSION_SECRET", "WEB_SESSION_SECRET_BEFORE")
NAMES = (
    *("ACTION_URL", "ALLOWED_HOSTS", "AUDIT_LOG", "FACTS_PATH", "HANDOVER_WEBHOOK", "HOST", "KEEP_DAYS", "LOG_MESSAGE_TEXT"),
    *("MESSAGES_PER_MINUTE", "METRICS_HOST", "METRICS_PORT", "PERSON_REQUESTS_PER_MINUTE", "PORT"),
    *("POSTGRES_DB", "POSTGRES_HOST", "POSTGRES_PORT", "POSTGRES_USER", "READ_SECONDS", "REDIS_HOST", "REDIS_PORT"),
    *("REQUESTS_PER_MINUTE", "SECURITY_CONTACT", "SQL_MAX_OVERFLOW", "SQL_POOL_SIZE", "TRUSTED_PROXIES", "TURN_SECONDS"),
    *("WAITING_MESSAGES", "WAITING_MESSAGES_OF_ONE"),
)
"""Every setting that is no secret."""


def configuration() -> Dict[str, str]:
    """The settings that are set, as they are; of secrets only that there is one."""
    told = {name: os.environ[name] for name in NAMES if os.environ.get(name)}
    return {**told, **{name: "set" for name in SECRETS if os.environ.get(name)}}
