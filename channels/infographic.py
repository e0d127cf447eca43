"""How the models differ, as a picture drawn from the fact store: SVG and PNG, light and dark, in every language.

It shows the rows of the comparison in the same words, those first that tell most. Drawn when it is asked for, so it always
shows the facts that the bot states. `python -m channels.infographic FOLDER` writes all pictures as files.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from itertools import cycle
from pathlib import Path
from typing import Dict, List, Mapping, NamedTuple, Optional, Sequence

import resvg_py

from answers.composer import Composer
from channels.drawing import FONT_FILES, MARKS, Drawing, Type, length, wrapped
from channels.knowledge import facts, wording
from facts import Aspect, FactStore, Row
from facts.schema import LANGUAGES

NAMES = tuple(f"{lang}{theme}.{kind}" for lang in LANGUAGES for theme in ("", "-dark") for kind in ("svg", "png"))
_PNG_WIDTH = 1200

# Units are pixels of a phone: at that width the type has the size of the text around it.
_MARGIN, _GAP, _PADDING = 16, 8, 10
_COLUMNS = {1: 368, 2: 180, 3: 168, 4: 156}
_NARROWEST = 150
_PILL, _ICON = 26, 15
_TITLE, _NAME, _FULL = Type(23, 700, 28), Type(26, 700, 30), Type(13, 400, 16)
_LABEL, _SHORT, _LONG, _SOURCE_TYPE = Type(14, 600, 18), Type(17, 700, 21), Type(14, 400, 18), Type(12, 400, 16)
_SHORT_LINES = 3
_SOURCE = {"id": "Sumber: artikel “{article}”", "en": "Source: the article “{article}”"}
_HEADER = "full_form"
"""The aspect that stands in the head of a column."""


class _Colours(NamedTuple):
    """Of a model: the head of its column, the column, and what stands out in it."""

    head: str
    tint: str
    strong: str


_LIGHT = {"ground": "#ffffff", "ink": "#1a2226", "muted": "#4a565c", "pill": "#ffffff", "white": "#ffffff"}
_DARK = {"ground": "#14181c", "ink": "#e9edef", "muted": "#c3ccd1", "pill": "#14181c", "white": "#ffffff"}
_DAY = (
    _Colours("#0b5d66", "#dff0f0", "#0b5d66"),
    _Colours("#7d2a5e", "#f7e6ef", "#7d2a5e"),
    _Colours("#7a4a00", "#f9ecd5", "#7a4a00"),
    _Colours("#31439c", "#e5e9f9", "#31439c"),
    _Colours("#2f6327", "#e4f2e1", "#2f6327"),
)
_NIGHT = (
    _Colours("#0b5d66", "#15323a", "#7fd6df"),
    _Colours("#7d2a5e", "#3a2033", "#f0a8d4"),
    _Colours("#7a4a00", "#382a14", "#f3c078"),
    _Colours("#31439c", "#20284a", "#a9b8ff"),
    _Colours("#2f6327", "#1e341b", "#9fdc94"),
)

# Line drawings, by the names that aspects use.
ICONS = {
    "anchor": "M12 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM12 8v13M5 12H2a10 9 0 0 0 20 0h-3",
    "bolt": "M13 2 4 14h7l-1 8 9-12h-7Z",
    "book": "M4 19V5a2 2 0 0 1 2-2h14v18H6a2 2 0 0 1 0-4h14",
    "cap": "M2 9l10-5 10 5-10 5ZM6 11.5V16c2.500 2.700 9.500 2.700 12 0v-4.500M22 9v6",
    "flow": "M3 3h7v7H3ZM14 14h7v7h-7ZM10 6.500h4a3.500 3.500 0 0 1 3.500 3.500v4",
    "layers": "M12 3l9 5-9 5-9-5ZM3 12.500l9 5 9-5M3 17l9 5 9-5",
    "list": "M9 6h12M9 12h12M9 18h12M4 6h.01M4 12h.01M4 18h.01",
    "people": "M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7ZM2 20c0-4 3-6 7-6s7 2 7 6"
    "M16 4a3.500 3.500 0 0 1 0 7M18.500 14.500q3 1.500 3.500 5.500",
    "person": "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4 21c0-4.500 3.500-6.500 8-6.500s8 2 8 6.500",
    "scales": "M12 3v18M7 21h10M4 7h16M5 7l-3 7a3.200 3.200 0 0 0 6 0ZM19 7l-3 7a3.200 3.200 0 0 0 6 0Z",
    "target": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 16.500a4.500 4.500 0 1 0 0-9 4.500 4.500 0 0 0 0 9ZM12 12h.01",
}
_NO_ICON = "M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z"


def file(name: str) -> bytes:
    """The picture of that name, one of `NAMES`."""
    stem, _, kind = name.partition(".")
    lang, _, theme = stem.partition("-")
    return _drawn(facts(), lang, theme, kind)


@lru_cache(maxsize=len(NAMES))
def _drawn(store: FactStore, lang: str, theme: str, kind: str) -> bytes:
    """Drawn once for each state of the facts: a changed file makes a new store."""
    c = Composer(store, wording, lang)
    if kind == "svg":
        return svg(c, theme).encode()
    drawn = svg(c, theme or "light")
    return resvg_py.svg_to_bytes(svg_string=drawn, width=_PNG_WIDTH, skip_system_fonts=True, font_files=FONT_FILES)


def svg(c: Composer, theme: str = "") -> str:
    """The picture of all models: "light", "dark", or as the reader's device is."""
    models = c.store.models
    day, night = _palette(_LIGHT, _DAY, len(models)), _palette(_DARK, _NIGHT, len(models))
    names = c.names(model.id for model in models)
    column = _COLUMNS.get(len(models), _NARROWEST)
    width = 2 * _MARGIN + len(models) * column + (len(models) - 1) * _GAP
    drawing = Drawing(width, c.say("image.difference", names=names), night if theme == "dark" else day, None if theme else night)

    drawing.y = _MARGIN
    title = wrapped(c.say("title.difference", names=names), _TITLE, width - 2 * _MARGIN)
    drawing.text(title, _TITLE, _MARGIN, drawing.y, "ink", anchor="start")
    drawing.y += len(title) * _TITLE.line + _GAP
    columns = _Columns(drawing, column, [model.name[c.lang] for model in models], [m.facts[_HEADER].brief(c.lang) for m in models])
    for row in rows(c.store):
        columns.row(row.aspect, row.aspect.label[c.lang], [f.brief(c.lang) if f else None for f in row.facts], c.say("difference.missing"))
    columns.end()
    source = wrapped(_SOURCE[c.lang].format(article=c.store.article.title[c.lang]), _SOURCE_TYPE, width - 2 * _MARGIN)
    drawing.text(source, _SOURCE_TYPE, _MARGIN, drawing.y, "muted", anchor="start")
    drawing.y += len(source) * _SOURCE_TYPE.line + _MARGIN
    return drawing.finished()


def rows(store: FactStore) -> List[Row]:
    """The rows of the comparison, those first that tell most."""
    compared = store.compare([model.id for model in store.models])
    return sorted((row for row in compared if row.aspect.id != _HEADER), key=lambda row: not row.aspect.top)


def _palette(common: Mapping[str, str], colours: Sequence[_Colours], models: int) -> Dict[str, str]:
    chosen = zip(range(models), cycle(colours))
    return {**common, **{f"{role}{n}": colour for n, set_ in chosen for role, colour in zip(_Colours._fields, set_)}}


class _Columns:
    """A column a model, from the head down; a row begins with its name across all of them."""

    def __init__(self, drawing: Drawing, column: float, names: Sequence[str], full: Sequence[str]) -> None:
        self._drawing, self._column, self._top = drawing, column, drawing.y
        self._boxes = [drawing.box(self._x(n), drawing.y, column, 0, f"tint{n}", radius=12) for n, _ in enumerate(names)]
        lines = [wrapped(text, _FULL, column - 2 * _PADDING) for text in full]
        height = _PADDING + 22 + _NAME.line + max(map(len, lines)) * _FULL.line + _PADDING
        for n, (name, below) in enumerate(zip(names, lines)):
            middle = self._x(n) + column / 2
            drawing.box(self._x(n), drawing.y, column, height, f"head{n}", radius=12)
            drawing.mark(MARKS[n % len(MARKS)], middle - 10, drawing.y + _PADDING, 20, "white")
            drawing.text([name], _NAME, middle, drawing.y + _PADDING + 22, "white")
            drawing.text(below, _FULL, middle, drawing.y + _PADDING + 22 + _NAME.line, "white")
        drawing.y += height + _GAP

    def row(self, aspect: Aspect, label: str, cells: Sequence[Optional[str]], missing: str) -> None:
        """One aspect: its icon and name, and below it what holds for each, or that it is `missing`; what is short stands out."""
        drawing, room = self._drawing, self._column - 2 * _PADDING
        middle, group = drawing.width / 2, _ICON + 6 + length(label, _LABEL)
        left, width = middle - group / 2, group + 2 * _PADDING
        if len(self._boxes) > 2:
            width = drawing.width - 2 * _MARGIN  # in the middle it would seem to belong to one column
        drawing.y += _GAP
        drawing.box(middle - width / 2, drawing.y, width, _PILL, "pill", radius=_PILL / 2 if len(self._boxes) < 3 else 0)
        drawing.icon(ICONS.get(aspect.icon or "", _NO_ICON), left, drawing.y + (_PILL - _ICON) / 2, _ICON, "muted")
        drawing.text([label], _LABEL, middle + (_ICON + 6) / 2, drawing.y + (_PILL - _LABEL.line) / 2, "muted")
        drawing.y += _PILL + 6
        fits = all(len(wrapped(cell, _SHORT, room)) <= _SHORT_LINES for cell in cells if cell)
        heights = []
        for n, cell in enumerate(cells):
            type_, role = (_SHORT, f"strong{n}") if fits and cell else (_LONG, "ink" if cell else "muted")
            lines = wrapped(cell or missing, type_, room)
            drawing.text(lines, type_, self._x(n) + self._column / 2, drawing.y, role)
            heights.append(len(lines) * type_.line)
        drawing.y += max(heights) + 4

    def end(self) -> None:
        """Let the columns reach down to here."""
        self._drawing.y += _PADDING
        for box in self._boxes:
            self._drawing.resize(box, self._drawing.y - self._top)
        self._drawing.y += _GAP

    def _x(self, column: int) -> float:
        return _MARGIN + column * (self._column + _GAP)


def main() -> None:
    """Write every picture into the folder given."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        (folder / name).write_bytes(file(name))


if __name__ == "__main__":
    main()
