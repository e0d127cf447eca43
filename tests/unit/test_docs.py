"""What the documents name is there: files, parts of pages, commands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")), ROOT / "data" / "encoder" / "README.md"]
ROOMS = "acts|actions|answers|channels|data|deploy|dialogue|docs|facts|nlu|operation|tests|tools|web"
LINK = re.compile(r"(?:\]\(|(?:src|href)=\")([^)\s\"]+)")
IN_TICKS = re.compile(r"`([^`\n]+)`")
NAMED = re.compile(rf"^(?:{ROOMS})(?:/[\w.*-]+)+/?|^\w+(?:/\w+)+\.py")
MODULE = re.compile(r"python -m ([a-z_]+(?:\.[a-z_]+)*)")
TARGET = re.compile(r"^(?:[A-Z_]+=\S+ )*make ([a-z]+)\b", re.MULTILINE)


def anchors(page: Path) -> set[str]:
    """The parts of a page, as GitHub names them."""
    heads = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def code(page: Path) -> str:
    """What stands as code on a page."""
    text = page.read_text("utf-8")
    blocks = re.findall(r"^```\w*\n(.*?)^```|^((?: {4}\S.*\n)+)", text, re.MULTILINE | re.DOTALL)
    return "\n".join([*IN_TICKS.findall(text), *("".join(block) for block in blocks)])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for link in LINK.findall(page.read_text("utf-8")):
        path, _, part = link.partition("#")
        if ":" in path or path.startswith("/"):
            continue
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not part or part in anchors(target), link


@pytest.mark.parametrize("page", [page for page in PAGES if page.name != "CHANGELOG.md"], ids=lambda page: page.name)
def test_files_modules_and_targets_that_are_named_are_there(page: Path) -> None:
    named = [path for text in IN_TICKS.findall(page.read_text("utf-8")) for path in NAMED.findall(text)]
    missing = [path for path in named if not any(ROOT.glob(path.rstrip("/"))) and not path.startswith(("web/dist", "data/facts/models/"))]
    of_code = code(page)
    for module in set(MODULE.findall(of_code)) - {"rasa", "pytest", "pip", "venv"}:
        place = ROOT / module.replace(".", "/")
        if module.partition(".")[0] in ROOMS.split("|") and not (place.with_suffix(".py").is_file() or (place / "__main__.py").is_file()):
            missing.append(f"python -m {module}")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    missing += [f"make {target}" for target in set(TARGET.findall(of_code)) if not re.search(rf"^{target}:", makefile, re.MULTILINE)]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_table_is_broken(page: Path) -> None:
    """Rows behind a blank line are no table any more."""
    blocks = re.findall(r"(?:^\|.*\n)+", page.read_text("utf-8"), re.MULTILINE)
    assert [block.splitlines()[0] for block in blocks if not re.match(r"\|.*\n\|[\s:|-]+\n", block)] == []


def test_every_page_is_in_the_site() -> None:
    site = (ROOT / "mkdocs.yml").read_text("utf-8")
    assert [page.name for page in (ROOT / "docs").glob("*.md") if f": {page.name}\n" not in site + "\n"] == []
