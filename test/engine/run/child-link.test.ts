// The link to a worker process, with the events of a process in the orders that they may come in.

import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { linkTo } from "../../../src/engine/run/child-link.js";

function listen() {
  const child = Object.assign(new EventEmitter(), {
    connected: true,
    send: () => true,
    disconnect: () => {},
    kill: () => true,
  });
  const heard: unknown[] = [];
  const link = linkTo(child, "2");
  link.listen({
    reported: ({ kind }) => heard.push(kind),
    lost: (why) => heard.push(why),
  });
  return { child, heard, link };
}

const done = {
  kind: "done",
  delta: [],
  totals: [],
  result: { loads: [], longestBusySeconds: 0 },
};

test("a worker whose process is gone before its last message was read is done, not lost", () => {
  const { child, heard } = listen();
  child.emit("exit", 0, null);
  child.emit("message", done);
  child.emit("close", 0, null);
  expect(heard).toEqual(["done"]);
});

test.each([
  [0, null, "ended with exit code 0"],
  [null, "SIGKILL", "ended by SIGKILL"],
])("a worker that ends without a last message is lost: code %s, signal %s", (code, signal, why) => {
  const { child, heard } = listen();
  child.emit("message", { kind: "prepared" });
  child.emit("exit", code, signal);
  child.emit("close", code, signal);
  expect(heard).toEqual(["prepared", why]);
});

test("a worker that could not be started is lost once", () => {
  const { child, heard } = listen();
  child.emit("error", new Error("spawn EAGAIN"));
  child.emit("close", null, null);
  expect(heard).toEqual(["could not be started: spawn EAGAIN"]);
});
