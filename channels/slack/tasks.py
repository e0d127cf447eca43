"""What an event of Slack asks the gateway to do, in a form that can be kept and taken up again."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Extra, Field, constr

DIRECT = "im"
"""Stands for the channel in the key of a direct conversation, whichever way it was entered."""


_Id = constr(regex=r"^[\w.-]{1,60}\Z")  # Slack's are shorter; four of them fit a column of the store
_Key = constr(regex=r"^[\w./:|+=-]{1,255}\Z")


class _Frozen(BaseModel):
    class Config:
        extra = Extra.forbid
        allow_mutation = False


class Place(_Frozen):
    """Where a reply goes.

    `channel` is None for the person's direct messages; `response_url` is set for replies
    that only the person sees, which need no membership of the bot in the channel.
    """

    channel: _Id | None = None
    thread: _Id | None = None
    response_url: str | None = None


class Choice(_Frozen):
    """A suggestion that was clicked: the message that showed it, to be shown as decided."""

    label: str
    ts: str | None = None
    block_id: str = ""
    blocks: list[dict[str, Any]] = []
    text: str = ""


class _Task(_Frozen):
    """`event_id` is Slack's id of the event; `subject` names what may be answered only once.

    `direct` marks the bot's own channel with the person: one conversation, however entered.
    """

    event_id: _Key
    subject: _Key | None = None
    team: _Id
    user: _Id
    place: Place
    direct: bool = False

    @property
    def conversation(self) -> str:
        """Each person in each thread has their own; its tasks are worked off in order."""
        channel = DIRECT if self.direct or not self.place.channel else self.place.channel
        return "/".join([self.team, channel, self.place.thread or "", self.user])


class Question(_Task):
    """Something to answer. `text` may be empty: a mention alone asks for help.

    `uninvited` marks a message in a thread that does not mention the bot: it is answered
    only where the bot takes part. `choice` is the clicked suggestion; `quote` is a question
    that is not to be seen where the answer goes, and so is shown above it.
    """

    kind: Literal["question"] = "question"
    text: str
    uninvited: bool = False
    choice: Choice | None = None
    quote: str | None = None


class HomeOpened(_Task):
    """The person looks at the App Home page."""

    kind: Literal["home"] = "home"


class ModalWanted(_Task):
    """The person wants to type a question into a modal."""

    kind: Literal["modal"] = "modal"
    trigger_id: str
    language: str | None = None


class Vote(_Task):
    """The person finds an answer helpful or not: the one of `turn` in the conversation `about`."""

    kind: Literal["vote"] = "vote"
    vote: Literal["up", "down"]
    turn: _Key
    about: _Key


Task = Question | HomeOpened | ModalWanted | Vote


class _Kept(BaseModel):
    __root__: Task = Field(discriminator="kind")


def parse(raw: str) -> Task:
    """A task as it was kept: `task.json()` read back."""
    return _Kept.parse_raw(raw).__root__
