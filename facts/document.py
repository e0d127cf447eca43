"""A file as YAML reads it, where each thing in it stands, and what YAML took without a word for something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from facts.lines import key_at, meant

Path = tuple[str | int, ...]

_STR = "tag:yaml.org,2002:str"
_COMMENT = re.compile(r"[ \t]+#")
_COMMENT_FOR_TEXT = re.compile(r":[ \t]+#")
_READ_AS = {"int": "a number", "float": "a number", "bool": "yes or no", "timestamp": "a date"}
_SIGNS = {"&": "an anchor", "*": "a copy of another place", "!": "a type"}


class Fault(NamedTuple):
    """Something to mend: the key, the line (from 1), what is wrong and what to write."""

    key: str
    line: int
    mend: str


class Place(NamedTuple):
    """Where something stands: its line (from 0), its column, how it is written, and as what YAML reads it."""

    line: int
    column: int
    written: str
    kind: str
    in_braces: bool


class Document:
    """What stands in a file.

    Attributes:
        content: as YAML reads it; None where there is nothing, or surprises that keep it from being read.
        places: where each value stands, by the keys that lead to it.
        surprises: texts that YAML cuts or changes in silence.

    Raises:
        YAMLError: it is no YAML; `fault_of` says what to mend.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = text.splitlines()
        self.places: dict[Path, Place] = {}
        self.surprises: list[Fault] = []
        self.content: Any = None
        constructor, parser = YAML(typ="safe", pure=True).get_constructor_parser(text)
        try:
            node = constructor.composer.get_single_node()
            if node is not None:
                self._walk(node, (), False)
                self.content = None if self.surprises else constructor.construct_document(node)
        finally:
            parser.dispose()

    def meant(self, path: Path) -> str:
        """The text that was meant at a key, in quotes."""
        place = self.places[path]
        return meant(self._lines[place.line], place.column)

    def read_as(self, path: Path) -> str:
        """What YAML reads at a key, in words."""
        place = self.places[path]
        return _READ_AS.get(place.kind, "a list or keys")

    def line_of(self, path: Path) -> int | None:
        """The line (from 1) of a key, or of the nearest one above that is there."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places[path].line + 1 if path in self.places else None

    def below(self, path: Path) -> list[str]:
        """The keys right below one."""
        return [str(other[-1]) for other in self.places if len(other) == len(path) + 1 and other[:-1] == path]

    def _walk(self, node: Any, path: Path, in_braces: bool) -> None:
        mark = node.start_mark
        written = self._text[mark.index : node.end_mark.index] if isinstance(node, ScalarNode) else ""
        kind = node.tag.rsplit(":", 1)[-1] if isinstance(node, ScalarNode) else "keys"
        self.places[path] = Place(mark.line, mark.column, written, kind, in_braces)
        sign = self._text[mark.index : mark.index + 1]
        if sign in _SIGNS and not (isinstance(node, ScalarNode) and node.style):
            self._surprise(path, f"YAML takes the '{sign}' for {_SIGNS[sign]}")
        elif isinstance(node, ScalarNode):
            self._scalar(node, path)
        for key, child, flow in _children(node):
            if isinstance(node, MappingNode) and _COMMENT_FOR_TEXT.match(self._text, key.end_mark.index) and _is_empty(child):
                name = (*path, key.value)
                self.places[name] = Place(key.start_mark.line, key.end_mark.column + 2, "", "null", flow)
                self._surprise(name, "YAML takes '#' for the start of a comment")
            else:
                name = (*path, key.value if isinstance(node, MappingNode) else key)
                self._walk(child, name, flow)
                if isinstance(node, MappingNode) and not isinstance(child, ScalarNode):
                    # What is said of a whole part is said at its key.
                    self.places[name] = self.places[name]._replace(line=key.start_mark.line)

    def _scalar(self, node: ScalarNode, path: Path) -> None:
        if node.tag.endswith((":merge", ":value")) and node.style is None:
            self._surprise(path, f"YAML takes '{node.value}' for a sign of its own")
        elif node.style is None and node.tag == _STR and _COMMENT.match(self._text, node.end_mark.index):
            self._surprise(path, f"YAML ends the text before ' #' ('{node.value[-30:]}')", ", or the comment on a line of its own")

    def _surprise(self, path: Path, what: str, otherwise: str = "") -> None:
        key = ".".join(map(str, path)) or "file"
        self.surprises.append(Fault(key, self.places[path].line + 1, f"{what}: put the text in quotes, {self.meant(path)}{otherwise}"))


def _children(node: Any) -> Iterator[tuple[Any, Any, bool]]:
    """Keys or numbers of what a node holds, the nodes, and whether it is written in braces or brackets."""
    if isinstance(node, MappingNode):
        yield from ((key, child, bool(node.flow_style)) for key, child in node.value)
    elif isinstance(node, SequenceNode):
        yield from ((number, child, bool(node.flow_style)) for number, child in enumerate(node.value))


def _is_empty(node: Any) -> bool:
    return isinstance(node, ScalarNode) and node.value == "" and node.style is None


# What YAML says where a text that needs quotes begins or goes on with one of its signs.
_OF_A_TEXT = (
    "that cannot start any token",
    "sequence entries are not allowed",
    "mapping keys are not allowed",
    "undefined alias",
    "chomping or indentation indicators",
    "a comment or a line break",
    "the node content",
    "but got ':'",
    "but found '<scalar>'",
)
_TWO_COLONS = re.compile(r"[^:]+:[ \t]+.*:(?:[ \t]|$)")


def fault_of(error: YAMLError, text: str) -> Fault:
    """What to mend in a file that is no YAML."""
    lines = text.splitlines()
    problem = str(getattr(error, "problem", None) or "is not YAML")
    mark = getattr(error, "problem_mark", None)
    begun = error.context_mark if isinstance(error, MarkedYAMLError) else None
    if begun is not None and begun.line < len(lines) and _COMMENT.search(lines[begun.line], begun.column):
        mark, problem = begun, "YAML takes ' #' for the start of a comment"
        column = lines[begun.line].index(" #", begun.column) + 1
    elif mark is None or mark.line >= len(lines):
        return Fault(key_at(lines, len(lines) - 1), max(len(lines), 1), f"{problem}: mend the YAML")
    else:
        column = mark.column
        if lines[mark.line][column : column + 1] == "\t":
            return Fault(key_at(lines, mark.line), mark.line + 1, "a tab stands here: use spaces")
        colons = "mapping values are not allowed" in problem and _TWO_COLONS.match(lines[mark.line])
        if not colons and not any(sign in problem for sign in _OF_A_TEXT):
            return Fault(key_at(lines, mark.line), mark.line + 1, f"{problem}: mend the YAML")
    line = lines[mark.line]
    return Fault(key_at(lines, mark.line), mark.line + 1, f"{problem}: put the text in quotes, {meant(line, column)}")
