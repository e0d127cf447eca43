"""The widget as people use it: in a real browser, against the real bot."""

from __future__ import annotations

import json
import re
import time
from typing import Any, Callable, Dict, List

import httpx
import pytest
from playwright.sync_api import Page, expect

from channels.notices import unavailable
from tests.web.conftest import AXE
from tools.servers import Bot

Visit = Callable[..., Page]

PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
SMALLEST = {"viewport": {"width": 320, "height": 568}}

ATTACKS = [
    '<img src=x onerror="alert(1)">',
    "<script>alert(2)</script>",
    "<svg/onload=alert(3)>",
    "javascript:alert(4)",
    "[click](javascript:alert(5)) <a href='data:text/html,<script>alert(6)</script>'>x</a>",
]

ALL_LABELS = """() => [...document.querySelector('outsourcing-assistant').shadowRoot.querySelectorAll(
    '[aria-label], [title], textarea, h1, h2, .first p, .first span, .first summary, .first a, button, legend, label, #hint')].flatMap(e => [e.ariaLabel, e.placeholder, e.title,
    e.children.length ? '' : e.textContent.trim()]).filter(Boolean)"""


# Names, signs, and a word that is the same.
SAME_IN_BOTH = {"Bahasa Indonesia", "English", "(BPO)", "(KPO)", "·", "Format"}


def ask(page: Page, text: str) -> None:
    page.get_by_role("textbox").fill(text)
    page.keyboard.press("Enter")


def answers(page: Page) -> Any:
    return page.locator(".answer")


def asked(page: Page, text: str, number: int = 1) -> Any:
    """Ask, and wait for the answer of that number."""
    ask(page, text)
    expect(answers(page)).to_have_count(number)
    return answers(page).nth(number - 1)


def wait_for_actions(bot: Bot) -> None:
    health = f"http://127.0.0.1:{bot.action_port}/health"
    for _ in range(100):
        try:
            httpx.get(health)
            return
        except httpx.TransportError:
            time.sleep(0.1)


def violations(page: Page) -> List[str]:
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run().then(result => result.violations)")
    return [f"{v['id']}: {[node['html'] for node in v['nodes']]}" for v in found]


def test_it_answers_in_both_languages(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url)
    expect(asked(page, "Apa itu BPO?")).to_have_attribute("lang", "id")
    expect(asked(page, "What is KPO?", 2)).to_have_attribute("lang", "en")
    expect(page.locator(".said")).to_contain_text(["Apa itu BPO?", "What is KPO?"])


def test_a_comparison_is_a_table_with_the_infographic(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url)
    answer = asked(page, "Apa bedanya BPO dan KPO?")
    expect(answer.get_by_role("columnheader")).to_contain_text(["BPO", "KPO"])
    expect(answer.locator(".picture")).to_contain_text("Infografis: perbedaan utama BPO dan KPO")
    picture = answer.get_by_role("img", name="Infografis")
    picture.scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelector('outsourcing-assistant').shadowRoot.querySelector('img').naturalWidth > 300")


def test_a_list_is_a_list(bot: Bot, visit: Visit) -> None:
    answer = asked(visit(bot.url), "Apa saja jenis BPO?")
    expect(answer.get_by_role("listitem").filter(has_text=re.compile("nearshore", re.I))).to_have_count(1)


def test_a_chip_asks_its_question(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url)
    page.get_by_role("group", name="Pertanyaan untuk memulai").get_by_role("button").first.click()
    expect(answers(page)).to_have_count(1)
    chips = page.get_by_role("group", name="Pertanyaan berikutnya").get_by_role("button")
    title = chips.first.inner_text()
    chips.first.click()
    expect(answers(page)).to_have_count(2)
    assert title
    expect(page.locator(".said")).to_have_count(2)
    expect(page.get_by_role("textbox")).to_be_focused()


def test_the_conversation_is_there_after_a_reload(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url)
    asked(page, "Apa itu BPO?")
    asked(page, "What is KPO?", 2)
    before = answers(page).all_inner_texts()
    page.reload()
    expect(answers(page)).to_have_count(2)
    assert answers(page).all_inner_texts() == before


def test_it_works_on_after_being_moved_in_the_page(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url)
    asked(page, "Apa itu BPO?")
    page.evaluate("document.body.append(document.querySelector('outsourcing-assistant'))")
    expect(answers(page)).to_have_count(1)
    asked(page, "Apa itu KPO?", 2)


def test_a_message_typed_while_the_server_is_down_is_delivered_once(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url)
    asked(page, "Apa itu BPO?")
    bot.stop_rasa()
    ask(page, "Apa itu KPO?")
    ask(page, "Apa saja jenis BPO?")
    expect(page.get_by_text("Tidak tersambung")).to_be_visible()
    expect(page.get_by_text("Menunggu sambungan")).to_have_count(2)
    bot.start_rasa()
    expect(answers(page)).to_have_count(3, timeout=60_000)
    expect(page.get_by_text("Tidak tersambung")).to_have_count(0)
    expect(page.locator(".said p")).to_have_text(["Apa itu BPO?", "Apa itu KPO?", "Apa saja jenis BPO?"])
    page.reload()
    expect(answers(page)).to_have_count(3)
    expect(page.locator(".said")).to_have_count(3)


def test_an_unsent_message_outlives_a_reload(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url)
    asked(page, "Apa itu BPO?")
    page.route("**/chat/messages", lambda route: route.abort())
    ask(page, "Apa itu KPO?")
    expect(page.get_by_text("Menunggu sambungan")).to_be_visible()
    page.unroute("**/chat/messages")
    page.reload()
    expect(answers(page)).to_have_count(2)
    expect(page.locator(".said")).to_have_count(2)


def test_a_reply_lost_on_its_way_is_fetched_and_not_asked_again(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url)
    lost: List[bool] = []

    def lose_the_first(route: Any) -> None:
        if lost:
            route.fallback()
        else:
            lost.append(True)
            route.fetch()
            route.abort()

    page.route("**/chat/messages", lose_the_first)
    asked(page, "Apa itu BPO?")
    page.reload()
    expect(page.locator(".said")).to_have_count(1)


def test_going_offline_shows_and_so_does_coming_back(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url)
    asked(page, "Apa itu BPO?")
    page.context.set_offline(True)
    expect(page.get_by_text("Tidak tersambung")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("Tersambung kembali")).to_be_visible()


def test_a_failure_of_the_bot_is_told_and_can_be_tried_again(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url)
    bot.stop_actions()
    ask(page, "Apa itu BPO?")
    again = page.get_by_role("button", name="Coba lagi")
    expect(again).to_be_visible()
    page.reload()
    expect(again).to_be_visible()
    bot.start_actions()
    wait_for_actions(bot)
    again.click()
    expect(page.locator(".answer .title")).to_be_visible()
    expect(again).to_have_count(0)
    page.reload()
    expect(answers(page)).to_have_count(1)
    expect(page.locator(".said")).to_have_count(1)


def test_waiting_shows(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url)
    held: List[Any] = []
    page.route("**/chat/messages", lambda route: held.append(route))
    ask(page, "Apa itu BPO?")
    expect(page.get_by_label("Asisten sedang mengetik")).to_be_visible()
    while not held:
        page.wait_for_timeout(20)
    held[0].continue_()
    expect(answers(page)).to_have_count(1)
    expect(page.get_by_label("Asisten sedang mengetik")).to_have_count(0)


def test_enter_sends_and_shift_enter_breaks(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url)
    page.get_by_role("textbox").fill("Apa itu BPO?")
    one_line = page.get_by_role("textbox").bounding_box()["height"]
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("Dan KPO?")
    assert page.get_by_role("textbox").bounding_box()["height"] > one_line
    expect(page.get_by_role("textbox")).to_have_value("Apa itu BPO?\nDan KPO?")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox")).to_have_value("")
    expect(page.locator(".said p")).to_have_text("Apa itu BPO?\nDan KPO?")


def test_the_length_is_counted_near_the_limit(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url)
    box = page.get_by_role("textbox")
    counter = page.locator("#counter")
    box.fill("a" * 1700)
    expect(counter).to_be_hidden()
    box.fill("😀" * 1990)
    expect(counter).to_have_text("Sisa 10 karakter")
    box.fill("a" * 2003)
    expect(page.get_by_role("alert")).to_contain_text("3 karakter")
    page.keyboard.press("Enter")
    expect(page.locator(".said")).to_have_count(0)
    expect(box).to_have_attribute("aria-invalid", "true")


def test_start_over_begins_a_new_conversation(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url)
    asked(page, "Apa itu BPO?")
    page.get_by_role("button", name="Mulai dari awal").click()
    page.get_by_role("button", name="Batal").click()
    expect(answers(page)).to_have_count(1)
    page.get_by_role("button", name="Mulai dari awal").click()
    page.get_by_role("button", name="Ya, mulai dari awal").click()
    expect(answers(page)).to_have_count(0)
    page.reload()
    expect(page.get_by_text("Outsourcing, dijelaskan dengan sederhana")).to_be_visible()
    asked(page, "Apa itu KPO?")


def test_a_thumb_is_kept(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url)
    asked(page, "Apa itu BPO?")
    thumb = page.get_by_role("button", name="Jawaban ini tidak membantu")
    thumb.click()
    expect(page.get_by_text("Terima kasih atas masukan Anda.")).to_be_visible()
    page.reload()
    expect(thumb).to_have_attribute("aria-pressed", "true")


def test_the_labels_follow_the_browser_and_the_switch(bot: Bot, visit: Visit) -> None:
    indonesian = visit(bot.url)
    english = visit(bot.url, locale="en-GB")
    expect(indonesian.get_by_placeholder("Tulis pertanyaan Anda…")).to_be_visible()
    expect(english.get_by_placeholder("Type your question…")).to_be_visible()
    assert english.evaluate("document.documentElement.lang") == "en"

    english.get_by_role("button", name="Bahasa Indonesia").click()
    expect(english.get_by_placeholder("Tulis pertanyaan Anda…")).to_be_visible()
    assert english.evaluate("document.documentElement.lang") == "id"
    english.reload()
    expect(english.get_by_placeholder("Tulis pertanyaan Anda…")).to_be_visible()
    expect(asked(english, "What is BPO?")).to_have_attribute("lang", "en")


def test_no_label_is_left_in_the_other_language(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url)
    expect(page.locator(".cards button")).to_have_count(4)
    indonesian = set(page.evaluate(ALL_LABELS))
    page.get_by_role("button", name="English").click()
    expect(page.get_by_text("Which one suits me?")).to_be_visible()
    english = set(page.evaluate(ALL_LABELS))
    assert len(indonesian) == len(english)
    assert indonesian & english == SAME_IN_BOTH


def test_a_message_without_a_language_is_answered_in_that_of_the_widget(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url, locale="en-GB")
    expect(asked(page, "BPO")).to_have_attribute("lang", "en")


def test_markup_is_shown_as_text(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url)
    for number, attack in enumerate(ATTACKS, 1):
        asked(page, attack, number)
    page.reload()
    expect(page.locator(".said")).to_contain_text(ATTACKS)
    expect(answers(page)).to_have_count(len(ATTACKS))
    assert page.locator(".said *:not(p, span, time), a[href^='javascript'], a[href^='data']").count() == 0


def test_markup_in_what_the_server_says_is_shown_as_text(bot: Bot, visit: Visit) -> None:
    """As if it stood in a fact, and in the stored history."""
    everything = " ".join(ATTACKS)
    answer: Dict[str, Any] = {
        "kind": "answer",
        "topic": "definition",
        "lang": "id",
        "title": everything,
        "body": [{"text": everything, "items": [everything], "ordered": False}],
        "facts": ["x"],
        "table": {"columns": ["", everything], "rows": [[everything, everything]]},
        "suggestions": [{"title": everything, "message": everything}],
    }

    def poisoned(url: str) -> Dict[str, Any]:
        picture = {"url": url, "alt": everything}
        return {"id": "message-1", "text": everything, "answer": {**answer, "image": picture}, "vote": None}

    page = visit(bot.url)
    for url in ("javascript:alert(7)", "data:text/html,<script>alert(8)</script>", "//evil.example/x.png", "https://evil.example/"):
        turn = poisoned(url)
        page.route("**/chat/messages", lambda route: route.fulfill(json=turn))
        page.route("**/chat/history", lambda route: route.fulfill(json={"turns": [turn]}))
        ask(page, "Apa itu BPO?")
        expect(answers(page).last.locator("p").first).to_have_text(everything)
        page.wait_for_timeout(500)  # the outbox lets go of a message just after its reply is drawn
        page.reload()
        expect(answers(page)).to_have_count(1)
        expect(page.locator(".chips button")).to_have_text(everything)
        for address in page.locator("a[href], img[src]").evaluate_all("all => all.map(e => e.href ?? e.src)"):
            assert address.startswith(bot.url)
        assert page.locator(".answer script, .answer svg:not(.picture svg)").count() == 0


def test_the_live_region_gains_exactly_the_new_reply(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url)
    asked(page, "Apa itu BPO?")
    page.reload()
    expect(answers(page)).to_have_count(1)
    log = page.get_by_role("log")
    expect(log).to_have_attribute("aria-live", "polite")
    log.evaluate(
        """log => {
            window.announced = [];
            const isNews = node => node.nodeType === Node.ELEMENT_NODE && node.closest('[aria-live]') === log;
            const quiet = node => {
                const copy = node.cloneNode(true);
                copy.querySelectorAll('[aria-live=off]').forEach(part => part.remove());
                return !copy.textContent.trim();
            };
            new MutationObserver(changes => {
                for (const node of changes.flatMap(change => [...change.addedNodes]))
                    if (isNews(node) && !quiet(node)) window.announced.push(node.innerText);
            }).observe(log, {childList: true, subtree: true});
        }"""
    )
    answer = asked(page, "Apa itu KPO?", 2)
    assert page.evaluate("window.announced") == [answer.inner_text()]


@pytest.mark.parametrize("locale", ["id-ID", "en-GB"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(bot: Bot, visit: Visit, locale: str, scheme: str) -> None:
    page = visit(bot.url, locale=locale, color_scheme=scheme)
    expect(page.locator(".cards button")).to_have_count(4)
    assert violations(page) == []
    asked(page, "What is the difference between BPO and KPO?")
    assert violations(page) == []
    page.locator(".tools button").first.click()
    page.get_by_role("textbox").fill("a" * 2001)
    assert violations(page) == []
    page.locator(".header .icon").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.route("**/chat/messages", lambda route: route.fulfill(json={"answer": unavailable("en").dict()}))
    ask(page, "BPO")
    expect(page.locator(".problem")).to_be_visible()
    assert violations(page) == []
    page.unroute("**/chat/messages")
    page.route("**/chat/messages", lambda route: route.abort())
    ask(page, "KPO")
    expect(page.locator(".status p")).to_be_visible()
    assert violations(page) == []


def test_nothing_sticks_out_sideways(bot: Bot, visit: Visit) -> None:
    page = visit(bot.url)
    asked(page, "Apa bedanya BPO dan KPO?")
    for width in (320, 360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 640})
        sizes = page.evaluate(
            """() => {
                const all = [document.documentElement, ...document.querySelector('outsourcing-assistant')
                    .shadowRoot.querySelectorAll('.panel, .scroll, .answer')];
                return all.map(e => [e.className || e.tagName, e.scrollWidth - e.clientWidth]);
            }"""
        )
        assert [name for name, excess in sizes if excess > 0] == [], width
        for control in page.locator(".header button, .send").all():
            box = control.bounding_box()
            assert box["x"] >= 0 and box["x"] + box["width"] <= width, width


def test_motion_stops_for_those_who_ask(bot: Bot, visit: Visit) -> None:
    for preference, moves in (("reduce", False), ("no-preference", True)):
        page = visit(bot.url, reduced_motion=preference)
        page.route("**/chat/messages", lambda route: None)
        ask(page, "Apa itu BPO?")
        dot = page.locator(".typing i").first
        assert (dot.evaluate("e => e.getAnimations().length") > 0) is moves


def test_it_is_usable_by_keyboard_alone(bot: Bot, visit: Visit, embedding: str) -> None:
    page = visit(embedding)
    page.get_by_role("link", name="Before").focus()
    page.keyboard.press("Tab")
    launcher = page.get_by_role("button", name="Buka obrolan dengan asisten")
    expect(launcher).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox")).to_be_focused()
    page.keyboard.type("Apa itu BPO?")
    page.keyboard.press("Enter")
    expect(answers(page)).to_have_count(1)

    chip = page.locator(".chips button").first
    for _ in range(20):
        page.keyboard.press("Shift+Tab")
        if chip.evaluate("e => e.getRootNode().activeElement === e"):
            break
    expect(chip).to_be_focused()
    assert chip.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(answers(page)).to_have_count(2)

    page.keyboard.press("Escape")
    expect(page.locator(".panel")).to_be_hidden()
    expect(launcher).to_be_focused()


def test_one_tag_embeds_it_on_another_site(bot: Bot, visit: Visit, embedding: str) -> None:
    page = visit(embedding, **PHONE)
    assert violations(page) == []
    page.get_by_role("button", name="Buka obrolan dengan asisten").click()
    answer = asked(page, "Apa bedanya BPO dan KPO?")
    expect(answer.get_by_role("table")).to_be_visible()
    assert answer.get_by_role("img").get_attribute("src").startswith(bot.url)
    assert violations(page) == []
    # What the browser calls its message the servers call the request.
    turn = json.loads([line[line.index("{") :] for line in bot.rasa.log.read_text().splitlines() if '"event": "turn"' in line][-1])
    assert turn["request"] == turn["message"] and turn["request"] in bot.actions.log.read_text()
    page.reload()
    page.get_by_role("button", name="Buka obrolan dengan asisten").click()
    expect(answers(page)).to_have_count(1)
    page.get_by_role("dialog").get_by_role("button", name="Tutup obrolan").click()
    expect(page.get_by_role("button", name="Buka obrolan dengan asisten")).to_be_focused()


def test_a_site_that_is_not_listed_gets_no_answer(bot: Bot, visit: Visit, stranger: str) -> None:
    page = visit(stranger)
    page.get_by_role("button", name="Buka obrolan dengan asisten").click()
    ask(page, "Apa itu BPO?")
    expect(page.get_by_text("belum diizinkan di situs ini")).to_be_visible()
    expect(answers(page)).to_have_count(0)
