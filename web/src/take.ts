/** The dialog with which a person takes the conversation along. */

import { html, type TemplateResult } from "lit-html";

import { copy } from "./copying";
import { download, type Format, FORMATS, transcript } from "./transcript";
import { cancelTemplate, leave, type View } from "./view";

export function takeDialogTemplate(view: View): TemplateResult {
  const { texts } = view;
  const chosen = (event: Event): Format => new FormData((event.target as HTMLElement).closest("form")!).get("format") as Format;
  const save = (event: Event): void => {
    download(chosen(event), view.conversation.turns, texts);
    leave(event);
  };
  const copyAll = async (event: Event): Promise<void> => {
    const { turns } = view.conversation;
    const format = chosen(event);
    leave(event);
    const done = await copy(transcript(format, turns, texts), transcript("html", turns, texts));
    view.tell(done ? texts.copied : texts.copyFailed);
  };
  return html`<dialog class="take" aria-labelledby="take-title">
    <p id="take-title" class="title">${texts.takeTitle}</p>
    <form method="dialog">
      <fieldset>
        <legend>${texts.format}</legend>
        ${(Object.keys(FORMATS) as Format[]).map(
          (format, number) => html`<label><input type="radio" name="format" value=${format} ?checked=${!number} />${texts.formats[format]}</label>`,
        )}
      </fieldset>
      <div class="row">
        ${cancelTemplate(texts)}
        <button type="button" @click=${copyAll}>${texts.copyAll}</button>
        <button type="button" class="primary" @click=${save}>${texts.download}</button>
      </div>
    </form>
  </dialog>`;
}
