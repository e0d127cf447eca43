"""Draws a table as table blocks, and as paragraphs where Slack knows no tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Block, RawTextObject, TableBlock, TableBlockColumnSettings

from answers.answer import Table as AnswerTable
from channels.slack.mrkdwn import chunks, crop, escape

# Slack's limits; a cell is kept to what can be read in it.
_ROWS, _COLUMNS, _CHARACTERS, _CELL = 100, 20, 10_000, 400
_SECTION, _NAME = 3000, 150


def fits(table: AnswerTable) -> bool:
    """Whether Slack takes a table of so many columns."""
    return len(table.columns) <= _COLUMNS


def blocks(table: AnswerTable) -> Iterator[Block]:
    """The table, in several where Slack's limits ask for it; each begins with the columns' names."""
    head = [_cell(name) for name in table.columns]
    rows, size = [head], _size(table.columns)
    for row in table.rows:
        if len(rows) == _ROWS or size + _size(row) > _CHARACTERS:
            yield _table(rows)
            rows, size = [head], _size(table.columns)
        rows.append([_cell(cell) for cell in row])
        size += _size(row)
    yield _table(rows)


def _table(rows: list[list[RawTextObject]]) -> Block:
    return TableBlock(rows=rows, column_settings=[TableBlockColumnSettings(is_wrapped=True) for _ in rows[0]])


def _cell(text: str) -> RawTextObject:
    return RawTextObject(text=crop(text, _CELL) or "–")


def _size(cells: Sequence[str]) -> int:
    return sum(min(len(cell), _CELL) or 1 for cell in cells)


def paragraphs(table: TableBlock) -> list[str]:
    """A paragraph a row, escaped; it reads well on a phone."""
    columns, *rows = [[cell.text for cell in row] for row in table.rows]
    joined: list[str] = []
    for row in rows:
        cells = [f"• {column}: {cell}" for column, cell in zip(columns[1:], row[1:])]
        first, *rest = chunks(cells, _SECTION - 2 * _NAME * len("&amp;")) or [""]
        for paragraph in (f"*{escape(crop(row[0], _NAME))}*\n{first}", *rest):
            if joined and len(joined[-1]) + 2 + len(paragraph) <= _SECTION:
                joined[-1] += "\n\n" + paragraph
            else:
                joined.append(paragraph)
    return joined
