/** A conversation as plain text. */

import type { Answer } from "./answer";
import type { Turn } from "./turns";

/** Question and answer by turns; `you` is what the person is called. */
export function written(turns: Pick<Turn, "text" | "answer">[], you: string): string {
  return turns.map(({ text, answer }) => [`${you}: ${text}`, ...(answer ? linesOf(answer) : [])].join("\n")).join("\n\n");
}

function linesOf({ title, body, table }: Answer): string[] {
  return [
    ...(title ? [title] : []),
    ...body.flatMap(({ text, items, ordered }) => [
      ...(text ? [text] : []),
      ...items.map((item, index) => `${ordered ? `${index + 1}.` : "-"} ${item}`),
    ]),
    ...(table ? [table.columns, ...table.rows].map((row) => row.join(" | ")) : []),
  ];
}
