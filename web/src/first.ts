/** The first screen: what the models are, what one may ask, and what to expect of the answers. */

import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from "lit";
import { unsafeStatic, html as staticHtml } from "lit/static-html.js";

import type { Suggestion } from "./answer";
import type { Language, Texts } from "./texts";

/** What the page's owner says instead; empty for what the bot says. */
export interface Own {
  greeting: string;
  questions: string[];
  privacy: string;
}

interface FirstScreenFacts {
  suggestions: Suggestion[];
  models: { name: string; text: string; url: string }[];
  article: string;
  privacy: string;
}

const PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 8_000;
/** Places to keep for questions that are on their way. */
const USUAL_QUESTIONS = 4;

export class FirstScreen implements ReactiveController {
  private readonly known = new Map<Language, FirstScreenFacts>();
  private readonly asked = new Set<Language>();
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly fetch: (language: Language) => Promise<unknown>,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.timer);
    this.asked.clear();
  }

  /** Have what is shown in a language; after a failure it is asked for again. */
  async want(language: Language): Promise<void> {
    if (this.known.has(language) || this.asked.has(language)) return;
    this.asked.add(language);
    try {
      this.known.set(language, (await this.fetch(language)) as FirstScreenFacts);
      this.failures = 0;
    } catch {
      const pause = Math.min(PAUSE_MS * 2 ** this.failures++, LONGEST_PAUSE_MS);
      this.timer = setTimeout(() => {
        this.asked.delete(language);
        this.host.requestUpdate();
      }, pause);
    }
    this.host.requestUpdate();
  }

  template(language: Language, texts: Texts, base: URL, headingLevel: 2 | 3, own: Own, choose: (message: string) => void): TemplateResult {
    const facts = this.known.get(language);
    const questions = own.questions.length ? own.questions.map((title) => ({ title, message: title })) : facts?.suggestions;
    const heading = unsafeStatic(`h${headingLevel}`);
    return html`<div class="first">
      ${staticHtml`<${heading} class="headline">${texts.welcomeTitle}</${heading}>`}
      <p class="lead">${own.greeting || texts.welcome}</p>
      ${facts ? modelsTemplate(facts, texts, base) : skeletons(2, "line")}
      <div class="cards" role="group" aria-label=${texts.startWith}>
        ${questions
          ? questions.map(({ title, message }) => html`<button @click=${() => choose(message)}>${title}</button>`)
          : skeletons(USUAL_QUESTIONS, "card")}
      </div>
      ${facts ? fineTemplate(facts, language, texts, base, own.privacy) : nothing}
    </div>`;
  }
}

function modelsTemplate({ models }: FirstScreenFacts, texts: Texts, base: URL): TemplateResult {
  return html`<dl class="models">
    ${models.map(
      ({ name, text, url }) => html`<div>
        <dt>${name}</dt>
        <dd>${text} <a href=${new URL(`.${url}`, base).href} target="_blank" rel="noopener">${texts.readMore}<span class="sr"> (${name})</span></a></dd>
      </div>`,
    )}
  </dl>`;
}

function fineTemplate({ article, privacy }: FirstScreenFacts, language: Language, texts: Texts, base: URL, page: string): TemplateResult {
  return html`<div class="fine">
    <span>${texts.automated(article)} · </span><a href=${new URL(`facts/${language}`, base).href} target="_blank" rel="noopener">${texts.allFacts}</a
    ><span> · </span>
    ${page
      ? html`<a href=${page} target="_blank" rel="noopener">${texts.privacy}</a>`
      : html`<details>
          <summary>${texts.privacy}</summary>
          <p>${privacy}</p>
        </details>`}
  </div>`;
}

/** Where something will stand that is on its way. */
export function skeletons(count: number, kind: string): TemplateResult[] {
  return Array.from({ length: count }, () => html`<span class="skeleton ${kind}" aria-hidden="true"></span>`);
}
