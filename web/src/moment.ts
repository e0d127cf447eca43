/** When something was said: seen on hover, and always there for a screen reader. */

import { html, nothing, type TemplateResult } from "lit-html";

import type { Texts } from "./texts";

/** `time` in seconds since 1970. */
export function momentTemplate(time: number | undefined, texts: Texts): TemplateResult | typeof nothing {
  if (!time) return nothing;
  const moment = new Date(time * 1000);
  return html`<time class="when" datetime=${moment.toISOString()}>${spoken(moment, texts.locale)}</time>`;
}

/** Day and time, in the words of a language. */
export function spoken(moment: Date, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(moment);
}
