/** An answer as others take it: text for a message, HTML for a mail or a document, tab-separated rows for a sheet. */

import type { Answer } from "./answer";

/** The whole answer as text; its table one row a line, with tabs between the cells. */
export function asText(answer: Answer): string {
  const body = answer.body.flatMap((block) => [
    ...(block.text ? [block.text] : []),
    ...block.items.map((item, index) => `${block.ordered ? `${index + 1}.` : "•"} ${item}`),
  ]);
  return [answer.title, body.join("\n"), asRows(answer), sourceLine(answer)].filter(Boolean).join("\n\n");
}

/** The table alone as tab-separated rows; empty without one. */
export function asRows({ table }: Answer): string {
  const plain = (cell: string): string => cell.replace(/\s+/g, " ");
  return table ? [table.columns, ...table.rows].map((row) => row.map(plain).join("\t")).join("\n") : "";
}

/** The whole answer as HTML, every text of it escaped. */
export function asHtml(answer: Answer): string {
  const root = document.createElement("div");
  const add = (name: string, text: string, parent: Element = root): Element => {
    const element = parent.appendChild(document.createElement(name));
    if (text) element.textContent = text;
    return element;
  };
  if (answer.title) add("h3", answer.title);
  for (const { text, items, ordered } of answer.body) {
    if (text) add("p", text);
    if (items.length) {
      const list = add(ordered ? "ol" : "ul", "");
      for (const item of items) add("li", item, list);
    }
  }
  if (answer.table) {
    const table = add("table", "");
    table.setAttribute("border", "1");
    const head = add("tr", "", add("thead", "", table));
    for (const column of answer.table.columns) add("th", column, head);
    const body = add("tbody", "", table);
    for (const row of answer.table.rows) {
      const line = add("tr", "", body);
      for (const [number, cell] of row.entries()) add(number ? "td" : "th", cell, line);
    }
  }
  if (answer.sources.length) add("small", sourceLine(answer), add("p", ""));
  return root.innerHTML;
}

/** "Article › section, section". */
export function sourceLine({ sources }: Answer): string {
  return sources.length ? `${sources[0]!.title} › ${sources.map(({ section }) => section).join(", ")}` : "";
}

/** Put both forms on the clipboard; on a page without https by way of the copy command. */
export async function copy(text: string, markup: string): Promise<boolean> {
  try {
    const part = (type: string, content: string) => ({ [type]: new Blob([content], { type }) });
    await navigator.clipboard.write([new ClipboardItem({ ...part("text/plain", text), ...part("text/html", markup) })]);
    return true;
  } catch {
    return copyByCommand(text, markup);
  }
}

function copyByCommand(text: string, markup: string): boolean {
  const fill = (event: ClipboardEvent): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData?.setData("text/plain", text);
    event.clipboardData?.setData("text/html", markup);
  };
  document.addEventListener("copy", fill, true);
  try {
    return document.execCommand("copy");
  } finally {
    document.removeEventListener("copy", fill, true);
  }
}
