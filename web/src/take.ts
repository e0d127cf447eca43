/** The dialog with which a person takes the conversation along. */

import { html, type TemplateResult } from "lit";

import type { Turn } from "./turns";
import { copy } from "./copying";
import type { Texts } from "./texts";
import { download, type Format, FORMATS, transcript } from "./transcript";

export function takeDialogTemplate(turns: Turn[], texts: Texts, tell: (notice: string) => void): TemplateResult {
  const chosen = (event: Event): Format => new FormData(dialogOf(event).querySelector("form")!).get("format") as Format;
  const save = (event: Event): void => {
    download(chosen(event), turns, texts);
    dialogOf(event).close();
  };
  const copyAll = async (event: Event): Promise<void> => {
    const dialog = dialogOf(event);
    const format = chosen(event);
    const text = transcript(format, turns, texts);
    const done = await copy(text, transcript("html", turns, texts));
    dialog.close();
    tell(done ? texts.copied : texts.copyFailed);
  };
  return html`<dialog class="take" aria-labelledby="take-title" @keydown=${(event: Event) => event.stopPropagation()}>
    <p id="take-title" class="title">${texts.takeTitle}</p>
    <form method="dialog">
      <fieldset>
        <legend>${texts.format}</legend>
        ${(Object.keys(FORMATS) as Format[]).map(
          (format, number) => html`<label><input type="radio" name="format" value=${format} ?checked=${!number} />${texts.formats[format]}</label>`,
        )}
      </fieldset>
      <div class="row">
        <button value="cancel">${texts.cancel}</button>
        <button type="button" @click=${copyAll}>${texts.copyAll}</button>
        <button type="button" class="primary" @click=${save}>${texts.download}</button>
      </div>
    </form>
  </dialog>`;
}

const dialogOf = (event: Event): HTMLDialogElement => (event.target as HTMLElement).closest("dialog")!;
