/** Why the bot cannot be reached: a sentence for the person, and a line on the console for the page's owner. */

import type { Fault, FaultKind } from "./calls";
import type { Language } from "./texts";

type Told = Record<FaultKind, (seconds: number) => string>;

const id: Told = {
  offline: () => "Tidak tersambung ke internet. Pesan Anda disimpan dan akan terkirim begitu tersambung lagi.",
  away: () => "Tidak tersambung ke asisten. Pesan Anda disimpan dan akan terkirim begitu asisten tersambung lagi.",
  failed: () => "Asisten sedang mengalami gangguan. Pesan Anda disimpan dan akan dikirim lagi.",
  too_fast: (seconds) => `Anda mengirim pesan terlalu cepat. Pesan akan dikirim lagi dalam ${seconds} detik.`,
  busy: (seconds) => `Banyak yang sedang bertanya. Pesan Anda akan dikirim lagi dalam ${seconds} detik.`,
  unlisted: () => "Obrolan ini belum diizinkan di situs ini. Pesan Anda disimpan; silakan hubungi pengelola situs.",
  blocked: () => "Pengaturan keamanan situs ini belum mengizinkan obrolan. Pesan Anda disimpan; silakan hubungi pengelola situs.",
};

const en: Told = {
  offline: () => "You are offline. Your messages are kept and will be sent once the connection is back.",
  away: () => "The assistant cannot be reached. Your messages are kept and will be sent once it is back.",
  failed: () => "The assistant is having a problem. Your messages are kept and will be sent again.",
  too_fast: (seconds) => `You are sending messages too fast. They will be sent again in ${seconds} s.`,
  busy: (seconds) => `Many people are asking. Your messages will be sent again in ${seconds} s.`,
  unlisted: () => "This chat is not yet allowed on this site. Your messages are kept; please tell the site's owner.",
  blocked: () => "This site's security settings do not allow the chat yet. Your messages are kept; please tell the site's owner.",
};

const TOLD: Record<Language, Told> = { id, en };

export function faultText(fault: Fault, language: Language, seconds: number): string {
  return TOLD[language][fault.kind](seconds);
}

/** What the owner has to mend; nothing where it is not theirs. */
export function forOwner(kind: FaultKind, bot: URL): string | undefined {
  if (kind === "blocked") return `The page's Content-Security-Policy keeps the chat from its bot: add ${bot.origin} to connect-src.`;
  if (kind !== "unlisted") return undefined;
  if (self.origin === "null")
    return 'The page has no origin that could be listed: an iframe with sandbox needs "allow-same-origin" for the chat.';
  return `This site is not listed: add "${self.origin}" to \`origins\` of channels.web.WebInput in the bot's credentials.yml, and start the bot again.`;
}
