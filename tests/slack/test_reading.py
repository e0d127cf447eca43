"""What a message is read as: what its writer sees, without what only Slack's notation has in it."""

from __future__ import annotations

import time
from typing import Any

import pytest

from channels.slack.reading import addressed, plain, seen
from tests.slack import events
from tests.slack.conftest import Workspace


def rich(*elements: dict[str, Any]) -> list[dict[str, Any]]:
    """Blocks as Slack makes them of what a person types."""
    return [{"type": "rich_text", "block_id": "x", "elements": list(elements)}]


def section(*parts: dict[str, Any], kind: str = "rich_text_section", **more: Any) -> dict[str, Any]:
    """One paragraph, quote, block of code or list."""
    return {"type": kind, "elements": list(parts), **more}


def text(words: str, **style: bool) -> dict[str, Any]:
    """Words, formatted or not."""
    return {"type": "text", "text": words, **({"style": style} if style else {})}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (":thinking_face: apa itu KPO?", "🤔 apa itu KPO?"),
        (":wave::skin-tone-2: halo", "👋 halo"),
        ("bagus :partyparrot: apa itu KPO", "bagus apa itu KPO"),
        (":+1:", "👍"),
        (":thank_you_team: :partyparrot:", "🙂"),
        ("pukul 10:30:45, catatan:KPO:BPO", "pukul 10:30:45, catatan:KPO:BPO"),
        ("*apa* _itu_ ~BPO~ `kode` *_keduanya_*", "apa itu BPO kode keduanya"),
        ("2*3*4 dan nama_file_ini", "2*3*4 dan nama_file_ini"),
        ("&gt; BPO itu murah\nbenarkah?", "BPO itu murah\nbenarkah?"),
        ("```apa\nitu```", "apa\nitu"),
        ("<@U1> <!subteam^S1|@sales> <!here> apa itu <#C1|umum>?", "apa itu umum?"),
        ("<https://a.example/?x=1&amp;y=2|situs> &amp; <mailto:a@b.c> &lt;x&gt;", "situs & a@b.c <x>"),
        ("sejak <!date^1392734382^{date_short}|18 Feb>", "sejak 18 Feb"),
        ("half \ud83d", "half ?"),
    ],
)
def test_slacks_notation(written: str, shown: str) -> None:
    assert seen({"text": written}) == shown


@pytest.mark.parametrize(
    ("blocks", "shown"),
    [
        (rich(section(text("apa "), text("itu", bold=True), text(" *KPO*?"))), "apa itu *KPO*?"),
        (rich(section({"type": "emoji", "name": "custom"}, {"type": "emoji", "name": "+1", "unicode": "1f44d-1f3fb"})), "👍🏻"),
        (rich(section({"type": "emoji", "name": "partyparrot"})), "🙂"),
        (rich(section({"type": "user", "user_id": "U1"}, {"type": "broadcast", "range": "here"}, text(" apa itu KPO?"))), "apa itu KPO?"),
        (rich(section({"type": "link", "url": "https://a.example", "text": "situs"}, text(" x"))), "situs x"),
        (
            rich(section(section(text("satu")), section(text("dua")), kind="rich_text_list", style="ordered", indent=0)),
            "1. satu\n2. dua",
        ),
        (rich(section(section(text("satu")), kind="rich_text_list", style="bullet"), section(text("benar?"))), "• satu\nbenar?"),
        (rich(section(text("kutipan"), kind="rich_text_quote"), section(text("x = 1"), kind="rich_text_preformatted")), "kutipan\nx = 1"),
        (rich(section({"type": "date", "timestamp": 1, "fallback": "18 Feb"}, {"type": "color", "value": "#fff"})), "18 Feb#fff"),
        (rich({"type": "of tomorrow"}), "as text"),
    ],
)
def test_rich_text(blocks: list[dict[str, Any]], shown: str) -> None:
    assert seen({"text": "as text", "blocks": blocks}) == shown


def test_message_that_is_shared() -> None:
    assert seen({"text": "", "attachments": [{"text": "what is *KPO*?", "is_msg_unfurl": True}]}) == "what is KPO?"


def test_table_that_was_pasted() -> None:
    """It comes beside an empty text; a question beside it is read alone."""
    cells = [{"type": "raw_text", "text": "Aspek"}, {"type": "rich_text", "elements": [section(text("BPO", bold=True))]}]
    pasted = [{"id": 1, "blocks": [{"type": "table", "rows": [cells, cells[:1]]}], "fallback": "[no preview available]"}]
    assert seen({"text": "", "attachments": pasted}) == "Aspek, BPO\nAspek"
    assert seen({"text": "apa itu KPO?", "attachments": pasted}) == "apa itu KPO?"
    assert seen({"text": "", "attachments": [{"blocks": [{"type": "table"}]}]}) == ""


def test_whom_it_calls() -> None:
    assert addressed("<@U1> <@U2|rina> <!subteam^S1|@sales> <!here> <!date^1^x|y> <#C1>") == {"U1", "U2", "S1", "here"}


@pytest.mark.parametrize("hostile", ["*a " * 30_000, ":" * 90_000, "*" * 90_000, "<@" * 45_000, "`a*b_c~ " * 12_000], ids=range(5))
def test_hostile_text_is_read_soon(hostile: str) -> None:
    begun = time.process_time()
    plain(hostile)
    assert time.process_time() - begun < 0.5


async def test_files_without_words_are_answered_in_a_sentence(slack: Workspace) -> None:
    slack.slack.locales["U1"] = "id-ID"
    files = [{"id": "F1", "mimetype": "image/png", "name": "x.png"}]
    await slack.deliver(events.message("", channel="D1", subtype="file_share", files=files))
    await slack.deliver(events.message("apa itu A?", channel="D1", subtype="file_share", files=files))
    await slack.deliver(events.mention("", files=files))
    await slack.idle()
    assert slack.bot.texts == ["apa itu A?"]
    first, second = slack.slack.posts("D1")
    (third,) = slack.slack.posts("C1")
    assert first["text"] == third["text"] == "Saya belum bisa membaca berkas atau gambar. Silakan tuliskan pertanyaan Anda."
    assert {"type": "plain_text", "text": "Berkas yang Anda lampirkan tidak saya baca."} in second["blocks"][3]["elements"]
