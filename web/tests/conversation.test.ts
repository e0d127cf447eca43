/** What tabs share, and how turns are put together of it; without a browser. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Asked } from "../src/asked";
import { add, adopt, change, clear, drop, remove, type Change, type Snapshot, Store } from "../src/store";
import { newId, pendingOf, stateOf, type Turn, withHistory, withOutbox } from "../src/turns";

const answer = { kind: "answer", topic: "definition", lang: "en", title: "", body: [], sources: [], suggestions: [] } as never;
const turn = (id: string, state: Turn["state"], more: Partial<Turn> = {}): Turn => ({ id, text: id, state, fresh: true, ...more });
const empty: Snapshot = { epoch: "one", token: undefined, outbox: [] };
const after = (...changes: Change[]): Snapshot => changes.reduce((now, change) => change(now), empty);
const pending = (id: string) => pendingOf(turn(id, "sending"));

test("messages wait in the order in which they were said, each until it is answered", () => {
  const now = after(add(pending("a")), add(pending("b")), change({ ...pending("a"), state: "refused" }), remove("b"));
  assert.deepEqual(now.outbox, [{ id: "a", text: "a", state: "refused" }]);
});

test("what was begun anew does not come back", () => {
  const now = after(add(pending("a")), adopt("token", "one"), clear("two"), change(pending("a")), adopt("late", "one"));
  assert.deepEqual(now, { epoch: "two", token: undefined, outbox: [] });
});

test("of two tabs that begin a session the first's counts, and only the token that has expired is dropped", () => {
  assert.equal(after(adopt("first", "one"), adopt("second", "one")).token, "first");
  assert.equal(after(adopt("first", "one"), drop("second")).token, "first");
  assert.equal(after(adopt("first", "one"), drop("first")).token, undefined);
});

test("without storage it works for the visit, says so, and reads what is being written", async () => {
  const store = new Store("none"); // Node has no IndexedDB
  const written = [store.write(add(pending("a"))), store.write(add(pending("b")))];
  assert.deepEqual((await store.read()).outbox.map(({ id }) => id), ["a", "b"]);
  await Promise.all(written);
  assert.equal(store.lasting, false);
});

test("a turn that waits no more was answered in another tab, and one of another tab waits here too", () => {
  const turns = [turn("answered", "answered"), turn("gone", "sending"), turn("refused", "sending")];
  const outbox = [{ ...pending("refused"), state: "refused" as const }, pending("other")];
  assert.deepEqual(
    withOutbox(turns, outbox).map(({ id, state }) => [id, state]),
    [["answered", "answered"], ["refused", "refused"], ["other", "sending"]],
  );
});

test("the server's history comes first, and what it has no answer to stays open behind it", () => {
  const here = [turn("a", "sending"), turn("b", "sending")];
  const history = [turn("before", "answered", { answer, fresh: false }), turn("a", "answered", { answer, fresh: false }), turn("b", "sending", { answer: null })];
  const together = withHistory(here, history);
  assert.deepEqual(together.map(({ id, state, fresh }) => [id, state, fresh]), [["before", "answered", false], ["a", "answered", true], ["b", "sending", true]]);
});

test("a notice that the bot could not take the message is no answer", () => {
  assert.equal(stateOf(answer), "answered");
  for (const topic of ["unavailable", "too_fast"]) assert.equal(stateOf({ ...(answer as object), topic } as never), "unanswered");
  assert.equal(stateOf(null), "unanswered");
});

test("a question of the page's own comes to its answer, or fails with the reason", async () => {
  const asked = new Asked();
  const [answered, refused, given] = ["a", "b", "c"].map((id) => asked.answer(id));
  asked.settle(turn("a", "answered", { answer }));
  asked.settle(turn("b", "refused"));
  asked.giveUpAll("destroyed");
  assert.equal(await answered, answer);
  await assert.rejects(refused!, /refused/);
  await assert.rejects(given!, /destroyed/);
});

test("ids are 128 random bits", () => {
  assert.match(newId(), /^[0-9a-f]{32}$/);
  assert.notEqual(newId(), newId());
});
