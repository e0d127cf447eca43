/** A comparison: the rows that tell most first, the rest on request; where it is narrow, a card for each row. */

import { html, nothing, type TemplateResult } from "lit-html";

import type { Handling } from "./answer";
import type { Texts } from "./texts";

export interface Table {
  columns: string[];
  rows: string[][];
  /** The numbers of the rows that tell most. */
  telling: number[];
}

/** So many rows are shown at once without a word. */
const FEW_ROWS = 6;
const FIRST_ROWS = 5;
const NUMBER = /^[\d.,%\s–-]*\d[\d.,%\s–-]*$/;

/** Roles are written out: as cards the elements are no table to a browser any more. */
export function tableTemplate(table: Table, label: string, texts: Texts, { whole, onWhole }: Handling): TemplateResult {
  const [first, others] = parted(table);
  const many = table.columns.length > 3 ? "many" : "";
  return html`<div class="table ${many}" role="region" aria-label=${label} tabindex=${many ? 0 : nothing}>
      <table role="table">
        <thead role="rowgroup">
          <tr role="row">${table.columns.map((column) => html`<th role="columnheader" scope="col">${column}</th>`)}</tr>
        </thead>
        <tbody role="rowgroup">
          ${first.map((row) => rowTemplate(row, table.columns))}
          ${others.map((row) => rowTemplate(row, table.columns, !whole))}
        </tbody>
      </table>
    </div>
    ${others.length
      ? html`<button class="more" aria-expanded=${whole} @click=${onWhole}>
          ${whole ? texts.showFewer : texts.showAll(table.rows.length)}
        </button>`
      : nothing}`;
}

/** The rows to begin with, and the others. */
export function parted(table: Table): [string[][], string[][]] {
  const numbers = table.rows.map((_, number) => number);
  if (table.rows.length <= FEW_ROWS) return [table.rows, []];
  const telling = new Set(table.telling.length ? table.telling : numbers.slice(0, FIRST_ROWS));
  const rows = (chosen: number[]) => chosen.map((number) => table.rows[number]!);
  return [rows(numbers.filter((n) => telling.has(n))), rows(numbers.filter((n) => !telling.has(n)))];
}

/** A row that is `kept` back is seen on paper only. */
function rowTemplate([name, ...cells]: string[], columns: string[], kept = false): TemplateResult {
  return html`<tr role="row" class=${kept ? "kept" : nothing}>
    <th role="rowheader" scope="row">${name}</th>
    ${cells.map(
      (cell, number) => html`<td role="cell" class=${NUMBER.test(cell) ? "number" : nothing}>
        <span class="of" aria-hidden="true">${columns[number + 1]}</span>${cell}
      </td>`,
    )}
  </tr>`;
}
