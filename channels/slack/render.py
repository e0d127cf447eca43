"""Draws an Answer as Block Kit: as many messages as Slack's limits ask for, mostly one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
    RawTextObject,
    SectionBlock,
    TableBlock,
    TableBlockColumnSettings,
)

from answers.answer import Answer
from answers.answer import Table as AnswerTable
from channels.slack.ids import SUGGESTION, VOTE
from channels.slack.mrkdwn import chunks, crop, escape
from channels.slack.tasks import Choice
from channels.slack.texts import texts

# Slack's limits, and for a whole message a length that stays below all that is told of it.
_HEADER, _SECTION, _BUTTON, _VALUE, _BUTTONS = 150, 3000, 75, 2000, 25
_TABLE_ROWS, _TABLE_COLUMNS, _TABLE_CHARACTERS = 100, 20, 10_000
_MESSAGE_BLOCKS, _MESSAGE_CHARACTERS, _MESSAGE_TEXT = 40, 12_000, 4000  # of 50 blocks, so that a table may unfold
_QUESTION = 2000


class Message(NamedTuple):
    """One message to post.

    `text` is for notifications and screen readers; `classic` are the blocks for a
    workspace that does not know Slack's newer ones, for tables and feedback.
    """

    text: str
    blocks: list[Block]
    classic: list[Block]


def messages(answer: Answer, turn: str, quote: str | None = None, note: str | None = None) -> list[Message]:
    """An answer as messages in their order, mostly one.

    Args:
        answer: what the bot says.
        turn: what a vote on it must name.
        quote: a question to show above it, where it would not be seen otherwise.
        note: a remark to show below it.
    """
    blocks = [_context(quote)] if quote else []
    blocks += body(answer)
    blocks += [_context(note)] if note else []
    blocks += _below(answer, turn)
    text = crop(escape(answer.plain_text()), _MESSAGE_TEXT)
    more = crop(escape(answer.title), _MESSAGE_TEXT) or "…"
    return [Message(more if number else text, part, classic(part)) for number, part in enumerate(_pack(blocks))]


def word(text: str) -> Message:
    """A message of a few words."""
    return Message(escape(text), [_context(text)], [_context(text)])


def note(mrkdwn: str) -> Message:
    """A remark in Slack's notation, which names people and channels."""
    block = ContextBlock(elements=[MarkdownTextObject(text=mrkdwn)])
    return Message(mrkdwn, [block], [block])


def chosen(choice: Choice) -> list[dict]:
    """The blocks of the message whose suggestion was clicked, the choice in the buttons' place."""
    decided = _context(f"✓ {choice.label}").to_dict()
    return [decided if block.get("block_id") == choice.block_id else block for block in choice.blocks]


def body(answer: Answer) -> Iterator[Block]:
    """What an answer says, without what can be done with it."""
    if answer.title:
        yield HeaderBlock(text=crop(answer.title, _HEADER))
    yield from _sections(chunks((line for block in answer.body for line in block.plain_lines()), _SECTION))
    if answer.table:
        yield from _tables(answer.table)


def _sections(texts_escaped: Iterable[str]) -> Iterator[Block]:
    for text in texts_escaped:
        # Verbatim, or Slack would make links and channels of words that look like them.
        yield SectionBlock(text=MarkdownTextObject(text=text, verbatim=True), expand=True)


def _tables(table: AnswerTable) -> Iterator[Block]:
    """The table, in several where Slack's limits ask for it; each begins with the columns' names."""
    head = [_cell(name) for name in table.columns]
    rows, size = [head], _size(table.columns)
    for row in table.rows:
        if len(rows) == _TABLE_ROWS or size + _size(row) > _TABLE_CHARACTERS:
            yield _table(rows)
            rows, size = [head], _size(table.columns)
        rows.append([_cell(cell) for cell in row])
        size += _size(row)
    yield _table(rows)


def _table(rows: list[list[RawTextObject]]) -> Block:
    return TableBlock(rows=rows, column_settings=[TableBlockColumnSettings(is_wrapped=True) for _ in rows[0]])


def _cell(text: str) -> RawTextObject:
    return RawTextObject(text=text or "–")


def _size(cells: Sequence[str]) -> int:
    return sum(len(cell) or 1 for cell in cells)


def _has_table(blocks: Iterable[Block]) -> bool:
    return any(isinstance(block, TableBlock) for block in blocks)


def classic(blocks: Iterable[Block]) -> list[Block]:
    """Blocks in a form that is known everywhere; a table reads well on a phone: a paragraph a row."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, TableBlock):
            found += _sections(_paragraphs(block))
        elif not isinstance(block, ContextActionsBlock):
            found.append(block)
    return found


def _paragraphs(table: TableBlock) -> list[str]:
    columns, *rows = [[cell.text for cell in row] for row in table.rows]
    joined: list[str] = []
    for row in rows:
        cells = [f"• {column}: {cell}" for column, cell in zip(columns[1:], row[1:])]
        first, *rest = chunks(cells, _SECTION - 2 * _HEADER * len("&amp;")) or [""]
        for paragraph in (f"*{escape(crop(row[0], _HEADER))}*\n{first}", *rest):
            if joined and len(joined[-1]) + 2 + len(paragraph) <= _SECTION:
                joined[-1] += "\n\n" + paragraph
            else:
                joined.append(paragraph)
    return joined


def _below(answer: Answer, turn: str) -> Iterator[Block]:
    suggestions = buttons(answer)
    if suggestions:
        yield ActionsBlock(block_id="suggestions", elements=suggestions)
    if answer.kind == "answer":
        words = texts(answer.lang)
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
