// What the reference server tells about itself, as data: `wsrig serve --json` prints one a line.

/** An event of the reference server. Paths are without the query, which may hold secrets. */
export type ServerEvent =
  | {
      readonly event: "listening";
      readonly url: string;
      readonly httpUrl: string;
      readonly pid: number;
      /** Present when other machines can reach the server. */
      readonly warning?: string;
    }
  | {
      readonly event: "opened";
      /** Counts from 1 in the order of opening. */
      readonly connection: number;
      readonly path: string;
      /** `address:port`. */
      readonly peer: string;
      readonly subprotocol: string;
      readonly extensions: string;
    }
  | {
      readonly event: "closed";
      readonly connection: number;
      readonly path: string;
      readonly code: number;
      readonly reason: string;
      readonly wasClean: boolean;
      readonly initiatedBy: "local" | "peer" | "none";
      /** The rule the client broke, if it broke one. */
      readonly violation?: string;
      readonly messagesReceived: number;
      readonly messagesSent: number;
      readonly durationMs: number;
    }
  | {
      readonly event: "rejected";
      readonly status: number;
      readonly path: string;
      readonly peer: string;
      readonly message: string;
    };
