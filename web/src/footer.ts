/** What stands below an answer: where it comes from, what can be done with it, and what the person thinks of it. */

import { html, nothing, type TemplateResult } from "lit-html";

import type { Answer, Source } from "./answer";
import type { Turn, Vote, Why } from "./turns";
import * as icons from "./icons";
import { momentTemplate } from "./moment";
import { reasonsTemplate } from "./reasons";
import type { Texts } from "./texts";
import { iconTemplate, type View } from "./view";

/** Of many sections so many are named at once. */
const FIRST_SOURCES = 2;

export interface Footing {
  /** Whom else to ask, where the page names somebody. */
  person: TemplateResult | typeof nothing;
  canSpeak: boolean;
  speaking: boolean;
  allSources: boolean;
  asksWhy: boolean;
  /** What was just done, to be told. */
  noted: string;
  onSources: () => void;
  onCopy: () => void;
  onSpeak: () => void;
  onVote: (vote: Vote) => void;
  onWhy: (why: Why | undefined) => void;
}

export function footerTemplate(turn: Turn, answer: Answer, view: View, footing: Footing): TemplateResult | typeof nothing {
  const { texts } = view;
  const contact = answer.contact ? contactTemplate(answer, texts) : answer.kind === "decline" ? footing.person : nothing;
  if (answer.kind !== "answer" && contact === nothing) return nothing;
  return html`<div class="foot" aria-live="off">
    ${contact === nothing ? nothing : html`<p class="contact">${contact}</p>`}
    ${answer.kind === "answer" ? html`${sourcesTemplate(answer, view, footing)}${toolsTemplate(turn, texts, footing)}` : nothing}
    ${footing.asksWhy ? reasonsTemplate(turn.id, texts, footing.onWhy) : nothing}
  </div>`;
}

function contactTemplate({ contact }: Answer, texts: Texts): TemplateResult {
  const { text, url } = contact!;
  return url ? html`<a href=${url} target="_blank" rel="noopener">${texts.askPerson}</a>` : html`${texts.askPerson}: ${text}`;
}

function sourcesTemplate({ sources, lang }: Answer, { texts, bot }: View, { allSources, onSources }: Footing): TemplateResult | typeof nothing {
  if (!sources.length) return nothing;
  const shown = allSources ? sources : sources.slice(0, FIRST_SOURCES);
  const hidden = sources.length - shown.length;
  return html`<p class="sources">
    <span>${texts.source}: </span><span lang=${lang || nothing}>${sources[0]!.title} › ${shown.map(
      (source, number) => html`${number ? ", " : nothing}${sourceTemplate(source, bot)}`,
    )}</span>
    ${hidden ? html`<button aria-label=${texts.moreSources(hidden)} title=${texts.moreSources(hidden)} @click=${onSources}>+${hidden}</button>` : nothing}
  </p>`;
}

function sourceTemplate({ section, url }: Source, base: URL): TemplateResult {
  if (!url?.startsWith("/facts/")) return html`${section}`;
  return html`<a href=${new URL(`.${url}`, base).href} target="_blank" rel="noopener">${section}</a>`;
}

function toolsTemplate(turn: Turn, texts: Texts, footing: Footing): TemplateResult {
  const { speaking } = footing;
  return html`<div class="tools">
    ${iconTemplate(texts.copy, icons.copy, footing.onCopy)}
    ${footing.canSpeak ? iconTemplate(speaking ? texts.stopReading : texts.readAloud, speaking ? icons.stop : icons.speak, footing.onSpeak) : nothing}
    ${iconTemplate(texts.helpful, icons.up, () => footing.onVote("up"), turn.vote === "up")}
    ${iconTemplate(texts.unhelpful, icons.down, () => footing.onVote("down"), turn.vote === "down")}
    <span class="noted" role="status">${footing.noted}</span>
    ${momentTemplate(turn.time, texts)}
  </div>`;
}
