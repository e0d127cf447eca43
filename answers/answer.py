"""The channel-neutral reply: what every action builds and every channel draws."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Extra, root_validator

from answers.letters import lower_first

Kind = Literal["answer", "clarify", "decline", "social"]
Verdict = Literal["yes", "no", "partly"]


_ABSENT_IF_EMPTY = ("sources", "unanswered", "form")


class _Frozen(BaseModel):
    class Config:
        extra = Extra.forbid
        allow_mutation = False


class Suggestion(_Frozen):
    """A next question: `title` is shown, `message` is sent when it is chosen."""

    title: str
    message: str


class Table(_Frozen):
    """A comparison; the first column names the row, each row has `len(columns)` cells."""

    columns: list[str]
    rows: list[list[str]]

    @root_validator(skip_on_failure=True)
    def _rows_fit_the_columns(cls, values: dict[str, Any]) -> dict[str, Any]:
        width = len(values["columns"])
        if any(len(row) != width for row in values["rows"]):
            raise ValueError(f"every row of a table needs {width} cells")
        return values

    def plain_lines(self) -> list[str]:
        """The table as one line a row, for a medium that draws no tables: "• Basis: rules (one), judgement (other)"."""
        return [f"• {row[0]}: " + self.side_by_side(row) for row in self.rows]

    def side_by_side(self, row: list[str]) -> str:
        """The cells of a row in one line: "rules (one), judgement (other)"."""
        if len(row) == 2:
            return row[1]
        joint = "; " if any("," in cell for cell in row[1:]) else ", "
        return joint.join(f"{lower_first(cell)} ({column})" for column, cell in zip(self.columns[1:], row[1:]))


class Image(_Frozen):
    """A picture: `url` is a path below the bot's own address, `alt` says what it shows."""

    url: str
    alt: str


class Source(_Frozen):
    """Where facts stand: the title of the article, and the section by the label that the reader sees."""

    title: str
    section: str
    url: str | None = None


class Block(_Frozen):
    """A piece of the running text: a paragraph, or a bulleted list with an optional lead-in."""

    text: str | None = None
    items: list[str] = []
    ordered: bool = False

    def plain_lines(self) -> list[str]:
        """The block as lines of text."""
        lines = [self.text] if self.text else []
        for position, item in enumerate(self.items, start=1):
            lines.append(f"{position}. {item}" if self.ordered else f"• {item}")
        return lines


class Answer(_Frozen):
    """One complete reply, in one language.

    `body` is the running text, block by block; `table` and `image` stand beside it.
    `facts` holds the ids in the fact store of all that is claimed, and is empty
    unless `kind` is "answer"; `sources` says where they stand. `verdict` is what a claim or
    a yes/no question got, and the text begins with it. `unanswered` holds what was asked
    beside it and is not covered, in the person's words; `form` what was asked for and kept to.
    """

    kind: Kind
    topic: str
    lang: str
    title: str
    body: list[Block]
    verdict: Verdict | None = None
    facts: list[str] = []
    sources: list[Source] = []
    unanswered: list[str] = []
    form: dict[str, Any] = {}
    table: Table | None = None
    image: Image | None = None
    suggestions: list[Suggestion] = []

    @root_validator(skip_on_failure=True)
    def _only_answers_state_facts(cls, values: dict[str, Any]) -> dict[str, Any]:
        if (values["kind"] == "answer") != bool(values["facts"]):
            raise ValueError("an answer states facts; a clarify, decline or social reply states none")
        return values

    def plain_text(self) -> str:
        """The whole reply as text that reads well alone: no Markdown, no blank line.

        Rasa's channels cut a text at every blank line, so lines are joined by single breaks.
        """
        lines = [line for block in self.body for line in block.plain_lines()]
        if self.table and self.form.get("shape") == "table":
            lines += self.table.plain_lines()
        return "\n".join(lines)

    def as_json(self) -> dict[str, Any]:
        """The answer as every channel sends it: what is not there is absent."""
        return {k: v for k, v in self.dict(exclude_none=True).items() if v or k not in _ABSENT_IF_EMPTY}

    def message(self) -> dict[str, Any]:
        """Arguments for `CollectingDispatcher.utter_message`: text, buttons and the answer itself."""
        return {
            "text": self.plain_text(),
            "buttons": [{"title": suggestion.title, "payload": suggestion.message} for suggestion in self.suggestions],
            "json_message": {"answer": self.as_json()},
        }
