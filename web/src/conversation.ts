/**
 * The conversation with the bot: what was said, what is still to be sent, and whether the bot can be reached.
 *
 * A message gets its id here and stays in the outbox (kept over reloads, one for all tabs) until the bot has answered
 * that id, so it is delivered once however often the connection, the page or the server fails.
 */

import { Fault, Refused, watchPolicy } from "./calls";
import { Server } from "./server";
import { adopt, add, change, clear, drop, remove, Store, type Change } from "./store";
import { Surroundings } from "./surroundings";
import type { Language } from "./texts";
import { newId, pendingOf, stateOf, type Turn, type Vote, type Why, withHistory, withOutbox } from "./turns";
import { Worker } from "./worker";

/** What a tab tells the others: a turn that got an answer or a vote, or that the shared entries have changed. */
type News = { epoch: string; turn?: Turn };

export class Conversation {
  turns: Turn[] = [];
  /** The turns that were said on this page. */
  readonly mine = new Set<string>();
  /** Those that got their answer by this page; others are told of it. */
  readonly answeredHere = new Set<string>();
  /** Whether what the server knows of the conversation is here. */
  synced = false;
  expired = false;
  language: Language = "en";
  /** What the page tells the bot of itself, beside each message. */
  context: Record<string, string> = {};

  readonly server = new Server(this.base, () => this.worker.signal, (fault) => this.worker.fail(fault));
  private readonly name = `outsourcing-assistant ${this.base.href}`;
  private readonly store = new Store(`${this.name} store`);
  private readonly worker = new Worker(this.name, { pending: () => this.hasWork(), step: () => this.step(), onChange: this.onChange });
  private readonly surroundings = new Surroundings<News>(this.name, {
    online: () => this.worker.wake(),
    offline: () => this.offline(),
    shown: () => void this.refresh(), // what the others told meanwhile was missed
    told: (news) => this.hear(news),
  });
  private epoch: string | undefined;

  constructor(
    private readonly base: URL,
    private readonly onChange: () => void,
  ) {}

  /** Take up the stored session, its history and what was still to be sent. */
  open(): void {
    this.epoch = undefined;
    this.surroundings.watch();
    watchPolicy();
    void this.worker.run();
  }

  close(): void {
    this.surroundings.rest();
    this.worker.stop();
  }

  /** Say something; the id of its turn. */
  send(text: string): string {
    const turn: Turn = { id: newId(), text, time: Date.now() / 1000, state: "sending", fresh: true };
    this.turns.push(turn);
    this.mine.add(turn.id);
    this.write(add(pendingOf(turn)));
    return turn.id;
  }

  retry(turn: Turn): void {
    const again: Turn = { ...turn, answer: null, state: "sending", fresh: true };
    this.turns = [...this.turns.filter((other) => other !== turn), again];
    this.write(change(pendingOf(again)));
  }

  async vote(turn: Turn, vote: Vote, why?: Why): Promise<boolean> {
    const before = turn.vote ?? null;
    turn.vote = vote;
    this.onChange();
    try {
      await this.server.vote(turn, vote, why);
      this.tell(turn);
      return true;
    } catch {
      turn.vote = before;
      this.onChange();
      return false;
    }
  }

  /** Forget this conversation, in all tabs; the next message begins a new session. */
  startOver(): void {
    this.forget(newId());
    this.write(clear(this.epoch!));
  }

  /** Delete it at the server too. Whether that was done: if not, all is as it was. */
  async erase(): Promise<boolean> {
    const erased = await this.server.erase().then(() => true, () => false);
    if (erased) this.startOver();
    return erased;
  }

  /** Why the bot cannot be reached now. */
  get fault(): Fault | undefined {
    return this.worker.fault;
  }

  get connected(): boolean {
    return !this.fault;
  }

  get waiting(): boolean {
    return this.connected && this.turns.some((turn) => turn.state === "sending");
  }

  /** Whether a reload will find the conversation again. */
  get lasting(): boolean {
    return this.store.lasting;
  }

  /** In how many seconds the bot is called again. */
  get pauseSeconds(): number {
    return this.worker.pauseSeconds;
  }

  /** Begin anew on this page; `epoch` names what begins. */
  private forget(epoch: string): void {
    this.worker.stop();
    this.epoch = epoch;
    this.server.token = undefined;
    this.synced = true;
    this.expired = false;
    this.turns = [];
  }

  private offline(): void {
    this.synced = !this.server.token && this.synced;
    this.worker.fail(new Fault("offline"));
  }

  private hear({ epoch, turn }: News): void {
    if (!turn || epoch !== this.epoch) return void this.refresh();
    const there = this.turns.find(({ id }) => id === turn.id);
    if (there) Object.assign(there, { ...turn, fresh: there.fresh });
    else this.turns.push(turn);
    this.onChange();
  }

  private tell(turn?: Turn): void {
    if (this.epoch !== undefined) this.surroundings.tell({ epoch: this.epoch, turn });
  }

  /** Keep a change that stands on the page already, tell the other tabs, and go on. */
  private write(change: Change): void {
    void this.store.write(change).then(() => this.tell());
    this.onChange();
    void this.worker.run();
  }

  private hasWork(): boolean {
    return this.epoch === undefined || !this.synced || !this.connected || this.turns.some((turn) => turn.state === "sending");
  }

  private async step(): Promise<void> {
    const { signal } = this.worker;
    await this.refresh();
    if (signal.aborted || !this.hasWork()) return;
    const next = this.turns.find((turn) => turn.state === "sending");
    try {
      if (!this.server.token && next) await this.newSession();
      if (!this.server.token) await this.lookAgain();
      else if (!this.synced || !next) await this.loadHistory();
      else await this.deliver(next);
    } catch (failure) {
      if (signal.aborted || !(failure instanceof Refused)) throw failure;
      if (failure.status === 401) await this.expire();
      else if (next && this.synced) {
        next.state = "refused";
        await this.store.write(change(pendingOf(next)));
      } else throw failure;
    }
  }

  /** Take over what the tabs share. */
  private async refresh(): Promise<void> {
    const { signal } = this.worker;
    const { epoch, token, outbox } = await this.store.read();
    if (signal.aborted) return;
    if (epoch !== this.epoch) {
      const first = this.epoch === undefined;
      if (!first) this.forget(epoch);
      this.epoch = epoch;
      this.synced = first && !token && !this.fault;
    }
    if (token && token !== this.server.token) this.synced = false;
    this.server.token = token;
    const open = this.turns.filter((turn) => turn.state !== "answered");
    this.turns = withOutbox(this.turns, outbox);
    if (!open.every((turn) => this.turns.includes(turn))) this.synced = !token; // the history has what another tab was answered
    this.onChange();
    void this.worker.run();
  }

  private async newSession(): Promise<void> {
    const { epoch } = this;
    const token = await this.server.newSession();
    await this.store.write(adopt(token, epoch!));
    this.server.token = (await this.store.read()).token; // another tab's, if it was first
    this.synced = this.server.token === token;
    this.tell();
  }

  /** Without a session there is nothing to load, but to see whether the bot is back. */
  private async lookAgain(): Promise<void> {
    if (this.fault) await this.server.first(this.language);
    this.synced = true;
  }

  private async expire(): Promise<void> {
    if (this.server.token) await this.store.write(drop(this.server.token));
    this.server.token = undefined;
    this.synced = true;
    this.expired = true;
  }

  private async loadHistory(): Promise<void> {
    const { turns } = await this.server.history();
    const open = this.turns.filter((turn) => turn.state !== "answered");
    this.turns = withHistory(this.turns, turns);
    this.synced = true;
    const answered = open.filter((turn) => !this.turns.includes(turn));
    await Promise.all(answered.map((turn) => this.store.write(remove(turn.id))));
  }

  private async deliver(turn: Turn): Promise<void> {
    const { epoch } = this;
    const answer = await this.server.answerTo(turn, this.language, this.context);
    if (epoch !== this.epoch) return; // begun anew meanwhile
    Object.assign(turn, { answer, state: stateOf(answer) });
    this.answeredHere.add(turn.id);
    this.onChange();
    await this.store.write(turn.state === "answered" ? remove(turn.id) : change(pendingOf(turn)));
    this.tell(turn);
  }
}
