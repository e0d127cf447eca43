/** What the parts of the chat share, and how they have a change drawn. */

import { html, nothing, type TemplateResult } from "lit-html";

import type { Conversation } from "./conversation";
import type { Settings } from "./settings";
import type { Language, Texts } from "./texts";

export interface View {
  /** What all is drawn in. */
  readonly element: HTMLElement;
  /** The bot's address. */
  readonly bot: URL;
  readonly settings: Settings;
  readonly conversation: Conversation;
  readonly language: Language;
  readonly texts: Texts;
  /** Whether the chat is the page itself, not a part of one. */
  readonly isPage: boolean;
  /** Draw what has changed; resolves when it is drawn. */
  draw(): Promise<void>;
  /** Show a notice for a moment. */
  tell(notice: string): void;
}

/** A heading within the chat: below that of the page. */
export function headingTemplate({ isPage }: View, name: string, text: string): TemplateResult {
  return isPage ? html`<h2 class=${name}>${text}</h2>` : html`<h3 class=${name}>${text}</h3>`;
}

/** A dialog that asks before something is done; of its buttons the first leaves it. */
export function questionTemplate({ texts }: View, name: string, title: string, body: string, buttons: TemplateResult): TemplateResult {
  return html`<dialog class=${name} aria-labelledby="${name}-title" aria-describedby="${name}-body">
    <p id="${name}-title" class="title">${title}</p>
    <p id="${name}-body">${body}</p>
    <div>${cancelTemplate(texts)}${buttons}</div>
  </dialog>`;
}

export function cancelTemplate({ cancel }: Texts): TemplateResult {
  return html`<button type="button" @click=${leave}>${cancel}</button>`;
}

/** Close the dialog that something happened in. */
export function leave({ target }: Event): void {
  (target as HTMLElement).closest("dialog")!.close();
}

export function dialogOf({ element }: View, name: string): HTMLDialogElement {
  return element.querySelector<HTMLDialogElement>(`dialog.${name}`)!;
}

/** A button that is an icon; its name is seen on hover, and read. */
export function iconTemplate(label: string, icon: TemplateResult, onClick: (event: Event) => void, pressed?: boolean): TemplateResult {
  return html`<button class="icon" aria-label=${label} title=${label} aria-pressed=${pressed ?? nothing} @click=${onClick}>${icon}</button>`;
}

export const isTouch = (): boolean => matchMedia("(pointer: coarse)").matches;
