import { expect, test } from "vitest";
import { Inbox } from "../../src/scenarios/inbox.js";

const limits = { maxItems: 2, maxBytes: 10 };

test("what has come is given in order, then what comes later, then the end", async () => {
  const inbox = new Inbox<string>(limits);
  inbox.push("a", 1);
  inbox.push("b", 1);
  expect(await inbox.take().taken).toEqual({ kind: "item", item: "a" });
  expect(await inbox.take().taken).toEqual({ kind: "item", item: "b" });
  const [third, fourth] = [inbox.take(), inbox.take()];
  inbox.push("c", 1);
  expect(await third.taken).toEqual({ kind: "item", item: "c" });
  inbox.end();
  expect(await fourth.taken).toEqual({ kind: "ended" });
  expect(await inbox.take().taken).toEqual({ kind: "ended" });
});

test("what waits can be taken after the end", async () => {
  const inbox = new Inbox<string>(limits);
  inbox.push("a", 1);
  inbox.end();
  expect(await inbox.take().taken).toEqual({ kind: "item", item: "a" });
  expect(await inbox.take().taken).toEqual({ kind: "ended" });
});

test("a wait that was given up takes nothing", async () => {
  const inbox = new Inbox<string>(limits);
  const givenUp = inbox.take();
  const next = inbox.take();
  givenUp.cancel();
  inbox.push("a", 1);
  expect(await next.taken).toEqual({ kind: "item", item: "a" });
});

test.each([
  ["items", [1, 1, 1], [true, true, false]],
  ["bytes", [4, 6, 1], [true, true, false]],
  ["bytes, just over", [4, 7], [true, false]],
])("is full at its limit of %s", (_, sizes, accepted) => {
  const inbox = new Inbox<number>(limits);
  expect(sizes.map((bytes) => inbox.push(bytes, bytes))).toEqual(accepted);
});

test("has room again when something was taken, and for any item that is waited for", async () => {
  const inbox = new Inbox<string>(limits);
  inbox.push("a", 10);
  expect(inbox.push("b", 1)).toBe(false);
  await inbox.take().taken;
  expect(inbox.push("b", 10)).toBe(true);
  await inbox.take().taken;
  const waiting = inbox.take();
  expect(inbox.push("c", 11)).toBe(true);
  expect(await waiting.taken).toEqual({ kind: "item", item: "c" });
});
