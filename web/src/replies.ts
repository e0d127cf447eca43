/** The answers on the screen: draws each with what stands around it, and keeps what the person opened there. */

import { html, nothing, type TemplateResult } from "lit-html";

import { type Answer, answerTemplate } from "./answer";
import { asHtml, asText, copy } from "./copying";
import { footerTemplate } from "./footer";
import type { Picture } from "./picture";
import { Speech } from "./speech";
import type { Turn, Vote, Why } from "./turns";
import type { View } from "./view";
import { wellFormed } from "./wellformed";

const NOTED_MS = 4000;

export interface Surroundings {
  /** Whom else to ask, where the page names somebody. */
  person(): TemplateResult | typeof nothing;
  enlarge(picture: Picture): void;
  voted(turn: Turn): void;
}

export class Replies {
  private readonly whole = new Set<string>();
  private readonly allSources = new Set<string>();
  private readonly speech = new Speech(() => void this.view.draw());
  private asksWhy = "";
  private noted = { turn: "", text: "" };
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly view: View,
    private readonly around: Surroundings,
  ) {}

  rest(): void {
    this.speech.stop();
    clearTimeout(this.timer);
  }

  /** What of a turn's reply is open or told: as long as it is the same, the reply looks the same. */
  stateOf({ id }: Turn): string {
    const states = [this.whole.has(id), this.allSources.has(id), this.asksWhy === id, this.speech.turn === id];
    return `${states}${this.noted.turn === id ? this.noted.text : ""}`;
  }

  /** An answered turn's reply. Only what is newly answered is for the live region; what was opened in it is not. */
  template(turn: Turn): TemplateResult {
    const answer = wellFormed(turn.answer);
    const { id } = turn;
    const whole = this.whole.has(id);
    const quiet = !turn.fresh || whole;
    return html`<div class="answer" lang=${answer.lang} aria-live=${quiet ? "off" : nothing}>
        ${answerTemplate(answer, this.view, { whole, onPicture: this.around.enlarge, onWhole: () => this.flip(this.whole, id) })}
      </div>
      ${footerTemplate(turn, answer, this.view, {
        person: this.around.person(),
        canSpeak: this.speech.possible,
        speaking: this.speech.turn === id,
        allSources: this.allSources.has(id),
        asksWhy: this.asksWhy === id,
        noted: this.noted.turn === id ? this.noted.text : "",
        onSources: () => this.flip(this.allSources, id),
        onCopy: () => this.copy(id, answer),
        onSpeak: () => this.speech.toggle(id, answer),
        onVote: (vote) => this.vote(turn, vote),
        onWhy: (why) => this.explain(turn, why),
      })}`;
  }

  private flip(set: Set<string>, id: string): void {
    if (!set.delete(id)) set.add(id);
    void this.view.draw();
  }

  private async copy(id: string, answer: Answer): Promise<void> {
    const { texts } = this.view;
    this.note(id, (await copy(asText(answer), asHtml(answer))) ? texts.copied : texts.copyFailed);
  }

  private async vote(turn: Turn, pressed: Vote): Promise<void> {
    const vote = turn.vote === pressed ? null : pressed;
    this.asksWhy = vote === "down" ? turn.id : "";
    const stored = await this.view.conversation.vote(turn, vote);
    if (stored) this.around.voted(turn);
    else this.asksWhy = "";
    if (!stored || vote) this.note(turn.id, stored ? this.view.texts.voted : this.view.texts.voteFailed);
    if (this.asksWhy) void this.bringIntoView(".reasons"); // as tall as it is with what was noted
  }

  private async explain(turn: Turn, why: Why | undefined): Promise<void> {
    const stored = !why || (await this.view.conversation.vote(turn, "down", why));
    if (stored) this.asksWhy = "";
    if (why) this.note(turn.id, stored ? this.view.texts.voted : this.view.texts.voteFailed);
    void this.view.draw();
  }

  private async bringIntoView(selector: string): Promise<void> {
    await this.view.draw();
    this.view.element.querySelector(selector)?.scrollIntoView({ block: "nearest" });
  }

  private note(turn: string, text: string): void {
    this.noted = { turn, text };
    void this.view.draw();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.note("", ""), NOTED_MS);
    if (!text) clearTimeout(this.timer);
  }
}
