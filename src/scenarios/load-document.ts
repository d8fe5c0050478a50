// Loads a declarative scenario file: YAML, or JSON, which is YAML too.

import { type Document, LineCounter, parseDocument } from "yaml";
import { WsrigError } from "../errors.js";
import { declarationProblems, declaredScenario } from "./declared-scenario.js";
import { type FileProblem, validateFile } from "./file-problems.js";
import { type DeclaredFile, scenarioListSchema, singleScenarioSchema } from "./file-schema.js";
import { interpolate } from "./interpolate.js";
import type { Scenario } from "./scenario.js";

/** What a declarative file holds. */
export interface ScenarioDocument {
  readonly url?: string | undefined;
  readonly scenarios: readonly Scenario[];
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
  env: Readonly<Record<string, string | undefined>>,
): ScenarioDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ pos, message }) => ({ offset: pos[0], message }));
    throw new WsrigError("scenario-invalid-syntax", showInOrder(problems, lines, file), { path: file });
  }
  const { value, problems: missing } = interpolate(plainValue(document, file), env);
  const { declared, problems } = validate(value);
  if (!declared || missing.length > 0 || problems.length > 0) {
    const placed = [...missing, ...problems].map(({ path, message }) => ({
      offset: offsetOf(document, path),
      message,
    }));
    throw new WsrigError("scenario-invalid-file", showInOrder(placed, lines, file), { path: file });
  }
  return { url: declared.url, scenarios: declared.scenarios.map((each) => declaredScenario(each)) };
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

/** One scenario at the top, or several under `scenarios`. */
function validate(value: unknown): { declared?: DeclaredFile; problems: FileProblem[] } {
  const several = typeof value === "object" && value !== null && "scenarios" in value;
  if (several) {
    const result = validateFile(scenarioListSchema, value);
    if ("problems" in result) return result;
    const paths = result.value.scenarios.map((each, index) =>
      declarationProblems(each, ["scenarios", index]),
    );
    return { declared: result.value, problems: paths.flat() };
  }
  const result = validateFile(singleScenarioSchema, value);
  if ("problems" in result) return result;
  const { url, $schema: _, ...only } = result.value;
  return { declared: { url, scenarios: [only] }, problems: declarationProblems(only, []) };
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
