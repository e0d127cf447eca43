/** What the server says is made into what can be drawn, copied and taken along; without a browser. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { asRows, asText, sourceLine } from "../src/copying";
import { address } from "../src/picture";
import { parted } from "../src/table";
import { TEXTS } from "../src/texts";
import { transcript } from "../src/transcript";
import { wellFormed } from "../src/wellformed";

const base = new URL("https://bot.example/below/");
const raw = {
  kind: "answer",
  lang: "en",
  title: "Title",
  body: [{ text: "Lead:", items: ["one", "two"], ordered: true }, { text: "Then.", items: [] }],
  table: { columns: ["Point", "A", "B"], rows: [["Basis", "rules\nand more", "judgement"]], telling: [0, 7, "x"] },
  sources: [{ title: "Article", section: "Intro", url: "/facts/en#a.b" }, { title: "Article", section: "End" }],
  suggestions: [{ title: "t", message: "m" }, { title: "without a message" }],
};

test("an answer is read once, with what is wrong in it left out", () => {
  const answer = wellFormed(raw);
  assert.equal(wellFormed(raw), answer);
  assert.deepEqual(answer.table!.telling, [0]);
  assert.deepEqual(answer.suggestions, [{ title: "t", message: "m" }]);
});

for (const odd of [undefined, null, 5, "text", [], { body: 5, table: "x", sources: [null], contact: [], lang: "<b>" }])
  test(`of ${JSON.stringify(odd)} an empty answer is made`, () => {
    const answer = wellFormed(odd);
    assert.deepEqual([answer.kind, answer.lang, answer.body, answer.table, answer.sources, answer.contact], ["social", "", [], undefined, [], undefined]);
  });

test("a contact is a link only where it leads to a page, a mailbox or a telephone", () => {
  const url = (link: string) => wellFormed({ contact: { text: "x", url: link } }).contact!.url;
  assert.deepEqual(["mailto:a@b.c", "tel:+1", "https://x", "javascript:alert(1)", "data:x"].map(url), ["mailto:a@b.c", "tel:+1", "https://x", undefined, undefined]);
});

test("the telling rows come first, and none is lost", () => {
  const rows = Array.from({ length: 12 }, (_, n) => [`row ${n}`, "x"]);
  const [first, others] = parted({ columns: ["", "A"], rows, telling: [2, 11] });
  assert.deepEqual(first, [rows[2], rows[11]]);
  assert.equal(others.length, 10);
  assert.deepEqual(parted({ columns: ["", "A"], rows: rows.slice(0, 6), telling: [2] }), [rows.slice(0, 6), []]);
  assert.equal(parted({ columns: ["", "A"], rows, telling: [] })[0].length, 5);
});

test("a copied answer has its lists, its table as cells, and its source", () => {
  const answer = wellFormed(raw);
  assert.equal(asRows(answer), "Point\tA\tB\nBasis\trules and more\tjudgement");
  assert.equal(asText(answer), `Title\n\nLead:\n1. one\n2. two\nThen.\n\n${asRows(answer)}\n\n${sourceLine(answer)}`);
  assert.equal(sourceLine(answer), "Article › Intro, End");
});

test("markup in a conversation is plain characters in Markdown", () => {
  const turns = [{ id: "1", text: "**bold** <b>\n# no head", answer: raw as never, state: "answered" as const, fresh: false }];
  const written = transcript("markdown", turns, TEXTS.en);
  assert.match(written, /> \\\*\\\*bold\\\*\\\* \\<b\\>\n> \\# no head/);
  assert.match(written, /\| Basis \| rules and more \| judgement \|/);
  assert.match(transcript("text", turns, TEXTS.en), /You:\n\*\*bold\*\*/);
});

test("a picture is the bot's own, or none", () => {
  assert.equal(address({ url: "/infographic/en.png", alt: "" }, base, "svg"), "https://bot.example/below/infographic/en.svg");
  for (const url of ["https://evil.example/x.png", "//evil.example/x.png", "javascript:alert(1)", "data:image/png,x"])
    assert.ok(address({ url, alt: "" }, base)?.startsWith(base.href) ?? true, url);
});

test("both languages have every label, and none is empty", () => {
  const flat = (texts: object): string[] =>
    Object.entries(texts).flatMap(([key, value]) => (typeof value === "object" ? flat(value).map((inner) => `${key}.${inner}`) : [key]));
  assert.deepEqual(flat(TEXTS.id), flat(TEXTS.en));
  for (const texts of Object.values(TEXTS)) for (const value of Object.values(texts)) if (typeof value === "string") assert.ok(value.trim());
});
