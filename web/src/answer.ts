/** Draws an Answer, the bot's channel-neutral reply. All of it is text: nothing is read as markup. */

import { html, nothing, type TemplateResult } from "lit-html";

import { thumbnailTemplate, type Picture } from "./picture";
import { type Table, tableTemplate } from "./table";
import { headingTemplate, type View } from "./view";

export interface Answer {
  kind: "answer" | "clarify" | "decline" | "social";
  topic: string;
  lang: string;
  title: string;
  body: Block[];
  table?: Table;
  image?: Picture;
  sources: Source[];
  contact?: Contact;
  suggestions: Suggestion[];
}

export interface Suggestion {
  title: string;
  message: string;
}

/** Where facts stand: a section of an article, and its address where it can be read. */
export interface Source {
  title: string;
  section: string;
  url?: string;
}

/** Who can be asked instead of the bot. */
export interface Contact {
  text: string;
  url?: string;
}

export interface Block {
  text: string;
  items: string[];
  ordered: boolean;
}

/** What a person can do with an answer, beside reading it. */
export interface Handling {
  /** Whether all rows of its table are shown. */
  whole: boolean;
  onWhole: () => void;
  onPicture: (picture: Picture) => void;
}

/** The reply itself; what stands around it is drawn by `footer.ts`. */
export function answerTemplate(answer: Answer, view: View, handling: Handling): TemplateResult {
  return html`
    ${answer.title ? headingTemplate(view, "title", answer.title) : nothing}
    ${answer.body.map(blockTemplate)}
    ${answer.table ? tableTemplate(answer.table, answer.title, view.texts, handling) : nothing}
    ${answer.image ? thumbnailTemplate(answer.image, view, handling.onPicture) : nothing}
  `;
}

function blockTemplate(block: Block): TemplateResult {
  const items = block.items.map((item) => html`<li>${item}</li>`);
  return html`
    ${block.text ? html`<p>${block.text}</p>` : nothing}
    ${!items.length ? nothing : block.ordered ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`}
  `;
}
