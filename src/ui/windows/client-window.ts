// The client window: its tabs, and what is told of them.

import type { Connection } from "../../connection/connection.js";
import { WsrigError } from "../../errors.js";
import type { ClientOptions } from "../../link/conversation.js";
import type { ProcessMessage } from "../../link/process-message.js";
import { closeGracefully } from "../../server/graceful-close.js";
import type { Tabs } from "../ui-part.js";
import { ClientTab } from "./client-tab.js";
import type { ConversationSetting } from "./conversation.js";
import type { Conversations } from "./conversations.js";
import { Throttle } from "./throttle.js";

/** Tabs at once. */
export const maxClientTabs = 50;
/** Between two messages about counters. */
const tellEveryMs = 250;
/** How long servers may take to answer a close frame when all ends. */
const closeDeadlineMs = 500;

/** What the client window is given. */
export interface ClientWindowOptions extends ConversationSetting {
  readonly tabs: Tabs;
  readonly conversations: Conversations;
}

/** See the file's first line. It begins with one tab. */
export class ClientWindow {
  readonly #options: ClientWindowOptions;
  readonly #throttle: Throttle;
  /** By conversation, oldest first. */
  readonly #byConversation = new Map<number, ClientTab>();
  #lastNumber = 0;
  #hasChanged = false;

  constructor(options: ClientWindowOptions) {
    this.#options = options;
    const { clock } = options;
    this.#throttle = new Throttle({ clock, periodMs: tellEveryMs, work: () => this.#tell() });
    this.add();
  }

  /** Adds a tab; gives the number of its conversation. @throws WsrigError `usage-too-many-clients` */
  add(): number {
    if (this.#byConversation.size >= maxClientTabs) {
      const message = `there are ${maxClientTabs} client tabs, which is the limit`;
      throw new WsrigError("usage-too-many-clients", message, { hint: "Remove one first." });
    }
    const { conversations } = this.#options;
    const changed = (): void => {
      this.#hasChanged = true;
      this.#throttle.runNow();
    };
    const tab = new ClientTab({
      ...this.#options,
      conversation: conversations.newNumber(),
      number: ++this.#lastNumber,
      counted: () => {
        this.#hasChanged = true;
        this.#throttle.ask();
      },
      changed,
    });
    conversations.add(tab.conversation);
    this.#byConversation.set(tab.conversation.number, tab);
    changed();
    return tab.conversation.number;
  }

  /** Drops its connection and forgets it. */
  remove(conversation: number): void {
    const tab = this.#find(conversation);
    tab.abort();
    this.#byConversation.delete(conversation);
    this.#options.conversations.remove(tab.conversation);
    this.#options.log.forget(conversation);
    this.#hasChanged = true;
    this.#throttle.runNow();
  }

  connect(conversation: number, options: ClientOptions): void {
    this.#find(conversation).connect(options);
  }

  abort(conversation: number): void {
    this.#find(conversation).abort();
  }

  /** What a tab of the browser must know. */
  snapshot(): Extract<ProcessMessage, { kind: "clients" }> {
    return { kind: "clients", clients: [...this.#byConversation.values()].map((tab) => tab.state) };
  }

  async end(): Promise<void> {
    const open: Connection[] = [];
    for (const tab of this.#byConversation.values()) {
      const { client, isOpen } = tab.conversation;
      if (isOpen && client?.openConnection !== undefined) open.push(client.openConnection);
      else tab.abort();
    }
    const { clock } = this.#options;
    await closeGracefully(open, { reason: "wsrig has ended", deadlineMs: closeDeadlineMs, clock });
    this.#throttle.end();
  }

  #find(conversation: number): ClientTab {
    const tab = this.#byConversation.get(conversation);
    if (tab !== undefined) return tab;
    throw new WsrigError("usage-unknown-conversation", `conversation ${conversation} is no client tab`, {
      path: "conversation",
    });
  }

  #tell(): void {
    if (!this.#hasChanged) return;
    this.#hasChanged = false;
    this.#options.tabs.tell(this.snapshot());
  }
}
