/** Below the chat: what becomes of a person's words, how to have them deleted, and whom else to ask. */

import { html, nothing, type TemplateResult } from "lit-html";

import { CARE_TEXTS } from "./care-texts";
import { Refused } from "./calls";
import { download, transcript } from "./transcript";
import { newId } from "./turns";
import { cancelTemplate, dialogOf, leave, questionTemplate, type View } from "./view";

/** Longer addresses do not open a mail in every program. */
const LONGEST_MAIL = 1500;

export class Care {
  /** The same until it has arrived: nobody is asked twice. */
  private handover = newId();
  private busy = false;

  constructor(private readonly view: View) {}

  template(): TemplateResult {
    const { settings, conversation } = this.view;
    const { texts } = this;
    const beneath = html`<div class="care" part="care">
      ${settings.privacy ? html`<a href=${settings.privacy} target="_blank" rel="noopener">${this.view.texts.privacy}</a>` : nothing}
      <button @click=${() => dialogOf(this.view, "erase").showModal()}>${texts.erase}</button>
      ${this.personTemplate()}
    </div>`;
    return html`${conversation.turns.length ? beneath : nothing} ${this.eraseTemplate()} ${settings.contact === "webhook" ? this.handoverTemplate() : nothing}`;
  }

  private get texts(): (typeof CARE_TEXTS)["en"] {
    return CARE_TEXTS[this.view.language];
  }

  /** Whom else to ask, where the page names somebody. */
  personTemplate(): TemplateResult | typeof nothing {
    const { settings, texts } = this.view;
    if (settings.contact === "webhook") return html`<button @click=${() => dialogOf(this.view, "handover").showModal()}>${texts.askPerson}</button>`;
    return settings.contact ? html`<a href=${this.contactAddress()} target="_blank" rel="noopener">${texts.askPerson}</a>` : nothing;
  }

  /** A mail takes the end of the conversation along. */
  private contactAddress(): string {
    const { settings, conversation } = this.view;
    if (!settings.contact.startsWith("mailto:")) return settings.contact;
    const { texts } = this;
    const said = transcript("text", conversation.turns, this.view.texts).slice(-LONGEST_MAIL);
    const join = settings.contact.includes("?") ? "&" : "?";
    return `${settings.contact}${join}subject=${encodeURIComponent(texts.subject)}&body=${encodeURIComponent(said)}`;
  }

  private eraseTemplate(): TemplateResult {
    const { texts } = this;
    const buttons = html`<button @click=${this.download}>${texts.download}</button>
      <button class="primary" @click=${this.erase}>${texts.eraseConfirm}</button>`;
    return questionTemplate(this.view, "erase", texts.eraseTitle, texts.eraseBody, buttons);
  }

  private handoverTemplate(): TemplateResult {
    const { texts } = this;
    return html`<dialog class="handover" aria-labelledby="handover-title" aria-describedby="handover-body">
      <form method="dialog" @submit=${this.handOver}>
        <p id="handover-title" class="title">${this.view.texts.askPerson}</p>
        <p id="handover-body">${texts.personBody}</p>
        <label>${texts.reach}<input name="reach" required minlength="3" maxlength="200" autocomplete="email" /></label>
        <label>${texts.moreToSay}<textarea name="note" rows="3" maxlength="2000"></textarea></label>
        <div>
          ${cancelTemplate(this.view.texts)}<button class="primary" ?disabled=${this.busy}>${texts.agree}</button>
        </div>
      </form>
    </dialog>`;
  }

  private erase = async (event: Event) => {
    leave(event);
    const erased = await this.view.conversation.erase();
    this.view.tell(erased ? this.texts.erased : this.texts.notErased);
  };

  private download = async () => {
    try {
      download("text", await this.view.conversation.server.whole(), this.view.texts);
    } catch {
      this.view.tell(this.texts.notDownloaded);
    }
  };

  private handOver = async (event: SubmitEvent) => {
    event.preventDefault();
    if (this.busy) return;
    const form = event.target as HTMLFormElement;
    const { reach, note } = Object.fromEntries(new FormData(form)) as Record<string, string>;
    this.setBusy(true);
    const told = await this.view.conversation.server.handOver({ id: this.handover, reach: reach!, note: note! }).then(
      () => "handedOver" as const,
      (failure) => (failure instanceof Refused ? ("nobody" as const) : ("notHandedOver" as const)),
    );
    this.setBusy(false);
    dialogOf(this.view, "handover").close();
    this.view.tell(this.texts[told]);
    if (told !== "handedOver") return;
    this.handover = newId();
    form.reset();
  };

  private setBusy(busy: boolean): void {
    this.busy = busy;
    void this.view.draw();
  }
}
