/**
 * The conversation with the bot: what was said, what is still to be sent, and whether the bot can be reached.
 *
 * A message gets its id here and stays in the outbox (kept over reloads) until the bot has answered
 * that id, so it is delivered once however often the connection, the page or the server fails.
 */

import type { Answer } from "./answer";
import type { Language } from "./texts";

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

interface Stored {
  token?: string;
  outbox?: Pick<Turn, "id" | "text" | "state">[];
}

const LONGEST_PAUSE_MS = 8_000;
const TIMEOUT_MS = 60_000;

class Refused extends Error {
  constructor(readonly status: number) {
    super(`refused with ${status}`);
  }
}

export class Conversation {
  turns: Turn[] = [];
  connected = true;
  /** Whether what the server knows of the conversation is here. */
  synced = false;
  expired = false;
  language: Language = "en";

  private token: string | undefined;
  private running = false;
  private wake: () => void = () => {};
  private abort = new AbortController();

  constructor(
    private readonly base: URL,
    private readonly onChange: () => void,
  ) {}

  /** Take up the stored session, its history and what was still to be sent. */
  open(): void {
    const { token, outbox = [] } = this.stored();
    this.begin();
    this.token = token;
    this.synced = !token;
    this.turns = outbox.map((turn) => ({ ...turn, fresh: turn.state === "sending" }));
    addEventListener("online", this.online);
    addEventListener("offline", this.offline);
    void this.run();
  }

  close(): void {
    removeEventListener("online", this.online);
    removeEventListener("offline", this.offline);
    this.abort.abort();
  }

  send(text: string): void {
    this.turns.push({ id: newId(), text, time: Date.now() / 1000, state: "sending", fresh: true });
    this.save();
    void this.run();
  }

  retry(turn: Turn): void {
    this.turns = [...this.turns.filter((other) => other !== turn), { ...turn, answer: null, state: "sending", fresh: true }];
    this.save();
    void this.run();
  }

  /** What the first screen shows; throws where it cannot be had now. */
  async first(language: Language): Promise<unknown> {
    return this.call(`first/${language}`);
  }

  async vote(turn: Turn, vote: Vote, why?: Why): Promise<boolean> {
    const before = turn.vote ?? null;
    turn.vote = vote;
    this.onChange();
    try {
      await this.call("feedback", { turn: turn.id, vote, ...why });
      return true;
    } catch {
      turn.vote = before;
      this.onChange();
      return false;
    }
  }

  /** Forget this conversation; the next message begins a new session. */
  startOver(): void {
    this.abort.abort();
    this.begin();
    this.token = undefined;
    this.synced = this.connected = true;
    this.expired = false;
    this.turns = [];
    this.save();
  }

  private begin(): void {
    this.abort = new AbortController();
    this.running = false;
  }

  get waiting(): boolean {
    return this.connected && this.turns.some((turn) => turn.state === "sending");
  }

  private online = () => {
    this.wake();
    void this.run();
  };

  private offline = () => {
    this.connected = false;
    this.synced = !this.token && this.synced;
    this.onChange();
    void this.run();
  };

  /** Work off what is to be done, one thing after the other; after a failure pause and try again. */
  private async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    const { signal } = this.abort;
    for (let failures = 0; this.hasWork() && !signal.aborted; ) {
      try {
        await this.step();
        if (signal.aborted) return;
        this.connected = true;
        failures = 0;
      } catch {
        if (signal.aborted) return;
        this.connected = false;
        this.onChange();
        await this.pause(Math.min(500 * 2 ** failures++, LONGEST_PAUSE_MS));
      }
      this.onChange();
    }
    if (!signal.aborted) this.running = false;
  }

  private hasWork(): boolean {
    return !this.synced || !this.connected || this.turns.some((turn) => turn.state === "sending");
  }

  private async step(): Promise<void> {
    this.token ??= await this.newToken();
    const next = this.turns.find((turn) => turn.state === "sending");
    try {
      if (!this.synced || !next) await this.loadHistory();
      else await this.deliver(next);
    } catch (failure) {
      if (!(failure instanceof Refused)) throw failure;
      if (failure.status === 401) {
        this.token = undefined;
        this.synced = true;
        this.expired = true;
      } else if (next && this.synced) {
        next.state = "refused";
      } else throw failure;
    }
    this.save();
  }

  private async newToken(): Promise<string> {
    return (await this.call("session", {})).token;
  }

  private async loadHistory(): Promise<void> {
    const { turns } = (await this.call("history")) as { turns: Turn[] };
    const fresh = new Set(this.turns.filter((turn) => turn.fresh).map((turn) => turn.id));
    const answered = new Set(turns.filter((turn) => turn.answer).map((turn) => turn.id));
    const open = this.turns.filter((turn) => turn.state !== "answered" && !answered.has(turn.id));
    const openIds = new Set(open.map((turn) => turn.id));
    const past = turns.filter((turn) => !openIds.has(turn.id));
    this.turns = [...past.map((turn) => ({ ...turn, state: stateOf(turn.answer), fresh: fresh.has(turn.id) })), ...open];
    this.synced = true;
  }

  private async deliver(turn: Turn): Promise<void> {
    const { answer } = await this.call("messages", { id: turn.id, text: turn.text, language: this.language });
    turn.answer = answer;
    turn.state = stateOf(answer);
  }

  /** One call of the channel's HTTP: throws `Refused` where repeating is of no use, anything else where it is. */
  private async call(path: string, body?: object): Promise<any> {
    const response = await fetch(new URL(path, this.base), {
      method: body ? "POST" : "GET",
      headers: {
        ...(this.token && { Authorization: `Bearer ${this.token}` }),
        ...(body && { "Content-Type": "application/json" }),
      },
      body: body && JSON.stringify(body),
      signal: AbortSignal.any([this.abort.signal, AbortSignal.timeout(TIMEOUT_MS)]),
      credentials: "omit",
      cache: "no-store",
    });
    if (response.status >= 500 || response.status === 429) throw new Error(`failed with ${response.status}`);
    if (!response.ok) throw new Refused(response.status);
    return response.status === 204 ? undefined : response.json();
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
      setTimeout(resolve, ms);
    });
  }

  private get key(): string {
    return `outsourcing-assistant ${this.base.href}`;
  }

  private stored(): Stored {
    try {
      return JSON.parse(localStorage.getItem(this.key) ?? "{}");
    } catch {
      return {}; // storage is closed to this page, or not ours: the conversation lives as long as the page
    }
  }

  private save(): void {
    const outbox = this.turns
      .filter((turn) => turn.state === "sending" || turn.state === "unanswered")
      .map(({ id, text, state }) => ({ id, text, state }));
    try {
      localStorage.setItem(this.key, JSON.stringify({ token: this.token, outbox } satisfies Stored));
    } catch {
      // as in stored()
    }
    this.onChange();
  }
}

/** Notices of the channel that the bot could not take the message now. It does not store them. */
const NOT_NOW = ["unavailable", "too_fast"];

function stateOf(answer: Answer | null | undefined): Turn["state"] {
  return answer && !NOT_NOW.includes(answer.topic) ? "answered" : "unanswered";
}

/** 128 random bits; crypto.randomUUID exists on https pages only. */
function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
