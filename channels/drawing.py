"""A drawing that grows downwards, as SVG: text that is wrapped, boxes, marks and icons, in one palette or following the reader's."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Dict, List, Mapping, Optional, Sequence
from xml.etree import ElementTree

from font_source_sans_pro import font_files_ttf as _FONTS
from PIL import ImageFont

_FAMILY = "'Source Sans Pro', 'Source Sans 3', 'Segoe UI', Roboto, 'Noto Sans', sans-serif"
_WEIGHTS = {400: "SourceSansPro", 600: "SourceSansProSemibold", 700: "SourceSansProBold"}
FONT_FILES = [_FONTS[name] for name in _WEIGHTS.values()]

# Shapes that tell the columns apart without their colours, in a box of 24 by 24.
MARKS = (
    "M12 2a10 10 0 1 0 0 20 10 10 0 1 0 0-20Z",
    "M12 1l11 11-11 11L1 12Z",
    "M7 3h10l6 9-6 9H7l-6-9Z",
    "M4 3h16a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1Z",
    "M12 2l11 20H1Z",
)


@dataclass(frozen=True)
class Type:
    """A size of type, with the height of its lines."""

    size: float
    weight: int
    line: float


class Drawing:
    """Everything is filled by a role of the palette; `y` is where the next thing begins.

    Args:
        width: in units of its own.
        title: what it shows, for those who do not see it.
        palette: a colour for each role.
        at_night: those of a reader whose device is dark; None keeps to the palette.
    """

    def __init__(self, width: float, title: str, palette: Mapping[str, str], at_night: Optional[Mapping[str, str]] = None) -> None:
        self.width, self.y = width, 0.0
        self._palette = palette
        self._root = ElementTree.Element("svg", xmlns="http://www.w3.org/2000/svg", role="img")
        ElementTree.SubElement(self._root, "title").text = title
        if at_night:
            rules = "".join(f".{role}{{fill:{colour}}}.{role}-line{{stroke:{colour}}}" for role, colour in at_night.items())
            ElementTree.SubElement(self._root, "style").text = f"@media (prefers-color-scheme:dark){{{rules}}}"
        self._ground = self.box(0, 0, width, 0, "ground")

    def box(self, x: float, y: float, width: float, height: float, role: str, radius: float = 0) -> ElementTree.Element:
        """A rectangle, to be resized with `resize`."""
        return self._add("rect", role, x=x, y=y, width=width, height=height, rx=radius)

    @staticmethod
    def resize(box: ElementTree.Element, height: float) -> None:
        """Give a box another height, once it is known."""
        box.set("height", f"{height:g}")

    def mark(self, path: str, x: float, y: float, size: float, role: str) -> None:
        """A filled shape of 24 by 24 at another size."""
        self._add("path", role, d=path, transform=f"translate({x:g} {y:g}) scale({size / 24:g})")

    def icon(self, path: str, x: float, y: float, size: float, role: str) -> None:
        """A line drawing of 24 by 24 at another size."""
        line = ElementTree.SubElement(self._root, "path", {"class": f"{role}-line", "stroke": self._palette[role], "fill": "none"})
        line.attrib.update({"stroke-width": "2", "stroke-linecap": "round", "stroke-linejoin": "round", "d": path})
        line.set("transform", f"translate({x:g} {y:g}) scale({size / 24:g})")

    def text(self, lines: Sequence[str], type_: Type, x: float, y: float, role: str, anchor: str = "middle") -> None:
        """Lines of text, the first of which begins at `y`."""
        lot = self._add("g", role, **{"font-size": type_.size, "font-weight": type_.weight})
        lot.attrib.update({"font-family": _FAMILY, "text-anchor": anchor})
        for number, line in enumerate(lines):
            # The baseline lies some three quarters of the line down.
            place = {"x": f"{x:g}", "y": f"{y + type_.line * (number + 0.77):g}"}
            # An SVG is shown in the reader's own typeface, which may be wider: it is fitted to the room kept for this one.
            fitted = {"textLength": f"{length(line, type_):g}", "lengthAdjust": "spacingAndGlyphs"}
            ElementTree.SubElement(lot, "text", {**place, **fitted}).text = line

    def finished(self) -> str:
        """The SVG, as high as what was drawn."""
        self.resize(self._ground, self.y)
        self._root.set("viewBox", f"0 0 {self.width:g} {self.y:g}")
        self._root.set("width", f"{self.width:g}")
        self._root.set("height", f"{self.y:g}")
        return ElementTree.tostring(self._root, encoding="unicode")

    def _add(self, name: str, role: str, **attributes: object) -> ElementTree.Element:
        values: Dict[str, str] = {key: f"{value:g}" if isinstance(value, (int, float)) else str(value) for key, value in attributes.items()}
        return ElementTree.SubElement(self._root, name, values, **{"class": role, "fill": self._palette[role]})


def wrapped(text: str, type_: Type, width: float) -> List[str]:
    """The text in lines that fit; a word that is wider stands alone."""
    lines: List[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and length(longer, type_) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def length(text: str, type_: Type) -> float:
    """How wide a line of text is."""
    # Measured at a large size: the sizes of a typeface are whole numbers here.
    return _font(type_.weight).getlength(text) * type_.size / 100


@lru_cache(maxsize=len(_WEIGHTS))
def _font(weight: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FONTS[_WEIGHTS[weight]], 100)
