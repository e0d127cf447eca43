"""The chat in Firefox, Debian's: the page and the tag on another site."""

from __future__ import annotations

from typing import Iterator

import pytest

from tests.web.conftest import system_browser
from tests.web.firefox import Firefox
from tests.web.hosts.conftest import Site
from tools.servers import Bot

ROOT = "document.querySelector('outsourcing-assistant').shadowRoot"
TEXTS = f"[...{ROOT}.querySelectorAll('.said p')].map(p => p.textContent)"


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    browser = Firefox(system_browser("firefox-esr", "firefox"), tmp_path_factory.mktemp("firefox"))
    yield browser
    browser.close()


def answered(firefox: Firefox, number: int) -> None:
    firefox.wait(f"{ROOT}.querySelectorAll('.answer .title').length === {number} && !{ROOT}.querySelector('.typing')")


def is_focused(firefox: Firefox, selector: str) -> None:
    firefox.wait(f"document.querySelector('outsourcing-assistant')?.shadowRoot.activeElement?.matches('{selector}')")


def test_the_page_answers_keeps_and_forgets_a_conversation(bot: Bot, firefox: Firefox) -> None:
    firefox.goto(bot.url)
    is_focused(firefox, "#text")
    firefox.type("Apa bedanya BPO dan KPO?", "Enter")
    answered(firefox, 1)
    assert firefox.evaluate(f"{ROOT}.querySelectorAll('th[role=rowheader]').length") >= 5
    width, height = firefox.wait(f"(img => img.naturalWidth && [img.clientWidth, img.clientHeight])({ROOT}.querySelector('.picture img'))")
    assert width and height
    firefox.type("Apa itu KPO?", "Enter")
    answered(firefox, 2)
    firefox.reload()
    answered(firefox, 2)
    assert firefox.evaluate(TEXTS) == ["Apa bedanya BPO dan KPO?", "Apa itu KPO?"]
    firefox.evaluate("window.outsourcingAssistant.startOver()")
    firefox.wait(f"{ROOT}.querySelectorAll('.cards button').length === 4")
    firefox.reload()
    firefox.wait(f"{ROOT}.querySelectorAll('.cards button').length === 4")
    assert firefox.evaluate(TEXTS) == []


def test_on_another_site_it_opens_answers_and_closes(site: Site, firefox: Firefox) -> None:
    firefox.goto(site.page("{tag}"))
    firefox.evaluate(f"{ROOT}.querySelector('.launcher').click()")
    is_focused(firefox, "#text")
    firefox.type("Apa itu BPO?", "Enter")
    answered(firefox, 1)
    firefox.type("Escape")
    is_focused(firefox, ".launcher")
    assert firefox.evaluate(f"getComputedStyle({ROOT}.querySelector('.launcher')).backgroundColor") == "rgb(11, 93, 102)"
