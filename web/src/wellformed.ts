/** What the server says, as an Answer that can be drawn: what is not as it should be is left out, never a fault. */

import type { Answer, Block, Contact, Source, Suggestion } from "./answer";
import type { Table } from "./table";

const KINDS = ["answer", "clarify", "decline", "social"] as const;
const known = new WeakMap<object, Answer>();

/** The Answer that `raw` is meant to be, the same one each time. */
export function wellFormed(raw: unknown): Answer {
  const given = fields(raw);
  const answer = known.get(given) ?? read(given);
  known.set(given, answer);
  return answer;
}

function read(raw: Fields): Answer {
  const lang = text(raw.lang);
  return {
    kind: KINDS.find((kind) => kind === raw.kind) ?? "social",
    topic: text(raw.topic),
    lang: /^[a-z]{2}$/.test(lang) ? lang : "",
    title: text(raw.title),
    body: list(raw.body, block),
    table: table(raw.table),
    image: image(raw.image),
    sources: list(raw.sources, source),
    contact: contact(raw.contact),
    suggestions: list(raw.suggestions, suggestion),
  };
}

type Fields = Record<string, unknown>;

const fields = (value: unknown): Fields => (typeof value === "object" && value !== null ? (value as Fields) : {});
const text = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");

function list<T>(value: unknown, of: (item: unknown) => T | undefined): T[] {
  return Array.isArray(value) ? value.map(of).filter((item) => item !== undefined) : [];
}

const words = (value: unknown): string | undefined => text(value) || undefined;

function block(raw: unknown): Block | undefined {
  const { text: said, items, ordered } = fields(raw);
  const found = { text: text(said), items: list(items, words), ordered: ordered === true };
  return found.text || found.items.length ? found : undefined;
}

/** A table whose rows are as long as its head; one without rows or columns is none. */
function table(raw: unknown): Table | undefined {
  const { columns, rows, telling } = fields(raw);
  const head = list(columns, text);
  const body = list(rows, (row) => (Array.isArray(row) ? head.map((_, column) => text(row[column])) : undefined));
  if (head.length < 2 || !body.length) return undefined;
  return { columns: head, rows: body, telling: list(telling, (number) => (body[number as number] ? (number as number) : undefined)) };
}

function image(raw: unknown): Answer["image"] {
  const { url, alt } = fields(raw);
  return text(url) ? { url: text(url), alt: text(alt) } : undefined;
}

function source(raw: unknown): Source | undefined {
  const { title, section, url } = fields(raw);
  return text(section) ? { title: text(title), section: text(section), url: words(url) } : undefined;
}

function contact(raw: unknown): Contact | undefined {
  const { text: said, url } = fields(raw);
  const link = text(url);
  return text(said) ? { text: text(said), url: /^(https?:\/\/|mailto:|tel:)/.test(link) ? link : undefined } : undefined;
}

function suggestion(raw: unknown): Suggestion | undefined {
  const { title, message } = fields(raw);
  return text(title) && text(message) ? { title: text(title), message: text(message) } : undefined;
}
