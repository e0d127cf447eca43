/** What the chat is to a page: its tag, and what the scripts and types of the page find. */

import type { OutsourcingAssistant } from "./element";
import type { Settings } from "./settings";

export const TAG = "outsourcing-assistant";

/** Where there is no document (a page made on a server) the element can be imported, not used. */
export const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

/** The scripts of the page have run: those that wait for its "load" too. */
export async function pageHasLoaded(): Promise<void> {
  if (document.readyState === "complete") return;
  await new Promise((done) => addEventListener("load", () => setTimeout(done), { once: true }));
}

declare global {
  interface Window {
    /** Settings for the element that the script adds. */
    outsourcingAssistantSettings?: Partial<Settings>;
    /** The element that the script adds, or the first of the page. */
    outsourcingAssistant?: OutsourcingAssistant;
  }
  interface HTMLElementTagNameMap {
    "outsourcing-assistant": OutsourcingAssistant;
  }
}
