// The expecting steps of a declarative scenario.

import { isDeepStrictEqual } from "node:util";
import type { CloseOutcome } from "../connection/connection.js";
import type { DeclaredConnection } from "./declared-connections.js";
import { givenBytes } from "./declared-sends.js";
import type { DeclaredStep } from "./file-schema.js";
import type { Session, WaitOptions } from "./session.js";
import { explainDifference, quoteText, showBytes, showOutcome } from "./words.js";

type Step = Exclude<DeclaredStep, string>;
type TextWanted = Exclude<Step["expectText"], string | undefined>;

/** The next message must be text as wanted. */
export async function expectText(
  session: Session,
  on: DeclaredConnection,
  wanted: TextWanted,
  wait: WaitOptions,
): Promise<void> {
  const text = await on.connection.receiveText(wait);
  const received = quoteText(text);
  if (wanted.matches !== undefined) {
    if (!new RegExp(wanted.matches, "u").test(text))
      session.fail({ expected: `text matching /${wanted.matches}/`, received });
    return;
  }
  if (wanted.json !== undefined) return expectJson(session, text, wanted.json);
  const expected = wanted.equals ?? Buffer.from(on.lastSent ?? []).toString("utf8");
  if (text !== expected) session.fail({ expected: quoteText(expected), received });
}

/** The next message must be these bytes. */
export async function expectBinary(
  session: Session,
  on: DeclaredConnection,
  wanted: NonNullable<Step["expectBinary"]>,
  wait: WaitOptions,
): Promise<void> {
  const expected = givenBytes(wanted) ?? on.lastSent ?? new Uint8Array();
  const received = await on.connection.receiveBinary(wait);
  const difference = explainDifference(expected, received);
  if (difference)
    session.fail({ ...difference, expected: showBytes(expected), received: showBytes(received) });
}

/** The connection must have ended as wanted. */
export function expectClose(
  session: Session,
  outcome: CloseOutcome,
  wanted: { readonly code?: number | undefined; readonly reason?: string | undefined },
): void {
  const codeIsRight = wanted.code === undefined || outcome.code === wanted.code;
  const reasonIsRight = wanted.reason === undefined || outcome.reason === wanted.reason;
  if (codeIsRight && reasonIsRight) return;
  const reason = wanted.reason === undefined ? "" : ` ${quoteText(wanted.reason)}`;
  session.fail({
    expected: `close ${wanted.code ?? "with any code"}${reason}`,
    received: showOutcome(outcome),
  });
}

/** The value at a path such as `user.tags[0]`; `undefined` where there is none. */
function valueAtPath(value: unknown, path: string): unknown {
  let found = value;
  for (const key of path.split(/[.[\]]+/).filter((part) => part !== "" && part !== "$")) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Record<string, unknown>)[key];
  }
  return found;
}

function expectJson(session: Session, text: string, wanted: NonNullable<TextWanted["json"]>): void {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    session.fail({ expected: "JSON", received: quoteText(text), reason: String(error) });
  }
  for (const [path, expected] of Object.entries(wanted)) {
    const received = valueAtPath(document, path);
    if (isDeepStrictEqual(received, expected)) continue;
    session.fail({
      expected: `${path} is ${JSON.stringify(expected)}`,
      received:
        received === undefined
          ? `no ${path} in ${quoteText(text)}`
          : `${path} is ${JSON.stringify(received)}`,
    });
  }
}
