/** Asks why an answer is no good: one reason, and words if the person wants. */

import { html, type TemplateResult } from "lit-html";

import { REASONS, type Reason, type Why } from "./turns";
import type { Texts } from "./texts";

const LONGEST_WORDS = 1000;

export function reasonsTemplate(turn: string, texts: Texts, onWhy: (why: Why | undefined) => void): TemplateResult {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const given = new FormData(event.target as HTMLFormElement);
    const words = String(given.get("words") ?? "").trim();
    const reason = (given.get("reason") as Reason | null) ?? (words ? "other" : undefined);
    onWhy(reason && { reason, words });
  };
  return html`<form class="reasons" @submit=${submit}>
    <fieldset>
      <legend>${texts.why}</legend>
      ${REASONS.map((reason) => html`<label><input type="radio" name="reason" value=${reason} />${texts.reasons[reason]}</label>`)}
    </fieldset>
    <label class="words" for="words-${turn}">${texts.inYourWords}</label>
    <textarea id="words-${turn}" name="words" rows="2" maxlength=${LONGEST_WORDS}></textarea>
    <div class="row">
      <button type="button" @click=${() => onWhy(undefined)}>${texts.noReason}</button>
      <button class="primary">${texts.sendReason}</button>
    </div>
  </form>`;
}
