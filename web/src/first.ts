/** The first screen: what the models are, what one may ask, and what to expect of the answers. */

import { html, nothing, type TemplateResult } from "lit-html";

import type { Suggestion } from "./answer";
import { CARE_TEXTS } from "./care-texts";
import type { Language } from "./texts";
import { headingTemplate, type View } from "./view";

interface FirstScreenFacts {
  suggestions: Suggestion[];
  models: { name: string; full: string; text: string; url: string }[];
  article: string;
  privacy: string;
}

const PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 8_000;
/** Places to keep for questions that are on their way. */
const USUAL_QUESTIONS = 4;

export class FirstScreen {
  private readonly known = new Map<Language, FirstScreenFacts>();
  private readonly asked = new Set<Language>();
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly view: View) {}

  rest(): void {
    clearTimeout(this.timer);
    this.asked.clear();
  }

  /** Have what is shown in the language of the labels; after a failure it is asked for again. */
  async want(): Promise<void> {
    const { language, conversation } = this.view;
    if (this.known.has(language) || this.asked.has(language)) return;
    this.asked.add(language);
    try {
      this.known.set(language, (await conversation.server.first(language)) as FirstScreenFacts);
      this.failures = 0;
    } catch {
      const pause = Math.min(PAUSE_MS * 2 ** this.failures++, LONGEST_PAUSE_MS);
      this.timer = setTimeout(() => {
        this.asked.delete(language);
        void this.view.draw();
      }, pause);
    }
    void this.view.draw();
  }

  template(choose: (message: string) => void): TemplateResult {
    const { language, texts, settings } = this.view;
    const facts = this.known.get(language);
    const own = settings.questions.map((title) => ({ title, message: title }));
    const questions = own.length ? own : facts?.suggestions;
    return html`<div class="first">
      ${headingTemplate(this.view, "headline", texts.welcomeTitle)}
      <p class="lead">${settings.greeting || texts.welcome}</p>
      ${facts ? modelsTemplate(facts, this.view) : skeletons(2, "line")}
      <div class="cards" role="group" aria-label=${texts.startWith}>
        ${questions
          ? questions.map(({ title, message }) => html`<button @click=${() => choose(message)}>${title}</button>`)
          : skeletons(USUAL_QUESTIONS, "card")}
      </div>
      ${facts ? fineTemplate(facts, this.view) : nothing}
    </div>`;
  }
}

function modelsTemplate({ models }: FirstScreenFacts, { texts, bot }: View): TemplateResult {
  return html`<dl class="models">
    ${models.map(
      ({ name, full, text, url }) => html`<div>
        <dt>${name} <small>${full}</small></dt>
        <dd>${text} <a href=${new URL(`.${url}`, bot).href} target="_blank" rel="noopener">${texts.readMore}<span class="sr"> (${name})</span></a></dd>
      </div>`,
    )}
  </dl>`;
}

function fineTemplate({ article, privacy }: FirstScreenFacts, { language, texts, bot, settings }: View): TemplateResult {
  return html`<div class="fine">
    <span>${texts.automated(article)} · </span><a href=${new URL(`facts/${language}`, bot).href} target="_blank" rel="noopener">${texts.allFacts}</a
    ><span> · </span>
    ${settings.privacy
      ? html`<a href=${settings.privacy} target="_blank" rel="noopener">${texts.privacy}</a>`
      : html`<details>
          <summary>${texts.privacy}</summary>
          <p>${privacy}</p>
        </details>`}
    <p>${CARE_TEXTS[language].note}</p>
  </div>`;
}

/** Where something will stand that is on its way. */
export function skeletons(count: number, kind: string): TemplateResult[] {
  return Array.from({ length: count }, () => html`<span class="skeleton ${kind}" aria-hidden="true"></span>`);
}
