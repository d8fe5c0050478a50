// A process behind the two windows that does what a test says: it speaks with tabs, and with no peer.

import { WsrigError } from "../../../src/errors.js";
import type { Accepted, ServerOptions, ServerState } from "../../../src/link/conversation.js";
import type { PageRequest } from "../../../src/link/page-request.js";
import type { ProcessMessage } from "../../../src/link/process-message.js";
import type { Tabs, UiPart } from "../../../src/ui/ui-part.js";

type Sent = Extract<PageRequest, { readonly kind: "send" }>;

const defaults: ServerOptions = {
  port: 0,
  behaviour: "",
  secure: false,
  compression: true,
  subprotocols: [],
};

/** See the file's first line. */
export class FakeWindows {
  readonly #accepted = new Map<number, Accepted>();
  #tabs: Tabs | undefined;
  #server: ServerState = { status: "stopped", options: defaults, connected: 0, accepted: 0, refused: 0 };

  /** What was asked to be listened with, in order. */
  readonly listened: ServerOptions[] = [];
  /** What was asked to be sent, in order. */
  readonly sent: Sent[] = [];
  /** What the next Listen fails with. */
  failing: WsrigError | undefined;
  /** Whether Listen stays at `starting` until {@link tellServer} says more. */
  isSlow = false;

  /** For openUserInterface. */
  readonly parts = (tabs: Tabs): readonly UiPart[] => {
    this.#tabs = tabs;
    return [
      {
        handlers: {
          listen: ({ options }) => this.#listen(options),
          stopServer: () => this.#stop(),
          send: (request) => {
            this.sent.push(request);
            return { sent: request.to === "allAccepted" ? this.#server.connected : request.to.length };
          },
        },
        snapshot: () => [
          { kind: "server", server: this.#server },
          { kind: "accepted", isAll: true, changed: [...this.#accepted.values()], removed: [] },
          { kind: "clients", clients: [] },
        ],
        close: async () => {},
      },
    ];
  };

  /** Tells all tabs, whatever it is. */
  tell(message: ProcessMessage): void {
    this.#tabs?.tell(message);
  }

  tellServer(part: Partial<ServerState>): void {
    this.#server = { ...this.#server, ...part };
    this.tell({ kind: "server", server: this.#server });
  }

  /** Clients that are new or changed, by number; what is not given is as it was, or that of a client that has just come. */
  tellAccepted(...changes: readonly (Partial<Accepted> & { readonly number: number })[]): void {
    const changed = changes.map((change) => {
      const one = { ...(this.#accepted.get(change.number) ?? justCome(change.number)), ...change };
      this.#accepted.set(one.conversation, one);
      return one;
    });
    this.tell({ kind: "accepted", isAll: false, changed, removed: [] });
    const connected = [...this.#accepted.values()].filter(({ state }) => state === "open").length;
    this.tellServer({ connected, accepted: this.#accepted.size });
  }

  #listen(options: ServerOptions): void {
    this.listened.push(options);
    const { failing } = this;
    this.failing = undefined;
    if (failing !== undefined) throw failing;
    this.tellServer({ status: "starting", options });
    if (this.isSlow) return;
    const url = `${options.secure ? "wss" : "ws"}://127.0.0.1:${options.port || 41_234}`;
    this.tellServer({ status: "listening", url });
  }

  #stop(): void {
    const { url, ...rest } = this.#server;
    this.#server = { ...rest, status: "stopped", connected: 0 };
    this.tell({ kind: "server", server: this.#server });
  }
}

/** A client as it is when it has just come: its conversation has its number. */
export function justCome(number: number): Accepted {
  return {
    conversation: number,
    number,
    address: `127.0.0.1:${40_000 + number}`,
    target: "/",
    origin: "",
    subprotocol: "",
    extensions: "",
    openedAtUs: 1_800_000_000_000_000 + number,
    state: "open",
    messagesReceived: 0,
    messagesSent: 0,
    bytesReceived: 0,
    bytesSent: 0,
  };
}

/** What the system says of a port that another program has. */
export function portInUse(port: number): WsrigError {
  return new WsrigError("usage-cannot-listen", `port ${port} is in use by another program`, {
    path: "port",
    hint: "Choose another port.",
  });
}
