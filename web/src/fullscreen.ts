/** A panel that fills the screen is all there is: Tab stays in it, and the page behind is inert. */

import type { ReactiveController, ReactiveControllerHost } from "lit";

const FILLS_THE_SCREEN = "(max-width: 480px)";
const CAN_HAVE_FOCUS = "button, textarea, input, a[href], summary, [tabindex='0']";

export class FullScreen implements ReactiveController {
  private readonly query = matchMedia(FILLS_THE_SCREEN);
  private silenced: HTMLElement[] = [];

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly isPanelOpen: () => boolean,
  ) {
    host.addController(this);
  }

  /** Whether the panel is all that can be used. */
  get isModal(): boolean {
    return this.isPanelOpen() && this.query.matches;
  }

  hostConnected(): void {
    this.query.addEventListener("change", this.again);
  }

  hostDisconnected(): void {
    this.query.removeEventListener("change", this.again);
    this.release();
  }

  hostUpdated(): void {
    if (!this.isModal) this.release();
    else if (!this.silenced.length) this.silence();
  }

  /** Tab from the last control goes to the first, and back. */
  keepTab(event: KeyboardEvent): void {
    if (event.key !== "Tab" || !this.isModal) return;
    const panel = event.currentTarget as HTMLElement;
    if ((event.composedPath()[0] as HTMLElement).closest("dialog")) return;
    const all = [...panel.querySelectorAll<HTMLElement>(CAN_HAVE_FOCUS)].filter((control) => control.getClientRects().length && !control.closest("dialog"));
    const edge = event.shiftKey ? all[0] : all.at(-1);
    if (event.composedPath()[0] !== edge) return;
    event.preventDefault();
    (event.shiftKey ? all.at(-1) : all[0])?.focus();
  }

  private again = (): void => this.host.requestUpdate();

  /** All that is beside the element on the way up to the page's root or body. */
  private silence(): void {
    const root = this.host.getRootNode();
    for (let at = (root instanceof ShadowRoot ? root.host : this.host) as HTMLElement | null; at && at !== document.body; at = at.parentElement) {
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
