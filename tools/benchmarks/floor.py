"""The floor of any figure: the same server and channel, with nothing behind them."""

from __future__ import annotations

from rasa.core.channels.channel import UserMessage
from sanic import Blueprint

from answers.answer import Answer, Block
from channels.rest import GuardedRest
from channels.turn import OnNewMessage

_ANSWER = Answer(kind="social", topic="floor", lang="id", title="", body=[Block(text="Ada.")])


class Floor(GuardedRest):
    """The REST channel, whose every message gets one answer at once."""

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """The routes of the channel, without Rasa's handler."""

        async def answer_at_once(message: UserMessage) -> None:
            parts = _ANSWER.message()
            await message.output_channel.send_text_message(message.sender_id, parts["text"])
            await message.output_channel.send_custom_json(message.sender_id, parts["json_message"])

        return super().blueprint(answer_at_once)
