"""The few words that belong to Slack itself, in both languages; all else is said by the bot."""

from __future__ import annotations

from typing import NamedTuple


class Texts(NamedTuple):
    """What buttons, hints, the modal and App Home say; `help` is what to ask the bot for its help."""

    help: str
    good: str
    bad: str
    thanks: str
    picture: str
    home: str
    ask: str
    question: str
    send: str
    cancel: str
    files: str
    files_unread: str
    silent: str
    settings: str
    channel: str
    when: str
    save: str
    mentions: str
    threads: str
    questions: str
    saved: str
    only_members: str


TEXTS: dict[str, Texts] = {
    "id": Texts(
        help="bantuan",
        good="Membantu",
        bad="Kurang membantu",
        thanks="Terima kasih atas penilaian Anda.",
        picture="Gambarnya saya kirim lewat pesan langsung.",
        home="Yang bisa Anda tanyakan",
        ask="Ajukan pertanyaan",
        question="Apa yang ingin Anda tanyakan?",
        send="Kirim",
        cancel="Batal",
        files="Saya belum bisa membaca berkas atau gambar. Silakan tuliskan pertanyaan Anda.",
        files_unread="Berkas yang Anda lampirkan tidak saya baca.",
        silent="Baik, saya diam di utas ini. Sebut saya kalau Anda perlu lagi.",
        settings="Pengaturan kanal",
        channel="Kanal",
        when="Kapan saya menjawab?",
        save="Simpan",
        mentions="Hanya kalau saya disebut",
        threads="Juga di utas yang saya ikuti",
        questions="Setiap pertanyaan yang bisa saya jawab",
        saved="{user} mengatur kapan saya menjawab di sini: {mode}.",
        only_members="Hanya anggota kanal itu yang bisa mengatur kapan saya menjawab di sana. Kalau kanalnya privat, undang saya dulu.",
    ),
    "en": Texts(
        help="help",
        good="Helpful",
        bad="Not helpful",
        thanks="Thank you for your feedback.",
        picture="I have sent you the picture in a direct message.",
        home="What you can ask",
        ask="Ask a question",
        question="What would you like to know?",
        send="Send",
        cancel="Cancel",
        files="I cannot read files or pictures yet. Please write your question.",
        files_unread="I have not read the file that you attached.",
        silent="All right, I will be silent in this thread. Mention me if you need me again.",
        settings="Channel settings",
        channel="Channel",
        when="When do I answer?",
        save="Save",
        mentions="Only when I am mentioned",
        threads="Also in threads I take part in",
        questions="Every question I can answer",
        saved="{user} chose when I answer here: {mode}.",
        only_members="Only members of that channel can choose when I answer there. If it is private, invite me first.",
    ),
}

DEFAULT = "id"


def texts(language: str) -> Texts:
    """The words in a language, or in the bot's first language where there are none."""
    return TEXTS.get(language, TEXTS[DEFAULT])
