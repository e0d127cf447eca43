"""A real headless Chromium that reaches nothing but this machine, and pages to drive in it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Callable, Iterator, List
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from operation.servers import free_port
from tests.web import counted
from tests.web.desk import SECRET, Desk
from tools.servers import Bot

WEB = Path(__file__).resolve().parents[2] / "web"
AXE = WEB / "node_modules" / "axe-core" / "axe.min.js"

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def system_program(package: str, *names: str) -> str:
    """The path of a program of the system's, by its names; Debian's package is installed where it is missing."""
    found = next(filter(None, map(shutil.which, names)), None)
    if not found and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update"], check=True, capture_output=True)
        subprocess.run(["apt-get", "install", "--yes", "--no-install-recommends", package], check=True, capture_output=True)
        found = shutil.which(names[0])
    if not found:
        pytest.fail(f"no {names[0]} on the PATH: install the package {package}", pytrace=False)
    return found


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the system's Chromium."""
    return system_program("chromium", "chromium", "chromium-browser", "google-chrome")


@pytest.fixture
def client(bot: Bot) -> Iterator[httpx.Client]:
    """A caller of the running bot, without a browser."""
    with httpx.Client(base_url=bot.url, timeout=60) as caller:
        yield caller


@pytest.fixture(scope="session")
def embedding_port() -> int:
    """Where the site is served that the bot's setting lists."""
    return free_port()


@pytest.fixture(scope="session")
def hosts_port() -> int:
    """Where the host pages of `hosts/` are served, which it lists too."""
    return free_port()


@pytest.fixture(scope="session")
def handover_desk() -> Iterator[Desk]:
    """Where the bot hands conversations over to."""
    desk = Desk()
    yield desk
    desk.stop()


@pytest.fixture(scope="session")
def bot(
    widget: None,
    model: Path,
    embedding_port: int,
    hosts_port: int,
    handover_desk: Desk,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Bot]:
    """A bot for this folder alone: its tests stop and start it."""
    folder = tmp_path_factory.mktemp("web")
    credentials = folder / "credentials.yml"
    credentials.write_text(
        "channels.rest.GuardedRest:\n"
        f"channels.web.WebInput: {{origins: ['http://127.0.0.1:{embedding_port}', 'http://127.0.0.1:{hosts_port}']}}\n"
    )
    running = Bot(folder, model, credentials, {"HANDOVER_WEBHOOK": handover_desk.url, "HANDOVER_SECRET": SECRET})
    try:
        yield running.start()
    finally:
        running.stop()


@pytest.fixture(scope="session")
def widget() -> None:
    """The widget, built from its sources as they are."""
    if not shutil.which("npm"):
        pytest.fail("no npm on the PATH: install Node.js 20 or later", pytrace=False)
    manifest = json.loads((WEB / "package.json").read_text())
    has_all = all((WEB / "node_modules" / name).exists() for name in (*manifest["dependencies"], *manifest["devDependencies"]))
    for command in [["npm", "run", "build"]] if has_all else [["npm", "ci"], ["npm", "run", "build"]]:
        finished = subprocess.run(command, cwd=WEB, capture_output=True, text=True)
        if finished.returncode:
            pytest.fail(f"{' '.join(command)}: {finished.stdout}{finished.stderr}", pytrace=False)


# Not of the session: its event loop would run on beside the tests of other folders.
@pytest.fixture(scope="package")
def browser(chromium: str) -> Iterator[Browser]:
    """One Chromium for all tests; every test has a context, so a profile, of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
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
        counted.begin(page)
        page.on("pageerror", lambda error: faults.append(f"script error: {error}"))
        page.on("console", console)
        page.on("dialog", lambda dialog: (faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.goto(url)
        return page

    yield visit
    for context in contexts:
        for page in context.pages:
            counted.end(page)
        context.close()
    assert not faults


def _site(bot_url: str, port: int) -> Iterator[str]:
    """A page of another site, with the one tag that embeds the chat."""
    page = f"""<!doctype html><html lang="en"><title>Another site</title><meta name="viewport" content="width=device-width">
        <main><h1>Another site</h1><p><a href="#">Before</a></p></main>
        <script src="{bot_url}/chat/widget.js" defer></script></html>""".encode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def embedding(bot: Bot, embedding_port: int) -> Iterator[str]:
    """The address of a site that the bot's setting lists."""
    yield from _site(bot.url, embedding_port)


@pytest.fixture
def stranger(bot: Bot) -> Iterator[str]:
    """The address of a site that it does not list."""
    yield from _site(bot.url, 0)
