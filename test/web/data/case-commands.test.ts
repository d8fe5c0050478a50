// The command that runs one case again.

import { describe, expect, test } from "vitest";
import { explainCaseCommand, repeatCaseCommand } from "../../../src/web/data/case-commands.js";

const server = { agent: "new", role: "server", url: "ws://h:1/echo" } as const;
const client = { agent: "ws 8", role: "client", url: "ws://127.0.0.1:9001" } as const;

/** What runs `id` again, on one line. */
function repeated(
  line: string,
  { id = "9.3.1", isHostile = false, agent = server as typeof server | typeof client, plan = {} } = {},
): string {
  return repeatCaseCommand({ command: line.split(" "), plan }, { id, isHostile, agent }).join(" ");
}

describe("the command that repeats a case", () => {
  test.each([
    ["wsrig conform ws://h:1/echo", "wsrig conform ws://h:1/echo --cases 9.3.1"],
    [
      "wsrig conform ws://h:1/echo --cases 9.* --cases 2.1 --exclude 9.3.* --wait 500ms --seed 7",
      "wsrig conform ws://h:1/echo --cases 9.3.1 --wait 500ms --seed 7",
    ],
    [
      "wsrig conform ws://h:1/echo?token=*** --jobs 2 --header=-x --hostile --insecure --baseline b.json --agent new",
      "wsrig conform ws://h:1/echo?token=*** --cases 9.3.1 --header=-x --insecure --agent new",
    ],
    [
      "wsrig conform ws://h:1/echo --agent new --also old=ws://h:2/ --seed 7",
      "wsrig conform ws://h:1/echo --cases 9.3.1 --agent new --seed 7",
    ],
  ])("of %s is %s", (line, words) => {
    expect(repeated(line)).toBe(words);
  });

  test("asks for a hostile case as such", () => {
    expect(repeated("wsrig conform ws://h:1/echo --hostile --seed 7", { id: "L.3.1", isHostile: true })).toBe(
      "wsrig conform ws://h:1/echo --cases L.3.1 --hostile --seed 7",
    );
  });

  test("on a server of --also goes to that server, under its name", () => {
    const agent = { ...server, agent: "old" as never, url: "ws://h:2/" as never };
    const line =
      "wsrig conform ws://h:1/echo --agent new --also old=ws://h:2/ --also older=ws://h:3/ --seed 7";
    expect(repeated(line, { agent })).toBe("wsrig conform ws://h:2/ --cases 9.3.1 --agent old --seed 7");
  });

  test("for a client has its program, wherever the run has it", () => {
    const words = "wsrig conform-client --cases 9.3.1 --port 0 --seed 7 -- node client.js --fast {url}";
    const program = ["node", "client.js", "--fast", "{url}"];
    const options = { agent: client, plan: { program } };
    expect(repeated("wsrig conform-client --port 0 --seed 7", options)).toBe(words);
    expect(
      repeated("wsrig conform-client --port 0 --seed 7 -- node client.js --fast {url}", { agent: client }),
    ).toBe(words);
    expect(repeated("wsrig conform-client --once", { agent: client, plan: { program: [] } })).toBe(
      "wsrig conform-client --cases 9.3.1 --once",
    );
  });

  test("has another one beside it that explains the case", () => {
    expect(explainCaseCommand("9.3.1")).toEqual(["wsrig", "conform", "--explain", "9.3.1"]);
  });
});
