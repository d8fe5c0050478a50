// Loads a scenario file written in TypeScript or JavaScript, without a build step.

import { existsSync } from "node:fs";
import { createJiti } from "jiti";
import { WsrigError } from "../errors.js";
import { isScenario, type Scenario } from "./scenario.js";
import { sourcePosition } from "./source-position.js";

/** What a scenario module exports by default. */
export interface ScenarioModule {
  readonly url?: string | undefined;
  readonly scenarios: readonly Scenario[];
}

/**
 * Imports a module and reads its default export: a scenario, a list of them, or `{ url, scenarios }`.
 *
 * @param path - Absolute.
 * @param file - As the user wrote it, for messages.
 * @throws WsrigError `scenario-load-failed`, `scenario-no-default-export`
 */
export async function loadScenarioModule(path: string, file: string): Promise<ScenarioModule> {
  // Not from a cache: a file that was changed and loaded again must be read again.
  const wsrig: unknown = await import(ownIndex());
  const jiti = createJiti(import.meta.url, { moduleCache: false, virtualModules: { wsrig } });
  let exported: unknown;
  try {
    exported = await jiti.import(path, { default: true });
  } catch (cause) {
    throw loadFailure(file, cause);
  }
  return readExport(exported, file);
}

/** `import … from "wsrig"` means this very copy, wherever the file lies; beside it our own sources may run (`.ts`). */
function ownIndex(): string {
  const compiled = new URL("../index.js", import.meta.url);
  return existsSync(compiled) ? compiled.href : new URL("../index.ts", import.meta.url).href;
}

function readExport(exported: unknown, file: string): ScenarioModule {
  if (isScenario(exported)) return { scenarios: [exported] };
  if (Array.isArray(exported) && exported.length > 0 && exported.every(isScenario))
    return { scenarios: exported };
  if (typeof exported === "object" && exported !== null && "scenarios" in exported) {
    const { scenarios } = readExport(exported.scenarios, file);
    const url = "url" in exported && typeof exported.url === "string" ? exported.url : undefined;
    return { scenarios, url };
  }
  throw new WsrigError(
    "scenario-no-default-export",
    `${file} exports ${describe(exported)} by default; must be a scenario, a list of them, or { url, scenarios }`,
    { path: file, hint: "Write: export default scenario({ name: …, run: … })." },
  );
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
