/** The style sheets of one element, kept in step with its settings, its page and the person's preferences. */

import type { Settings } from "./settings";
import { Sheets } from "./sheets";
import launcher from "./styles/launcher.css";
import { schemeOf, themeSheet } from "./theme";

export class Looks {
  private readonly sheets: Sheets;
  private readonly place: { change(css: string): void };
  private readonly theme: { change(css: string): void };
  private readonly probe = document.createElement("span");
  private readonly page = new MutationObserver(() => this.draw());
  private readonly dark = matchMedia("(prefers-color-scheme: dark)");
  private settings: Settings | undefined;

  constructor(
    private readonly element: HTMLElement,
    root: ShadowRoot,
    nonce: string | undefined,
  ) {
    this.sheets = new Sheets(root, nonce);
    this.sheets.add(launcher);
    [this.place, this.theme] = [this.sheets.add("", true), this.sheets.add("", true)];
    this.probe.hidden = true;
    root.append(this.probe);
  }

  add(css: string): void {
    this.sheets.add(css);
  }

  /** Follow the page: its switches of theme are attributes of its root, its body or the element. */
  watch(): void {
    this.dark.addEventListener("change", this.changed);
    for (const element of [document.documentElement, document.body, this.element])
      if (element) this.page.observe(element, { attributes: true, attributeFilter: ["class", "style", "data-theme", "data-bs-theme"] });
  }

  rest(): void {
    this.dark.removeEventListener("change", this.changed);
    this.page.disconnect();
  }

  draw(settings = this.settings): void {
    if (!settings) return;
    this.settings = settings;
    const scheme = schemeOf(settings);
    this.sheets.setScheme(scheme);
    this.place.change(placeSheet(settings.position));
    this.theme.change(`:host { color-scheme: ${scheme} !important; }`); // from what stands without a theme it is reckoned
    this.theme.change(themeSheet(this.element, this.probe, scheme, settings));
  }

  private changed = () => this.draw();
}

/** Where the owner wants it. On a phone the panel fills the screen. */
function placeSheet(position: string): string {
  if (position !== "left") return "";
  return `.launching { right: auto; left: 16px; align-items: flex-start; }
    @media (min-width: 481px) { .floating { right: auto; left: 16px; } .floating dialog:not(.large) { margin: auto auto 14vh 40px; } }`;
}
