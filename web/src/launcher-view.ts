/** The launcher: a button, how many answers are unread, and a bubble that says something while the chat is closed. */

import { LAUNCHER_TEXTS } from "./launcher-texts";
import type { Settings } from "./settings";
import type { Language } from "./texts";

const CHAT = "M4 3h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H9l-5 4.5V17a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2Zm3 5v2h10V8H7Zm0 4v2h7v-2H7Z";
const CLOSE = "M5.6 4.2 12 10.6l6.4-6.4 1.4 1.4-6.4 6.4 6.4 6.4-1.4 1.4-6.4-6.4-6.4 6.4-1.4-1.4 6.4-6.4-6.4-6.4Z";

export interface LauncherState {
  /** Whether there is a button; a place in the page has none, and may have a bubble all the same. */
  floats: boolean;
  open: boolean;
  busy: boolean;
  unread: number;
  /** Shown while the chat is closed; empty for none. */
  bubble: string;
  language: Language;
  settings: Settings;
}

export class LauncherView {
  readonly element = make("section", "launching");
  readonly button = make("button", "launcher");
  private readonly bubble = make("div", "bubble");
  private readonly say = make("button", "say");
  private readonly dismiss = make("button", "dismiss");
  private readonly badge = make("span", "badge");
  private readonly label = make("span", "label");
  private readonly icon = make("span", "");
  private drawn = "";

  constructor(toggle: () => void, dismiss: () => void) {
    this.button.append(this.icon, this.label, this.badge);
    this.bubble.append(this.say, this.dismiss);
    this.dismiss.append(drawing(CLOSE));
    this.element.append(this.bubble, this.button);
    this.button.part.add("launcher");
    this.bubble.part.add("bubble");
    this.badge.part.add("badge");
    this.badge.setAttribute("aria-hidden", "true"); // the button's name says it
    this.bubble.setAttribute("role", "status");
    this.button.setAttribute("aria-controls", "panel");
    this.button.addEventListener("click", toggle);
    this.say.addEventListener("click", toggle);
    this.dismiss.addEventListener("click", dismiss);
  }

  draw({ floats, open, busy, unread, bubble, language, settings }: LauncherState): void {
    const texts = LAUNCHER_TEXTS[language];
    const name = open ? texts.launcherClose : settings.launcherText || texts.launcherOpen;
    this.element.hidden = !floats && !bubble;
    this.button.hidden = !floats;
    this.element.lang = language;
    this.element.classList.toggle("opened", open);
    this.element.setAttribute("aria-label", settings.heading || texts.name);
    const count = unread > 9 ? "9+" : String(unread || "");
    this.button.setAttribute("aria-label", count && !open ? `${name}, ${texts.unread(count)}` : name);
    this.button.setAttribute("aria-expanded", String(open));
    this.button.classList.toggle("busy", busy);
    this.button.setAttribute("aria-busy", String(busy));
    this.label.textContent = open ? "" : settings.launcherText;
    this.label.hidden = open || !settings.launcherText;
    this.badge.textContent = count;
    this.badge.hidden = !unread || open;
    this.bubble.hidden = open || !bubble;
    this.say.textContent = bubble;
    this.dismiss.setAttribute("aria-label", texts.dismiss);
    this.drawIcon(open ? CLOSE : settings.launcherIcon || CHAT);
  }

  private drawIcon(icon: string): void {
    if (icon === this.drawn) return;
    this.drawn = icon;
    this.icon.replaceChildren(icon.startsWith("http") ? Object.assign(new Image(), { src: icon, alt: "" }) : drawing(icon));
  }
}

function make<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, name: string): HTMLElementTagNameMap[Tag] {
  return Object.assign(document.createElement(tag), { className: name });
}

function drawing(path: string): SVGElement {
  const [svg, line] = ["svg", "path"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag)) as [SVGElement, SVGElement];
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}
