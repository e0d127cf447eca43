"""A person's words: deleted, downloaded, handed over, at the person's wish only."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any, Callable, Dict, List

import pytest
from playwright.sync_api import Page, expect

from tests.web.desk import Desk
from tests.web.hosts.conftest import Site, ask, chat
from tests.web.test_widget import violations
from tools.servers import Bot


@pytest.fixture
def desk(handover_desk: Desk) -> Desk:
    handover_desk.statuses.clear()
    handover_desk.received.clear()
    return handover_desk


def test_a_person_agrees_and_is_handed_over_once(desk: Desk, site: Site, visit: Callable[..., Page]) -> None:
    page = chat(visit(site.page("<script src='{bot}/chat/widget.js' defer contact='webhook'></script>")))
    ask(page, "Apa itu BPO?")
    sent: List[Dict[str, Any]] = []
    page.on("request", lambda request: sent.append(request.post_data_json) if request.url.endswith("handover") else None)

    def agree() -> None:
        page.get_by_role("button", name="Setuju dan kirim").click()

    form = page.get_by_role("dialog", name="Hubungi petugas")
    expect(form).to_be_hidden()
    page.get_by_role("button", name="Hubungi petugas").click()
    expect(form).to_be_visible()
    panel, over = page.locator(".panel").bounding_box(), form.bounding_box()
    assert panel["x"] <= over["x"] and over["x"] + over["width"] <= panel["x"] + panel["width"], "it stands over the panel"
    assert violations(page) == []
    assert not desk.received
    page.get_by_label("Alamat email atau nomor telepon").fill("a@example.com")
    desk.statuses = [400]
    agree()
    expect(page.get_by_text("Petugas belum dapat dihubungi")).to_be_visible()
    page.get_by_role("button", name="Hubungi petugas").click()
    agree()
    expect(page.get_by_text("Percakapan telah diteruskan")).to_be_visible()
    assert sent[0]["id"] == sent[1]["id"]
    told = json.loads(desk.received[-1]["body"])
    assert told["reach"] == "a@example.com" and told["turns"][0]["answer"]
    # The same once more, as by a lost reply: known, and not sent.
    again = page.evaluate(
        """([bot, body]) => new Promise(resolve => indexedDB.open(`outsourcing-assistant ${bot}/chat/ store`).onsuccess = event =>
            event.target.result.transaction('conversation').objectStore('conversation').get('conversation').onsuccess = found => resolve(
                fetch(`${bot}/chat/handover`, {method: 'POST', body, headers: {'Content-Type': 'application/json',
                    Authorization: `Bearer ${found.target.result.token}`}}).then(response => response.status)))""",
        [site.bot, json.dumps(sent[1])],
    )
    assert again == 204
    assert len(desk.received) == 2


def test_without_a_contact_nothing_is_promised(site: Site, visit: Callable[..., Page]) -> None:
    page = chat(visit(site.page("{tag}")))
    ask(page, "Apa itu BPO?")
    expect(page.get_by_text("Hubungi petugas")).to_have_count(0)


def test_a_conversation_is_deleted_at_the_server_when_the_person_says_so_twice(bot: Bot, site: Site, visit: Callable[..., Page]) -> None:
    page = chat(visit(site.page("<script src='{bot}/chat/widget.js' defer privacy='/privacy'></script>")))
    expect(page.get_by_text("Pesan Anda disimpan")).to_be_visible()
    secret = "Apa itu BPO yang zyxwvut?"
    ask(page, secret)
    page.get_by_role("button", name="Jawaban ini membantu").click()
    expect(page.get_by_text("Terima kasih atas masukan Anda")).to_be_visible()
    assert kept(bot, "zyxwvut")
    page.get_by_role("button", name="Hapus percakapan saya").click()
    assert violations(page) == []
    page.get_by_role("dialog").get_by_role("button", name="Batal").first.click()
    expect(page.locator(".answer")).to_have_count(1)
    page.get_by_role("button", name="Hapus percakapan saya").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh dulu").click()
    assert secret in Path(download.value.path()).read_text()
    page.get_by_role("button", name="Ya, hapus").click()
    expect(page.get_by_text("telah dihapus dari server")).to_be_visible()
    expect(page.locator(".answer")).to_have_count(0)
    assert not kept(bot, "zyxwvut")
    ask(page, "Apa itu KPO?")


def test_what_could_not_be_deleted_stays_and_is_said(site: Site, visit: Callable[..., Page]) -> None:
    page = chat(visit(site.page("{tag}")))
    ask(page, "Apa itu BPO?")
    page.route("**/chat/conversation", lambda route: route.abort())
    page.get_by_role("button", name="Hapus percakapan saya").click()
    page.get_by_role("button", name="Ya, hapus").click()
    expect(page.get_by_text("Percakapan belum terhapus")).to_be_visible()
    expect(page.locator(".answer")).to_have_count(1)


def kept(bot: Bot, text: str) -> bool:
    with sqlite3.connect(f"file:{bot.folder / 'conversations.db'}?mode=ro", uri=True) as database:
        return bool(database.execute("SELECT 1 FROM events WHERE data LIKE ?", (f"%{text}%",)).fetchone())
