// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of scenario files look like those of templates.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { WsrigError } from "../../src/errors.js";
import { scenarioJsonSchema } from "../../src/scenarios/json-schema.js";
import { loadScenarioFile } from "../../src/scenarios/load-file.js";
import { echo, startWsPeer } from "./peers.js";
import { runAgainst } from "./run-against.js";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "wsrig-load-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** What loading fails with: the code, and the message with the folder left out. */
async function failure(
  name: string,
  text: string,
  env: Record<string, string> = {},
): Promise<[string, string[]]> {
  const path = write(name, text);
  const error: unknown = await loadScenarioFile(path, { env }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof WsrigError)) throw new Error(`not a WsrigError: ${String(error)}`);
  return [error.code, error.message.replaceAll(`${folder}/`, "").split("\n")];
}

/** A file that is right but for these steps. */
const withSteps = (steps: string) => `name: x\nsteps:\n${steps}`;

describe("a declarative file that is wrong is refused with every problem, its line and column", () => {
  test.each<[string, string, string[]]>([
    [
      "without a name and steps",
      "clients: 1\n",
      ["bad.yaml:1:1: name is missing; must be text", "bad.yaml:1:1: steps is missing; must be a list"],
    ],
    ["that is no object", "just text\n", ['bad.yaml:1:1: the file is "just text"; must be an object']],
    ["with no steps", "name: x\nsteps: []\n", ["bad.yaml:2:8: steps is a list; must not be empty"]],
    [
      "with a misspelt key",
      withSteps("  - connect:\nclints: 3\n"),
      ['bad.yaml:4:9: clints is not known here; did you mean "clients"?'],
    ],
    [
      "with a misspelt step",
      withSteps("  - sendTxt: hi\n"),
      ['bad.yaml:3:14: steps[0].sendTxt is not known here; did you mean "sendText"?'],
    ],
    [
      "with a misspelt bare step",
      withSteps("  - conect\n"),
      ['bad.yaml:3:5: steps[0] is "conect"; must be "connect" or "ping" or "close", or an object'],
    ],
    [
      "with a misspelt option",
      withSteps("  - expectText: { equal: hi }\n"),
      ['bad.yaml:3:26: steps[0].expectText.equal is not known here; did you mean "equals"?'],
    ],
    [
      "with a bare number as a duration",
      withSteps("  - sleep: 5\n"),
      [
        'bad.yaml:3:12: steps[0].sleep is 5; must be a duration with its unit, such as "500ms", "30s", "1m30s" (write "5s" if you mean seconds)',
      ],
    ],
    [
      "with a bare number as a size",
      withSteps('  - sendText: { size: "64" }\n'),
      [
        'bad.yaml:3:23: steps[0].sendText.size is "64"; must be a size with its unit, such as "32B", "16KiB", "1MiB" (write "64B" if you mean bytes)',
      ],
    ],
    [
      "with a payload given twice",
      withSteps("  - sendBinary: { hex: ab, size: 1KiB }\n"),
      [
        "bad.yaml:3:17: steps[0].sendBinary is an object with hex, size; must have exactly one of hex, base64, size",
      ],
    ],
    [
      "with odd hex",
      withSteps("  - sendBinary: { hex: abc }\n"),
      [
        'bad.yaml:3:24: steps[0].sendBinary.hex is "abc"; must be pairs of hexadecimal digits, such as "de ad be ef"',
      ],
    ],
    [
      "with two steps in one",
      withSteps("  - { connect: , close: }\n"),
      [
        "bad.yaml:3:5: steps[0] is an object with connect, close; must be one of connect, sendText, sendBinary, sendFragments, sendFrame, expectText, expectBinary, expectClose, ping, sleep, close, repeat",
      ],
    ],
    [
      "with a wrong regular expression",
      withSteps('  - expectText: { matches: "(" }\n'),
      ['bad.yaml:3:28: steps[0].expectText.matches is "("; must be a regular expression'],
    ],
    [
      "with a close code out of range",
      withSteps("  - close: { code: 70000 }\n"),
      ["bad.yaml:3:20: steps[0].close.code is 70000; must be at most 65535"],
    ],
    [
      "with clients as a word",
      "name: x\nclients: many\nsteps: [connect]\n",
      ['bad.yaml:2:10: clients is "many"; must be a whole number'],
    ],
    [
      "with no clients",
      "name: x\nclients: 0\nsteps: [connect]\n",
      ["bad.yaml:2:10: clients is 0; must be at least 1"],
    ],
    [
      "with an unknown connection",
      withSteps("  - connect: { as: bob }\n  - ping: { on: bop }\n"),
      ['bad.yaml:4:17: steps[1].ping.on is "bop", which no connect step opens; did you mean "bob"?'],
    ],
    [
      "with an unknown placeholder",
      withSteps('  - sendText: "{{clinet}}"\n'),
      ['bad.yaml:3:15: steps[0].sendText uses {{clinet}}, which nothing fills; did you mean "client"?'],
    ],
    [
      "with a problem inside of repeat",
      withSteps("  - repeat: { times: 2, steps: [ { slep: 1s } ] }\n"),
      ['bad.yaml:3:42: steps[0].repeat.steps[0].slep is not known here; did you mean "sleep"?'],
    ],
    [
      "with an environment variable that is not set",
      withSteps("  - sendText: ${TOKEN}\n"),
      [
        "bad.yaml:3:15: steps[0].sendText uses ${TOKEN}, but TOKEN is not set (set it, or write ${TOKEN:-default})",
      ],
    ],
    [
      "with a wrong url",
      "url: http://x\nname: x\nsteps: [connect]\n",
      ['bad.yaml:1:6: url is "http://x"; must begin with "ws://" or "wss://"'],
    ],
    [
      "with several problems at once",
      "name: 'no good'\ntimeout: 3\nsteps:\n  - sendText: 7\n  - pingg:\n",
      [
        `bad.yaml:1:7: name is "no good"; must be 1 to 100 letters, digits, ".", "_" or "-"`,
        'bad.yaml:2:10: timeout is 3; must be a duration with its unit, such as "500ms", "30s", "1m30s" (write "3s" if you mean seconds)',
        "bad.yaml:4:15: steps[0].sendText is 7; must be text, or an object",
        'bad.yaml:5:11: steps[1].pingg is not known here; did you mean "ping"?',
      ],
    ],
    [
      "in the second of two scenarios",
      "scenarios:\n  - { name: a, steps: [connect] }\n  - { name: b, steps: [connect], itrations: 2 }\n",
      ['bad.yaml:3:45: scenarios[1].itrations is not known here; did you mean "iterations"?'],
    ],
    [
      "with data rows of which some lack a name that a step uses",
      "name: x\ndata:\n  - { user: ann, room: a }\n  - { user: bob }\n  - { room: c }\nsteps:\n  - sendText: '{{data.user}} {{data.room}} {{data.room}}'\n",
      [
        "bad.yaml:4:5: data[1] has no room; steps[0].sendText uses {{data.room}}, so every row must have it",
        "bad.yaml:5:5: data[2] has no user; steps[0].sendText uses {{data.user}}, so every row must have it",
      ],
    ],
    [
      "with problems of several kinds, in the order of the file",
      "clients: 0\nname: x\ndescription: ${NONE}\nsteps: [connect]\nsessionTimeout: 2\n",
      [
        "bad.yaml:1:10: clients is 0; must be at least 1",
        expect.stringMatching(/^bad\.yaml:3:14: .*NONE/),
        expect.stringMatching(/^bad\.yaml:5:17: sessionTimeout is 2; must be a duration/),
      ],
    ],
    [
      "with one name twice",
      "scenarios:\n  - { name: a, steps: [connect] }\n  - { name: a, steps: [connect] }\n",
      ['bad.yaml has two scenarios named "a"; names must differ'],
    ],
  ])("%s", async (_, text, messages) => {
    expect(await failure("bad.yaml", text)).toEqual(["scenario-invalid-file", messages]);
  });

  test.each([
    ["YAML with wrong indentation", "bad.yaml", "name: x\n  steps: []\n", /^bad\.yaml:1:7: Nested mappings/],
    ["YAML with a key twice", "bad.yaml", "name: x\nname: y\n", /^bad\.yaml:2:1: Map keys must be unique/],
    ["JSON with a comma missing", "bad.json", '{\n  "name": "x"\n  "steps": []\n}', /^bad\.json:3:3: /],
    ["JSON cut short", "bad.json", '{ "name": "x", ', /^bad\.json:1:1\d: /],
  ])("%s is a syntax error with its place", async (_, file, text, message) => {
    const [code, [first]] = await failure(file, text);
    expect(code).toBe("scenario-invalid-syntax");
    expect(first).toMatch(message);
  });
});

describe("a file that cannot be a scenario file", () => {
  test("does not exist", async () => {
    await expect(loadScenarioFile("no-such.yaml")).rejects.toMatchObject({
      code: "scenario-file-unreadable",
      message: "no-such.yaml does not exist",
    });
  });

  test.each(["", ".yaml"])("is a folder%s", async (ending) => {
    const path = join(folder, `scenarios${ending}`);
    mkdirSync(path);
    await expect(loadScenarioFile(path)).rejects.toMatchObject({
      code: "scenario-file-kind",
      message: `${path} is a folder; must be a scenario file, ending in one of .ts, .mts, .js, .mjs, .yaml, .yml, .json`,
    });
  });

  test("has another ending", async () => {
    await expect(loadScenarioFile("plan.toml")).rejects.toMatchObject({
      code: "scenario-file-kind",
      message: 'plan.toml ends in ".toml"; must be one of .ts, .mts, .js, .mjs, .yaml, .yml, .json',
    });
  });

  test.each([
    ["nothing by default", "export const a = 1;", "bad.ts exports an object with a by default"],
    ["an empty list", "export default [];", "bad.ts exports an empty list by default"],
    [
      "a plain definition",
      "export default { name: 'x', run() {} };",
      "bad.ts exports an object with name, run by default",
    ],
    ["a number", "export default 42;", "bad.ts exports number by default"],
  ])("exports %s", async (_, text, beginning) => {
    expect(await failure("bad.ts", text)).toEqual([
      "scenario-no-default-export",
      [`${beginning}; must be a scenario, a list of them, or { url, scenarios }`],
    ]);
  });

  test("throws while it is loaded: message and line are named", async () => {
    const [code, [message]] = await failure("bad.ts", "const x: number = 1;\n\nnull.x;\n");
    expect(code).toBe("scenario-load-failed");
    expect(message).toMatch(
      /^bad\.ts could not be loaded: Cannot read properties of null \(reading 'x'\) \(.*bad\.ts:3\)$/,
    );
  });

  test("does not parse", async () => {
    const [code, [message]] = await failure("bad.ts", "export default {{;\n");
    expect(code).toBe("scenario-load-failed");
    expect(message).toMatch(/^bad\.ts could not be loaded: /);
  });

  test("has a definition that is wrong: everything is named", async () => {
    const text =
      'import { scenario } from "wsrig";\nexport default scenario({ name: "a b", clients: 0 } as never);\n';
    const [code, messages] = await failure("bad.ts", text);
    expect(code).toBe("scenario-load-failed");
    expect(messages[0]).toMatch(
      /^bad\.ts could not be loaded: scenario\.name is "a b"; must be 1 to 100 letters/,
    );
    expect(messages.slice(1)).toEqual([
      "scenario.run is undefined; must be a function",
      expect.stringMatching(/^scenario\.clients is 0; must be a whole number from 1/),
    ]);
  });
});

describe("a file that is right", () => {
  test("TypeScript needs no build step, may import its neighbours, and is read anew each time", async () => {
    write("neighbour.ts", "export const greeting: string = 'hi';\n");
    const text = (name: string) =>
      `import { scenario } from "wsrig";\nimport { greeting } from "./neighbour.ts";\nexport default { url: "ws://127.0.0.1:1/", scenarios: [scenario({ name: "${name}", description: greeting, async run() {} })] };\n`;
    const path = write("good.ts", text("one"));
    const first = await loadScenarioFile(path);
    expect(first).toMatchObject({
      path,
      url: "ws://127.0.0.1:1/",
      scenarios: [{ name: "one", description: "hi" }],
    });
    write("good.ts", text("two"));
    expect((await loadScenarioFile(path)).scenarios[0]?.name).toBe("two");
  });

  test("${NAME} and ${NAME:-default} come from the environment, $${ stays, and numbers become numbers", async () => {
    const text =
      "url: ${URL:-ws://127.0.0.1:9/}\nname: x\nclients: ${N}\ndescription: $${N} ${EMPTY:-none}\nsteps: [connect]\n";
    const path = write("env.yaml", text);
    const { url, scenarios } = await loadScenarioFile(path, { env: { N: "7", EMPTY: "" } });
    expect(url).toBe("ws://127.0.0.1:9/");
    expect(scenarios[0]).toMatchObject({ clients: 7, description: "${N} none" });
  });

  test("numbers of loads become numbers too, but not below tags, headers and data, where words are the user's", async () => {
    const parts = { loads: z.json() };
    const load = {
      rate: "${R}",
      tags: { rate: "${R}" },
      connect: { headers: { code: "${R}" } },
      keepOpen: "${B}",
    };
    const path = write("numbers.json", JSON.stringify({ loads: { one: load } }));
    const file = await loadScenarioFile(path, { env: { R: "2.5", B: "true" }, parts });
    expect(file.parts).toEqual({
      loads: {
        one: { rate: 2.5, tags: { rate: "2.5" }, connect: { headers: { code: "2.5" } }, keepOpen: true },
      },
    });
  });

  test("timeout and sessionTimeout are durations", async () => {
    const path = write("times.yaml", "name: x\ntimeout: 3s\nsessionTimeout: 2m\nsteps: [connect]\n");
    expect((await loadScenarioFile(path)).scenarios[0]).toMatchObject({
      timeoutMs: 3_000,
      sessionTimeoutMs: 120_000,
    });
  });

  test("JSON with tabs is JSON", async () => {
    const path = write("tabs.json", '{\n\t"name": "x",\n\t"steps": [\n\t\t"connect"\n\t]\n}\n');
    expect((await loadScenarioFile(path)).scenarios[0]?.name).toBe("x");
  });

  test("{{client}}, {{iteration}} and {{data.NAME}} differ by virtual client, and a wrong reply names both sides", async () => {
    const text = [
      "name: x",
      "clients: 3",
      "iterations: 2",
      "data: [{ user: ann }, { user: bob }]",
      "steps:",
      '  - sendText: "{{data.user}} {{client}}.{{iteration}} \\\\{{client}}"',
      '  - expectText: { matches: "^(ann|bob) [012]\\\\.[01] [{]{2}client[}]{2}$", title: fills }',
      '  - sendText: "{{client}}"',
      '  - expectText: { equals: "0", title: only client 0 }',
    ].join("\n");
    const path = write("fill.yaml", text.replaceAll("\\\\{{", "\\\\{{"));
    await using peer = await startWsPeer(echo);
    const run = await runAgainst(peer.url, (await loadScenarioFile(path)).scenarios);
    expect(run.check("fills")).toMatchObject({ status: "pass", passes: 6 });
    expect(run.check("only client 0")).toMatchObject({
      passes: 2,
      fails: 4,
      expected: '"0"',
      received: '"1"',
    });
  });

  test.each([
    ["expectText: { json: { 'a.b[1]': 2 } }", "a.b[1] is 2", "a.b[1] is 3"],
    ["expectText: { json: { c: 2 } }", "c is 2", 'no c in "{\\"a\\":{\\"b\\":[1,3]}}"'],
    ["expectText: { matches: '^x' }", "text matching /^x/", '"{\\"a\\":{\\"b\\":[1,3]}}"'],
    ["expectBinary: { hex: ab }", "a binary message", 'text "{\\"a\\":{\\"b\\":[1,3]}}"'],
  ])("a step that expects something else fails: %s", async (step, expected, received) => {
    const path = write(
      "red.yaml",
      withSteps(`  - sendText: { json: { a: { b: [1, 3] } } }\n  - ${step}\n  - sleep: 1h\n`),
    );
    await using peer = await startWsPeer(echo);
    const run = await runAgainst(peer.url, (await loadScenarioFile(path)).scenarios);
    expect(run.checks[1]).toMatchObject({ status: "fail", expected, received });
    expect(run.checks).toHaveLength(2);
  });

  test("expectClose sees the peer's close, and close its answer", async () => {
    const steps = withSteps("  - sendText: x\n  - expectClose: { code: 4000, title: right }\n");
    const wrong = withSteps("  - sendText: x\n  - expectClose: { code: 4001, reason: no, title: wrong }\n");
    await using peer = await startWsPeer((client) => client.on("message", () => client.close(4000, "done")));
    const right = await runAgainst(peer.url, (await loadScenarioFile(write("close.yaml", steps))).scenarios);
    expect(right.check("right").status).toBe("pass");
    const red = await runAgainst(peer.url, (await loadScenarioFile(write("close.yaml", wrong))).scenarios);
    expect(red.check("wrong")).toMatchObject({ expected: 'close 4001 "no"', received: 'close 4000 "done"' });
  });
});

test("the JSON Schema for editors has every step, and requires no defaults", () => {
  const schema = JSON.stringify(scenarioJsonSchema());
  for (const word of ["sendFragments", "expectClose", "repeat", "draft/2020-12"])
    expect(schema).toContain(word);
  expect(scenarioJsonSchema()).toMatchObject({
    title: "wsrig scenario file",
    anyOf: [{}, { required: ["scenarios"] }],
  });
});
