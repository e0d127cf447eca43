"""The npm package as it is packed: in a page of Vite and React, in a plain page, and on a server without a document."""

from __future__ import annotations

import json
import mimetypes
import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import Callable, List

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import WEB
from tests.web.hosts.conftest import Site, ask, chat

PAGE = Path(__file__).parent / "react"
NAME = "outsourcing-assistant-widget"


def run(command: List[str], folder: Path) -> str:
    finished = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return finished.stdout


@pytest.fixture(scope="package")
def packed(widget: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the packed package and what it needs in `node_modules`."""
    project = tmp_path_factory.mktemp("package")
    run(["npm", "run", "--silent", "package"], WEB)
    run(["npm", "pack", "--silent", "--ignore-scripts", "--pack-destination", str(project)], WEB)
    manifest = json.loads((PAGE / "package.json").read_text())
    if not all((PAGE / "node_modules" / name).exists() for name in (*manifest["dependencies"], *manifest["devDependencies"])):
        # Not `npm ci`: it fails where a registry lacks an optional package of another system. The lock file counts all the same.
        run(["npm", "install", "--no-save", "--silent", "--no-audit", "--no-fund"], PAGE)
    shutil.copytree(PAGE, project, dirs_exist_ok=True, symlinks=True)
    with tarfile.open(next(project.glob("*.tgz"))) as archive:
        archive.extractall(project, filter="data")
    (project / "package").rename(project / "node_modules" / NAME)
    return project


def put_folder(site: Site, folder: Path, path: str) -> None:
    for file in folder.rglob("*"):
        if file.is_file():
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            site.put(f"{path}{file.relative_to(folder)}", file.read_text(), kind)


def test_the_package_holds_what_its_manifest_promises_and_nothing_else(packed: Path) -> None:
    package = packed / "node_modules" / NAME
    manifest = json.loads((package / "package.json").read_text())
    for entry in manifest["exports"].values():
        for file in entry.values() if isinstance(entry, dict) else [entry]:
            assert (package / file).is_file(), file
    assert (package / "dist" / "chat.js").is_file(), "the script tag's file loads it"
    assert not list(package.rglob("*.ts.map")) and not (package / "src").exists() and not (package / "node_modules").exists()


def test_importing_it_does_nothing_not_even_where_there_is_no_document(packed: Path) -> None:
    script = f"import * as all from '{NAME}'; import '{NAME}/react'; console.log(Object.keys(all).sort().join())"
    assert run(["node", "--input-type=module", "--eval", script], packed).strip() == "OutsourcingAssistant,define"


def test_it_works_in_a_page_of_vite_and_react(packed: Path, site: Site, visit: Callable[..., Page]) -> None:
    run(["npx", "tsc"], packed)
    run(["npx", "vite", "build", "--logLevel", "warn", "--base", "/app/"], packed)
    put_folder(site, packed / "dist", "/app/")
    page = visit(f"{site.url}/app/index.html?bot={site.bot}")
    ask(page, "Apa itu BPO?")
    expect(page.locator("output")).to_have_text("answer")
    expect(page.get_by_role("heading", name="First")).to_be_visible()
    page.get_by_role("button", name="Rename").click()
    expect(page.get_by_role("heading", name="Second")).to_be_visible()
    page.get_by_role("button", name="Ask").click()
    expect(page.locator("output")).to_have_text("answer,answer")
    expect(page.locator("outsourcing-assistant")).to_have_count(1)


def test_its_file_for_the_script_tag_works_from_the_page_s_own_server(packed: Path, site: Site, visit: Callable[..., Page]) -> None:
    """Self-hosted: the bot is named, since the script is not its own."""
    put_folder(site, packed / "node_modules" / NAME / "dist", "/own/")
    page = chat(visit(site.page(f"<script src='/own/widget.js' bot='{site.bot}' defer></script>")))
    ask(page, "Apa itu BPO?")
