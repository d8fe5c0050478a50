// What a tab asks: read with the schema, handed to the part that answers it, answered in words that a person can read.

import { WsrigError } from "../errors.js";
import type { Problem } from "../link/conversation.js";
import { type PageRequest, pageRequest } from "../link/page-request.js";
import type { ProcessMessage } from "../link/process-message.js";
import { shownProblem } from "./shown-problem.js";
import type { UiPart } from "./ui-part.js";

/** A request, or the problem of one that is wrong but has an id to answer to. */
export type ReadRequest =
  | { readonly kind: "request"; readonly request: PageRequest }
  | { readonly kind: "problem"; readonly id: number; readonly problem: Problem };

/** `undefined`: nothing that could be answered; the link is to be ended. */
export function readRequest(text: string): ReadRequest | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined; // No JSON: told by the result.
  }
  const read = pageRequest.safeParse(json);
  if (read.success) return { kind: "request", request: read.data };
  const id = typeof json === "object" && json !== null && "id" in json ? json.id : undefined;
  if (typeof id !== "number" || !Number.isSafeInteger(id) || id < 1) return undefined;
  const [issue] = read.error.issues;
  const path = issue?.path.join(".");
  const message = issue?.message ?? "the request is none that this wsrig knows";
  return {
    kind: "problem",
    id,
    problem: { code: "usage-invalid-request", message, ...(path && { path }) },
  };
}

/**
 * Hands a request to the part that has a handler for its kind.
 *
 * @throws TypeError when two parts handle the same kind
 */
export function requestHandler(parts: readonly UiPart[]): (request: PageRequest) => unknown {
  const handlers = new Map<string, (request: PageRequest) => unknown>();
  for (const part of parts) {
    for (const [kind, handler] of Object.entries(part.handlers)) {
      if (handlers.has(kind)) throw new TypeError(`two parts of the user interface handle ${kind}`);
      // By its kind, a handler is only ever given its own requests.
      handlers.set(kind, handler as (request: PageRequest) => unknown);
    }
  }
  return (request) => {
    const handler = handlers.get(request.kind);
    if (handler === undefined) {
      throw new WsrigError("usage-invalid-request", `${request.kind} is not offered here`);
    }
    return handler(request);
  };
}

/** How requests are answered. */
export interface AnswerOptions {
  readonly handle: (request: PageRequest) => unknown;
  /** Given what a handler threw that is no WsrigError: a fault of wsrig, which the answer names too. */
  readonly onBug: (error: unknown) => void;
}

/** The answer as JSON, whatever the handler does. */
export async function answerText(read: ReadRequest, options: AnswerOptions): Promise<string> {
  if (read.kind === "problem") return answerJson(read.id, { problem: read.problem });
  const { id } = read.request;
  try {
    return answerJson(id, { result: await options.handle(read.request) });
  } catch (error) {
    if (!(error instanceof WsrigError)) options.onBug(error);
    return answerJson(id, { problem: problemOf(error) });
  }
}

function answerJson(
  id: number,
  answer: { readonly result: unknown } | { readonly problem: Problem },
): string {
  return JSON.stringify({ kind: "answer", id, ...answer } satisfies ProcessMessage);
}

function problemOf(error: unknown): Problem {
  if (error instanceof WsrigError) return shownProblem(error);
  return {
    code: "internal",
    message: `wsrig failed unexpectedly: ${error instanceof Error ? error.message : String(error)}`,
    hint: "Please report it, with what wsrig wrote where it was started.",
  };
}
