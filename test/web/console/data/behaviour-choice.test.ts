import { expect, test } from "vitest";
import {
  behaviourChoice,
  behaviourText,
  byHand,
  variableOf,
} from "../../../../src/web/console/data/behaviour-choice.js";

const offered = ["/", "/echo", "/rooms/<name>", "/stream"];

test.each([
  ["by hand", "", byHand],
  ["a behaviour", "/echo", { path: "/echo", segment: "", query: "" }],
  [
    "one with parameters",
    "/stream?rate=10&size=64",
    { path: "/stream", segment: "", query: "rate=10&size=64" },
  ],
  ["one with a part of its own", "/rooms/blue", { path: "/rooms/<name>", segment: "blue", query: "" }],
  ["both", "/rooms/a%20b%2Fc?self=1", { path: "/rooms/<name>", segment: "a b/c", query: "self=1" }],
  ["a query with a question mark in it", "/echo?a=?", { path: "/echo", segment: "", query: "a=?" }],
])("%s is the text of a choice, and the choice of a text", (_, text, choice) => {
  expect(behaviourText(choice)).toBe(text);
  expect(behaviourChoice(text, offered)).toEqual(choice);
});

test("a query may be typed with its question mark and spaces around it", () => {
  expect(behaviourText({ path: "/echo", segment: "", query: " ?a=1 " })).toBe("/echo?a=1");
});

test("what stands for a segment is taken as it is, whatever signs are in it", () => {
  expect(behaviourText({ path: "/rooms/<name>", segment: "$&", query: "" })).toBe("/rooms/%24%26");
});

test("a path that is not offered is answered by hand, and a stray percent sign stays", () => {
  expect(behaviourChoice("/unknown", offered)).toEqual(byHand);
  expect(behaviourChoice("/rooms/50%", offered).segment).toBe("50%");
});

test("the part in angle brackets has a name", () => {
  expect(variableOf("/rooms/<name>")).toBe("name");
  expect(variableOf("/echo")).toBeUndefined();
});
