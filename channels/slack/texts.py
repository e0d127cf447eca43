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
    ),
}

DEFAULT = "id"


def texts(language: str) -> Texts:
    """The words in a language, or in the bot's first language where there are none."""
    return TEXTS.get(language, TEXTS[DEFAULT])
