/**
 * Draws into an element: once for all that changes in a moment, and anew where others have edited what was drawn.
 * Translators and blockers replace and remove what the next drawing builds on.
 *
 * By `lit-html` alone: the elements of `lit` around it are more than a chat needs that is one element, and cost 3 KB.
 */

import { render, type TemplateResult } from "lit-html";

export interface Drawn {
  template(): TemplateResult;
  /** What was drawn is no more: all begins with an empty element. */
  renewed(): void;
  /** It stands on the screen. */
  drawn(): void;
}

export class Drawing {
  element = document.createElement("div");

  private readonly observer = new MutationObserver(() => (this.edited = true));
  private edited = false;
  private coming: Promise<void> | undefined;

  constructor(private readonly what: Drawn) {
    this.element.className = "chat";
  }

  /** Draw what has changed; resolves when it is drawn. */
  request(): Promise<void> {
    return (this.coming ??= Promise.resolve().then(() => this.draw()));
  }

  watch(): void {
    this.observer.observe(this.element, { childList: true, subtree: true });
  }

  rest(): void {
    this.observer.disconnect();
  }

  private draw(): void {
    this.coming = undefined;
    if (this.edited || this.observer.takeRecords().length) this.renew();
    try {
      this.render();
    } catch {
      this.renew();
      this.render();
    }
    this.observer.takeRecords(); // what was edited up to now was our own
    this.what.drawn();
  }

  private render(): void {
    render(this.what.template(), this.element);
  }

  /** A new element in place of the other, in which what had the focus, if it has an id, has it again. */
  private renew(): void {
    const before = this.element;
    const focused = (before.getRootNode() as ShadowRoot).activeElement?.id;
    this.edited = false;
    this.rest();
    this.element = before.cloneNode() as HTMLDivElement;
    before.replaceWith(this.element);
    if (this.element.isConnected) this.watch();
    this.what.renewed();
    if (!focused) return;
    this.render();
    this.element.querySelector<HTMLElement>(`#${focused}`)?.focus();
  }
}
