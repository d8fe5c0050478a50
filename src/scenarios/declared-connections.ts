// The connections of a declarative scenario, by the names that its steps use.

import { parseDurationMs } from "../units.js";
import type { DeclaredConnect } from "./file-schema.js";
import type { Session, SessionConnection, SessionConnectOptions } from "./session.js";

/** A connection, and what `echo: true` compares with. */
export interface DeclaredConnection {
  readonly connection: SessionConnection;
  lastSent: Uint8Array | undefined;
  /** Messages sent, to tell generated payloads apart. */
  sent: number;
}

/** Connections of one session. */
export class DeclaredConnections {
  readonly #session: Session;
  readonly #byName = new Map<string, DeclaredConnection>();

  constructor(session: Session) {
    this.#session = session;
  }

  /** Opens a connection; the name may have been used before, then it stands for the new one. */
  async open({ as = "", ...options }: DeclaredConnect): Promise<DeclaredConnection> {
    const connection = await this.#session.connect(connectOptions(options));
    const opened = { connection, lastSent: undefined, sent: 0 };
    this.#byName.set(as, opened);
    return opened;
  }

  /** The connection of that name. The unnamed one is opened where no step did. */
  async get(name = ""): Promise<DeclaredConnection> {
    const found = this.#byName.get(name);
    if (found) return found;
    if (name === "") return this.open({});
    return this.#session.fail(
      { expected: `a connection named "${name}"`, received: "none", reason: "its connect step comes later" },
      "uses a connection",
    );
  }
}

/** The options of a file as those of the library. */
export function connectOptions(options: Omit<DeclaredConnect, "as">): SessionConnectOptions {
  const { url, path, headers, timeout, ...same } = options;
  return {
    ...same,
    ...((url ?? path) !== undefined && { url: url ?? path }),
    ...(headers && { headers: Object.entries(headers) }),
    ...(timeout !== undefined && { timeoutMs: parseDurationMs(timeout, "connect.timeout") }),
  };
}
