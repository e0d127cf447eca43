"""A hook of MkDocs: links that lead out of docs/ to a file of the repository have to lead to one, and stand as code."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError

_OUTSIDE = re.compile(r"\[(?P<text>[^\]]+)\]\((?P<path>\.\./[^)#\s]+)(?:#[^)]*)?\)")


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """The text of a page, its links out of the docs told by their names."""
    folder = Path(page.file.abs_src_path).parent

    def named(link: re.Match[str]) -> str:
        if not (folder / link["path"]).exists():
            raise PluginError(f"{page.file.src_path}: {link['path']} leads to nothing")
        return link["text"]

    return _OUTSIDE.sub(named, markdown)
