/**
 * The one tag: <script src="<bot>/chat/widget.js"></script>. It adds a launcher to any page that has no element itself,
 * however the page loads it: in its head or body, deferred, async, as a module, or twice.
 */

import { OutsourcingAssistant, TAG } from "./element";
import { scriptOf } from "./script";

const { script, bot } = scriptOf();

function embed(): void {
  const there = document.querySelector<OutsourcingAssistant>(TAG);
  const element = there ?? document.createElement(TAG);
  window.outsourcingAssistant ??= element;
  if (there) return;
  element.returns = true;
  // Beside the body: what moves, hides or replaces that does not do so to the chat.
  document.documentElement.append(element);
}

if (!customElements.get(TAG)) {
  OutsourcingAssistant.script = script;
  OutsourcingAssistant.bot = bot;
  OutsourcingAssistant.load = (bot) => import(new URL("chat/chat.js", bot).href);
  customElements.define(TAG, OutsourcingAssistant);
}
if (document.readyState === "loading") addEventListener("DOMContentLoaded", embed);
else embed();
