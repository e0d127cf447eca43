/** Where the person writes: a draft that outlives a reload, how long it may become, and the keys that send it. */

import { html, nothing, type TemplateResult } from "lit-html";

import * as icons from "./icons";
import { isComposing } from "./isolation";
import { recall, remember } from "./memo";
import type { View } from "./view";

export const MAX_CHARACTERS = 2000;
const COUNT_FROM = 1800;

export class Composer {
  private readonly name: string;
  private draft: string;
  private fitted = "";

  constructor(
    private readonly view: View,
    private readonly onSend: (text: string) => void,
  ) {
    this.name = `outsourcing-assistant ${view.bot.href} draft`;
    this.draft = recall(this.name, "visit");
  }

  get input(): HTMLTextAreaElement {
    return this.view.element.querySelector<HTMLTextAreaElement>("#text")!;
  }

  template(): TemplateResult {
    const { texts } = this.view;
    const left = MAX_CHARACTERS - this.length;
    const isNear = this.length >= COUNT_FROM;
    const isOver = left < 0;
    return html`<form class="composer" @submit=${this.submit}>
      <div class="compose">
        <label class="sr" for="text">${texts.inputLabel}</label>
        <textarea
          id="text"
          rows="1"
          enterkeyhint="send"
          autocomplete="off"
          placeholder=${texts.placeholder}
          aria-describedby="hint counter"
          aria-invalid=${isOver}
          .value=${this.draft}
          @input=${() => this.type(this.input.value)}
          @keydown=${this.sendOnEnter}
        ></textarea>
        <button class="send" aria-label=${texts.send} title=${texts.send}>${icons.send}</button>
      </div>
      <p id="hint" class="sr">${texts.inputHint}</p>
      <p id="counter" class="counter ${isOver ? "over" : ""}" role=${isOver ? "alert" : nothing} ?hidden=${!isNear}>
        ${isOver ? texts.charactersOver(-left) : texts.charactersLeft(left)}
      </p>
      <p class="sr" role="status">${isNear && !isOver ? texts.charactersLeft(roundly(left)) : nothing}</p>
    </form>`;
  }

  /** As tall as what is written, where a style sheet cannot say so (`field-sizing`): Safari before 26.2, and Firefox of its time. */
  drawn(): void {
    const { input } = this;
    if (CSS.supports("field-sizing", "content") || this.fitted === input.value || !input.scrollHeight) return;
    this.fitted = input.value;
    input.style.height = "";
    input.style.height = `${input.scrollHeight + 2}px`; // and its border
  }

  private get length(): number {
    return [...this.draft].length; // as the server counts: an emoji is one character
  }

  private type(text: string): void {
    this.draft = text;
    remember(this.name, text, "visit");
    void this.view.draw();
  }

  private sendOnEnter = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && !event.shiftKey && !isComposing(event)) this.submit(event);
  };

  private submit = (event: Event): void => {
    event.preventDefault();
    if (!this.draft.trim() || this.length > MAX_CHARACTERS) return;
    this.onSend(this.draft.trim());
    this.type("");
    this.input.focus();
  };
}

/** A number that is told anew every fifty, in the end every ten: nobody wants to hear each letter counted. */
const roundly = (left: number): number => (left > 50 ? Math.ceil(left / 50) * 50 : Math.ceil(left / 10) * 10);
