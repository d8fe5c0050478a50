// Loads a declarative scenario file: YAML, or JSON, which is YAML too.

import { type Document, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { WsrigError } from "../errors.js";
import { declarationProblems, declaredScenario } from "./declared-scenario.js";
import { type FileProblem, validateFile } from "./file-problems.js";
import {
  type DeclaredFile,
  type FileParts,
  type PartedFile,
  type PartsCheck,
  partedFileSchema,
  scenarioListSchema,
  singleScenarioSchema,
} from "./file-schema.js";
import { interpolate } from "./interpolate.js";
import type { Scenario } from "./scenario.js";

/** What a declarative file holds. */
export interface ScenarioDocument {
  readonly url?: string | undefined;
  readonly scenarios: readonly Scenario[];
  /** What the parts hold, by key; those of the file alone. */
  readonly parts: Readonly<Record<string, unknown>>;
}

/** What a declarative file is read with. */
export interface DocumentSetting {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Keys that the file may have beside its scenarios. */
  readonly parts: FileParts;
  readonly checkParts?: PartsCheck | undefined;
}

/**
 * Reads the text of a declarative file.
 *
 * @param file - Its name as the user wrote it, for messages.
 * @throws WsrigError `scenario-invalid-syntax`, `scenario-invalid-file`: one line for each problem, with line and column.
 */
export function readScenarioDocument(
  text: string,
  file: string,
  { env, ...known }: DocumentSetting,
): ScenarioDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ pos, message }) => ({ offset: pos[0], message }));
    throw new WsrigError("scenario-invalid-syntax", showInOrder(problems, lines, file), { path: file });
  }
  const { value, problems: missing } = interpolate(plainValue(document, file), env);
  const { declared, problems } = validate(value, known);
  if (!declared || missing.length > 0 || problems.length > 0) {
    const placed = [...missing, ...problems].map(({ path, message }) => ({
      offset: offsetOf(document, path),
      message,
    }));
    throw new WsrigError("scenario-invalid-file", showInOrder(placed, lines, file), { path: file });
  }
  const { url, scenarios, ...found } = declared;
  return { url, scenarios: scenarios.map((each) => declaredScenario(each)), parts: found };
}

function plainValue(document: Document, file: string): unknown {
  try {
    return document.toJS();
  } catch (cause) {
    // An alias without its anchor, or too many of them: found only here.
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new WsrigError("scenario-invalid-syntax", `${file}: ${message}`, { path: file, cause });
  }
}

/** The scenarios of a file, and its parts beside them. */
type Declared = Pick<DeclaredFile, "url" | "scenarios"> & Readonly<Record<string, unknown>>;

/** One scenario at the top, or several under `scenarios`, or parts with or without scenarios. */
function validate(
  value: unknown,
  { parts, checkParts }: Omit<DocumentSetting, "env">,
): { declared?: Declared; problems: FileProblem[] } {
  const keys = typeof value === "object" && value !== null ? Object.keys(value) : [];
  const hasParts = keys.some((key) => key in parts);
  if (!hasParts && !keys.includes("scenarios")) {
    const result = validateFile(singleScenarioSchema, value);
    if ("problems" in result) return result;
    const { url, $schema: _, ...only } = result.value;
    return { declared: { url, scenarios: [only] }, problems: declarationProblems(only, []) };
  }
  const schema: z.ZodType<PartedFile> = hasParts ? partedFileSchema(parts) : scenarioListSchema;
  const result = validateFile(schema, value);
  if ("problems" in result) return result;
  const { $schema: _, scenarios = [], ...rest } = result.value;
  const problems = scenarios.flatMap((each, index) => declarationProblems(each, ["scenarios", index]));
  problems.push(...(checkParts?.({ scenarios, parts: rest }) ?? []));
  return { declared: { ...rest, scenarios }, problems };
}

interface PlacedProblem {
  /** In the text; `undefined` when nothing in it is near. */
  readonly offset: number | undefined;
  readonly message: string;
}

/** `chat.yaml:12:5: …`, one a line, in the order of the text. */
function showInOrder(problems: readonly PlacedProblem[], lines: LineCounter, file: string): string {
  return [...problems]
    .sort((a, b) => (a.offset ?? 0) - (b.offset ?? 0))
    .map(({ offset, message }) => {
      if (offset === undefined) return `${file}: ${message}`;
      const { line, col } = lines.linePos(offset);
      return `${file}:${line}:${col}: ${message}`;
    })
    .join("\n");
}

/** Where the value begins, or what is nearest above it. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number | undefined {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    const start = rangeStart(node);
    if (start !== undefined) return start;
  }
  return undefined;
}

function rangeStart(node: unknown): number | undefined {
  if (typeof node !== "object" || node === null || !("range" in node) || !Array.isArray(node.range))
    return undefined;
  const start: unknown = node.range[0];
  return typeof start === "number" ? start : undefined;
}
