"""The main differences between the models as a picture, drawn from the fact store: SVG and PNG.

Drawn when it is asked for, so it always shows the facts that the bot states.
`python -m channels.infographic FOLDER` writes the pictures of every language as files.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from itertools import cycle
from pathlib import Path
from typing import List, NamedTuple, Sequence
from xml.etree import ElementTree

import resvg_py
from font_source_sans_pro import font_files_ttf as _FONTS
from PIL import ImageFont

from answers.composer import Composer
from channels.knowledge import facts, wording
from facts import FactStore
from facts.schema import LANGUAGES

NAMES = tuple(f"{lang}.{kind}" for lang in LANGUAGES for kind in ("svg", "png"))

# Units are pixels of a phone: at that width the type has the size of the text around it.
_MARGIN, _GAP, _PADDING = 16, 8, 10
_COLUMN = 168
_PNG_ZOOM = 3
_PALETTE = (("#0b5d66", "#dff0f0"), ("#7d2a5e", "#f7e6ef"), ("#7a4a00", "#f9ecd5"), ("#31439c", "#e5e9f9"))
_GROUND, _INK, _MUTED = "#ffffff", "#1a2226", "#4a565c"
_FAMILY = "'Source Sans Pro', 'Source Sans 3', 'Segoe UI', Roboto, 'Noto Sans', sans-serif"
_WEIGHTS = {400: "SourceSansPro", 600: "SourceSansProSemibold", 700: "SourceSansProBold"}
_ROOM_FOR_OTHER_TYPE = 0.9  # an SVG is shown in the reader's own typeface, which may be wider


class _Type(NamedTuple):
    size: int
    weight: int
    line: int


_TITLE = _Type(23, 700, 28)
_HEAD = _Type(24, 700, 28)
_LABEL = _Type(15, 600, 20)
_SHORT = _Type(16, 600, 20)
_LONG = _Type(15, 400, 19)
_SHORT_LINES = 3


def file(name: str) -> bytes:
    """The picture of that name, one of `NAMES`."""
    lang, _, kind = name.partition(".")
    return _drawn(facts(), lang, kind)


@lru_cache(maxsize=len(NAMES))
def _drawn(store: FactStore, lang: str, kind: str) -> bytes:
    """Drawn once for each state of the facts: a changed file makes a new store."""
    svg = _svg(Composer(store, wording, lang))
    if kind == "svg":
        return svg.encode()
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=_PNG_ZOOM,
        skip_system_fonts=True,
        font_files=[_FONTS[name] for name in _WEIGHTS.values()],
    )


def _svg(c: Composer) -> str:
    models = c.store.models
    pictured = [aspect.id for aspect in c.store.aspects if aspect.pictured]
    rows = c.store.compare([model.id for model in models], pictured)
    names = c.names(model.id for model in models)
    colours = [colour for _, colour in zip(models, cycle(_PALETTE))]

    picture = _Picture(len(models), c.say("image.difference", names=names))
    picture.heading(c.say("title.difference", names=names))
    picture.columns([model.name[c.lang] for model in models], colours)
    for number, row in enumerate(rows, start=1):
        cells = [fact.brief(c.lang) if fact else c.say("difference.missing") for fact in row.facts]
        picture.row(number, row.aspect.label[c.lang], cells, colours)
    return picture.finished()


class _Picture:
    """A picture that grows downwards; `y` is where the next thing begins."""

    def __init__(self, columns: int, title: str) -> None:
        self._width = 2 * _MARGIN + columns * _COLUMN + (columns - 1) * _GAP
        self._root = ElementTree.Element("svg", xmlns="http://www.w3.org/2000/svg", role="img")
        ElementTree.SubElement(self._root, "title").text = title
        self._ground = self._rect(0, 0, self._width, 0, _GROUND)
        self._y = float(_MARGIN)

    def heading(self, text: str) -> None:
        """The title, over the whole width."""
        lines = _wrapped(text, _TITLE, self._width - 2 * _MARGIN)
        self._text(lines, _TITLE, _MARGIN, self._y, _INK)
        self._y += len(lines) * _TITLE.line + _GAP

    def columns(self, names: Sequence[str], colours: Sequence[Sequence[str]]) -> None:
        """The names of the models, each over its column."""
        height = _HEAD.line + _PADDING
        for index, (name, (strong, _)) in enumerate(zip(names, colours)):
            x = self._x(index)
            self._rect(x, self._y, _COLUMN, height, strong)
            self._text([name], _HEAD, x + _COLUMN / 2, self._y + _PADDING / 2, _GROUND, anchor="middle")
        self._y += height + _GAP

    def row(self, number: int, label: str, cells: Sequence[str], colours: Sequence[Sequence[str]]) -> None:
        """One aspect: its number and name, and below it what holds for each model.

        Cells that are all short stand out in the colour of their model.
        """
        self._y += _GAP
        self._text([f"{number}. {label}"], _LABEL, _MARGIN, self._y, _MUTED)
        self._y += _LABEL.line + 3
        room = _COLUMN - 2 * _PADDING
        fits = all(len(_wrapped(cell, _SHORT, room)) <= _SHORT_LINES for cell in cells)
        type_ = _SHORT if fits else _LONG
        wrapped = [_wrapped(cell, type_, room) for cell in cells]
        height = max(map(len, wrapped)) * type_.line + 2 * _PADDING
        for index, (lines, (strong, tint)) in enumerate(zip(wrapped, colours)):
            x = self._x(index)
            self._rect(x, self._y, _COLUMN, height, tint)
            self._text(lines, type_, x + _PADDING, self._y + _PADDING, strong if fits else _INK)
        self._y += height

    def finished(self) -> str:
        """The SVG."""
        height = self._y + _MARGIN
        self._ground.set("height", f"{height:g}")
        self._root.set("viewBox", f"0 0 {self._width} {height:g}")
        self._root.set("width", str(self._width))
        self._root.set("height", f"{height:g}")
        return ElementTree.tostring(self._root, encoding="unicode")

    @staticmethod
    def _x(column: int) -> float:
        return _MARGIN + column * (_COLUMN + _GAP)

    def _rect(self, x: float, y: float, width: float, height: float, fill: str) -> ElementTree.Element:
        measures = {"x": x, "y": y, "width": width, "height": height, "rx": 8 if x else 0}
        return ElementTree.SubElement(
            self._root, "rect", {name: f"{value:g}" for name, value in measures.items()}, fill=fill
        )

    def _text(
        self, lines: Sequence[str], type_: _Type, x: float, y: float, fill: str, anchor: str = "start"
    ) -> None:
        attributes = {
            "font-family": _FAMILY,
            "font-size": str(type_.size),
            "font-weight": str(type_.weight),
            "text-anchor": anchor,
            "fill": fill,
        }
        element = ElementTree.SubElement(self._root, "text", attributes)
        for number, line in enumerate(lines):
            # The baseline lies four fifths of the line down.
            baseline = y + type_.line * (number + 0.8)
            ElementTree.SubElement(element, "tspan", x=f"{x:g}", y=f"{baseline:g}").text = line


def _wrapped(text: str, type_: _Type, width: float) -> List[str]:
    """The text in lines that fit; a word that is wider stands alone."""
    font = ImageFont.truetype(_FONTS[_WEIGHTS[type_.weight]], type_.size)
    lines: List[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width * _ROOM_FOR_OTHER_TYPE:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def main() -> None:
    """Write every picture into the folder given."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        (folder / name).write_bytes(file(name))


if __name__ == "__main__":
    main()
