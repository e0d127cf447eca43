/** Every text that the widget itself shows, in both languages. */

export const LANGUAGES = ["id", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each in its own words, for those who read no other. */
export const LANGUAGE_NAMES: Record<Language, string> = { id: "Bahasa Indonesia", en: "English" };

const id = {
  name: "Asisten Outsourcing",
  close: "Tutup obrolan",
  language: "Bahasa tampilan",
  welcomeTitle: "Halo, ada yang bisa saya bantu?",
  welcome: "Tanyakan apa saja tentang outsourcing: pengertian, jenis, layanan, hingga perbedaan modelnya.",
  log: "Percakapan",
  you: "Anda",
  suggestions: "Pertanyaan berikutnya",
  placeholder: "Tulis pertanyaan Anda…",
  inputLabel: "Pertanyaan Anda",
  inputHint: "Enter untuk mengirim, Shift+Enter untuk baris baru.",
  send: "Kirim",
  charactersLeft: (left: number) => `Sisa ${left} karakter`,
  charactersOver: (over: number) => `Terlalu panjang ${over} karakter. Mohon ringkas sebelum dikirim.`,
  restart: "Mulai dari awal",
  restartTitle: "Mulai dari awal?",
  restartBody: "Percakapan ini akan dihapus dari layar dan percakapan baru dimulai.",
  restartConfirm: "Ya, mulai dari awal",
  cancel: "Batal",
  typing: "Asisten sedang mengetik",
  online: "Tersambung kembali.",
  forgetful: "Peramban ini tidak menyimpan percakapan: percakapan akan hilang jika halaman dimuat ulang.",
  expired: "Percakapan sebelumnya sudah kedaluwarsa; percakapan baru telah dimulai.",
  waiting: "Menunggu sambungan",
  refused: "Pesan ini tidak dapat dikirim.",
  unanswered: "Maaf, pesan ini belum terjawab.",
  retry: "Coba lagi",
  helpful: "Jawaban ini membantu",
  unhelpful: "Jawaban ini tidak membantu",
  voted: "Terima kasih atas masukan Anda.",
  voteFailed: "Masukan Anda belum tersimpan. Silakan coba lagi.",
  openImage: "Buka gambar ukuran penuh di tab baru",
};

export type Texts = typeof id;

const en: Texts = {
  name: "Outsourcing Assistant",
  close: "Close the chat",
  language: "Display language",
  welcomeTitle: "Hello, how can I help?",
  welcome: "Ask me anything about outsourcing: what it means, its types and services, and how the models differ.",
  log: "Conversation",
  you: "You",
  suggestions: "Next questions",
  placeholder: "Type your question…",
  inputLabel: "Your question",
  inputHint: "Enter sends, Shift+Enter starts a new line.",
  send: "Send",
  charactersLeft: (left: number) => `${left} characters left`,
  charactersOver: (over: number) => `${over} characters too long. Please shorten it before sending.`,
  restart: "Start over",
  restartTitle: "Start over?",
  restartBody: "This conversation will be cleared from the screen and a new one begins.",
  restartConfirm: "Yes, start over",
  cancel: "Cancel",
  typing: "The assistant is typing",
  online: "Connected again.",
  forgetful: "This browser does not keep the conversation: it will be lost when the page is reloaded.",
  expired: "The earlier conversation has expired; a new one has begun.",
  waiting: "Waiting for the connection",
  refused: "This message cannot be sent.",
  unanswered: "Sorry, this message has not been answered yet.",
  retry: "Try again",
  helpful: "This answer helps",
  unhelpful: "This answer does not help",
  voted: "Thank you for your feedback.",
  voteFailed: "Your feedback has not been stored. Please try again.",
  openImage: "Open the picture full size in a new tab",
};

export const TEXTS: Record<Language, Texts> = { id, en };

/** The language of the person's browser, as far as the widget speaks it; else English. */
export function browserLanguage(): Language {
  const known = (tag: string): tag is Language => (LANGUAGES as readonly string[]).includes(tag);
  return navigator.languages.map((tag) => tag.split("-")[0]!.toLowerCase()).find(known) ?? "en";
}
