/** The head of the chat: its name, the switch of language, and what can be done with the conversation. */

import { html, nothing, type TemplateResult } from "lit-html";

import * as icons from "./icons";
import { LANGUAGE_NAMES, LANGUAGES, type Language } from "./texts";
import { iconTemplate, type View } from "./view";

export interface Actions {
  speak(language: Language): void;
  take(): void;
  restart(): void;
  /** Nothing where the chat cannot be closed. */
  close: (() => void) | undefined;
}

export function headerTemplate({ settings, texts, language, isPage, conversation }: View, name: string, actions: Actions): TemplateResult {
  const begun = conversation.turns.length > 0; // before, there is nothing to take along or to leave behind
  return html`<div class="header">
    ${settings.avatar ? html`<img class="avatar" part="avatar" src=${settings.avatar} alt="" />` : nothing}
    ${isPage ? html`<h1 class="name">${name}</h1>` : html`<h2 class="name">${name}</h2>`}
    <div class="actions">
      <div class="languages" role="group" aria-label=${texts.language}>
        ${LANGUAGES.map(
          (other) => html`<button lang=${other} aria-pressed=${other === language} title=${LANGUAGE_NAMES[other]} @click=${() => actions.speak(other)}>
            ${other.toUpperCase()}<span class="sr"> – ${LANGUAGE_NAMES[other]}</span>
          </button>`,
        )}
      </div>
      ${begun ? html`${iconTemplate(texts.take, icons.take, actions.take)}${iconTemplate(texts.restart, icons.restart, actions.restart)}` : nothing}
      ${actions.close ? iconTemplate(texts.close, icons.close, actions.close) : nothing}
    </div>
  </div>`;
}
