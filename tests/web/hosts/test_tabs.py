"""One browser is one conversation, in however many tabs."""

from __future__ import annotations

from typing import Any, Callable, List

import pytest
from playwright.sync_api import Page, expect

from tests.web.hosts.conftest import Site, ask, chat
from tools.servers import Bot


@pytest.fixture
def tabs(bot: Bot, visit: Callable[..., Page]) -> Callable[[], List[Page]]:
    """Two tabs of the bot's own page in one browser."""

    def tabs() -> List[Page]:
        first = visit(bot.url)
        second = first.context.new_page()
        second.goto(bot.url)
        return [first, second]

    return tabs


def said(page: Page) -> Any:
    return page.locator(".said p")


def type_and_send(page: Page, text: str) -> None:
    page.get_by_role("textbox").fill(text)
    page.keyboard.press("Enter")


def test_two_tabs_opened_before_the_first_message_end_in_one_conversation(tabs: Callable[[], List[Page]]) -> None:
    one, other = tabs()
    ask(one, "Apa itu BPO?")
    ask(other, "Apa itu KPO?", 2)
    for page in (one, other):
        expect(said(page)).to_have_text(["Apa itu BPO?", "Apa itu KPO?"])
        page.reload()
        expect(said(page)).to_have_text(["Apa itu BPO?", "Apa itu KPO?"])


def test_sessions_begun_at_once_become_one(tabs: Callable[[], List[Page]]) -> None:
    one, other = tabs()
    held: List[Any] = []
    one.context.route("**/chat/session", lambda route: held.append(route))
    type_and_send(one, "Apa itu BPO?")
    type_and_send(other, "Apa itu KPO?")
    while not held:
        one.wait_for_timeout(20)
    one.context.unroute("**/chat/session")
    for route in held:
        route.continue_()
    for page in (one, other):
        expect(page.locator(".answer")).to_have_count(2)
    one.reload()
    expect(said(one)).to_have_text(["Apa itu BPO?", "Apa itu KPO?"])


def test_start_over_in_one_tab_is_over_in_all(tabs: Callable[[], List[Page]]) -> None:
    one, other = tabs()
    ask(one, "Apa itu BPO?")
    expect(other.locator(".answer")).to_have_count(1)
    one.get_by_role("button", name="Mulai dari awal").click()
    one.get_by_role("button", name="Ya, mulai dari awal").click()
    expect(other.locator(".said")).to_have_count(0)
    ask(other, "Apa itu KPO?")
    for page in (one, other):
        page.reload()
        expect(said(page)).to_have_text(["Apa itu KPO?"])


def test_an_answer_that_comes_after_start_over_is_not_shown(tabs: Callable[[], List[Page]]) -> None:
    one, other = tabs()
    held: List[Any] = []
    one.context.route("**/chat/messages", lambda route: held.append(route))
    type_and_send(one, "Apa itu BPO?")
    while not held:
        one.wait_for_timeout(20)
    expect(said(other)).to_have_count(1)
    other.get_by_role("button", name="Mulai dari awal").click()
    other.get_by_role("button", name="Ya, mulai dari awal").click()
    expect(said(one)).to_have_count(0)
    one.context.unroute("**/chat/messages")
    held[0].continue_()
    ask(one, "Apa itu KPO?")
    expect(said(one)).to_have_text(["Apa itu KPO?"])


def test_unsent_messages_of_both_tabs_are_sent_in_order_and_once(tabs: Callable[[], List[Page]]) -> None:
    one, other = tabs()
    ask(one, "Apa itu BPO?")
    expect(other.locator(".answer")).to_have_count(1)
    sent: List[str] = []
    one.context.route("**/chat/messages", lambda route: route.abort())
    waiting = ["Apa itu KPO?", "Apa saja jenis BPO?", "Apa saja layanan KPO?"]
    for page, text in zip((one, other, one), waiting):
        type_and_send(page, text)
        for tab in (one, other):
            expect(said(tab).last).to_have_text(text)
    one.context.unroute("**/chat/messages")
    one.context.on("request", lambda request: sent.append(request.post_data_json["text"]) if "messages" in request.url else None)
    for page in (one, other):
        expect(page.locator(".answer")).to_have_count(4, timeout=30_000)
        expect(said(page)).to_have_text(["Apa itu BPO?", *waiting])
    assert sent == waiting
    one.reload()
    expect(said(one)).to_have_text(["Apa itu BPO?", *waiting])


def test_a_closed_tab_leaves_its_unsent_message_to_the_other(tabs: Callable[[], List[Page]]) -> None:
    one, other = tabs()
    one.context.route("**/chat/messages", lambda route: route.abort())
    type_and_send(one, "Apa itu BPO?")
    expect(said(other)).to_have_count(1)
    one.close()
    other.context.unroute("**/chat/messages")
    expect(other.locator(".answer")).to_have_count(1, timeout=30_000)


def test_where_storage_is_full_or_closed_it_works_for_the_visit_and_says_so(site: Site, visit: Callable[..., Page]) -> None:
    closed = "Object.defineProperty(window, 'indexedDB', {get() { throw new DOMException('no', 'SecurityError') }});" + (
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }});"
    )
    full = "IDBObjectStore.prototype.add = IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError') }"
    for obstacle in (closed, full):
        page = visit(site.page(f"<script>{obstacle}</script>{{tag}}"))
        chat(page)
        ask(page, "Apa itu BPO?")
        ask(page, "Apa itu KPO?", 2)
        expect(page.get_by_text("isinya hilang jika halaman dimuat ulang")).to_be_visible()


def test_an_answer_that_nobody_has_seen_is_counted_once_in_all_tabs(site: Site, visit: Callable[..., Page]) -> None:
    address = site.page("{tag}")
    one = visit(address)
    other = one.context.new_page()
    other.goto(address)
    for page in (one, other):
        page.evaluate("outsourcingAssistant.transcript()")  # the chat is there in both, closed
    one.evaluate("outsourcingAssistant.send('Apa itu BPO?')")
    for page in (one, other):
        expect(page.locator(".badge")).to_have_text("1")
    other.wait_for_function("async () => (await outsourcingAssistant.transcript())[0]?.answer")
    expect(other.locator(".badge")).to_have_text("1")
    chat_button = other.get_by_role("button", name="Buka obrolan dengan asisten")
    chat_button.click()
    expect(one.locator(".badge")).to_be_hidden()
