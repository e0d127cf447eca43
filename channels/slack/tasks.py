"""What an event of Slack asks the gateway to do, in a form that can be kept and taken up again."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Extra, Field, constr

DIRECT = "im"
"""Stands for the channel in the key of a direct conversation, whichever way it was entered."""

Mode = Literal["mentions", "threads", "questions"]
"""When the bot speaks in a channel: if it is mentioned, also in threads it takes part in, also to every question."""
Reason = Literal["wrong", "not_asked", "hard_to_read", "missing", "other"]
"""Why an answer is no good, as the web channel keeps it."""

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
    not to be seen where the answer goes, and so is shown above it; `looking_at` the channel beside it.
    """

    kind: Literal["question"] = "question"
    text: str
    files: bool = False
    uninvited: bool = False
    opening: bool = False
    overheard: bool = False
    choice: Choice | None = None
    quote: str | None = None
    looking_at: _Id | None = None


class PanelOpened(_Task):
    """The person opens the bot's own messages: there may be questions to begin with."""

    kind: Literal["panel"] = "panel"


class Hush(_Task):
    """The person asked the bot to be silent in a thread, and is told that it is."""

    kind: Literal["hush"] = "hush"


class HomeOpened(_Task):
    """The person looks at the App Home page."""

    kind: Literal["home"] = "home"


class _AtOnce(_Task):
    """Something that waits for nothing else of the person. Mostly it opens a modal, which Slack takes for three seconds."""

    trigger_id: str = ""

    @property
    def conversation(self) -> str:
        """Its own."""
        return f"now/{self.event_id[-100:]}/{self.user}"


class Stopped(_AtOnce):
    """The person pressed Slack's stop button: what is asked in the thread of `place` is not to be answered any more."""

    kind: Literal["stopped"] = "stopped"


class ModalWanted(_AtOnce):
    """The person wants to type a question into a modal."""

    kind: Literal["modal"] = "modal"
    language: str | None = None


class SettingsWanted(_AtOnce):
    """The person wants to choose when the bot speaks in a channel."""

    kind: Literal["settings"] = "settings"


class Chosen(_Task):
    """The person chose when the bot speaks in a channel; an admin also who helps, if anybody, where the bot cannot."""

    kind: Literal["chosen"] = "chosen"
    mode: Mode
    sets_helper: bool = False
    helper: _Id | None = None


class Vote(_AtOnce):
    """The person finds an answer helpful or not: the one of `turn` in the conversation `about`."""

    kind: Literal["vote"] = "vote"
    vote: Literal["up", "down"]
    turn: _Key
    about: _Key


class Explained(_Task):
    """The person says why an answer is no good."""

    kind: Literal["explained"] = "explained"
    turn: _Key
    about: _Key
    reason: Reason
    words: str | None = None


class ShareWanted(_AtOnce):
    """The person wants to share an answer, and is asked where."""

    kind: Literal["share_wanted"] = "share_wanted"
    turn: _Key
    about: _Key
    looking_at: _Id | None = None


class Share(_Task):
    """The person shares an answer, with the question, in the channel of `place`."""

    kind: Literal["share"] = "share"
    turn: _Key
    about: _Key


class PersonWanted(_AtOnce):
    """The person wants to be helped by a human, and is asked whether the conversation may be passed on."""

    kind: Literal["person_wanted"] = "person_wanted"
    about: _Key


class HandedOver(_Task):
    """The person agreed to pass the conversation `about` on to a human: the channel or person `to`."""

    kind: Literal["handed_over"] = "handed_over"
    about: _Key
    to: _Id | None = None
    words: str | None = None


Task = (
    Question
    | PanelOpened
    | Hush
    | Stopped
    | HomeOpened
    | ModalWanted
    | SettingsWanted
    | Chosen
    | Vote
    | Explained
    | ShareWanted
    | Share
    | PersonWanted
    | HandedOver
)


class _Kept(BaseModel):
    __root__: Task = Field(discriminator="kind")


def parse(raw: str) -> Task:
    """A task as it was kept: `task.json()` read back."""
    return _Kept.parse_raw(raw).__root__
