// The form of the server window: what is typed, as options for the process, or what is wrong with it.

import type { ServerOptions } from "../../../link/conversation.js";
import { type BehaviourChoice, behaviourChoice, behaviourText, variableOf } from "./behaviour-choice.js";

/** A field that a problem can be shown beside. */
export type ServerField =
  | "port"
  | "behaviour"
  | "segment"
  | "parameters"
  | "secure"
  | "compression"
  | "subprotocols";

/** What is typed. */
export interface ServerDraft {
  readonly port: string;
  readonly behaviour: BehaviourChoice;
  readonly secure: boolean;
  readonly compression: boolean;
  /** Separated by commas. */
  readonly subprotocols: string;
}

/** What a draft comes to. */
export type CheckedDraft =
  | { readonly kind: "options"; readonly options: ServerOptions }
  | { readonly kind: "wrong"; readonly field: ServerField };

/** Options as a draft. @param offered - Paths of the behaviours. */
export function draftOf(options: ServerOptions, offered: readonly string[]): ServerDraft {
  return {
    port: String(options.port),
    behaviour: behaviourChoice(options.behaviour, offered),
    secure: options.secure,
    compression: options.compression,
    subprotocols: options.subprotocols.join(", "),
  };
}

/** What the page itself can judge; the rest is the process's to say. An empty port is 0. */
export function checkDraft(draft: ServerDraft): CheckedDraft {
  const port = draft.port.trim() === "" ? 0 : Number(draft.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) return { kind: "wrong", field: "port" };
  if (variableOf(draft.behaviour.path) !== undefined && draft.behaviour.segment.trim() === "") {
    return { kind: "wrong", field: "segment" };
  }
  return {
    kind: "options",
    options: {
      port,
      behaviour: behaviourText(draft.behaviour),
      secure: draft.secure,
      compression: draft.compression,
      subprotocols: draft.subprotocols
        .split(",")
        .map((name) => name.trim())
        .filter((name) => name !== ""),
    },
  };
}

/** The field that the path of a problem names, as `options.port` or `--port`; `undefined` where it names none. */
export function fieldOf(path: string | undefined): ServerField | undefined {
  const fields = ["port", "behaviour", "parameters", "secure", "compression", "subprotocols"] as const;
  const names = path?.split(/[^a-z]+/i) ?? [];
  return fields.find((field) => names.includes(field));
}
