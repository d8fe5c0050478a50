// One tab of the client window: connects as often as the person likes, one connection at a time.

import { parseDialTarget } from "../../client/dial-target.js";
import { WebSocketClient } from "../../client/web-socket-client.js";
import { isUserMistake, WsrigError } from "../../errors.js";
import type { ClientOptions, ClientState, Problem } from "../../link/conversation.js";
import { shownProblem } from "../shown-problem.js";
import { assertClientOptions } from "./client-mistakes.js";
import { Conversation, type ConversationSetting } from "./conversation.js";
import { shownHandshake } from "./shown-handshake.js";

/** What a new tab begins with; the greeting is that of the original sample. */
export const clientDefaults: ClientOptions = {
  url: "ws://127.0.0.1:8080/",
  subprotocols: [],
  headers: [],
  origin: "",
  compression: false,
  insecure: false,
  greeting: "你好, 服务器!",
};

/** Options of {@link ClientTab}. */
export interface ClientTabOptions extends ConversationSetting {
  readonly conversation: number;
  readonly number: number;
  readonly counted: () => void;
  readonly changed: () => void;
}

/** See the file's first line. */
export class ClientTab {
  readonly conversation: Conversation;
  readonly #options: ClientTabOptions;
  #asked = clientDefaults;
  /** A mistake in what was asked, for which nothing was opened. */
  #mistake: Problem | undefined;

  constructor(options: ClientTabOptions) {
    this.#options = options;
    this.conversation = new Conversation({ ...options, number: options.conversation, weAre: "client" });
  }

  get state(): ClientState {
    const { client, state, figures, problem = this.#mistake } = this.conversation;
    const handshake = client?.handshake;
    return {
      conversation: this.conversation.number,
      number: this.#options.number,
      options: this.#asked,
      state,
      ...(handshake && { handshake: shownHandshake(handshake) }),
      subprotocol: client?.subprotocol ?? "",
      extensions: client?.extensions ?? "",
      ...figures,
      ...(problem && { problem }),
    };
  }

  /** @throws WsrigError `usage-client-not-unconnected`, and for what is wrong with the options */
  connect(options: ClientOptions): void {
    const { state } = this.conversation;
    if (state !== "unconnected") {
      const message = `the client is ${state}; must be unconnected to connect`;
      throw new WsrigError("usage-client-not-unconnected", message, { hint: "Disconnect it first." });
    }
    this.#asked = options;
    this.#mistake = undefined;
    this.conversation.unwatch();
    try {
      assertClientOptions(options);
    } catch (error) {
      if (isUserMistake(error)) this.#mistake = shownProblem(error);
      this.#options.changed();
      throw error;
    }
    this.#open(options);
  }

  /** Gives up an attempt; drops an open connection. */
  abort(): void {
    this.conversation.client?.abort();
  }

  #open(options: ClientOptions): void {
    const { url, subprotocols, headers, origin, compression, insecure, greeting } = options;
    const { clock } = this.#options;
    const client = new WebSocketClient({ origin, clock });
    const { isSecure, hostHeader, target } = parseDialTarget(url);
    // First of all listeners of the state: what is said is kept from the first frame on.
    client.on("stateChanged", (state) => {
      if (state !== "connected") return;
      this.conversation.opened({
        conversation: this.conversation.number,
        serverUrl: `${isSecure ? "wss" : "ws"}://${hostHeader}`,
        target,
        subprotocols,
        headers,
        origin,
        compression,
        insecure: insecure && isSecure,
        openedAtUs: clock.nowUs(),
      });
    });
    this.conversation.watch(client);
    client.on("connected", () => {
      if (greeting !== "") client.sendTextMessage(greeting);
    });
    client.open(url, { subprotocols, headers, compression, tls: { insecure } });
  }
}
