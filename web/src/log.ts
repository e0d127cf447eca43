/** What was said, an element each turn: a long conversation is not drawn anew with every letter typed. */

import { html, nothing, render, type TemplateResult } from "lit-html";

import { momentTemplate } from "./moment";
import type { Replies } from "./replies";
import type { Turn } from "./turns";
import type { View } from "./view";
import { wellFormed } from "./wellformed";

export class Log {
  private drawn = new Map<string, { element: HTMLElement; looks: unknown[] }>();

  constructor(
    private readonly view: View,
    private readonly replies: Replies,
    private readonly onRetry: (turn: Turn) => void,
  ) {}

  /** The turns' elements as they are to be seen; those that look as before are left alone. */
  elements(): HTMLElement[] {
    const { turns } = this.view.conversation;
    this.drawn = new Map(turns.map((turn) => [turn.id, this.drawn.get(turn.id) ?? { element: newElement(), looks: [] }]));
    return turns.map((turn) => {
      const entry = this.drawn.get(turn.id)!;
      const looks = this.looksOf(turn);
      if (looks.some((part, number) => part !== entry.looks[number])) render(this.turnTemplate(turn), entry.element);
      entry.looks = looks;
      return entry.element;
    });
  }

  forget(): void {
    this.drawn.clear();
  }

  /** What the latest answer suggests to ask next. */
  suggestionsTemplate(choose: (message: string) => void): TemplateResult | typeof nothing {
    const { conversation, texts } = this.view;
    const latest = conversation.turns.at(-1)?.answer;
    const answer = latest && wellFormed(latest);
    if (!answer?.suggestions.length) return nothing;
    return html`<div class="chips" role="group" aria-label=${texts.suggestions} lang=${answer.lang}>
      ${answer.suggestions.map(({ title, message }) => html`<button @click=${() => choose(message)}>${title}</button>`)}
    </div>`;
  }

  /** All that a turn is drawn from. */
  private looksOf(turn: Turn): unknown[] {
    const { language, settings, conversation } = this.view;
    return [turn, turn.state, turn.answer, turn.vote, turn.fresh, language, settings, conversation.connected, this.replies.stateOf(turn)];
  }

  /** Only what is newly answered is for the live region; the person's own words and old answers are not. */
  private turnTemplate(turn: Turn): TemplateResult {
    const { texts, conversation } = this.view;
    const { state } = turn;
    return html`<div class="said" aria-live="off"><span class="sr">${texts.you}: </span><p>${turn.text}</p>${momentTemplate(turn.time, texts)}</div>
      ${state === "sending" && !conversation.connected ? html`<p class="state" aria-live="off">${texts.waiting}</p>` : nothing}
      ${state === "answered" && turn.answer ? this.replies.template(turn) : nothing}
      ${state === "unanswered" || state === "refused" ? this.problemTemplate(turn) : nothing}`;
  }

  private problemTemplate(turn: Turn): TemplateResult {
    const { texts, language } = this.view;
    const answer = turn.answer && wellFormed(turn.answer);
    const notice = answer?.body[0]?.text;
    return html`<div class="answer problem" lang=${notice ? answer!.lang : nothing} aria-live=${turn.fresh ? nothing : "off"}>
      <p>${turn.state === "refused" ? texts.refused : (notice ?? texts.unanswered)}</p>
      <button lang=${language} @click=${() => this.onRetry(turn)}>${texts.retry}</button>
    </div>`;
  }
}

const newElement = (): HTMLElement => Object.assign(document.createElement("div"), { className: "turn" });
