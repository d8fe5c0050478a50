// The shell steps of GitHub workflows and composite actions, run as GitHub's runner runs them: as far as a shell can.

import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** A step of a workflow or of a composite action. */
export interface CiStep {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string | number>>;
}

/** An action.yml. */
export interface CiAction {
  readonly name: string;
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string; readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly CiStep[] };
}

/** What a shell step left. */
export interface CiResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What it wrote to GITHUB_OUTPUT. */
  readonly outputs: Readonly<Record<string, string>>;
  /** What is in GITHUB_STEP_SUMMARY. */
  readonly summary: string;
}

/** Where steps run. */
export interface CiPlace {
  readonly cwd: string;
  /** Beside those of the process and of the step. */
  readonly env: Readonly<Record<string, string>>;
  /** Values of `${{ ... }}` by what stands within: `github.base_ref`. */
  readonly expressions: Readonly<Record<string, string>>;
}

/** A YAML document; the parser throws for what is no YAML, and for keys that stand twice. */
export function readYaml<T>(file: string): T {
  return parse(readFileSync(file, "utf8")) as T;
}

/** Runs the first shell step of the action in `folder` with `inputs`. @throws Error for an input that it does not have */
export function runAction(
  folder: string,
  inputs: Readonly<Record<string, string>>,
  place: CiPlace,
): Promise<CiResult> {
  const action = readYaml<CiAction>(join(folder, "action.yml"));
  const unknown = Object.keys(inputs).find((name) => action.inputs[name] === undefined);
  if (unknown !== undefined) throw new Error(`the action has no input ${unknown}`);
  const values = Object.entries(action.inputs).map(([name, input]) => [
    `inputs.${name}`,
    inputs[name] ?? input.default ?? "",
  ]);
  const step = action.runs.steps.find(({ run }) => run !== undefined);
  if (step === undefined) throw new Error("the action has no shell step");
  return runStep(step, {
    ...place,
    env: { ...place.env, GITHUB_ACTION_PATH: folder },
    expressions: { ...place.expressions, ...Object.fromEntries(values) },
  });
}

/** Runs a shell step in bash with the flags that GitHub gives it. */
export function runStep(step: CiStep, { cwd, env, expressions }: CiPlace): Promise<CiResult> {
  const files = mkdtempSync(join(cwd, "runner-"));
  const file = (name: string): string => join(files, name);
  writeFileSync(file("output"), "");
  writeFileSync(file("summary"), "");
  writeFileSync(file("script"), filled(step.run ?? "", expressions));
  const own = Object.entries(step.env ?? {}).map(([name, value]) => [name, filled(value, expressions)]);
  const variables = {
    ...process.env,
    NO_COLOR: "1",
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_OUTPUT: file("output"),
    GITHUB_STEP_SUMMARY: file("summary"),
    ...env,
    ...Object.fromEntries(own),
  };
  return new Promise((resolve) => {
    execFile(
      "bash",
      ["--noprofile", "--norc", "-eo", "pipefail", file("script")],
      { cwd, env: variables, timeout: 120_000 },
      (error, stdout, stderr) =>
        resolve({
          code: typeof error?.code === "number" ? error.code : error ? -1 : 0,
          stdout,
          stderr,
          outputs: pairsOf(readFileSync(file("output"), "utf8")),
          summary: readFileSync(file("summary"), "utf8"),
        }),
    );
  });
}

/** `text` with every `${{ ... }}` filled in. @throws Error for one that has no value: GitHub would leave it empty in silence */
function filled(text: string, expressions: CiPlace["expressions"]): string {
  return text.replaceAll(/\$\{\{\s*([^}]+?)\s*\}\}/g, (_, name: string) => {
    const value = expressions[name];
    if (value === undefined) throw new Error(`the expression ${name} has no value`);
    return value;
  });
}

function pairsOf(text: string): Readonly<Record<string, string>> {
  const lines = text.split("\n").filter((line) => line !== "");
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
}
