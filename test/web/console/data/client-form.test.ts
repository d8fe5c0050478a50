// What a client tab shows of options, and makes of what is filled in.

import { expect, test } from "vitest";
import type { ClientOptions } from "../../../../src/link/conversation.js";
import {
  clientFieldOf,
  clientForm,
  clientOptionsOf,
  headerMistakes,
  shownAddress,
  subprotocolMistake,
} from "../../../../src/web/console/data/client-form.js";

const fresh: ClientOptions = {
  url: "",
  subprotocols: [],
  headers: [],
  origin: "",
  compression: true,
  insecure: false,
  greeting: "你好, 服务器!",
};

const asked: ClientOptions = {
  url: "wss://example.com/chat",
  subprotocols: ["chat.v2", "chat.v1"],
  headers: [
    ["X-Room", "blue"],
    ["X-Empty", ""],
  ],
  origin: "https://example.com",
  compression: false,
  insecure: true,
  greeting: "hello",
};

test("a new tab greets as the sample does", () => {
  const { greets, greeting } = clientForm(fresh);
  expect({ greets, greeting }).toEqual({ greets: true, greeting: "你好, 服务器!" });
});

test("a tab that connected without a greeting stays so, and has one ready", () => {
  const { greets, greeting } = clientForm({ ...asked, greeting: "" });
  expect({ greets, greeting }).toEqual({ greets: false, greeting: "你好, 服务器!" });
});

test("the fields of options make the same options again", () => {
  expect(clientOptionsOf(clientForm(asked), asked.url)).toEqual(asked);
});

test("white space around and rows without anything are left out", () => {
  const form = {
    ...clientForm(fresh),
    subprotocols: " chat.v2,chat.v1\n mqtt ,",
    headers: [
      [" X-Room ", " blue "],
      ["", " "],
    ] as const,
    origin: " https://example.com ",
    greets: false,
  };
  expect(clientOptionsOf(form, " ws://127.0.0.1:9001 ")).toEqual({
    ...fresh,
    url: "ws://127.0.0.1:9001",
    subprotocols: ["chat.v2", "chat.v1", "mqtt"],
    headers: [["X-Room", "blue"]],
    origin: "https://example.com",
    greeting: "",
  });
});

const at1 = "ws://127.0.0.1:1";
const at2 = "ws://127.0.0.1:2";

test.each([
  ["that of a new tab, while no server listens", {}, "ws://new"],
  ["that of the server window", { serverUrl: at1 }, at1],
  ["what was typed, though a server listens", { typed: "ws://a", serverUrl: at1 }, "ws://a"],
  ["nothing, once it was emptied by hand", { typed: "", serverUrl: at1 }, ""],
  ["that of the last connection", { asked: "ws://a", serverUrl: at1 }, "ws://a"],
  [
    "the new one of the server that was connected to",
    { asked: at1, serverUrl: at2, serverUrls: new Set([at1, at2]) },
    at2,
  ],
  ["the last one, while that server is stopped", { asked: at1, serverUrls: new Set([at1]) }, at1],
])("the address is %s", (_, sources, shown) => {
  const none = { typed: undefined, asked: undefined, serverUrl: undefined, serverUrls: new Set<string>() };
  expect(shownAddress({ fallback: "ws://new", ...none, ...sources })).toBe(shown);
});

test.each([
  ["", undefined],
  ["chat.v2, chat.v1", undefined],
  ["chat v2;x", { kind: "noToken", value: "v2;x" }],
  ["chat (old)", { kind: "noToken", value: "(old)" }],
  ["a b a", { kind: "twice", value: "a" }],
  ["聊天", { kind: "noToken", value: "聊天" }],
])("subprotocols %j: %j", (text, mistake) => {
  expect(subprotocolMistake(text)).toEqual(mistake);
});

test("a header needs a name that is a token; an empty row needs nothing", () => {
  const rows = [
    ["X-Room", ""],
    ["", ""],
    ["", "blue"],
    ["X Room", "blue"],
    ["X-Room:", "blue"],
    [" X-Ok ", ""],
  ] as const;
  expect([...headerMistakes(rows)]).toEqual([2, 3, 4]);
});

test.each([
  [{ code: "usage-invalid-request", path: "options.headers.0.1" }, "headers"],
  [{ code: "usage-invalid-url" }, "url"],
  [{ code: "usage-invalid-header" }, "headers"],
  [{ code: "usage-invalid-subprotocol" }, "subprotocols"],
  [{ code: "usage-invalid-header", path: "origin" }, "origin"],
  [{ code: "tcp-refused" }, undefined],
])("a problem of %j is about %s", (problem, field) => {
  expect(clientFieldOf({ message: "", ...problem })).toBe(field);
});
