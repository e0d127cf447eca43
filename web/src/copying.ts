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
  const { title, body, table, sources } = answer;
  const row = (cells: string[], name: string): string => tagged("tr", cells.map((cell, number) => written(number ? name : "th", cell)).join(""));
  const blocks = body.map(({ text, items, ordered }) => {
    const list = items.map((item) => written("li", item)).join("");
    return (text && written("p", text)) + (list && tagged(ordered ? "ol" : "ul", list));
  });
  const rows = table && tagged("thead", row(table.columns, "th")) + tagged("tbody", table.rows.map((cells) => row(cells, "td")).join(""));
  return [
    title && written("h3", title),
    ...blocks,
    rows && `<table border="1">${rows}</table>`,
    sources.length ? tagged("p", written("small", sourceLine(answer))) : "",
  ].join("");
}

const tagged = (name: string, inside: string): string => `<${name}>${inside}</${name}>`;

/** A text in an element. Strings, not nodes: Trusted Types let none be made of them. */
export const written = (name: string, text: string): string => tagged(name, new Option(text).innerHTML);

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
