// The server window: a WebSocketServer on 127.0.0.1, its clients, and what is told of both.

import type { WebSocketClient } from "../../client/web-socket-client.js";
import { WsrigError } from "../../errors.js";
import type { Problem, ServerOptions, ServerState } from "../../link/conversation.js";
import type { ProcessMessage } from "../../link/process-message.js";
import { freshSeed, seededRandom } from "../../random.js";
import { Audiences } from "../../server/behaviours/audience.js";
import type { AttachBehaviour } from "../../server/behaviours/behaviour.js";
import { serveClient } from "../../server/behaviours/serve-client.js";
import { WebSocketServer } from "../../server/web-socket-server.js";
import { shownProblem } from "../shown-problem.js";
import type { Tabs } from "../ui-part.js";
import { acceptClient } from "./accept-client.js";
import { type AcceptedClient, AcceptedList } from "./accepted-list.js";
import type { Conversation, ConversationSetting } from "./conversation.js";
import type { Conversations } from "./conversations.js";
import { listenProblem } from "./listen-problem.js";
import { checkServerOptions, serverDefaults } from "./server-options.js";
import { Throttle } from "./throttle.js";

const host = "127.0.0.1";
/** Between two messages about what changes by itself. */
const tellEveryMs = 250;

/** What the server window is given. */
export interface ServerWindowOptions extends ConversationSetting {
  readonly tabs: Tabs;
  readonly conversations: Conversations;
  /** µs since 1970 when the clock shows 0. */
  readonly epochUs: number;
}

/** See the file's first line. */
export class ServerWindow {
  readonly #options: ServerWindowOptions;
  readonly #throttle: Throttle;
  readonly #list: AcceptedList;
  #server: WebSocketServer | undefined;
  #asked = serverDefaults;
  #status: ServerState["status"] = "stopped";
  #problem: Problem | undefined;
  #accepted = 0;
  #refused = 0;
  #isStateTold = true;

  constructor(options: ServerWindowOptions) {
    this.#options = options;
    const { clock, conversations } = options;
    this.#throttle = new Throttle({ clock, periodMs: tellEveryMs, work: () => this.#tellChanges() });
    this.#list = new AcceptedList(({ conversation }) => conversations.remove(conversation));
  }

  get state(): ServerState {
    const url = this.#status === "listening" ? this.#server?.serverUrl : undefined;
    return {
      status: this.#status,
      options: this.#asked,
      ...(url !== undefined && { url }),
      ...(this.#problem && { problem: this.#problem }),
      connected: this.#list.openCount,
      accepted: this.#accepted,
      refused: this.#refused,
    };
  }

  /** All clients that are connected. */
  get open(): readonly Conversation[] {
    return this.#list.open.map(({ conversation }) => conversation);
  }

  /** @throws WsrigError `usage-server-listening`, `usage-cannot-listen`, and as {@link checkServerOptions} */
  async listen(options: ServerOptions): Promise<void> {
    this.#assertStopped();
    this.#asked = options;
    this.#problem = undefined;
    try {
      await this.#start(options);
    } catch (error) {
      if (error instanceof WsrigError) this.#problem = shownProblem(error);
      this.#become("stopped");
      throw error;
    }
    // No client can have come: that takes another turn of the event loop.
    this.#accepted = 0;
    this.#refused = 0;
    this.#list.clear();
    const wasStopped = this.#status !== "starting";
    if (!wasStopped) this.#become("listening");
  }

  /** Closes all clients with 1001. Resolves when the last one is gone. */
  async stop(): Promise<void> {
    if (this.#status === "stopped" || this.#server === undefined) return;
    this.#become("stopping");
    await this.#server.close();
    this.#become("stopped");
  }

  /** What a tab must know. Others are told first what they do not know yet. */
  snapshot(): readonly ProcessMessage[] {
    this.#throttle.runNow();
    return [{ kind: "server", server: this.state }, this.#list.all()];
  }

  async end(): Promise<void> {
    await this.stop();
    this.#throttle.end();
  }

  #assertStopped(): void {
    if (this.#status === "stopped") return;
    const message = `the server is ${this.#status}; must be stopped to listen`;
    throw new WsrigError("usage-server-listening", message, { hint: "Stop it first." });
  }

  async #start(options: ServerOptions): Promise<void> {
    const server = this.#makeServer(options, checkServerOptions(options));
    this.#server = server;
    this.#become("starting");
    try {
      await server.listen(host, options.port);
    } catch (cause) {
      throw listenProblem(cause, options.port);
    }
  }

  #makeServer(options: ServerOptions, attach: AttachBehaviour | undefined): WebSocketServer {
    const { secure, compression, subprotocols } = options;
    const { clock } = this.#options;
    const server = new WebSocketServer("wsrig", {
      secureMode: secure ? "secure" : "nonSecure",
      compression,
      supportedSubprotocols: subprotocols,
      clock,
    });
    const services = { clock, random: seededRandom(freshSeed()), audiences: new Audiences({ clock }) };
    server.on("newConnection", () => {
      for (let client = server.nextPendingConnection(); client; client = server.nextPendingConnection()) {
        this.#accept(client, server.serverUrl);
        const random = services.random.fork(this.#accepted);
        if (attach !== undefined) serveClient(client, attach, { ...services, random });
      }
    });
    server.on("serverError", () => this.#refusedOne("handshake-refused", server.errorString));
    server.on("peerVerifyError", ({ code, message }) => this.#refusedOne(code, message));
    server.on("acceptError", ({ code, message }) => this.#refusedOne(code, message));
    return server;
  }

  #accept(client: WebSocketClient, serverUrl: string): void {
    const { conversations, epochUs } = this.#options;
    const accepted = acceptClient(client, {
      setting: this.#options,
      conversation: conversations.newNumber(),
      number: ++this.#accepted,
      serverUrl,
      epochUs,
      counted: (one) => {
        this.#list.changed(one);
        this.#throttle.ask();
      },
      changed: (one) => this.#changed(one),
    });
    conversations.add(accepted.conversation);
    this.#list.add(accepted);
    accepted.conversation.noteState("connected");
  }

  #changed(client: AcceptedClient): void {
    if (client.conversation.state === "unconnected") {
      client.conversation.letGo();
      this.#list.closed(client);
    } else this.#list.changed(client);
    this.#noteState();
  }

  #refusedOne(code: string, message: string): void {
    this.#refused++;
    this.#problem = { code, message };
    this.#noteState();
  }

  #become(status: ServerState["status"]): void {
    this.#status = status;
    this.#isStateTold = false;
    this.#throttle.runNow();
  }

  #noteState(): void {
    this.#isStateTold = false;
    this.#throttle.ask();
  }

  #tellChanges(): void {
    const { tabs } = this.#options;
    if (!this.#isStateTold) tabs.tell({ kind: "server", server: this.state });
    this.#isStateTold = true;
    const changes = this.#list.takeChanges();
    if (changes !== undefined) tabs.tell(changes);
    if (this.#list.hasChanges) this.#throttle.ask();
  }
}
