/** A picture of the bot's own: a thumbnail that opens large, to look at and to take along. */

import { html, nothing, type TemplateResult } from "lit-html";

import * as icons from "./icons";
import { iconTemplate, leave, type View } from "./view";

/** `url` is a path below the bot's address. */
export interface Picture {
  url: string;
  alt: string;
}

/** The address of a picture, or of the same one in another format; none outside the bot's own. */
export function address({ url }: Picture, base: URL, format?: string): string | undefined {
  const path = `./${url.replace(/^\/+/, "")}`;
  try {
    const found = new URL(format ? path.replace(/\.\w+$/, `.${format}`) : path, base);
    return found.origin === base.origin ? found.href : undefined;
  } catch {
    return undefined;
  }
}

/** The drawing follows light and dark by itself; one that does not come leaves its words. */
export function thumbnailTemplate(picture: Picture, { texts, bot }: View, onPicture: (picture: Picture) => void): TemplateResult {
  const source = address(picture, bot, "svg");
  if (!source) return html`<p>${picture.alt}</p>`;
  return html`<button class="picture" title=${texts.openImage} @click=${() => onPicture(picture)}>
      <img src=${source} alt=${picture.alt} loading="lazy" @error=${leaveTheWords} />
      <span aria-hidden="true">${picture.alt}</span>${icons.zoom}<span class="sr">, ${texts.openImage}</span>
    </button>
    <p hidden>${picture.alt}</p>`;
}

/** By attributes only: what is added or taken out is drawn anew, as an edit of others (`drawing.ts`). */
function leaveTheWords(event: Event): void {
  const button = (event.target as HTMLElement).closest<HTMLElement>(".picture")!;
  button.hidden = true;
  (button.nextElementSibling as HTMLElement).hidden = false;
}

/** The dialog's content for a picture that is open. */
export function pictureDialogTemplate(picture: Picture | undefined, { texts, bot }: View, onClose: () => void): TemplateResult {
  const source = picture && address(picture, bot, "svg");
  return html`<dialog class="large" aria-label=${picture?.alt ?? ""} @close=${onClose} @click=${closeOnBackdrop}>
    ${picture && source
      ? html`<div class="bar">
            <a class="primary" href=${address(picture, bot, "png")!} download>${texts.downloadImage}</a>
            ${iconTemplate(texts.closeImage, icons.close, leave)}
          </div>
          <div class="sheet" tabindex="0" role="group" aria-label=${picture.alt}><img src=${source} alt=${picture.alt} /></div>`
      : nothing}
  </dialog>`;
}

function closeOnBackdrop(event: Event): void {
  if (event.target === event.currentTarget) leave(event);
}
