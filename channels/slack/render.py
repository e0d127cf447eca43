"""Draws an Answer as Block Kit: as many messages as Slack's limits ask for, mostly one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextActionsBlock,
    ContextBlock,
    FeedbackButtonObject,
    FeedbackButtonsElement,
    HeaderBlock,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
    TableBlock,
)

from answers.answer import Answer, Source
from channels.slack import tables
from channels.slack.ids import PERSON, SHARE, SUGGESTION, VOTE
from channels.slack.mrkdwn import chunks, crop, escape
from channels.slack.tasks import Choice
from channels.slack.texts import texts

# Slack's limits, and for a whole message a length that stays below all that is told of it.
_HEADER, _SECTION, _BUTTON, _VALUE, _BUTTONS = 150, 3000, 75, 2000, 25
_TABLE_ROWS, _TABLE_COLUMNS, _TABLE_CHARACTERS = 100, 20, 10_000
_MESSAGE_BLOCKS, _MESSAGE_CHARACTERS, _MESSAGE_TEXT = 40, 12_000, 4000  # of 50 blocks, so that a table may unfold
_QUESTION, _CELL = 2000, 400
WANTS_A_PERSON = "ask_human"
_LINK = re.compile(r"https?://[^\s<>|]{1,500}")


class Message(NamedTuple):
    """One message to post.

    `text` is for notifications and screen readers; `classic` are the blocks for a
    workspace that does not know Slack's newer ones, for tables and feedback.
    """

    text: str
    blocks: list[Block]
    classic: list[Block]


class Beside(NamedTuple):
    """What stands around an answer.

    `quote`: a question to show above it, where it would not be seen otherwise; `head`: a remark above it
    in Slack's notation; `note`: a remark below it; `share`, `person`: what the buttons for these carry.
    """

    quote: str | None = None
    head: str | None = None
    note: str | None = None
    share: str | None = None
    person: str | None = None


def messages(answer: Answer, turn: str, beside: Beside | None = None) -> list[Message]:
    """An answer as messages in their order, mostly one; `turn` is what a vote on it must name."""
    beside = beside or Beside()
    blocks = [_context(beside.quote)] if beside.quote else []
    blocks += [_mrkdwn(beside.head)] if beside.head else []
    blocks += body(answer)
    blocks += [_context(beside.note)] if beside.note else []
    blocks += _below(answer, turn, beside)
    text = crop(escape(answer.plain_text()), _MESSAGE_TEXT)
    more = crop(escape(answer.title), _MESSAGE_TEXT) or "…"
    return [Message(more if number else text, part, classic(part)) for number, part in enumerate(_pack(blocks))]


def may_need_a_person(answer: Answer) -> bool:
    """Whether a human may help who got this answer."""
    return answer.kind == "decline" or answer.topic == WANTS_A_PERSON


def word(text: str) -> Message:
    """A message of a few words."""
    return Message(escape(text), [_context(text)], [_context(text)])


def noted(message: Message, text: str) -> Message:
    """A message with a remark below it."""
    remark = _context(text)
    return Message(message.text, [*message.blocks, remark], [*message.classic, remark])


def note(mrkdwn: str) -> Message:
    """A remark in Slack's notation, which names people and channels."""
    return Message(mrkdwn, [_mrkdwn(mrkdwn)], [_mrkdwn(mrkdwn)])


def sections(lines: Iterable[str]) -> list[Message]:
    """Lines of running text, in as many messages as they need."""
    return [Message(crop(text, _MESSAGE_TEXT), [block], [block]) for text in chunks(lines, _SECTION) for block in _sections([text])]


def chosen(choice: Choice) -> list[dict]:
    """The blocks of the message whose suggestion was clicked, the choice in the buttons' place."""
    decided = _context(f"✓ {choice.label}").to_dict()
    return [decided if block.get("block_id") == choice.block_id else block for block in choice.blocks]


def body(answer: Answer) -> Iterator[Block]:
    """What an answer says, without what can be done with it."""
    if answer.title:
        yield HeaderBlock(text=crop(answer.title, _HEADER))
    yield from _sections(chunks((line for block in answer.body for line in block.plain_lines()), _SECTION))
    if answer.table and tables.fits(answer.table):
        yield from tables.blocks(answer.table)
    elif answer.table:
        yield from _sections(chunks(answer.table.plain_lines(), _SECTION))
    if answer.sources:
        yield _sources(answer)


def _sections(texts_escaped: Iterable[str]) -> Iterator[Block]:
    for text in texts_escaped:
        # Verbatim, or Slack would make links and channels of words that look like them.
        yield SectionBlock(text=MarkdownTextObject(text=text, verbatim=True), expand=True)


def _sources(answer: Answer) -> Block:
    """Where the facts stand: each title once, a link where there is one, with its sections."""
    sections: dict[str, list[str]] = {}
    for source in answer.sources:
        sections.setdefault(_titled(source), []).append(escape(source.section))
    shown = (" › ".join(filter(None, (title, ", ".join(filter(None, named))))) for title, named in sections.items())
    return _mrkdwn(f"{texts(answer.lang).source}: " + "; ".join(shown))


def _titled(source: Source) -> str:
    title = escape(source.title)
    return f"<{source.url}|{title}>" if source.url and _LINK.fullmatch(source.url) else title


def _has_table(blocks: Iterable[Block]) -> bool:
    return any(isinstance(block, TableBlock) for block in blocks)


def classic(blocks: Iterable[Block]) -> list[Block]:
    """Blocks in a form that is known everywhere; a table reads well on a phone: a paragraph a row."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, TableBlock):
            found += _sections(tables.paragraphs(block))
        elif isinstance(block, ContextActionsBlock):
            found += [ActionsBlock(block_id=VOTE, elements=_votes(votes)) for votes in block.elements]
        else:
            found.append(block)
    return found


def _votes(votes: FeedbackButtonsElement) -> list[ButtonElement]:
    shown = votes.to_dict()
    given = (shown["positive_button"], shown["negative_button"])
    return [ButtonElement(**vote, action_id=f"{VOTE}:{number}") for number, vote in enumerate(given)]


def _below(answer: Answer, turn: str, beside: Beside) -> Iterator[Block]:
    suggestions = buttons(answer)
    if suggestions:
        yield ActionsBlock(block_id="suggestions", elements=suggestions)
    words = texts(answer.lang)
    more = [
        ButtonElement(text=text, value=value, action_id=action_id)
        for text, value, action_id, fits in (
            (words.share, beside.share, SHARE, answer.kind == "answer"),
            (words.person, beside.person, PERSON, may_need_a_person(answer)),
        )
        if value and fits
    ]
    if more:
        yield ActionsBlock(block_id="more", elements=more)
    if answer.kind == "answer":
        yield ContextActionsBlock(
            elements=[
                FeedbackButtonsElement(
                    action_id=VOTE,
                    positive_button=FeedbackButtonObject(text=words.good, value=f"up:{turn}"),
                    negative_button=FeedbackButtonObject(text=words.bad, value=f"down:{turn}"),
                )
            ]
        )


def buttons(answer: Answer) -> list[ButtonElement]:
    """The suggestions."""
    return [
        ButtonElement(
            text=crop(suggestion.title, _BUTTON),
            value=suggestion.message,
            # Two home pages' worth of buttons share one view: the language keeps the ids apart.
            action_id=f"{SUGGESTION}:{answer.lang}:{number}",
        )
        for number, suggestion in enumerate(answer.suggestions)
        if len(suggestion.message) <= _VALUE
    ][:_BUTTONS]


def _context(text: str) -> ContextBlock:
    return ContextBlock(elements=[PlainTextObject(text=crop(text, _QUESTION))])


def _mrkdwn(mrkdwn: str) -> ContextBlock:
    return ContextBlock(elements=[MarkdownTextObject(text=crop(mrkdwn, _QUESTION))])


def _pack(blocks: list[Block]) -> list[list[Block]]:
    """Blocks in messages: none holds too many, too much text, or a second table."""
    packed: list[list[Block]] = [[]]
    size = 0
    for block in blocks:
        length = _length(block)
        if packed[-1] and (
            len(packed[-1]) == _MESSAGE_BLOCKS
            or size + length > _MESSAGE_CHARACTERS
            or (isinstance(block, TableBlock) and _has_table(packed[-1]))
        ):
            packed.append([])
            size = 0
        packed[-1].append(block)
        size += length
    return packed


def _length(block: Block) -> int:
    if isinstance(block, TableBlock):
        return sum(len(cell.text) for row in block.rows for cell in row)
    return len(getattr(getattr(block, "text", None), "text", ""))
