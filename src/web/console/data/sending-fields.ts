// Which field of the sending tools a mistake belongs to, when the process tells one.

import type { Problem } from "../../../link/conversation.js";

/** The places of a sending (src/link/sending.ts) that have a field. */
export type SendingField = "text" | "base64" | "fragmentBytes" | "code" | "reason";

const fields: readonly SendingField[] = ["text", "base64", "fragmentBytes", "code", "reason"];

/** By the part of the problem's path that is one: `what.reason` is about the reason. `undefined`: about no field. */
export function fieldOfProblem({ path }: Problem): SendingField | undefined {
  const parts = path?.split(".") ?? [];
  return fields.find((field) => parts.includes(field));
}
