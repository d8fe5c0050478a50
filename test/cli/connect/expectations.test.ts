import { describe, expect, it } from "vitest";
import { Expectations } from "../../../src/cli/connect/expectations.js";

describe("expectations", () => {
  it("are met in order, each by a message of its own", () => {
    const expectations = new Expectations(["a", "b"]);
    expect(expectations.offer("b")).toBe(false);
    expect(expectations.offer("ab")).toBe(true);
    expect(expectations.next).toBe("b");
    expect(expectations.offer("ab")).toBe(true);
    expect(expectations.next).toBeUndefined();
    expect(expectations.tally).toBe("2 of 2");
  });

  it("remember the last message that was something else", () => {
    const expectations = new Expectations(["^ok$"]);
    expectations.offer("first");
    expectations.offer("second");
    expect(expectations.lastOther).toBe("second");
  });

  it("without patterns nothing is awaited and nothing is met", () => {
    const expectations = new Expectations([]);
    expect(expectations.next).toBeUndefined();
    expect(expectations.offer("x")).toBe(false);
  });

  it("read a dot as any character, line ends too, and code points as one", () => {
    expect(new Expectations(["^a.b$"]).offer("a\nb")).toBe(true);
    expect(new Expectations(["^.$"]).offer("💡")).toBe(true);
  });
});
