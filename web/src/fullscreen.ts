/** A panel that fills the screen is all there is: Tab stays in it, and the page behind is inert. */

import type { View } from "./view";

const FILLS_THE_SCREEN = "(max-width: 480px)";
const CAN_HAVE_FOCUS = "button, textarea, input, a[href], summary, [tabindex='0']";

export class FullScreen {
  private readonly query = matchMedia(FILLS_THE_SCREEN);
  private silenced: HTMLElement[] = [];

  constructor(
    private readonly view: View,
    private readonly isPanelOpen: () => boolean,
  ) {}

  /** Whether the panel is all that can be used. */
  get isModal(): boolean {
    return this.isPanelOpen() && this.query.matches;
  }

  watch(): void {
    this.query.addEventListener("change", this.again);
  }

  rest(): void {
    this.query.removeEventListener("change", this.again);
    this.release();
  }

  drawn(): void {
    if (!this.isModal) this.release();
    else if (!this.silenced.length) this.silence();
  }

  /** Tab from the last control goes to the first, and back. */
  keepTab(event: KeyboardEvent): void {
    if (event.key !== "Tab" || !this.isModal) return;
    const panel = event.currentTarget as HTMLElement;
    const all = [...panel.querySelectorAll<HTMLElement>(CAN_HAVE_FOCUS)].filter((control) => control.getClientRects().length && !control.closest("dialog"));
    const edge = event.shiftKey ? all[0] : all.at(-1);
    if (event.composedPath()[0] !== edge) return;
    event.preventDefault();
    (event.shiftKey ? all.at(-1) : all[0])?.focus();
  }

  private again = (): void => void this.view.draw();

  /** All that is beside the element on the way up to the page's root or body. */
  private silence(): void {
    const root = this.view.element.getRootNode() as ShadowRoot;
    for (let at = root.host as HTMLElement | null; at && at !== document.body; at = at.parentElement) {
      for (const beside of at.parentElement?.children ?? []) {
        if (beside === at || !(beside instanceof HTMLElement) || beside.inert || /^(HEAD|SCRIPT|STYLE)$/.test(beside.tagName)) continue;
        beside.inert = true;
        this.silenced.push(beside);
      }
    }
  }

  private release(): void {
    for (const element of this.silenced) element.inert = false;
    this.silenced = [];
  }
}
