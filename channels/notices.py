"""What a channel says by itself, when the bot cannot: in both languages."""

from __future__ import annotations

from answers.answer import Answer, Block

_TEXTS = {
    "too_long": {
        "id": "Pesan Anda terlalu panjang. Mohon ringkas menjadi paling banyak 2.000 karakter, lalu kirim lagi.",
        "en": "Your message is too long. Please shorten it to 2,000 characters at most and send it again.",
    },
    "too_fast": {
        "id": "Pesan Anda datang terlalu cepat. Mohon tunggu sebentar, lalu kirim lagi.",
        "en": "Your messages are coming too fast. Please wait a moment, then send again.",
    },
    "busy": {
        "id": "Saat ini terlalu banyak yang bertanya. Mohon kirim lagi beberapa detik lagi.",
        "en": "Too many people are asking right now. Please send that again in a few seconds.",
    },
    "unavailable": {
        "id": "Maaf, saya sedang mengalami gangguan dan belum bisa menjawab. Silakan kirim lagi pertanyaan Anda sebentar lagi.",
        "en": "Sorry, I am having trouble and cannot answer right now. Please send your question again in a moment.",
    },
}


def too_long(lang: str) -> Answer:
    """The message exceeds `channels.turn.MAX_CHARACTERS`."""
    return _notice("too_long", lang)


def too_fast(lang: str) -> Answer:
    """One person sends more than `channels.limits.messages` allows."""
    return _notice("too_fast", lang)


def busy(lang: str) -> Answer:
    """More messages wait to be read than `channels.queues` lets wait."""
    return _notice("busy", lang)


def unavailable(lang: str) -> Answer:
    """The bot failed or said nothing, for instance because the action server is down."""
    return _notice("unavailable", lang)


def _notice(topic: str, lang: str) -> Answer:
    return Answer(kind="social", topic=topic, lang=lang, title="", body=[Block(text=_TEXTS[topic][lang])])
