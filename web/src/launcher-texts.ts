/** What the launcher says before the chat is loaded. */

import type { Language } from "./texts";

const id = {
  name: "Asisten Outsourcing",
  launcherOpen: "Buka obrolan dengan asisten",
  launcherClose: "Tutup obrolan",
  unread: (count: string) => `${count} jawaban belum dibaca`,
  dismiss: "Tutup pemberitahuan",
  tooOld: "Versi peramban ini terlalu lama untuk obrolan. Mohon perbarui, lalu coba lagi.",
  notLoaded: "Obrolan belum dapat dimuat. Periksa sambungan Anda, lalu coba lagi.",
};

type LauncherTexts = typeof id;

const en: LauncherTexts = {
  name: "Outsourcing Assistant",
  launcherOpen: "Open the chat with the assistant",
  launcherClose: "Close the chat",
  unread: (count: string) => (count === "1" ? "1 unread answer" : `${count} unread answers`),
  dismiss: "Close the notice",
  tooOld: "This browser is too old for the chat. Please update it, then try again.",
  notLoaded: "The chat could not be loaded. Check your connection, then try again.",
};

export const LAUNCHER_TEXTS: Record<Language, LauncherTexts> = { id, en };
