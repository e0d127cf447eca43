/** What the widget says of people's data, and of people who can be asked. */

import type { Language } from "./texts";

const id = {
  note: "Pesan Anda disimpan agar percakapan dapat dilanjutkan. Anda dapat menghapusnya kapan saja.",
  erase: "Hapus percakapan saya",
  eraseTitle: "Hapus percakapan Anda?",
  eraseBody: "Semua pesan, jawaban, dan penilaian Anda akan dihapus dari server. Tindakan ini tidak dapat dibatalkan.",
  eraseConfirm: "Ya, hapus",
  download: "Unduh dulu",
  erased: "Percakapan Anda telah dihapus dari server.",
  notErased: "Percakapan belum terhapus. Silakan coba lagi.",
  notDownloaded: "Percakapan belum dapat diunduh. Silakan coba lagi.",
  personBody: "Seluruh percakapan ini akan dikirim kepada petugas bila Anda menyetujuinya. Tuliskan cara menghubungi Anda.",
  reach: "Alamat email atau nomor telepon Anda",
  moreToSay: "Pesan tambahan (opsional)",
  agree: "Setuju dan kirim",
  handedOver: "Percakapan telah diteruskan. Petugas akan menghubungi Anda.",
  notHandedOver: "Petugas belum dapat dihubungi. Tulisan Anda masih ada; silakan coba lagi.",
  nobody: "Saat ini percakapan tidak dapat diteruskan kepada petugas.",
  subject: "Pertanyaan dari obrolan",
};

type CareTexts = typeof id;

const en: CareTexts = {
  note: "Your messages are kept so that the conversation can go on. You can delete them at any time.",
  erase: "Delete my conversation",
  eraseTitle: "Delete your conversation?",
  eraseBody: "All your messages, answers and votes will be deleted from the server. This cannot be undone.",
  eraseConfirm: "Yes, delete",
  download: "Download first",
  erased: "Your conversation has been deleted from the server.",
  notErased: "The conversation has not been deleted. Please try again.",
  notDownloaded: "The conversation could not be downloaded. Please try again.",
  personBody: "If you agree, this whole conversation will be sent to a person. Say how you can be reached.",
  reach: "Your e-mail address or telephone number",
  moreToSay: "Anything else (optional)",
  agree: "Agree and send",
  handedOver: "The conversation has been passed on. Somebody will contact you.",
  notHandedOver: "Nobody could be reached. What you wrote is still here; please try again.",
  nobody: "The conversation cannot be passed on to a person now.",
  subject: "A question from the chat",
};

export const CARE_TEXTS: Record<Language, CareTexts> = { id, en };
