"""Delivers one reply to Slack: every part of it once, whatever happens in between."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Optional

from actions.answers import Answer
from channels.slack import render
from channels.slack.bot import turn_id
from channels.slack.store import Held, Store
from channels.slack.texts import texts
from channels.slack.workspace import Workspace

_CLOCKS_DIFFER = 60.0


async def deliver(
    workspace: Workspace, store: Store, held: Held, channel: str, answer: Answer, picture: Optional[bytes]
) -> None:
    """Send the messages of an answer, then its picture, beginning where an earlier attempt stopped.

    The part at which it stopped may have reached Slack, so that is looked for there first.
    """
    place = held.task.place
    private = place.response_url is not None
    if private and picture:
        channel = await workspace.direct_channel(held.task.user)
    thread = None if private else place.thread
    note = texts(answer.lang).picture if private and picture else None
    parts = render.messages(answer, f"{turn_id(held.task.event_id)}:{held.task.conversation}", held.task.quote, note)
    total = len(parts) + bool(picture)
    for number in range(held.sent, total):
        is_picture = number == len(parts)
        mark = f"{held.task.event_id}/{number}"
        name = _file_name(answer.image.url, held.number) if is_picture else ""
        seen_in_channel = is_picture or not private
        again = held.attempts > 1 and number == held.sent and seen_in_channel
        if again and await workspace.shows(channel, thread, name or mark, held.received - _CLOCKS_DIFFER):
            pass
        elif is_picture:
            await workspace.upload(channel, thread, picture, name, answer.image.alt)
        elif private:
            replace = held.task.choice is not None and number == 0
            await workspace.whisper(place.response_url, parts[number], replace)
        else:
            await workspace.post(channel, thread, parts[number], mark)
        await store.part_sent(held.number, number + 1)


def _file_name(url: str, number: int) -> str:
    """The picture's path as a name; the number tells this upload from another of the same picture."""
    return "-".join(PurePosixPath(url).with_suffix("").parts[1:]) + f"-{number}.png"
