/** What a call carries; against a server, without a browser. */

import assert from "node:assert/strict";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";

import { call } from "../src/calls";

test("a message is called by its own id, whatever passes it on; what has none is called nothing", async () => {
  const came: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    came.push(request.headers);
    response.setHeader("Content-Type", "application/json").end("{}");
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const base = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const { signal } = new AbortController();
  await call(base, "messages", { body: { id: "0123456789abcdef0123456789abcdef", text: "Apa itu BPO?" }, signal });
  await call(base, "session", { body: {}, signal });
  await call(base, "history", { signal });
  server.close();
  assert.deepEqual(
    came.map((headers) => headers["x-request-id"]),
    ["0123456789abcdef0123456789abcdef", undefined, undefined],
  );
});
