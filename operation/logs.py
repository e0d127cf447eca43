"""What happened, one JSON object a line, tied together by the id of the request.

The id comes with a request (`X-Request-ID`) or is made for it, and is the `message_id` of the
message in Rasa: that is how an action knows it. What people write is left out unless
`LOG_MESSAGE_TEXT` is "true".
"""

from __future__ import annotations

import logging
import os
import uuid
from contextvars import ContextVar
from typing import Any, Dict

import structlog

request_id: ContextVar[str] = ContextVar("request_id", default="")


def new_request_id() -> str:
    """The id of the request under way; one of its own for what no request began."""
    return request_id.get() or uuid.uuid4().hex


def event_log(name: str) -> Any:
    """A logger of events: `log.info("turn", topic="definition")`."""
    return structlog.wrap_logger(
        logging.getLogger(name),
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
    )


def may_show_texts() -> bool:
    """Whether what people write may be logged."""
    return os.environ.get("LOG_MESSAGE_TEXT", "").lower() == "true"


def spoken(text: str) -> Dict[str, str]:
    """What a person wrote, as a field of an event, if it may be logged."""
    return {"text": text} if may_show_texts() else {}
