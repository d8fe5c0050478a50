// examples/ci: files that parse, fit together, and do in bash what they say.

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type CiAction,
  type CiPlace,
  type CiResult,
  type CiStep,
  readYaml,
  runAction,
  runStep,
} from "./ci-runner.js";
import { Workspace } from "./code-blocks.js";

const folder = fileURLToPath(new URL("../examples/ci", import.meta.url));
const actionFolder = join(folder, "action");
const bin = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));
const action = readYaml<CiAction>(join(actionFolder, "action.yml"));
const script = readFileSync(join(actionFolder, "gate.sh"), "utf8");

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly CiStep[] }>>;
}
const workflow = readYaml<Workflow>(join(folder, "github-workflow.yml"));
const steps = workflow.jobs.gate?.steps ?? [];

/** A delay in the server makes the difference, not the machine: a block or two in which that stood still do not hide it among eight. */
const short = "--connections 2 --duration 400ms --warm-up 0s --pause 0s --blocks 8 --gate p50";

/** An echo server whose delay is in its source: what a pull request changes. */
const serverSource = (delayMs: number): string => `
import { WebSocketServer } from "ws";
const port = Number(process.argv[process.argv.indexOf("--port") + 1]);
new WebSocketServer({ host: "127.0.0.1", port }).on("connection", (socket) => {
  socket.on("message", (data, isBinary) => setTimeout(() => socket.send(data, { binary: isBinary }), ${delayMs}));
});
`;

describe("examples/ci", () => {
  test("has nothing but what is tried here", () => {
    expect(readdirSync(folder).sort()).toEqual([
      "README.md",
      "action",
      "github-workflow.yml",
      "gitlab-ci.yml",
    ]);
    expect(readdirSync(actionFolder).sort()).toEqual(["action.yml", "gate.sh"]);
  });

  test("the action uses each of its inputs, and no other", () => {
    const text = JSON.stringify(action.runs);
    const used = [...text.matchAll(/inputs\.([\w-]+)/g)].map(([, name]) => name);
    expect(new Set(used)).toEqual(new Set(Object.keys(action.inputs)));
    expect(action.runs.using).toBe("composite");
  });

  test("inputs reach the script as variables alone, and the script reads each of them", () => {
    const [step] = action.runs.steps;
    expect(step?.run).toBe('bash "$GITHUB_ACTION_PATH/gate.sh"');
    const read = [...script.matchAll(/\$\{(GATE_\w+)/g)].map(([, name]) => name);
    expect(new Set(read)).toEqual(new Set(Object.keys(step?.env ?? {})));
  });

  test("outputs are those that the script writes", () => {
    const named = Object.values(action.outputs).map(
      ({ value }) => /steps\.gate\.outputs\.([\w-]+)/.exec(value)?.[1],
    );
    expect(named).toEqual(["verdict", "exit-code"]);
    expect(script).toContain(String.raw`printf 'verdict=%s\nexit-code=%s\n'`);
    expect(action.runs.steps[0]?.id).toBe("gate");
  });

  test("the workflow gives the action inputs that it has", () => {
    const given = Object.keys(steps.find(({ uses }) => uses?.startsWith("./"))?.with ?? {});
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(given));
  });

  test("the job for GitLab sets variables that the script reads, and keeps what it writes", () => {
    const gitlab = readYaml<Record<string, { variables: object; artifacts: object }>>(
      join(folder, "gitlab-ci.yml"),
    );
    const job = gitlab["wsrig gate"];
    const set = Object.keys(job?.variables ?? {}).filter((name) => name.startsWith("GATE_"));
    expect(Object.keys(action.runs.steps[0]?.env ?? {})).toEqual(expect.arrayContaining(set));
    expect(job?.artifacts).toEqual({
      when: "always",
      paths: ["wsrig-gate"],
      reports: { junit: "wsrig-gate/junit.xml" },
    });
  });
});

describe("the action, run in bash", () => {
  let workspace: Workspace;
  let place: CiPlace;
  beforeAll(() => {
    workspace = new Workspace();
    workspace.write("fast.js", serverSource(1));
    workspace.write("slow.js", serverSource(61));
    place = { cwd: workspace.path, env: {}, expressions: {} };
  });
  afterAll(() => workspace.remove());

  const wsrig = `"${process.execPath}" "${bin}"`;
  const startOf = (file: string): string => `"${process.execPath}" ${file} --port {port}`;

  test("is red when the new build is slower: exit code, outputs, annotation, summary, report and JUnit", async () => {
    const inputs = {
      "command-a": startOf("fast.js"),
      "command-b": startOf("slow.js"),
      args: short,
      wsrig,
      out: "red",
    };
    const result = await runAction(actionFolder, inputs, place);
    expect(result, result.stderr).toMatchObject({
      code: 4,
      outputs: { verdict: "regression", "exit-code": "4" },
    });
    expect(result.stderr).toMatch(/^::error title=gate%3A new worse against old::/m);
    expect(result.summary).toContain("wsrig gate: fail");
    const files = readdirSync(join(workspace.path, "red"));
    expect(files).toEqual(expect.arrayContaining(["junit.xml", "summary.md", "latest"]));
    expect(result.summary).toBe(`${readFileSync(join(workspace.path, "red", "summary.md"), "utf8")}\n`);
  });

  test("is green when it is not, whatever stands in quotes", async () => {
    const args = `${short}\n--header 'X-Note: two words; $(touch pwned)' --name "a gate"`;
    const inputs = { "command-a": startOf("slow.js"), "command-b": startOf("fast.js"), args, wsrig };
    const result = await runAction(actionFolder, inputs, place);
    expect(result, result.stderr).toMatchObject({ code: 0, outputs: { verdict: "pass", "exit-code": "0" } });
    expect(result.stderr).toMatch(/^::notice title=a gate%3A new better against old::/m);
    expect(readdirSync(workspace.path)).not.toContain("pwned");
  });

  test("says error for a mistake in its inputs", async () => {
    const inputs = { "command-a": startOf("fast.js"), wsrig };
    const result = await runAction(actionFolder, inputs, place);
    expect(result, result.stderr).toMatchObject({ code: 2, outputs: { verdict: "error", "exit-code": "2" } });
  });
});

describe("the workflow, run in bash", () => {
  test("builds the branch and what it is based on, and holds them against each other", {
    timeout: 120_000,
  }, async () => {
    const workspace = new Workspace();
    try {
      const cwd = join(workspace.path, "repository");
      mkdirSync(cwd);
      commitProject(cwd);
      cpSync(actionFolder, join(cwd, ".github", "actions", "wsrig-gate"), { recursive: true });
      const env = { npm_config_audit: "false", npm_config_fund: "false", npm_config_offline: "true" };
      const place: CiPlace = { cwd, env, expressions: { "github.base_ref": "main" } };
      const seen: string[] = [];
      for (const step of steps) {
        seen.push(step.uses ?? step.name ?? "");
        const result = await playStep(step, place);
        if (result === undefined) continue;
        const wanted = step.uses?.startsWith("./") ? 4 : 0;
        expect(result.code, result.stdout + result.stderr).toBe(wanted);
      }
      expect(seen).toEqual([
        "actions/checkout@v4",
        "actions/setup-node@v4",
        "Build the new build",
        "Build the old build",
        "./.github/actions/wsrig-gate",
      ]);
    } finally {
      workspace.remove();
    }
  });
});

/** A shell step, or the action that lies in the repository; actions of GitHub's own have been done by hand. */
async function playStep(step: CiStep, place: CiPlace): Promise<CiResult | undefined> {
  if (step.run !== undefined) return runStep(step, place);
  if (step.uses?.startsWith("./") !== true) return undefined;
  const given = Object.entries(step.with ?? {}).map(([name, value]) => [name, String(value)]);
  const inputs = { ...Object.fromEntries(given), args: short, wsrig: `"${process.execPath}" "${bin}"` };
  return runAction(join(place.cwd, step.uses), inputs, place);
}

/** A project with a build, on main; and the commit of a branch that makes its server slow. */
function commitProject(cwd: string): void {
  const git = (...args: readonly string[]): void => {
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], {
      cwd,
      stdio: "pipe",
    });
  };
  const write = (name: string, text: string): void => writeFileSync(join(cwd, name), text);
  const manifest = { name: "server", version: "1.0.0", type: "module", scripts: { build: "node build.js" } };
  write("package.json", JSON.stringify(manifest));
  const packages = { "": { name: manifest.name, version: manifest.version } };
  const lock = {
    name: manifest.name,
    version: manifest.version,
    lockfileVersion: 3,
    requires: true,
    packages,
  };
  write("package-lock.json", JSON.stringify(lock));
  write("build.js", 'import { cpSync } from "node:fs";\ncpSync("server.js", "dist/server.js");\n');
  write(".gitignore", "node_modules\ndist\n");
  write("server.js", serverSource(1));
  git("init", "--quiet", "--initial-branch", "main");
  git("add", ".");
  git("commit", "--quiet", "--message", "Serve");
  git("update-ref", "refs/remotes/origin/main", "HEAD");
  git("switch", "--quiet", "--create", "branch");
  write("server.js", serverSource(61));
  git("commit", "--quiet", "--all", "--message", "Wait a little");
}
