// The file of `wsrig gate`: read before the run that it is held against, or written after a valid one.

import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { WsrigError } from "../../errors.js";
import { type GateBaseline, parseGateBaseline } from "../../metrics/gate-baseline.js";
import { redactData } from "../../metrics/redact.js";
import { type OutputFile, openOutputFile } from "../reporting/output-file.js";

/**
 * Reads the baseline at `path`.
 *
 * @throws WsrigError `usage-invalid-baseline`
 */
export function readGateBaseline(path: string): GateBaseline {
  const text = readIfThere(path, "--baseline");
  if (text !== undefined) return parseGateBaseline(text, path);
  throw new WsrigError("usage-invalid-baseline", `--baseline is "${path}"; it does not exist`, {
    path: "--baseline",
    hint: `Write it with wsrig gate URL --write-baseline ${path}.`,
  });
}

/**
 * Opens the file that a baseline will be written to. What is there and no baseline is somebody's work, and stays.
 *
 * @throws WsrigError `usage-invalid-baseline`, `usage-output-unwritable`
 */
export function openGateBaseline(path: string, { force }: { readonly force: boolean }): OutputFile {
  const text = force ? undefined : readIfThere(path, "--write-baseline");
  if (text !== undefined && !isBaseline(text, path)) {
    throw new WsrigError(
      "usage-invalid-baseline",
      `--write-baseline is "${path}"; it is there and no baseline of a load`,
      { path: "--write-baseline", hint: "Name another file, or add --force to write over it." },
    );
  }
  return openOutputFile(path, "--write-baseline");
}

/**
 * Whether a plan may go into a file for version control.
 *
 * @param secrets - Names given with --redact.
 * @throws WsrigError `usage-secret-in-baseline`; the secret is not in it
 */
export function requireNoSecrets(plan: unknown, secrets: readonly string[]): void {
  if (isDeepStrictEqual(redactData(plan, secrets), plan)) return;
  throw new WsrigError(
    "usage-secret-in-baseline",
    "the load has a secret in it, which must not get into a file for version control",
    {
      path: "--write-baseline",
      hint: "Give it in a header, which no baseline keeps, or as a row of a --feed.",
    },
  );
}

/** A baseline of an older schema, or a damaged one, is a baseline too. */
function isBaseline(text: string, path: string): boolean {
  try {
    parseGateBaseline(text, path);
    return true;
  } catch {
    return text.includes('"performance-baseline"');
  }
}

function readIfThere(path: string, flag: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    throw new WsrigError("usage-invalid-baseline", `${flag} is "${path}"; it cannot be read: ${message}`, {
      path: flag,
      cause: error,
    });
  }
}
