/** The turns of a conversation, put together from what is on the page, in the outbox that the tabs share, and at the server. */

import type { Answer } from "./answer";
import type { Pending } from "./store";

export type Vote = "up" | "down" | null;

/** What may be wrong with an answer. */
export const REASONS = ["wrong", "not_asked", "hard_to_read", "missing", "other"] as const;
export type Reason = (typeof REASONS)[number];
export interface Why {
  reason: Reason;
  words: string;
}

export interface Turn {
  id: string;
  text: string;
  answer?: Answer | null;
  vote?: Vote;
  /** When it was said, in seconds since 1970; unknown of what waited for a reload. */
  time?: number;
  /** "sending" until there is an answer; "unanswered" and "refused" ask the person what to do. */
  state: "sending" | "answered" | "unanswered" | "refused";
  /** Said since the page was opened, so news to a screen reader. */
  fresh: boolean;
}

/** What was said, and answered. */
export type Said = Pick<Turn, "id" | "text" | "answer" | "vote">;

/** Notices of the channel that the bot could not take the message now. It does not store them. */
const NOT_NOW = ["unavailable", "too_fast"];

export function stateOf(answer: Answer | null | undefined): Turn["state"] {
  return answer && !NOT_NOW.includes(answer.topic) ? "answered" : "unanswered";
}

export function pendingOf({ id, text, state }: Turn): Pending {
  return { id, text, state: state === "answered" ? "unanswered" : state };
}

/** The turns on the page with those of the outbox. An open one that is not there any more was answered in another tab: it is left out. */
export function withOutbox(turns: Turn[], outbox: Pending[]): Turn[] {
  const pending = new Map(outbox.map((entry) => [entry.id, entry]));
  const kept = turns.filter((turn) => turn.state === "answered" || pending.has(turn.id));
  for (const turn of kept) if (turn.state !== "answered") turn.state = pending.get(turn.id)!.state;
  const here = new Set(kept.map((turn) => turn.id));
  const others = outbox.filter(({ id }) => !here.has(id));
  return [...kept, ...others.map((entry) => ({ ...entry, fresh: entry.state === "sending" }))];
}

/** The turns of the server's history, and behind them those on the page that it has no answer to. */
export function withHistory(turns: Turn[], history: Turn[]): Turn[] {
  const fresh = new Set(turns.filter((turn) => turn.fresh).map((turn) => turn.id));
  const answered = new Set(history.filter((turn) => turn.answer).map((turn) => turn.id));
  const open = turns.filter((turn) => turn.state !== "answered" && !answered.has(turn.id));
  const openIds = new Set(open.map((turn) => turn.id));
  const past = history.filter((turn) => !openIds.has(turn.id));
  return [...past.map((turn) => ({ ...turn, state: stateOf(turn.answer), fresh: fresh.has(turn.id) })), ...open];
}

/** 128 random bits; crypto.randomUUID exists on https pages only. */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
