/**
 * The one tag: <script src="<bot>/chat/widget.js"></script>. It adds a launcher to any page that has no element itself,
 * however the page loads it: in its head or body, deferred, async, as a module, or twice.
 */

import { OutsourcingAssistant } from "./element";
import { origin } from "./origin";
import { TAG } from "./page";
import { scriptOf } from "./script";

/** So long after a page was loaded React has looked at it. */
const HYDRATED_MS = 1000;

const { script, bot } = scriptOf();

function embed(): void {
  const there = document.querySelector<OutsourcingAssistant>(TAG);
  const element = there ?? document.createElement(TAG);
  window.outsourcingAssistant ??= element;
  if (there) return;
  element.returning.wanted = true;
  document.body.append(element);
  if (document.readyState === "complete") stepAside(element);
  else addEventListener("load", () => setTimeout(stepAside, HYDRATED_MS, element));
}

/**
 * Go beside the body: what moves, hides or replaces that does not do so to the chat. Not at once: React 18 makes a whole
 * document anew if it finds something beside its body, and leaves alone what stands at the end of it.
 */
function stepAside(element: OutsourcingAssistant): void {
  if (element.isOpen) element.addEventListener("close", () => stepAside(element), { once: true });
  else if (element.parentNode === document.body) document.documentElement.append(element);
}

if (!customElements.get(TAG)) {
  Object.assign(origin, { script, bot, load: (bot: URL) => import(new URL("chat/chat.js", bot).href) });
  customElements.define(TAG, OutsourcingAssistant);
}
if (document.readyState === "loading") addEventListener("DOMContentLoaded", embed);
else embed();
