"""The few words that belong to Slack itself, in both languages; all else is said by the bot."""

from __future__ import annotations

from typing import NamedTuple


class Texts(NamedTuple):
    """What buttons, hints, modals and App Home say; `help` is what to ask the bot for its help."""

    help: str
    good: str
    bad: str
    thanks: str
    picture: str
    rest: str
    home: str
    ask: str
    question: str
    send: str
    cancel: str
    files: str
    files_unread: str
    silent: str
    stopped: str
    settings: str
    channel: str
    when: str
    save: str
    mentions: str
    threads: str
    questions: str
    saved: str
    only_members: str
    source: str
    reason_title: str
    reason: str
    wrong: str
    not_asked: str
    hard_to_read: str
    missing: str
    other: str
    words: str
    share: str
    share_where: str
    share_gone: str
    share_refused: str
    shared: str
    asks: str
    person: str
    contact: str
    person_offer: str
    person_consent: str
    person_words: str
    person_told: str
    person_gone: str
    person_asks: str
    helper_channel: str
    helper_person: str
    helper_chosen: str
    helper_refused: str
    only_admins: str
    prompts: str
    too_late: str
    no_place: str


TEXTS: dict[str, Texts] = {
    "id": Texts(
        help="bantuan",
        good="Membantu",
        bad="Kurang membantu",
        thanks="Terima kasih atas penilaian Anda.",
        picture="Gambarnya saya kirim lewat pesan langsung.",
        rest="Jawabannya panjang, jadi sisanya saya kirim lewat pesan langsung.",
        home="Yang bisa Anda tanyakan",
        ask="Ajukan pertanyaan",
        question="Apa yang ingin Anda tanyakan?",
        send="Kirim",
        cancel="Batal",
        files="Saya belum bisa membaca berkas atau gambar. Silakan tuliskan pertanyaan Anda.",
        files_unread="Berkas yang Anda lampirkan tidak saya baca.",
        silent="Baik, saya diam di utas ini. Sebut saya kalau Anda perlu lagi.",
        stopped="Baik, saya berhenti. Silakan tanyakan lagi kapan saja.",
        settings="Pengaturan kanal",
        channel="Kanal",
        when="Kapan saya menjawab?",
        save="Simpan",
        mentions="Hanya kalau saya disebut",
        threads="Juga di utas yang saya ikuti",
        questions="Setiap pertanyaan yang bisa saya jawab",
        saved="{user} mengatur kapan saya menjawab di sini: “{mode}”.",
        only_members="Hanya anggota kanal itu yang bisa mengatur kapan saya menjawab di sana. Kalau kanalnya privat, undang saya dulu.",
        source="Sumber",
        reason_title="Apa yang kurang?",
        reason="Mengapa jawaban ini kurang membantu?",
        wrong="Isinya salah",
        not_asked="Bukan itu yang saya tanyakan",
        hard_to_read="Sulit dibaca",
        missing="Ada yang kurang",
        other="Hal lain",
        words="Ceritakan lebih lanjut",
        share="Bagikan ke kanal",
        share_where="Ke kanal mana?",
        share_gone="Jawaban itu sudah tidak tersimpan. Silakan tanyakan sekali lagi.",
        share_refused="Saya belum bisa menulis di kanal itu. Undang saya dulu dengan /invite, dan pastikan Anda anggotanya.",
        shared="Sudah saya bagikan.",
        asks="{user} bertanya: {question}",
        person="Hubungi petugas",
        contact="Anda juga bisa menghubungi {contact}.",
        person_offer="Tentu. Tekan tombol di bawah ini, dan kalau Anda setuju, percakapan kita saya teruskan ke petugas.",
        person_consent="Percakapan Anda dengan saya akan diteruskan ke {target} supaya Anda bisa dibantu. Tekan Kirim kalau Anda setuju.",
        person_words="Pesan tambahan",
        person_told="Sudah saya teruskan. Anda akan dihubungi lewat Slack.",
        person_gone="Percakapan Anda belum bisa saya teruskan. Silakan hubungi langsung orang yang bisa membantu Anda.",
        person_asks="{user} minta bantuan.",
        helper_channel="Kanal yang membantu kalau saya tidak bisa menjawab",
        helper_person="Atau orang yang membantu",
        helper_chosen="{user} memilih {target} untuk membantu yang mencari petugas. Kalau mereka setuju, percakapannya saya kirim ke sini.",
        helper_refused="Yang Anda pilih untuk membantu belum bisa saya hubungi. Undang saya ke kanalnya dengan /invite, lalu pilih lagi.",
        only_admins="Hanya admin workspace ini yang bisa memilih siapa yang membantu.",
        prompts="Mulai dengan salah satu pertanyaan ini",
        too_late="Jendelanya tidak sempat terbuka. Silakan klik sekali lagi, atau tulis langsung di sini.",
        no_place="Saya tidak bisa menulis di tempat Anda bertanya tadi. Undang saya ke kanal itu dengan /invite, atau tanyakan di sini.",
    ),
    "en": Texts(
        help="help",
        good="Helpful",
        bad="Not helpful",
        thanks="Thank you for your feedback.",
        picture="I have sent you the picture in a direct message.",
        rest="The answer is long, so I have sent you the rest in a direct message.",
        home="What you can ask",
        ask="Ask a question",
        question="What would you like to know?",
        send="Send",
        cancel="Cancel",
        files="I cannot read files or pictures yet. Please write your question.",
        files_unread="I have not read the file you attached.",
        silent="All right, I will be silent in this thread. Mention me if you need me again.",
        stopped="All right, I have stopped. Ask again whenever you like.",
        settings="Channel settings",
        channel="Channel",
        when="When do I answer?",
        save="Save",
        mentions="Only when I am mentioned",
        threads="Also in threads I take part in",
        questions="Every question I can answer",
        saved="{user} chose when I answer here: “{mode}”.",
        only_members="Only members of that channel can choose when I answer there. If it is private, invite me first.",
        source="Source",
        reason_title="What was wrong?",
        reason="Why is this answer not helpful?",
        wrong="It is wrong",
        not_asked="That is not what I asked",
        hard_to_read="It is hard to read",
        missing="Something is missing",
        other="Something else",
        words="Tell us more",
        share="Share in channel",
        share_where="In which channel?",
        share_gone="That answer is no longer kept. Please ask once more.",
        share_refused="I cannot write in that channel yet. Invite me with /invite first, and be a member of it yourself.",
        shared="I have shared it.",
        asks="{user} asked: {question}",
        person="Ask a person",
        contact="You can also contact {contact}.",
        person_offer="Of course. Press the button below, and if you agree, I will pass our conversation on to a person.",
        person_consent="Your conversation with me will be passed on to {target}, who can help. Press Send if you agree.",
        person_words="Anything to add",
        person_told="I have passed it on. You will be contacted in Slack.",
        person_gone="I could not pass your conversation on. Please contact somebody who can help you directly.",
        person_asks="{user} would like help.",
        helper_channel="Channel that helps when I cannot answer",
        helper_person="Or the person who helps",
        helper_chosen="{user} chose {target} to help those who ask for a person. If they agree, I send their conversations here.",
        helper_refused="I cannot reach the helper you chose. Invite me to the channel with /invite, then choose again.",
        only_admins="Only admins of this workspace can choose who helps.",
        prompts="Start with one of these",
        too_late="The window could not be opened in time. Please click once more, or just write here.",
        no_place="I cannot write where you asked me. Invite me to that channel with /invite, or ask me here.",
    ),
}

DEFAULT = "id"


def texts(language: str) -> Texts:
    """The words in a language, or in the bot's first language where there are none."""
    return TEXTS.get(language, TEXTS[DEFAULT])
