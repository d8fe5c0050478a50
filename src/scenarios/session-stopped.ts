// How a session ends before its end: private to the scenarios folder, never seen outside a run.

import { WsrigError } from "../errors.js";
import type { CheckDetail } from "./session.js";

/**
 * Why a session stopped. `timeout`: the peer did not do something in time; `unreachable`: there was no connection;
 * `interrupted`: the run was, and nothing is to be checked.
 */
export type StopKind = "failed" | "timeout" | "unreachable" | "interrupted";

/** Unwinds a step or a session to whoever records its check. */
export class SessionStopped extends WsrigError {
  readonly kind: StopKind;
  /** The check that fails, where no step gives its own title. */
  readonly title: string;
  readonly detail: CheckDetail;

  constructor(kind: StopKind, title: string, detail: CheckDetail = {}) {
    super("session-stopped", `${title}: ${detail.reason ?? `received ${detail.received ?? "nothing"}`}`);
    this.kind = kind;
    this.title = title;
    this.detail = detail;
  }
}
