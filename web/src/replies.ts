/** The answers on the screen: draws each with what stands around it, and keeps what the person opened there. */

import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from "lit";

import { answerTemplate } from "./answer";
import type { Conversation } from "./conversation";
import { asHtml, asText, copy } from "./copying";
import { footerTemplate } from "./footer";
import type { Picture } from "./picture";
import { Speech } from "./speech";
import type { Texts } from "./texts";
import type { Turn, Vote, Why } from "./turns";
import { wellFormed } from "./wellformed";

const NOTED_MS = 4000;

export interface Surroundings {
  texts: Texts;
  base: URL;
  headingLevel: 2 | 3;
  /** Whom else to ask, where the page names somebody. */
  person: TemplateResult | typeof nothing;
  onPicture: (picture: Picture) => void;
}

export class Replies implements ReactiveController {
  private readonly whole = new Set<string>();
  private readonly allSources = new Set<string>();
  private readonly speech = new Speech(() => this.host.requestUpdate());
  private asksWhy = "";
  private noted = { turn: "", text: "" };
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly host: LitElement,
    private readonly conversation: Conversation,
    private readonly onVoted: (turn: Turn) => void,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.speech.stop();
    clearTimeout(this.timer);
  }

  /** What of a turn's reply is open or told: as long as it is the same, the reply looks the same. */
  stateOf({ id }: Turn): string {
    const states = [this.whole.has(id), this.allSources.has(id), this.asksWhy === id, this.speech.turn === id];
    return `${states}${this.noted.turn === id ? this.noted.text : ""}`;
  }

  /** An answered turn's reply. Only what is newly answered is for the live region; what was opened in it is not. */
  template(turn: Turn, { texts, base, headingLevel, person, onPicture }: Surroundings): TemplateResult {
    const answer = wellFormed(turn.answer);
    const { id } = turn;
    const whole = this.whole.has(id);
    const quiet = !turn.fresh || whole;
    return html`<div class="answer" lang=${answer.lang} aria-live=${quiet ? "off" : nothing}>
        ${answerTemplate(answer, { texts, base, headingLevel, whole, onPicture, onWhole: () => this.flip(this.whole, id) })}
      </div>
      ${footerTemplate(turn, answer, {
        texts,
        base,
        person,
        canSpeak: this.speech.possible,
        speaking: this.speech.turn === id,
        allSources: this.allSources.has(id),
        asksWhy: this.asksWhy === id,
        noted: this.noted.turn === id ? this.noted.text : "",
        onSources: () => this.flip(this.allSources, id),
        onCopy: async () => this.note(id, (await copy(asText(answer), asHtml(answer))) ? texts.copied : texts.copyFailed),
        onSpeak: () => this.speech.toggle(id, answer),
        onVote: (vote) => this.vote(turn, vote, texts),
        onWhy: (why) => this.explain(turn, why, texts),
      })}`;
  }

  private flip(set: Set<string>, id: string): void {
    if (!set.delete(id)) set.add(id);
    this.host.requestUpdate();
  }

  private async vote(turn: Turn, pressed: Vote, texts: Texts): Promise<void> {
    const vote = turn.vote === pressed ? null : pressed;
    this.asksWhy = vote === "down" ? turn.id : "";
    if (this.asksWhy) void this.bringIntoView(".reasons");
    const stored = await this.conversation.vote(turn, vote);
    if (stored) this.onVoted(turn);
    else this.asksWhy = "";
    if (!stored || vote) this.note(turn.id, stored ? texts.voted : texts.voteFailed);
  }

  private async explain(turn: Turn, why: Why | undefined, texts: Texts): Promise<void> {
    const stored = !why || (await this.conversation.vote(turn, "down", why));
    if (stored) this.asksWhy = "";
    if (why) this.note(turn.id, stored ? texts.reasonKept : texts.voteFailed);
    this.host.requestUpdate();
  }

  private async bringIntoView(selector: string): Promise<void> {
    this.host.requestUpdate();
    await this.host.updateComplete;
    this.host.renderRoot.querySelector(selector)?.scrollIntoView({ block: "nearest" });
  }

  private note(turn: string, text: string): void {
    this.noted = { turn, text };
    this.host.requestUpdate();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.note("", ""), NOTED_MS);
    if (!text) clearTimeout(this.timer);
  }
}
