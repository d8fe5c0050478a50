// A client that the server has accepted becomes a numbered conversation with a row in the list.

import type { WebSocketClient } from "../../client/web-socket-client.js";
import { shorten } from "../../report/printable.js";
import type { AcceptedClient } from "./accepted-list.js";
import { Conversation, type ConversationSetting } from "./conversation.js";

/** A row is told again whenever a counter changes, thousands of them at once: of what a client chose no more goes along, in characters. */
const shownCharacters = 500;

/** Options of {@link acceptClient}. */
export interface AcceptClientOptions {
  readonly setting: ConversationSetting;
  /** Of the conversation. */
  readonly conversation: number;
  /** Counts from 1 since the server listens. */
  readonly number: number;
  readonly serverUrl: string;
  /** µs since 1970 when the clock shows 0. */
  readonly epochUs: number;
  readonly counted: (client: AcceptedClient) => void;
  readonly changed: (client: AcceptedClient) => void;
}

/** Watches `client`, which was just taken from the queue, so that no frame is missed. `changed` is not called before the return. */
export function acceptClient(client: WebSocketClient, options: AcceptClientOptions): AcceptedClient {
  const { setting, serverUrl, epochUs, conversation: number } = options;
  const openedAtUs = setting.clock.nowUs();
  const conversation = new Conversation({
    ...setting,
    number,
    weAre: "server",
    counted: () => options.counted(accepted),
    changed: () => options.changed(accepted),
  });
  const { origin, subprotocol, extensions, requestUrl: target } = client;
  const address = `${client.peerAddress ?? "unknown"}:${client.peerPort ?? 0}`;
  const facts = {
    number: options.number,
    address,
    target: shorten(target, shownCharacters),
    origin: shorten(origin, shownCharacters),
    subprotocol,
    extensions,
  };
  const accepted = { conversation, facts: { ...facts, openedAtUs: openedAtUs + epochUs } };
  conversation.watch(client);
  conversation.opened({
    conversation: number,
    serverUrl,
    target,
    subprotocols: subprotocol === "" ? [] : [subprotocol],
    headers: [],
    origin,
    compression: extensions !== "",
    insecure: serverUrl.startsWith("wss:"),
    openedAtUs,
  });
  return accepted;
}
