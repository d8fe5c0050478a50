// A page without a link: asks the part of the two windows directly.

import type { Clock } from "../../../src/clock.js";
import type { Accepted, ClientOptions, ServerOptions } from "../../../src/link/conversation.js";
import type { ExportedScenario, PageRequest } from "../../../src/link/page-request.js";
import type { Sending } from "../../../src/link/sending.js";
import type { UiPart } from "../../../src/ui/ui-part.js";
import { makeWindows } from "../../../src/ui/windows/windows-part.js";
import type { Asked } from "./linked-page.js";
import { ToldPage } from "./told-page.js";

/** See the file's first line. Whoever made it disposes of it. */
export class DirectPage extends ToldPage implements AsyncDisposable {
  readonly part: UiPart;

  /** @param clock - Default: the machine's. The wall clock shows 1970 plus 1,000 s when the page is made. */
  constructor(clock?: Clock) {
    super();
    const tell = this.take.bind(this);
    this.part = makeWindows({ tabs: { count: 1, tell }, clock, wallClockMs: () => 1_000_000 });
    for (const message of this.part.snapshot()) this.take(message);
  }

  /** The conversation of the first client tab. */
  get firstClient(): number {
    return this.clients[0]?.conversation ?? 0;
  }

  /** @throws what the part throws */
  async ask(request: Asked): Promise<unknown> {
    const handler = this.part.handlers[request.kind] as ((asked: PageRequest) => unknown) | undefined;
    if (handler === undefined) throw new TypeError(`nobody handles ${request.kind}`);
    return handler({ ...request, id: 1 } as PageRequest);
  }

  /** Listens on a free port; gives the URL. */
  async listen(options: Partial<ServerOptions> = {}): Promise<string> {
    await this.ask({ kind: "listen", options: serverOptions(options) });
    return this.until(() => this.server?.url);
  }

  /** Connects the first tab, and waits until it is connected. */
  async connect(url: string, options: Partial<ClientOptions> = {}): Promise<number> {
    const conversation = this.firstClient;
    await this.ask({ kind: "connect", conversation, options: clientOptions(url, options) });
    await this.until(() => this.client(conversation)?.state === "connected");
    return conversation;
  }

  async send(to: number[] | "allAccepted", what: Sending): Promise<number> {
    const { sent } = (await this.ask({ kind: "send", to, what })) as { readonly sent: number };
    return sent;
  }

  async export(conversation: number): Promise<ExportedScenario> {
    return (await this.ask({ kind: "exportScenario", conversation })) as ExportedScenario;
  }

  /** The client that the server has accepted as the `number`th one. */
  acceptedNumber(number: number): Promise<Accepted> {
    return this.until(() => [...this.accepted.values()].find((client) => client.number === number));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.part.close();
  }
}

/** A server by hand on a free port. */
export function serverOptions(options: Partial<ServerOptions> = {}): ServerOptions {
  return { port: 0, behaviour: "", secure: false, compression: false, subprotocols: [], ...options };
}

/** A client without a greeting. */
export function clientOptions(url: string, options: Partial<ClientOptions> = {}): ClientOptions {
  const none = {
    subprotocols: [],
    headers: [],
    origin: "",
    compression: false,
    insecure: false,
    greeting: "",
  };
  return { url, ...none, ...options };
}
