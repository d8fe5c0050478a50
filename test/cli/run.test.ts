import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runReportSchema } from "../../src/metrics/run-report.js";
import type { ReferenceServer } from "../../src/server/reference-server.js";
import { runCli, startCli, temporaryFolder } from "./run-cli.js";
import { deadUrl, startTarget, startWrongTarget } from "./targets.js";

const folder = temporaryFolder();
const file = join(folder.path, "greeting.ts");
const out = ["--out", folder.path];
let server: ReferenceServer;

beforeAll(async () => {
  server = await startTarget();
  writeFileSync(
    file,
    `import { scenario } from "wsrig";
export default scenario({
  name: "greeting",
  async run(session) {
    const connection = await session.connect();
    connection.sendText("hello");
    const answer: string = await connection.receiveText();
    session.check("is greeted back", answer === "hello", { expected: "hello", received: answer });
  },
});
`,
  );
});
afterAll(async () => {
  await server.close();
  folder.remove();
});

describe("wsrig run", () => {
  it("runs a TypeScript file without a build step: exit code 0", async () => {
    const args = [
      "run",
      file,
      "--url",
      `${server.url}/echo`,
      "--clients",
      "3",
      "--iterations",
      "2",
      "--json",
      ...out,
    ];
    const { code, stdout, stderr } = await runCli(args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const report = runReportSchema.parse(JSON.parse(stdout));
    expect(report).toMatchObject({
      name: "run",
      verdict: "pass",
      plan: { scenarios: ["greeting"], clients: 3 },
    });
    expect(report.checks).toContainEqual(
      expect.objectContaining({ title: "is greeted back", status: "pass", passes: 6, scenario: "greeting" }),
    );
  });

  it("what a scenario logs goes to stderr: under --json stdout is the report alone", async () => {
    const talking = join(folder.path, "talking.mjs");
    writeFileSync(
      talking,
      `import { scenario } from "wsrig";
console.info("loaded");
export default scenario({ name: "talks", run: async () => console.log("from run"), teardown: () => console.table([1]) });
`,
    );
    const { stdout, stderr } = await runCli(["run", talking, "--url", server.url, "--json", ...out]);
    expect(runReportSchema.parse(JSON.parse(stdout)).name).toBe("run");
    expect(stderr).toMatch(/^loaded\nfrom run\n/);
  });

  it.each([
    ["a rejection that nobody handles", 'Promise.reject(new Error("stray"));'],
    [
      "a throw in a timer",
      'setTimeout(() => { throw new Error("stray"); }); await new Promise((resolve) => setTimeout(resolve));',
    ],
  ])("%s is a failed check with its line, and the run goes on: exit code 1", async (_, code) => {
    const stray = join(folder.path, "stray.mjs");
    writeFileSync(
      stray,
      `import { scenario } from "wsrig";
const next = scenario({ name: "next", run: async (session) => void session.check("ran", true) });
export default [scenario({ name: "strays", async run(session) {
  ${code}
} }), next];
`,
    );
    const run = await runCli(["run", stray, "--url", server.url, "--json", ...out]);
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 1, stderr: "" });
    expect(runReportSchema.parse(JSON.parse(run.stdout))).toMatchObject({
      verdict: "fail",
      checks: [
        {
          scenario: "strays",
          title: "runs without an error",
          status: "fail",
          received: "Error: stray",
          reason: expect.stringMatching(/^the scenario's own code threw at .*stray\.mjs:4\.$/),
        },
        { scenario: "next", title: "ran", status: "pass" },
      ],
    });
  });

  it("an error that no file of the user threw is still a bug of ours: exit code 70", async () => {
    const odd = join(folder.path, "odd.mjs");
    writeFileSync(
      odd,
      `import { scenario } from "wsrig";
export default scenario({ name: "odd", async run(session) {
  const error = new Error("from nowhere");
  error.stack = "Error: from nowhere";
  setTimeout(() => { throw error; });
  await session.sleep("10s");
} });
`,
    );
    const { code, stderr } = await runCli(["run", odd, "--url", server.url, ...out]);
    expect(code).toBe(70);
    expect(stderr).toContain("error: wsrig failed unexpectedly: Error: from nowhere");
  });

  describe("thresholds of a file without loads", () => {
    function write(thresholds: object): string {
      const path = join(folder.path, "judged.mjs");
      const body = `
import { scenario } from "wsrig";
const talk = scenario({ name: "talk", tags: { team: "a" }, async run(session) {
  const connection = await session.connect();
  session.counter("greetings", 2);
  if (session.env.STAY) await session.sleep("10m");
  await connection.close();
} });
export default { scenarios: [talk], metrics: { greetings: "counter" }, thresholds: ${JSON.stringify(thresholds)} };
`;
      writeFileSync(path, body);
      return path;
    }

    it("are judged, as those of flags are: exit code 0 when all hold", async () => {
      const path = write({ "ws_sessions{team:a}": ["count == 3"], greetings: ["count == 6"] });
      const flags = ["--clients", "3", "--threshold", "ws_errors{scenario:talk}: count == 0"];
      const { code, stdout } = await runCli(["run", path, "--url", server.url, ...flags, "--json", ...out]);
      const report = runReportSchema.parse(JSON.parse(stdout));
      expect({ code, verdict: report.verdict }).toEqual({ code: 0, verdict: "pass" });
      expect(report.thresholds).toEqual([
        { metric: "ws_sessions{team:a}", expression: "count == 3", ok: true, observed: 3 },
        { metric: "greetings", expression: "count == 6", ok: true, observed: 6 },
        { metric: "ws_errors{scenario:talk}", expression: "count == 0", ok: true, observed: 0 },
      ]);
    });

    it("one that does not hold: exit code 99", async () => {
      const path = write({ greetings: ["count == 3"] });
      const { code, stdout } = await runCli(["run", path, "--url", server.url, "-q", ...out]);
      expect(code).toBe(99);
      expect(stdout).toMatch(/greetings: count == 3 +failed +2$/m);
    });

    it("abortOnFail ends the run long before its time", async () => {
      const path = write({ greetings: [{ threshold: "count < 1", abortOnFail: true }] });
      const args = ["run", path, "--url", server.url, "-q", ...out];
      const { code, stdout } = await runCli(args, { env: { STAY: "1" } });
      expect(code).toBe(99);
      expect(stdout).toMatch(/greetings: count < 1 +failed +2$/m);
    });

    it("on a metric that there is not: exit code 2 before the run", async () => {
      const path = write({ greetingz: ["count == 3"] });
      const { code, stderr } = await runCli(["run", path, "--url", server.url, "-q", ...out]);
      expect(code).toBe(2);
      expect(stderr).toBe(
        'error: thresholds.greetingz: metric "greetingz" is not known\nhint: Write greetings if you mean that.\n',
      );
    });
  });

  it("a module that holds nothing to run is a mistake", async () => {
    const empty = join(folder.path, "empty.mjs");
    writeFileSync(empty, "export default { loads: {}, workers: 2 };\n");
    const { code, stderr } = await runCli(["run", empty, "--url", server.url]);
    expect(code).toBe(2);
    expect(stderr).toBe(`error: ${empty}: the file has neither scenarios nor loads; must have one of them\n`);
  });

  it("a folder is a mistake", async () => {
    const { code, stderr } = await runCli(["run", folder.path, "--url", server.url]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: .* is a folder; must be a scenario file, ending in one of \.ts, /);
  });

  it("a run whose code hangs is drained by one signal: the report is written, exit code 130", async () => {
    const hanging = join(folder.path, "hanging.mjs");
    writeFileSync(
      hanging,
      `import { scenario } from "wsrig";
export default scenario({ name: "hangs", async run(session) {
  session.check("was here", true);
  console.error("hanging");
  await new Promise(() => setInterval(() => {}, 1_000));
} });
`,
    );
    const run = startCli(["run", hanging, "--url", server.url, "--json", ...out]);
    await run.stderrHas("hanging");
    run.child.kill("SIGINT");
    const { code, stdout } = await run.result;
    expect(code).toBe(130);
    expect(runReportSchema.parse(JSON.parse(stdout))).toMatchObject({
      verdict: "interrupted",
      checks: [{ title: "was here", status: "pass" }],
    });
  });

  it("a failed check: exit code 1, with expected and received", async () => {
    await using wrong = await startWrongTarget(() => "go away");
    const { code, stdout } = await runCli(["run", file, "--url", wrong.url, "-q", ...out]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/✗ greeting: is greeted back[\s\S]*expected +hello[\s\S]*received +go away/);
  });

  it("nobody there: the report is written, and then exit code 3", async () => {
    const url = await deadUrl();
    const { code, stdout, stderr } = await runCli(["run", file, "--url", url, "-q", ...out]);
    expect(code).toBe(3);
    expect(stdout).toContain("HTML report:");
    expect(stderr).toContain(`error: no HTTP answer from "${url}": `);
  });

  it("a file without a url needs --url", async () => {
    const { code, stderr } = await runCli(["run", file, ...out]);
    expect(code).toBe(2);
    expect(stderr).toBe(
      "error: the scenario file names no url, and --url is not given\nhint: Add --url ws://HOST:PORT/PATH, or a url to the file.\n",
    );
  });

  it("a missing file is a mistake", async () => {
    const { code, stdout, stderr } = await runCli(["run", join(folder.path, "none.ts"), "--url", server.url]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^error: .*none\.ts/);
  });

  it("a YAML file with mistakes: exit code 2, all of them at once", async () => {
    const broken = join(folder.path, "broken.yaml");
    writeFileSync(broken, "url: 5\nscenarioz: []\n");
    const { code, stderr } = await runCli(["run", broken]);
    expect(code).toBe(2);
    expect(stderr).toContain("scenarioz");
    expect(stderr).toContain("url");
  });
});
