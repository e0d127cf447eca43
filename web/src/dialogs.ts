/** What opens over the chat: a picture, and the questions before a conversation is taken along or begun anew. */

import { html, type TemplateResult } from "lit-html";

import { type Picture, pictureDialogTemplate } from "./picture";
import { takeDialogTemplate } from "./take";
import { dialogOf, leave, questionTemplate, type View } from "./view";

export class Dialogs {
  private picture: Picture | undefined;

  constructor(
    private readonly view: View,
    private readonly onRestart: () => void,
  ) {}

  template(): TemplateResult {
    const { texts } = this.view;
    const button = html`<button class="primary" @click=${this.restart}>${texts.restartConfirm}</button>`;
    return html`${questionTemplate(this.view, "restart", texts.restartTitle, texts.restartBody, button)} ${takeDialogTemplate(this.view)}
    ${pictureDialogTemplate(this.picture, this.view, () => (this.picture = undefined))}`;
  }

  ask(name: "take" | "restart"): void {
    dialogOf(this.view, name).showModal();
  }

  async enlarge(picture: Picture): Promise<void> {
    this.picture = picture;
    await this.view.draw();
    dialogOf(this.view, "large").showModal();
  }

  private restart = (event: Event): void => {
    leave(event);
    this.onRestart();
  };
}
