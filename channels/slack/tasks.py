"""What an event of Slack asks the gateway to do, in a form that can be kept and taken up again."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Extra, Field, constr

DIRECT = "im"
"""Stands for the channel in the key of a direct conversation, whichever way it was entered."""

Mode = Literal["mentions", "threads", "questions"]
"""When the bot speaks in a channel: if it is mentioned, also in threads it takes part in, also to every question."""

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
        """Each person in each thread has their own, and one in all direct messages; its tasks are worked off in order.

        The team is no part of it: which one a payload names depends on where it comes from.
        """
        if self.direct or not self.place.channel:
            return f"{DIRECT}//{self.user}"
        return f"{self.place.channel}/{self.place.thread or ''}/{self.user}"


class Question(_Task):
    """Something to answer. `text` may be empty: a mention alone asks for help.

    `uninvited` marks a message that does not mention the bot, `opening` one that begins no reply in
    a thread; `overheard` one that is answered only if the bot knows the answer. `files` came with it,
    which the bot does not read. `choice` is the clicked suggestion; `quote` is a question that is
    not to be seen where the answer goes, and so is shown above it.
    """

    kind: Literal["question"] = "question"
    text: str
    files: bool = False
    uninvited: bool = False
    opening: bool = False
    overheard: bool = False
    choice: Choice | None = None
    quote: str | None = None


class Hush(_Task):
    """The person asked the bot to be silent in a thread, and is told that it is."""

    kind: Literal["hush"] = "hush"


class HomeOpened(_Task):
    """The person looks at the App Home page."""

    kind: Literal["home"] = "home"


class ModalWanted(_Task):
    """The person wants to type a question into a modal."""

    kind: Literal["modal"] = "modal"
    trigger_id: str
    language: str | None = None


class SettingsWanted(_Task):
    """The person wants to choose when the bot speaks in a channel."""

    kind: Literal["settings"] = "settings"
    trigger_id: str


class Chosen(_Task):
    """The person chose when the bot speaks in a channel."""

    kind: Literal["chosen"] = "chosen"
    mode: Mode


class Vote(_Task):
    """The person finds an answer helpful or not: the one of `turn` in the conversation `about`."""

    kind: Literal["vote"] = "vote"
    vote: Literal["up", "down"]
    turn: _Key
    about: _Key


Task = Question | Hush | HomeOpened | ModalWanted | SettingsWanted | Chosen | Vote


class _Kept(BaseModel):
    __root__: Task = Field(discriminator="kind")


def parse(raw: str) -> Task:
    """A task as it was kept: `task.json()` read back."""
    return _Kept.parse_raw(raw).__root__
