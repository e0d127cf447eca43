/** What the person is told of the conversation as a whole: that the bot is away or typing, and, for a moment, what was done. */

import { html, nothing, type TemplateResult } from "lit-html";

import { faultText } from "./faults";
import type { View } from "./view";

const NOTICE_MS = 5000;

export class Status {
  private notice = "";
  private timer: ReturnType<typeof setTimeout> | undefined;
  private wasConnected = true;

  constructor(private readonly view: View) {}

  /** Show a notice for a moment; an empty one takes it away. */
  tell(notice: string): void {
    this.notice = notice;
    clearTimeout(this.timer);
    if (notice) this.timer = setTimeout(() => this.tell(""), NOTICE_MS);
    void this.view.draw();
  }

  /** The conversation has changed. That something could not be done is greater news than the connection's coming back. */
  look(): void {
    const { conversation, texts } = this.view;
    if (conversation.connected && !this.wasConnected && !this.notice) this.tell(texts.online);
    this.wasConnected = conversation.connected;
    if (!conversation.expired) return;
    conversation.expired = false;
    this.tell(texts.expired);
  }

  template(): TemplateResult {
    const { texts, language, conversation } = this.view;
    const { fault, lasting, pauseSeconds, waiting } = conversation;
    return html`<div class="status" role="status">
      ${fault ? html`<p part="fault">${faultText(fault, language, pauseSeconds)}</p>` : nothing}
      ${lasting ? nothing : html`<p>${texts.forgetful}</p>`} ${this.notice ? html`<p>${this.notice}</p>` : nothing}
      ${waiting ? html`<span class="sr">${texts.typing}</span>` : nothing}
    </div>`;
  }
}
