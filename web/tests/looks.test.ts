/** Colours that can be read, and style sheets for older browsers; without a browser. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { contrast, ENOUGH, hex, inkOn, type Rgb, readable } from "../src/colors";
import { faultText, forOwner } from "../src/faults";
import { Fault, type FaultKind } from "../src/calls";
import { understood } from "../src/sheets";

const GROUNDS: Rgb[] = [[255, 255, 255], [20, 24, 28], [128, 128, 128], [253, 246, 227]];
const COLORS: Rgb[] = [[255, 212, 0], [11, 93, 102], [255, 255, 255], [0, 0, 0], [120, 120, 120]];

test("whatever the accent is, what is written in it or on it can be read", () => {
  assert.equal(Math.round(contrast([0, 0, 0], [255, 255, 255])), 21);
  for (const color of COLORS) {
    assert.ok(contrast(inkOn(color), color) >= ENOUGH, hex(color));
    for (const ground of GROUNDS) assert.ok(contrast(readable(color, [ground]), ground) >= ENOUGH, `${hex(color)} on ${hex(ground)}`);
  }
  assert.deepEqual(readable([11, 93, 102], [[255, 255, 255]]), [11, 93, 102], "what can be read is left alone");
});

test("a style sheet is put into the words that a browser understands", () => {
  const css = ":host { --a: light-dark(#fff, rgb(0 0 0 / 0.5)); height: 1px; }";
  assert.equal(understood(css, "dark", () => true), css);
  assert.equal(understood(css, "dark", () => false), ":host { --a: rgb(0 0 0 / 0.5); height: 1px; }");
  assert.equal(understood(css, "light", () => false), ":host { --a: #fff; height: 1px; }");
});

test("each fault has a sentence in both languages, with the seconds where they count", () => {
  for (const kind of ["offline", "away", "failed", "too_fast", "busy", "unlisted", "blocked"] as FaultKind[]) {
    const told = (["id", "en"] as const).map((language) => faultText(new Fault(kind), language, 7));
    assert.ok(told[0] && told[1] && told[0] !== told[1], kind);
    assert.equal(told.every((sentence) => sentence.includes("7")), kind === "too_fast" || kind === "busy", kind);
  }
});

test("the owner is told what is to be mended, and nothing that is not theirs", () => {
  Object.assign(globalThis, { self: { origin: "https://shop.example" } });
  const bot = new URL("https://bot.example/");
  assert.match(forOwner("unlisted", bot)!, /"https:\/\/shop\.example" to `origins`.*credentials\.yml/);
  assert.match(forOwner("blocked", bot)!, /https:\/\/bot\.example to connect-src/);
  assert.equal(forOwner("away", bot), undefined);
});
