/** Draws an Answer, the bot's channel-neutral reply. All of it is text: nothing is read as markup. */

import { html, nothing, type TemplateResult } from "lit";
import { unsafeStatic, html as staticHtml } from "lit/static-html.js";

import type { Texts } from "./texts";

export interface Answer {
  kind: "answer" | "clarify" | "decline" | "social";
  topic: string;
  lang: string;
  title: string;
  body: Block[];
  table?: { columns: string[]; rows: string[][] };
  image?: { url: string; alt: string };
  suggestions: Suggestion[];
}

export interface Suggestion {
  title: string;
  message: string;
}

interface Block {
  text?: string;
  items: string[];
  ordered: boolean;
}

/** The whole reply but its suggestions, which belong below the conversation. */
export function answerTemplate(answer: Answer, texts: Texts, base: URL, headingLevel: 2 | 3): TemplateResult {
  const heading = unsafeStatic(`h${headingLevel}`);
  return html`
    ${answer.title ? staticHtml`<${heading} class="title">${answer.title}</${heading}>` : nothing}
    ${answer.body.map(blockTemplate)} ${tableTemplate(answer)} ${imageTemplate(answer, texts, base)}
  `;
}

function blockTemplate(block: Block): TemplateResult {
  const items = block.items.map((item) => html`<li>${item}</li>`);
  return html`
    ${block.text ? html`<p>${block.text}</p>` : nothing}
    ${!items.length ? nothing : block.ordered ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`}
  `;
}

function tableTemplate({ table, title }: Answer): TemplateResult | typeof nothing {
  if (!table) return nothing;
  return html`<div class="table" role="region" aria-label=${title} tabindex="0">
    <table>
      <thead>
        <tr>${table.columns.map((column) => html`<th scope="col">${column}</th>`)}</tr>
      </thead>
      <tbody>
        ${table.rows.map(
          ([name, ...cells]) => html`<tr>
            <th scope="row">${name}</th>
            ${cells.map((cell) => html`<td>${cell}</td>`)}
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** A picture of the bot's own: its address is a path below the bot's. */
function imageTemplate({ image }: Answer, texts: Texts, base: URL): TemplateResult | typeof nothing {
  if (!image) return nothing;
  const path = `./${image.url.replace(/^\/+/, "")}`;
  const url = addressOf(path, base);
  if (url?.origin !== base.origin) return html`<p>${image.alt}</p>`;
  return html`<a class="picture" href=${url.href} target="_blank" rel="noopener" title=${texts.openImage}>
    <img src=${url.href} alt=${image.alt} />
  </a>`;
}

function addressOf(path: string, base: URL): URL | undefined {
  try {
    return new URL(path, base);
  } catch {
    return undefined; // URL.canParse is younger than the oldest browser
  }
}
