// Loads a scenario file written in TypeScript or JavaScript, without a build step.

import { existsSync } from "node:fs";
import { createJiti } from "jiti";
import { z } from "zod";
import { WsrigError } from "../errors.js";
import { type FileProblem, validateFile } from "./file-problems.js";
import type { FileParts, PartsCheck } from "./file-schema.js";
import { isScenario, type Scenario } from "./scenario.js";
import { sourcePosition } from "./source-position.js";

/** What a scenario module exports by default. */
export interface ScenarioModule {
  readonly url?: string | undefined;
  readonly scenarios: readonly Scenario[];
  /** What the parts hold, by key. */
  readonly parts: Readonly<Record<string, unknown>>;
}

/** What a module may have beside its scenarios. */
export interface ModuleParts {
  readonly parts: FileParts;
  readonly checkParts?: PartsCheck | undefined;
}

/**
 * Imports a module and reads its default export: a scenario, a list of them, or `{ url, scenarios }` with parts beside them.
 *
 * @param path - Absolute.
 * @param file - As the user wrote it, for messages.
 * @throws WsrigError `scenario-load-failed`, `scenario-no-default-export`
 */
export async function loadScenarioModule(
  path: string,
  file: string,
  known: ModuleParts,
): Promise<ScenarioModule> {
  // Not from a cache: a file that was changed and loaded again must be read again.
  const wsrig: unknown = await import(ownIndex());
  const jiti = createJiti(import.meta.url, { moduleCache: false, virtualModules: { wsrig } });
  let exported: unknown;
  try {
    exported = await jiti.import(path, { default: true });
  } catch (cause) {
    throw loadFailure(file, cause);
  }
  return readExport(exported, file, known);
}

/** `import … from "wsrig"` means this very copy, wherever the file lies; beside it our own sources may run (`.ts`). */
function ownIndex(): string {
  const compiled = new URL("../index.js", import.meta.url);
  return existsSync(compiled) ? compiled.href : new URL("../index.ts", import.meta.url).href;
}

function readExport(exported: unknown, file: string, known: ModuleParts): ScenarioModule {
  if (isScenario(exported)) return { scenarios: [exported], parts: {} };
  if (Array.isArray(exported) && exported.length > 0 && exported.every(isScenario))
    return { scenarios: exported, parts: {} };
  if (typeof exported === "object" && exported !== null) {
    const found = Object.fromEntries(Object.entries(exported).filter(([key]) => key in known.parts));
    const hasParts = Object.keys(found).length > 0;
    if ("scenarios" in exported || hasParts) {
      const inner =
        "scenarios" in exported ? readExport(exported.scenarios, file, { parts: {} }).scenarios : [];
      const url = "url" in exported && typeof exported.url === "string" ? exported.url : undefined;
      const parts = hasParts ? readParts(exported, file, known.parts) : {};
      const problems = hasParts ? (known.checkParts?.({ scenarios: inner, parts }) ?? []) : [];
      if (problems.length > 0) throw invalidFile(problems, file);
      return { scenarios: inner, url, parts };
    }
  }
  throw new WsrigError(
    "scenario-no-default-export",
    `${file} exports ${describe(exported)} by default; must be a scenario, a list of them, or { url, scenarios }`,
    { path: file, hint: "Write: export default scenario({ name: …, run: … })." },
  );
}

/** All of the export but its scenarios, validated: an unknown key is a mistake here as in any other file. */
function readParts(exported: object, file: string, parts: FileParts): Readonly<Record<string, unknown>> {
  const {
    scenarios: _,
    url: __,
    ...rest
  } = exported as { readonly scenarios?: unknown; readonly url?: unknown };
  const result = validateFile(z.strictObject(parts), rest);
  if (!("problems" in result)) return result.value;
  throw invalidFile(result.problems, file);
}

function invalidFile(problems: readonly FileProblem[], file: string): WsrigError {
  const lines = problems.map(({ message }) => `${file}: ${message}`);
  return new WsrigError("scenario-invalid-file", lines.join("\n"), { path: file });
}

function describe(exported: unknown): string {
  if (Array.isArray(exported))
    return exported.length === 0 ? "an empty list" : "a list with something else in it";
  if (typeof exported === "object" && exported !== null) {
    return `an object with ${Object.keys(exported).join(", ") || "no keys"}`;
  }
  return exported === undefined ? "nothing" : typeof exported;
}

function loadFailure(file: string, cause: unknown): WsrigError {
  // A definition that scenario() refused says itself what is wrong.
  const message = cause instanceof Error ? cause.message : String(cause);
  const position = sourcePosition(cause);
  const at = position === undefined ? "" : ` (${position})`;
  return new WsrigError("scenario-load-failed", `${file} could not be loaded: ${message}${at}`, {
    path: file,
    cause,
  });
}
