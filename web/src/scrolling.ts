/** Keeps the reader's place: a new answer begins at the top of the view, and a button leads back to the latest. */

import { html, nothing, type TemplateResult } from "lit-html";

import * as icons from "./icons";
import type { View } from "./view";

/** So far from the end the latest is out of sight. */
const AWAY_PX = 160;
const ROOM_ABOVE_PX = 12;

export class Scrolling {
  private away = false;
  private drawnTurns = 0;
  private drawnAnswers = 0;

  constructor(private readonly view: View) {}

  /** A question that is sent comes into view; with its answer the question goes to the top, to be read from there. */
  follow(): void {
    const { turns } = this.view.conversation;
    const answers = turns.filter((turn) => turn.state !== "sending").length;
    if (turns.length === this.drawnTurns && answers === this.drawnAnswers) return;
    const answered = answers > this.drawnAnswers && turns.length === this.drawnTurns;
    const began = !this.drawnTurns;
    this.drawnTurns = turns.length;
    this.drawnAnswers = answers;
    const { scroller } = this;
    const last = [...scroller.querySelectorAll<HTMLElement>(".said")].at(-1);
    if (!answered || !last) this.to(turns.length ? scroller.scrollHeight : 0, false);
    else this.to(scroller.scrollTop + last.getBoundingClientRect().top - scroller.getBoundingClientRect().top - ROOM_ABOVE_PX, !began);
  }

  onScroll = (): void => {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    const away = scrollHeight - scrollTop - clientHeight > AWAY_PX;
    if (away === this.away) return;
    this.away = away;
    void this.view.draw();
  };

  toLatest = (): void => {
    this.focus(); // the button goes away
    this.toEnd(true);
  };

  focus(): void {
    this.scroller.focus({ preventScroll: true });
  }

  toEnd(smoothly = false): void {
    this.to(this.scroller.scrollHeight, smoothly);
  }

  template(): TemplateResult | typeof nothing {
    if (!this.away) return nothing;
    const { texts } = this.view;
    return html`<button class="latest" aria-label=${texts.toLatest} title=${texts.toLatest} @click=${this.toLatest}>${icons.latest}</button>`;
  }

  private get scroller(): HTMLElement {
    return this.view.element.querySelector<HTMLElement>(".scroll")!;
  }

  private to(top: number, smoothly: boolean): void {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.scroller.scrollTo({ top, behavior: still || !smoothly ? "instant" : "smooth" });
  }
}
