"""Draws what is no answer: the App Home page and the modals."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import get_args

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConversationFilter,
    ConversationSelectElement,
    DividerBlock,
    InputBlock,
    MarkdownTextObject,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    RadioButtonsElement,
    SectionBlock,
    UserSelectElement,
)
from slack_sdk.models.views import View

from answers.answer import Answer
from channels.slack import render
from channels.slack.helpers import is_person
from channels.slack.ids import ASK, CHANNEL, HELPER_CHANNEL, HELPER_PERSON, PERSON, REASON, SETTINGS, SHARE, WORDS
from channels.slack.tasks import Mode, Reason
from channels.slack.texts import Texts, texts

_BUTTONS = 25
_QUESTION, _WORDS = 2000, 1000


def home(answers: Sequence[Answer]) -> View:
    """The App Home page: what the bot says when asked for help, language by language."""
    blocks: list[Block] = []
    for answer in answers:
        words = texts(answer.lang)
        page = answer.copy(update={"title": words.home})
        ask = ButtonElement(text=words.ask, action_id=f"{ASK}:{answer.lang}", value=answer.lang, style="primary")
        buttons = ActionsBlock(elements=[ask, *render.buttons(answer)][:_BUTTONS])
        blocks += [*render.classic(render.body(page)), buttons, DividerBlock()]
    return View(type="home", blocks=blocks[:-1])


def question(language: str) -> View:
    """The modal in which a question is typed."""
    words = texts(language)
    field = PlainTextInputElement(action_id=ASK, multiline=True, max_length=_QUESTION, focus_on_load=True)
    return _modal(words, ASK, words.ask, words.send, [InputBlock(block_id=ASK, label=words.question, element=field)])


def settings(language: str, channel: str | None, mode: Mode, helper: str | None = None) -> View:
    """The modal in which is chosen when the bot speaks in a channel, and of an admin who helps; `helper` is None for all others."""
    words = texts(language)
    options = {name: Option(value=name, text=getattr(words, name)) for name in get_args(Mode)}
    when = RadioButtonsElement(action_id=SETTINGS, options=list(options.values()), initial_option=options[mode])
    blocks = [
        _where(words.channel, channel),
        InputBlock(block_id=SETTINGS, label=words.when, element=when),
        *(_helper(words, helper) if helper is not None else ()),
    ]
    return _modal(words, SETTINGS, words.settings, words.save, blocks)


def reasons(language: str, carried: dict[str, str]) -> View:
    """The modal in which is said why an answer is no good."""
    words = texts(language)
    options = [Option(value=name, text=getattr(words, name)) for name in get_args(Reason)]
    why = RadioButtonsElement(action_id=REASON, options=options)
    blocks = [InputBlock(block_id=REASON, label=words.reason, element=why), _more(words.words)]
    return _modal(words, REASON, words.reason_title, words.send, blocks, carried)


def share(language: str, channel: str | None, carried: dict[str, str]) -> View:
    """The modal in which is chosen where an answer is shared."""
    words = texts(language)
    return _modal(words, SHARE, words.share, words.send, [_where(words.share_where, channel)], carried)


def person(language: str, target: str, carried: dict[str, str]) -> View:
    """The modal in which a person agrees that the conversation is passed on to a human."""
    words = texts(language)
    consent = SectionBlock(text=MarkdownTextObject(text=words.person_consent.format(target=target)))
    return _modal(words, PERSON, words.person, words.send, [consent, _more(words.person_words)], carried)


def _helper(words: Texts, helper: str) -> list[Block]:
    """Who helps: a channel or a person."""
    channel, person = (None, helper) if is_person(helper) else (helper or None, None)
    filtered = ConversationFilter(include=["public", "private"], exclude_bot_users=True)
    channels = ConversationSelectElement(action_id=HELPER_CHANNEL, initial_conversation=channel, filter=filtered)
    people = UserSelectElement(action_id=HELPER_PERSON, initial_user=person)
    return [
        InputBlock(block_id=HELPER_CHANNEL, label=words.helper_channel, element=channels, optional=True),
        InputBlock(block_id=HELPER_PERSON, label=words.helper_person, element=people, optional=True),
    ]


def _more(label: str) -> InputBlock:
    field = PlainTextInputElement(action_id=WORDS, multiline=True, max_length=_WORDS)
    return InputBlock(block_id=WORDS, label=label, element=field, optional=True)


def _where(label: str, channel: str | None) -> InputBlock:
    if channel and channel.startswith("D"):
        channel = None  # of two people: it is none of those to choose from
    select = ConversationSelectElement(
        action_id=CHANNEL,
        initial_conversation=channel,
        default_to_current_conversation=None if channel else True,
        filter=ConversationFilter(include=["public", "private", "mpim"], exclude_bot_users=True),
    )
    return InputBlock(block_id=CHANNEL, label=label, element=select)


def _modal(words: Texts, callback_id: str, title: str, submit: str, blocks: list[Block], carried: dict[str, str] | None = None) -> View:
    return View(
        type="modal",
        callback_id=callback_id,
        title=PlainTextObject(text=title),
        submit=PlainTextObject(text=submit),
        close=PlainTextObject(text=words.cancel),
        blocks=blocks,
        private_metadata=json.dumps(carried) if carried else None,
    )
