/** The whole conversation as text, Markdown or HTML, with the sources of the answers. */

import { asHtml, asText, sourceLine, written } from "./copying";
import type { Answer } from "./answer";
import type { Turn } from "./turns";
import { spoken } from "./moment";
import type { Texts } from "./texts";
import { wellFormed } from "./wellformed";

export const FORMATS = { text: "txt", markdown: "md", html: "html" } as const;
export type Format = keyof typeof FORMATS;

const TYPES: Record<Format, string> = { text: "text/plain", markdown: "text/markdown", html: "text/html" };
const WRITERS: Record<Format, (turns: Turn[], texts: Texts) => string> = { text, markdown, html };

export function transcript(format: Format, turns: Turn[], texts: Texts): string {
  return WRITERS[format](turns, texts);
}

/** Save the conversation as a file of the person's. */
export function download(format: Format, turns: Turn[], texts: Texts): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([transcript(format, turns, texts)], { type: `${TYPES[format]};charset=utf-8` }));
  link.download = `${texts.fileName}.${FORMATS[format]}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

const when = (turn: Turn, texts: Texts): string => (turn.time ? ` (${spoken(new Date(turn.time * 1000), texts.locale)})` : "");

function text(turns: Turn[], texts: Texts): string {
  return turns
    .map((turn) => {
      const said = `${texts.you}${when(turn, texts)}:\n${turn.text}`;
      return turn.answer ? `${said}\n\n${texts.name}:\n${asText(wellFormed(turn.answer))}` : said;
    })
    .join("\n\n---\n\n")
    .concat("\n");
}

function markdown(turns: Turn[], texts: Texts): string {
  const parts = turns.map((turn) => {
    const said = `**${texts.you}**${when(turn, texts)}\n\n${quoted(turn.text)}`;
    return turn.answer ? `${said}\n\n${answerInMarkdown(wellFormed(turn.answer), texts)}` : said;
  });
  return [`# ${texts.name}`, ...parts].join("\n\n").concat("\n");
}

/** What Markdown would read as its own, as plain characters. */
const plain = (words: string): string => words.replace(/[\\`*_[\]<>#|~]/g, "\\$&");
const quoted = (words: string): string => words.split("\n").map((line) => `> ${plain(line)}`).join("\n");

function answerInMarkdown(answer: Answer, texts: Texts): string {
  const row = (cells: string[]): string => `| ${cells.map((cell) => plain(cell).replace(/\s+/g, " ")).join(" | ")} |`;
  const blocks = answer.body.map(({ text: said, items, ordered }) =>
    [said && plain(said), items.map((item, index) => `${ordered ? `${index + 1}.` : "-"} ${plain(item)}`).join("\n")].filter(Boolean).join("\n\n"),
  );
  const table = answer.table && [row(answer.table.columns), row(answer.table.columns.map(() => "---")), ...answer.table.rows.map(row)].join("\n");
  const source = sourceLine(answer);
  return [`## ${plain(answer.title || texts.name)}`, ...blocks, table, source && `*${texts.source}: ${plain(source)}*`].filter(Boolean).join("\n\n");
}

function html(turns: Turn[], texts: Texts): string {
  const parts = turns.map((turn) => {
    const time = turn.time ? written("p", spoken(new Date(turn.time * 1000), texts.locale)) : "";
    const answer = turn.answer && wellFormed(turn.answer);
    return `${written("h2", turn.text)}${time}${answer ? `<section lang="${answer.lang}">${asHtml(answer)}</section>` : ""}\n`;
  });
  const head = `<!doctype html>\n<html lang="${texts.locale}">\n<meta charset="utf-8">\n`;
  return head + written("title", texts.name) + written("h1", texts.name) + "\n" + parts.join("");
}
