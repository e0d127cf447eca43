/**
 * What the tabs of one browser share of a conversation: its session, and the messages that are not answered yet.
 *
 * It is one entry, and each change a function of what stands there, done in one transaction: no tab overwrites what
 * another has written. IndexedDB by `idb-keyval`, not local storage: only its transactions are seen by all processes of a
 * browser at once. Where storage is closed or full the entry lives in memory, and `lasting` says that a reload forgets it.
 */

import { createStore, get, update, type UseStore } from "idb-keyval";

export interface Pending {
  id: string;
  text: string;
  state: "sending" | "unanswered" | "refused";
}

export interface Snapshot {
  /** Changes when the conversation is begun anew, in whichever tab. */
  epoch: string;
  token: string | undefined;
  /** In the order in which they were said. */
  outbox: Pending[];
}

export type Change = (now: Snapshot) => Snapshot;

const NOTHING: Snapshot = { epoch: "", token: undefined, outbox: [] };
const ENTRY = "conversation";

/** A message more, at the end. */
export const add = (pending: Pending): Change => (now) => ({ ...now, outbox: [...now.outbox, pending] });

/** A message stands otherwise, if it is still there: what was begun anew does not come back. */
export const change = (pending: Pending): Change => (now) => ({ ...now, outbox: now.outbox.map((other) => (other.id === pending.id ? pending : other)) });

/** A message is answered. */
export const remove = (id: string): Change => (now) => ({ ...now, outbox: now.outbox.filter((pending) => pending.id !== id) });

/** A new session's token counts, but for the one that another tab was first to keep. */
export const adopt = (token: string, epoch: string): Change => (now) => (now.epoch === epoch && !now.token ? { ...now, token } : now);

/** A token has expired, if it is still the one in use. */
export const drop = (token: string): Change => (now) => (now.token === token ? { ...now, token: undefined } : now);

/** Begun anew. */
export const clear = (epoch: string): Change => () => ({ ...NOTHING, epoch });

export class Store {
  /** Whether a reload finds it again. */
  lasting = true;

  private readonly entries: UseStore;
  /** What was last read or written; from a fault of the storage on, all there is. */
  private known = NOTHING;
  private readonly writes = new Set<Promise<void>>();

  constructor(name: string) {
    this.entries = createStore(name, ENTRY);
  }

  /** What stands there once all that is being written stands there. */
  async read(): Promise<Snapshot> {
    do {
      await Promise.all(this.writes);
      await this.lastingly(async () => (this.known = (await get(ENTRY, this.entries)) ?? NOTHING));
    } while (this.writes.size);
    return this.known;
  }

  write(change: Change): Promise<void> {
    const done = this.apply(change).finally(() => this.writes.delete(done));
    this.writes.add(done);
    return done;
  }

  private async apply(change: Change): Promise<void> {
    let next = NOTHING;
    const written = await this.lastingly(() => update<Snapshot>(ENTRY, (now = NOTHING) => (next = change(now)), this.entries));
    this.known = written ? next : change(this.known);
  }

  /** Do it in the storage; whether that was possible. */
  private async lastingly(work: () => Promise<unknown>): Promise<boolean> {
    if (!this.lasting) return false;
    try {
      await work();
      return true;
    } catch {
      return (this.lasting = false);
    }
  }
}
