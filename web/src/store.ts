/**
 * What the tabs of one browser share of a conversation: its session, and the messages that are not answered yet.
 *
 * Each change is one transaction on one entry, so no tab overwrites what another has written. IndexedDB by `idb`, not local
 * storage: only its transactions are seen by all processes of a browser at once. Where storage is closed or full, the
 * entries live in memory, and `lasting` says that a reload forgets them.
 */

import { type DBSchema, type IDBPDatabase, openDB } from "idb";

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

interface Schema extends DBSchema {
  session: { key: "epoch" | "token"; value: string };
  outbox: { key: number; value: Pending; indexes: { id: string } };
}

interface Entries {
  read(): Promise<Snapshot>;
  /** Add a message at the end. */
  add(pending: Pending): Promise<void>;
  /** Change how a message stands, if it is still there: what was begun anew does not come back. */
  change(pending: Pending): Promise<void>;
  /** Take a message out. */
  remove(id: string): Promise<void>;
  /** Keep a new session's token; the one that another tab was first to keep, if there is one. */
  adopt(token: string, epoch: string): Promise<void>;
  /** Forget a token that has expired, if it is still the one in use. */
  drop(token: string): Promise<void>;
  clear(epoch: string): Promise<void>;
}

export class Store implements Entries {
  lasting = true;

  private entries: Promise<Entries>;
  private readonly memory = new Memory();

  constructor(name: string) {
    this.entries = database(name).catch(() => this.forgetful());
  }

  async read(): Promise<Snapshot> {
    const snapshot = await this.use((entries) => entries.read());
    this.memory.snapshot = structuredClone(snapshot);
    return snapshot;
  }

  add = (pending: Pending) => this.use((entries) => entries.add(pending));
  change = (pending: Pending) => this.use((entries) => entries.change(pending));
  remove = (id: string) => this.use((entries) => entries.remove(id));
  adopt = (token: string, epoch: string) => this.use((entries) => entries.adopt(token, epoch));
  drop = (token: string) => this.use((entries) => entries.drop(token));
  clear = (epoch: string) => this.use((entries) => entries.clear(epoch));

  /** Do it in the database; if that cannot be, in memory from now on, with what was last read. */
  private async use<T>(change: (entries: Entries) => Promise<T>): Promise<T> {
    const entries = await this.entries;
    try {
      return await change(entries);
    } catch (failure) {
      if (entries === this.memory) throw failure;
      this.entries = Promise.resolve(this.forgetful());
      return change(this.memory);
    }
  }

  private forgetful(): Entries {
    this.lasting = false;
    return this.memory;
  }
}

class Memory implements Entries {
  snapshot: Snapshot = { epoch: "", token: undefined, outbox: [] };

  async read(): Promise<Snapshot> {
    return structuredClone(this.snapshot);
  }

  async add(pending: Pending): Promise<void> {
    this.snapshot.outbox.push(pending);
  }

  async change(pending: Pending): Promise<void> {
    this.snapshot.outbox = this.snapshot.outbox.map((other) => (other.id === pending.id ? pending : other));
  }

  async remove(id: string): Promise<void> {
    this.snapshot.outbox = this.snapshot.outbox.filter((pending) => pending.id !== id);
  }

  async adopt(token: string, epoch: string): Promise<void> {
    if (epoch === this.snapshot.epoch) this.snapshot.token ??= token;
  }

  async drop(token: string): Promise<void> {
    if (this.snapshot.token === token) this.snapshot.token = undefined;
  }

  async clear(epoch: string): Promise<void> {
    this.snapshot = { epoch, token: undefined, outbox: [] };
  }
}

async function database(name: string): Promise<Entries> {
  return new Database(
    await openDB<Schema>(name, 1, {
      upgrade(db) {
        db.createObjectStore("session");
        db.createObjectStore("outbox", { autoIncrement: true }).createIndex("id", "id", { unique: true });
      },
    }),
  );
}

class Database implements Entries {
  constructor(private readonly db: IDBPDatabase<Schema>) {}

  async read(): Promise<Snapshot> {
    const all = this.db.transaction(["session", "outbox"]);
    const session = all.objectStore("session");
    const [epoch = "", token, outbox] = await Promise.all([
      session.get("epoch"),
      session.get("token"),
      all.objectStore("outbox").getAll(),
    ]);
    return { epoch, token, outbox };
  }

  async add(pending: Pending): Promise<void> {
    await this.db.add("outbox", pending);
  }

  async change(pending: Pending): Promise<void> {
    const change = this.db.transaction("outbox", "readwrite");
    const key = await change.store.index("id").getKey(pending.id);
    if (key !== undefined) await change.store.put(pending, key);
    await change.done;
  }

  async remove(id: string): Promise<void> {
    const change = this.db.transaction("outbox", "readwrite");
    const key = await change.store.index("id").getKey(id);
    if (key !== undefined) await change.store.delete(key);
    await change.done;
  }

  async adopt(token: string, epoch: string): Promise<void> {
    const change = this.db.transaction("session", "readwrite");
    const [current = "", there] = await Promise.all([change.store.get("epoch"), change.store.get("token")]);
    if (current === epoch && !there) await change.store.put(token, "token");
    await change.done;
  }

  async drop(token: string): Promise<void> {
    const change = this.db.transaction("session", "readwrite");
    if ((await change.store.get("token")) === token) await change.store.delete("token");
    await change.done;
  }

  async clear(epoch: string): Promise<void> {
    const change = this.db.transaction(["session", "outbox"], "readwrite");
    const session = change.objectStore("session");
    await Promise.all([session.delete("token"), session.put(epoch, "epoch"), change.objectStore("outbox").clear()]);
    await change.done;
  }
}
