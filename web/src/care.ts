/** Below the chat: what becomes of a person's words, how to have them deleted, and whom else to ask. */

import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from "lit";

import { CARE_TEXTS } from "./care-texts";
import type { Conversation } from "./conversation";
import { Refused } from "./calls";
import type { Settings } from "./settings";
import { type Language, TEXTS } from "./texts";
import { download, transcript } from "./transcript";
import { newId } from "./turns";

/** Longer addresses do not open a mail in every program. */
const LONGEST_MAIL = 1500;

export interface Cared extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly settings: Settings;
  readonly language: Language;
  readonly conversation: Conversation;
  tell(notice: string): void;
}

export class Care implements ReactiveController {
  /** The same until it has arrived: nobody is asked twice. */
  private handover = newId();
  private busy = false;

  constructor(private readonly chat: Cared) {
    chat.addController(this);
  }

  hostConnected(): void {}

  template(): TemplateResult {
    const { settings, conversation, language } = this.chat;
    const texts = CARE_TEXTS[language];
    const begun = conversation.turns.length > 0;
    return html`<div class="care" part="care">
        ${begun ? nothing : html`<span>${texts.note}</span>`}
        ${begun && settings.privacy ? html`<a href=${settings.privacy} target="_blank" rel="noopener">${texts.privacy}</a>` : nothing}
        ${begun ? html`<button @click=${() => this.dialog("erase").showModal()}>${texts.erase}</button>` : nothing}
        ${begun ? this.personTemplate() : nothing}
      </div>
      ${this.eraseTemplate()} ${settings.contact === "webhook" ? this.handoverTemplate() : nothing}`;
  }

  /** Whom else to ask, where the page names somebody. */
  personTemplate(): TemplateResult | typeof nothing {
    const { contact } = this.chat.settings;
    const texts = CARE_TEXTS[this.chat.language];
    if (contact === "webhook") return html`<button @click=${() => this.dialog("person").showModal()}>${texts.person}</button>`;
    return contact ? html`<a href=${this.contactAddress()} target="_blank" rel="noopener">${texts.person}</a>` : nothing;
  }

  /** A mail takes the end of the conversation along. */
  private contactAddress(): string {
    const { settings, conversation, language } = this.chat;
    if (!settings.contact.startsWith("mailto:")) return settings.contact;
    const texts = CARE_TEXTS[language];
    const said = transcript("text", conversation.turns, TEXTS[language]).slice(-LONGEST_MAIL);
    const join = settings.contact.includes("?") ? "&" : "?";
    return `${settings.contact}${join}subject=${encodeURIComponent(texts.subject)}&body=${encodeURIComponent(said)}`;
  }

  private eraseTemplate(): TemplateResult {
    const texts = CARE_TEXTS[this.chat.language];
    return html`<dialog class="erase" aria-labelledby="erase-title" aria-describedby="erase-body" @keydown=${keep}>
      <p id="erase-title" class="title">${texts.eraseTitle}</p>
      <p id="erase-body">${texts.eraseBody}</p>
      <div>
        <button @click=${() => this.dialog("erase").close()}>${texts.cancel}</button>
        <button @click=${this.download}>${texts.download}</button>
        <button class="primary" @click=${this.erase}>${texts.eraseConfirm}</button>
      </div>
    </dialog>`;
  }

  private handoverTemplate(): TemplateResult {
    const texts = CARE_TEXTS[this.chat.language];
    return html`<dialog class="person" aria-labelledby="person-title" aria-describedby="person-body" @keydown=${keep}>
      <form method="dialog" @submit=${this.handOver}>
        <p id="person-title" class="title">${texts.personTitle}</p>
        <p id="person-body">${texts.personBody}</p>
        <label>${texts.reach}<input name="reach" required minlength="3" maxlength="200" autocomplete="email" /></label>
        <label>${texts.moreToSay}<textarea name="note" rows="3" maxlength="2000"></textarea></label>
        <div>
          <button type="button" @click=${() => this.dialog("person").close()}>${texts.cancel}</button>
          <button class="primary" ?disabled=${this.busy}>${texts.agree}</button>
        </div>
      </form>
    </dialog>`;
  }

  private dialog(name: "erase" | "person"): HTMLDialogElement {
    return this.chat.renderRoot.querySelector<HTMLDialogElement>(`dialog.${name}`)!;
  }

  private erase = async () => {
    const { conversation } = this.chat;
    this.dialog("erase").close();
    const erased = await conversation.erase();
    const texts = CARE_TEXTS[this.chat.language];
    this.chat.tell(erased ? texts.erased : texts.notErased);
  };

  private download = async () => {
    const texts = CARE_TEXTS[this.chat.language];
    try {
      download("text", await this.chat.conversation.server.whole(), TEXTS[this.chat.language]);
    } catch {
      this.chat.tell(texts.notDownloaded);
    }
  };

  private handOver = async (event: SubmitEvent) => {
    event.preventDefault();
    if (this.busy) return;
    const form = event.target as HTMLFormElement;
    const { reach, note } = Object.fromEntries(new FormData(form)) as Record<string, string>;
    this.setBusy(true);
    const told = await this.chat.conversation.server.handOver({ id: this.handover, reach: reach!, note: note! }).then(
      () => "handedOver" as const,
      (failure) => (failure instanceof Refused ? ("nobody" as const) : ("notHandedOver" as const)),
    );
    this.setBusy(false);
    this.dialog("person").close();
    this.chat.tell(CARE_TEXTS[this.chat.language][told]);
    if (told !== "handedOver") return;
    this.handover = newId();
    form.reset();
  };

  private setBusy(busy: boolean): void {
    this.busy = busy;
    this.chat.requestUpdate();
  }
}

/** Escape closes the dialog, not the chat behind it. */
function keep(event: Event): void {
  event.stopPropagation();
}
