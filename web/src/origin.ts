/** Where the chat comes from: the script tag's file says so, or the package. */

import { isNewEnough } from "./support";
import type { Chat } from "./widget";

interface Origin {
  /** How the chat is had. */
  load: (bot: URL) => Promise<{ Chat: typeof Chat }>;
  /** The bot, where no setting names one. */
  bot: URL | undefined;
  script: HTMLScriptElement | null;
}

export const origin: Partial<Origin> = {};

/** In a browser that is too old for it. */
export class TooOld extends Error {}

export async function loadChat(bot: URL): Promise<typeof Chat> {
  if (!isNewEnough()) throw new TooOld();
  return (await origin.load!(bot)).Chat;
}
