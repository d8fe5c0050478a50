import { describe, expect, it } from "vitest";
import { WsrigError } from "../../src/errors.js";
import type { PageRequest } from "../../src/link/page-request.js";
import { answerText, readRequest, requestHandler } from "../../src/ui/page-requests.js";
import type { RequestHandlers, UiPart } from "../../src/ui/ui-part.js";

describe("a request is read", () => {
  it("as it is when it is one", () => {
    expect(readRequest('{"id":7,"kind":"stopServer"}')).toEqual({
      kind: "request",
      request: { id: 7, kind: "stopServer" },
    });
  });

  it.each([
    ["of an unknown kind", '{"id":3,"kind":"format"}', "kind"],
    ["with a field too many", '{"id":3,"kind":"stopServer","now":true}', undefined],
    ["with a field too few", '{"id":3,"kind":"removeClient"}', "conversation"],
    [
      "with a port that is none",
      '{"id":3,"kind":"listen","options":{"port":65536,"behaviour":"","secure":false,"compression":false,"subprotocols":[]}}',
      "options.port",
    ],
  ])("and named as a problem where it has an id: %s", (_what, text, path) => {
    const read = readRequest(text);
    expect(read).toMatchObject({ kind: "problem", id: 3, problem: { code: "usage-invalid-request" } });
    expect(read?.kind === "problem" && read.problem.path).toBe(path);
  });

  it.each([
    "",
    "x",
    "{",
    "null",
    "7",
    '"listReports"',
    "[]",
    "{}",
    '{"kind":"stopServer"}',
    '{"id":"1","kind":"stopServer"}',
    '{"id":0,"kind":"stopServer"}',
    '{"id":-1,"kind":"stopServer"}',
    '{"id":1.5,"kind":"stopServer"}',
    '{"id":1e400,"kind":"stopServer"}',
    '{"id":9007199254740992,"kind":"stopServer"}',
    '{"__proto__":{"id":1,"kind":"stopServer"}}',
    "\u0000",
  ])("or it is none, and has nothing to answer to: %j", (text) => {
    expect(readRequest(text)).toBeUndefined();
  });

  it("however deep it is nested", () => {
    const deep = `{"id":1,"kind":"startRun","run":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
    expect(readRequest(deep)).toMatchObject({ kind: "problem", id: 1 });
  });

  it.each(["..", ".", "../secret", "/etc", "a/b", "a\\\\b", "a\\u0000b", ""])(
    "a folder of reports is a name and no path: %j",
    (folder) => {
      const read = readRequest(`{"id":1,"kind":"openReport","folder":"${folder}"}`);
      expect(read).toMatchObject({ kind: "problem", problem: { path: "folder" } });
    },
  );

  it.each(["2026-11-26T04-38-06Z-load", "latest", "...", ".hidden", "..a", "名字 🙂"])(
    "a folder of reports may have the name %j",
    (folder) => {
      const read = readRequest(JSON.stringify({ id: 1, kind: "openReport", folder }));
      expect(read).toMatchObject({ kind: "request", request: { folder } });
    },
  );
});

describe("a request is answered", () => {
  const stop: PageRequest = { id: 5, kind: "stopServer" };
  const bugs: unknown[] = [];
  const onBug = (error: unknown): void => void bugs.push(error);

  async function answer(handle: () => unknown): Promise<unknown> {
    bugs.length = 0;
    return JSON.parse(await answerText({ kind: "request", request: stop }, { handle, onBug }));
  }

  it.each([
    ["at once", () => ({ sent: 2 }), { sent: 2 }],
    ["later", async () => ({ sent: 2 }), { sent: 2 }],
    ["with nothing", () => undefined, undefined],
  ])("%s", async (_when, handle, result) => {
    expect(await answer(handle)).toEqual({ kind: "answer", id: 5, ...(result && { result }) });
    expect(bugs).toEqual([]);
  });

  it("with a mistake of the person as it is, which is no bug", async () => {
    const mistake = new WsrigError("usage-invalid-url", "no URL", { hint: "Give one.", path: "url" });
    expect(await answer(() => Promise.reject(mistake))).toEqual({
      kind: "answer",
      id: 5,
      problem: { code: "usage-invalid-url", message: "no URL", hint: "Give one.", path: "url" },
    });
    expect(bugs).toEqual([]);
  });

  it.each([
    ["thrown", () => throwing(new TypeError("at once")), "at once"],
    ["thrown later", () => Promise.reject(new TypeError("oh")), "oh"],
    ["that is no error", () => Promise.reject("oh"), "oh"],
    ["in what cannot be told", () => 1n, "Do not know how to serialize a BigInt"],
  ] as [string, () => unknown, string][])(
    "with a bug named, which is told where wsrig runs too: %s",
    async (_how, handle, message) => {
      expect(await answer(handle)).toEqual({
        kind: "answer",
        id: 5,
        problem: {
          code: "internal",
          message: `wsrig failed unexpectedly: ${message}`,
          hint: "Please report it, with what wsrig wrote where it was started.",
        },
      });
      expect(bugs).toHaveLength(1);
      const [bug] = bugs;
      expect(bug instanceof Error ? bug.message : bug).toBe(message);
    },
  );

  it("with its problem when it could not be read", async () => {
    const problem = { code: "usage-invalid-request", message: "no" };
    const unasked = (): never => expect.unreachable();
    expect(
      JSON.parse(await answerText({ kind: "problem", id: 9, problem }, { handle: unasked, onBug })),
    ).toEqual({ kind: "answer", id: 9, problem });
  });
});

describe("a request goes to the part that handles its kind", () => {
  it("and to no other", () => {
    const handle = requestHandler([
      partWith({ stopServer: () => "server" }),
      partWith({ stopRun: ({ id }) => `run ${id}` }),
    ]);
    expect(handle({ id: 1, kind: "stopServer" })).toBe("server");
    expect(handle({ id: 2, kind: "stopRun" })).toBe("run 2");
  });

  it("and is a mistake where no part does", () => {
    expect(() => requestHandler([])({ id: 1, kind: "stopRun" })).toThrow(
      expect.objectContaining({ code: "usage-invalid-request", message: "stopRun is not offered here" }),
    );
  });

  it("of which there is only one", () => {
    const part = partWith({ stopRun: () => 1 });
    expect(() => requestHandler([part, part])).toThrow("two parts of the user interface handle stopRun");
  });
});

function partWith(handlers: RequestHandlers): UiPart {
  return { handlers, snapshot: () => [], close: async () => {} };
}

function throwing(error: Error): never {
  throw error;
}
