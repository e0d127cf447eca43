"""What the web channel takes and refuses: bodies as checked data, errors as `{"error": {"code", "message"}}`."""

from __future__ import annotations

import json
from typing import Any, Dict, Literal, Optional, Type, TypeVar

from pydantic import BaseModel, Extra, StrictStr, ValidationError, constr, root_validator, validator
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from channels.guard import MAX_BODY_BYTES, is_json

_Id = constr(strict=True, regex=r"^[A-Za-z0-9_-]{8,64}$")


class _Body(BaseModel):
    class Config:
        extra = Extra.forbid


_ContextName = constr(strict=True, regex=r"^\w{1,40}$")
_ContextValue = constr(strict=True, max_length=200)
_MOST_CONTEXT = 20


def _valid_unicode(text: str) -> str:
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("is not valid Unicode")
    return text


class Message(_Body):
    """What a person says; `id` is the client's, `language` that of the page, `context` what the page tells of itself."""

    id: _Id
    text: StrictStr
    language: Optional[Literal["id", "en"]] = None
    context: Optional[Dict[_ContextName, _ContextValue]] = None

    @validator("context")
    def _not_too_much(cls, context: Optional[Dict[str, str]]) -> Optional[Dict[str, str]]:
        if context and len(context) > _MOST_CONTEXT:
            raise ValueError(f"has more than {_MOST_CONTEXT} entries")
        _valid_unicode("".join((context or {}).values()))
        return context

    @validator("text")
    def _something_to_read(cls, text: str) -> str:
        if not text.strip():
            raise ValueError("is empty")
        return _valid_unicode(text)


class Feedback(_Body):
    """What a person thinks of the answer of a turn, and why it is no good; None takes an earlier vote back."""

    turn: _Id
    vote: Optional[Literal["up", "down"]]
    reason: Optional[Literal["wrong", "not_asked", "hard_to_read", "missing", "other"]] = None
    words: Optional[constr(strict=True, strip_whitespace=True, max_length=1000)] = None

    @validator("words")
    def _can_be_stored(cls, words: Optional[str]) -> Optional[str]:
        return _valid_unicode(words) if words else None

    @root_validator(skip_on_failure=True)
    def _only_a_dislike_is_explained(cls, values: Dict[str, Any]) -> Dict[str, Any]:
        if values["vote"] != "down" and (values["reason"] or values["words"]):
            raise ValueError("reason and words belong to a vote that is 'down'")
        return values


class Handover(_Body):
    """A person asks for people: how to be reached, and what else they want to say. `id` is the client's."""

    id: _Id
    reach: constr(strict=True, strip_whitespace=True, min_length=3, max_length=200)
    note: constr(strict=True, strip_whitespace=True, max_length=2000) = ""

    @validator("reach", "note")
    def _can_be_sent(cls, text: str) -> str:
        return _valid_unicode(text)


B = TypeVar("B", bound=_Body)


class Refused(SanicException):
    """A request that is answered with an error of ours."""

    def __init__(self, status: int, code: str, message: str, headers: Optional[Dict[str, str]] = None) -> None:
        super().__init__(message, status_code=status)
        self.code = code
        self.headers = headers


async def parsed(request: Request, model: Type[B]) -> B:
    """The request's JSON body as a `model`, read no further than it may be long.

    Raises:
        Refused: for a body that cannot be used, with what to mend.
    """
    if not is_json(request):
        raise Refused(415, "content_type", "Send application/json.")
    body = bytearray()
    async for chunk in request.stream:
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            raise Refused(413, "too_large", f"The body exceeds {MAX_BODY_BYTES} bytes.")
    try:
        return model.parse_obj(json.loads(bytes(body)))
    except ValidationError as problem:
        first = problem.errors()[0]
        raise Refused(400, "invalid", f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    except (ValueError, RecursionError):
        raise Refused(400, "json", "The body is not JSON.") from None


def not_found() -> Refused:
    """There is nothing at an address."""
    return Refused(404, "not_found", "There is nothing at this address.")


def error(status: int, code: str, message: str, headers: Optional[Dict[str, str]] = None) -> HTTPResponse:
    """A reply that says what is wrong."""
    return json_response({"error": {"code": code, "message": message}}, status=status, headers=headers)
