// What the clients of a load do, traffic or script, behind one face.

import type { ReportCheck } from "../../metrics/run-report.js";
import type { VirtualClient } from "../virtual-client.js";

/** The work of one load in one worker. */
export interface Work {
  /** Before anything is opened: loads files, runs a script's setup. @throws WsrigError for a mistake in a file. */
  open(): Promise<void>;
  /** Whether clients can open what they hold before the load's time begins. */
  readonly holdsConnections: boolean;
  /** Whether the target answered a handshake in HTTP that the work dialled by itself. */
  readonly reachedHttp: boolean;
  client(index: number): VirtualClient;
  /** The load's time begins. */
  begin(startUs: number): void;
  /** The load's time is over: nothing becomes due any more. */
  end(): void;
  /** After the last iteration: a script's teardown. Gives its checks. */
  close(): Promise<readonly ReportCheck[]>;
}
