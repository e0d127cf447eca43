/** The package: the element for pages that are built from modules. Importing it does nothing; `define` makes the element known. */

import { OutsourcingAssistant } from "./element";
import { origin } from "./origin";
import { TAG } from "./page";

export type { Answer, Suggestion } from "./answer";
export { OutsourcingAssistant } from "./element";
export type { EventName, Events } from "./events";
export type { Settings } from "./settings";
export type { Language } from "./texts";
export type { Said, Vote } from "./turns";

/** Make <outsourcing-assistant> known to the page; again is no matter. Its setting `bot` says whose chat it is. */
export function define(): void {
  origin.load ??= () => import("./widget");
  if (!customElements.get(TAG)) customElements.define(TAG, OutsourcingAssistant);
}
