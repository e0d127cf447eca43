"""A real headless Chromium that reaches nothing but this machine, and pages to drive in it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any, Callable, Iterator, List
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

WEB = Path(__file__).resolve().parents[2] / "web"
AXE = (WEB / "node_modules" / "axe-core" / "axe.min.js")

_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the system's Chromium; Debian's is installed where it is missing."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update"], check=True, capture_output=True)
        subprocess.run(["apt-get", "install", "--yes", "chromium"], check=True, capture_output=True)
        found = shutil.which("chromium")
    if not found:
        pytest.fail("no Chromium on the PATH: install the package chromium", pytrace=False)
    return found


@pytest.fixture(scope="session")
def widget() -> None:
    """The built widget: built here if nobody has."""
    if not (WEB / "dist" / "widget.js").exists() or not AXE.exists():
        subprocess.run(["npm", "ci"], cwd=WEB, check=True, capture_output=True)
        subprocess.run(["npm", "run", "build"], cwd=WEB, check=True, capture_output=True)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One Chromium for all tests; every test has a context, so a profile, of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page as a new visitor; what must never happen there is checked at the end.

    No script error, no breach of the content security policy, no request to another machine.
    """
    contexts: List[BrowserContext] = []
    faults: List[str] = []

    def guard(route: Any) -> None:
        if urlsplit(route.request.url).hostname in ("127.0.0.1", "localhost"):
            route.fallback()
        else:
            faults.append(f"request to {route.request.url}")
            route.abort()

    def console(message: Any) -> None:
        if "Content Security Policy" in message.text:
            faults.append(message.text)

    def visit(url: str, **options: Any) -> Page:
        context = browser.new_context(**{"locale": "id-ID", **options})
        contexts.append(context)
        context.set_default_timeout(20_000)
        context.route("**/*", guard)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"script error: {error}"))
        page.on("console", console)
        page.on("dialog", lambda dialog: (faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.goto(url)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert not faults
