"""Calls to Slack, whose failures are told apart, counted, and said once with their mend."""

from __future__ import annotations

import asyncio
import logging
import re
from collections import Counter
from collections.abc import Awaitable
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackRequestError

from channels.slack.mends import mend
from channels.slack.seldom import Seldom

logger = logging.getLogger(__name__)

_PASSING = {"internal_error", "fatal_error", "service_unavailable", "request_timeout", "ratelimited", "rate_limited"}
_POINTER = re.compile(r"json-pointer:(/[\w/]{1,80})")


class Refused(Exception):
    """Slack will not do it, however often it is asked: the method, and Slack's error code."""

    def __init__(self, method: str, code: str) -> None:
        super().__init__(f"{method} {code}")
        self.method = method
        self.code = code


class TryAgain(Exception):
    """Slack could not be reached or could not do it now; it may have done it all the same."""


class Calls:
    """Makes calls; `failures` counts those that failed, by method and Slack's error code."""

    def __init__(self) -> None:
        self.failures: Counter[str] = Counter()
        self._log = Seldom(logger)

    async def make(self, method: str, call: Awaitable[Any], is_told: bool = True) -> Any:
        """Await a call of a method; `is_told` is False where a refusal is told by who asks for the call.

        Raises:
            Refused, TryAgain: it failed; that is counted, and logged with Slack's error code.
        """
        try:
            return await call
        except SlackApiError as failure:
            code, status, more = _reason(failure)
        except (SlackRequestError, aiohttp.ClientError, asyncio.TimeoutError) as failure:
            code, status, more = type(failure).__name__, 0, ""
        is_passing = not 0 < status < 500 or status == 429 or code in _PASSING
        self._failed(method, code, more, is_told or is_passing)
        if is_passing:
            raise TryAgain(code)
        raise Refused(method, code)

    def _failed(self, method: str, code: str, more: str, is_told: bool) -> None:
        """Count a failure, and say it once an hour: a storm of one error is one line with its mend."""
        failure = f"{method} {code}"
        self.failures[failure] += 1
        count = self.failures[failure]
        if not is_told:
            return
        self._log.error(failure, "Slack API failed: method=%s error=%s%s count=%d mend=%s", method, code, more, count, mend(code))


def _reason(failure: SlackApiError) -> tuple[str, int, str]:
    """Slack's error code, the HTTP status, and for the log the scope that is missing or the places of what Slack does not take."""
    response = failure.response
    status = getattr(response, "status_code", None) or getattr(response, "status", 200)
    data = getattr(response, "data", None)
    if isinstance(data, dict) and "error" in data:
        return str(data["error"]), status, f" needed={data['needed']}" if data.get("needed") else _places(data)
    word = getattr(response, "body", None)
    return word if isinstance(word, str) and re.fullmatch("[a-z_]{1,60}", word) else f"http_{status}", status, ""


def _places(data: dict[str, Any]) -> str:
    """Where in its arguments a call is wrong; the rest of what Slack says of it may hold what people write."""
    metadata = data.get("response_metadata")
    messages = metadata.get("messages") if isinstance(metadata, dict) else None
    found = [place for message in messages or () for place in _POINTER.findall(str(message))]
    return f" at={','.join(found[:3])}" if found else ""
