import { describe, expect, test } from "vitest";
import { serverOptions } from "../../../../src/link/conversation.js";
import {
  checkDraft,
  draftOf,
  fieldOf,
  type ServerDraft,
} from "../../../../src/web/console/data/server-form.js";

const options = {
  port: 9_001,
  behaviour: "/stream?rate=10",
  secure: true,
  compression: false,
  subprotocols: ["chat", "superchat"],
};
const draft: ServerDraft = {
  port: "9001",
  behaviour: { path: "/stream", segment: "", query: "rate=10" },
  secure: true,
  compression: false,
  subprotocols: "chat, superchat",
};

test("a draft and its options are made of each other", () => {
  expect(draftOf(options, ["/stream"])).toEqual(draft);
  expect(checkDraft(draft)).toEqual({ kind: "options", options });
  expect(serverOptions.parse(options)).toEqual(options);
});

describe("the port", () => {
  test.each([
    ["", 0],
    [" ", 0],
    ["0", 0],
    ["65535", 65_535],
    [" 80 ", 80],
  ])("%j is %d", (port, expected) => {
    expect(checkDraft({ ...draft, port })).toMatchObject({ options: { port: expected } });
  });

  test.each(["65536", "-1", "1.5", "http", "80 81", "NaN"])("%j is none", (port) => {
    expect(checkDraft({ ...draft, port })).toEqual({ kind: "wrong", field: "port" });
  });
});

test("a behaviour that needs a segment is not listened with without one", () => {
  const behaviour = { path: "/rooms/<name>", segment: " ", query: "" };
  expect(checkDraft({ ...draft, behaviour })).toEqual({ kind: "wrong", field: "segment" });
});

test("subprotocols are separated by commas, empty ones left out", () => {
  expect(checkDraft({ ...draft, subprotocols: " a,, b ," })).toMatchObject({
    options: { subprotocols: ["a", "b"] },
  });
});

test.each([
  ["options.port", "port"],
  ["--port", "port"],
  ["behaviour", "behaviour"],
  ["parameters", "parameters"],
  ["options.subprotocols[1]", "subprotocols"],
  ["options.transport", undefined],
  [undefined, undefined],
])("the path %j of a problem is of the field %j", (path, field) => {
  expect(fieldOf(path)).toBe(field);
});
