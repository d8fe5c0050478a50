// A process behind the client window that connects nowhere: a test says what happens, and sees what was asked.

import { WsrigError } from "../../../src/errors.js";
import type { ClientOptions, ClientState, ServerState } from "../../../src/link/conversation.js";
import type { ExportedScenario, PageRequest } from "../../../src/link/page-request.js";
import type { ProcessMessage } from "../../../src/link/process-message.js";
import type { Sending } from "../../../src/link/sending.js";
import type { Tabs, UiPart } from "../../../src/ui/ui-part.js";

/** As the process begins a tab. */
export const freshOptions: ClientOptions = {
  url: "ws://127.0.0.1:8080/",
  subprotocols: [],
  headers: [],
  origin: "",
  compression: false,
  insecure: false,
  greeting: "你好, 服务器!",
};

/** See the file's first line. */
export class FakeClient implements UiPart {
  /** All requests, in order. */
  readonly asked: PageRequest[] = [];
  /** What the next request is refused with. */
  refusal: WsrigError | undefined;
  /** What the answers to sendings wait for. */
  answering: Promise<void> = Promise.resolve();
  exported: ExportedScenario = {
    fileName: "conversation-1.yaml",
    text: "name: x\n",
    url: "ws://127.0.0.1:9001",
    notes: [],
  };
  readonly #tabs: Tabs;
  #clients: readonly ClientState[] = [];
  #server: ServerState | undefined;
  #last = 0;

  constructor(tabs: Tabs) {
    this.#tabs = tabs;
    this.#add();
  }

  readonly handlers = {
    addClient: (request: PageRequest) => this.#handle(request, () => ({ conversation: this.#add() })),
    removeClient: (request: PageRequest & { readonly conversation: number }) =>
      this.#handle(request, () => {
        this.#clients = this.#clients.filter(({ conversation }) => conversation !== request.conversation);
        this.#tellClients();
      }),
    connect: (request: PageRequest & { readonly conversation: number; readonly options: ClientOptions }) =>
      this.#handle(request, () =>
        this.show({ options: request.options, state: "hostLookup" }, request.conversation),
      ),
    abort: (request: PageRequest & { readonly conversation: number }) =>
      this.#handle(request, () => this.show({ state: "unconnected" }, request.conversation)),
    send: (request: PageRequest & { readonly to: readonly number[] | "allAccepted" }) =>
      this.#handle(request, async () => {
        await this.answering;
        return { sent: request.to.length };
      }),
    exportScenario: (request: PageRequest) => this.#handle(request, () => this.exported),
  };

  /** What was sent, in order. */
  get sent(): readonly Sending[] {
    return this.asked.flatMap((request) => (request.kind === "send" ? [request.what] : []));
  }

  get clients(): readonly ClientState[] {
    return this.#clients;
  }

  /** Changes a tab and tells the page; the first one, where none is named. */
  show(change: Partial<ClientState>, conversation = this.#clients[0]?.conversation): void {
    this.#clients = this.#clients.map((client) =>
      client.conversation === conversation ? { ...client, ...change } : client,
    );
    this.#tellClients();
  }

  /** Shows where the server window listens; `undefined`: nowhere. */
  showServer(url: string | undefined): void {
    this.#server = {
      status: url === undefined ? "stopped" : "listening",
      options: { port: 0, behaviour: "", secure: false, compression: true, subprotocols: [] },
      ...(url !== undefined && { url }),
      connected: 0,
      accepted: 0,
      refused: 0,
    };
    this.#tabs.tell({ kind: "server", server: this.#server });
  }

  snapshot(): readonly ProcessMessage[] {
    const server = this.#server;
    return [
      ...(server === undefined ? [] : [{ kind: "server", server } as const]),
      { kind: "clients", clients: [...this.#clients] },
    ];
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #handle<Result>(request: PageRequest, act: () => Result): Result {
    this.asked.push(request);
    const refusal = this.refusal;
    this.refusal = undefined;
    if (refusal !== undefined) throw refusal;
    return act();
  }

  #add(): number {
    const number = ++this.#last;
    const carried = { messagesReceived: 0, messagesSent: 0, bytesReceived: 0, bytesSent: 0 };
    this.#clients = [
      ...this.#clients,
      {
        conversation: number,
        number,
        options: freshOptions,
        state: "unconnected",
        subprotocol: "",
        extensions: "",
        ...carried,
      },
    ];
    this.#tellClients();
    return number;
  }

  #tellClients(): void {
    this.#tabs.tell({ kind: "clients", clients: [...this.#clients] });
  }
}

/** A mistake of the person, about a place of the request. */
export function mistakeAt(path: string, message: string): WsrigError {
  return new WsrigError("usage-invalid-request", message, { path });
}
