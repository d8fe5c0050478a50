// Serves the page and speaks with its tabs: HTTP for the page, one WebSocket a tab for all else.

import { WsrigError } from "../errors.js";
import type { PageRequest } from "../link/page-request.js";
import { linkVersion, type ProcessMessage } from "../link/process-message.js";
import type { ListeningAddress } from "../server/listening-address.js";
import { OpeningTickets } from "./opening-tickets.js";
import { PageHost } from "./page-host.js";
import { requestHandler } from "./page-requests.js";
import { requestGuard } from "./request-guard.js";
import { TabLinks } from "./tab-links.js";
import type { Tabs, UiPart } from "./ui-part.js";
import { newToken } from "./ui-token.js";

/** Options of {@link openUserInterface}. */
export interface UserInterfaceOptions {
  /** The built page (store's loadConsolePage). */
  readonly page: string;
  readonly hello: Omit<Extract<ProcessMessage, { kind: "hello" }>, "kind" | "linkVersion">;
  /** Makes the parts. */
  readonly parts: (tabs: Tabs) => readonly UiPart[];
  /** An IP address or a name of this machine. Default 127.0.0.1. */
  readonly host?: string | undefined;
  /** Default 0: a free one. */
  readonly port?: number | undefined;
  /** Default: a fresh one of 128 random bits. */
  readonly token?: string | undefined;
  /** What the person calls `host` and `port`, for a mistake in them. Default: these. */
  readonly names?: { readonly host: string; readonly port: string } | undefined;
  /** Given each fault of wsrig itself that came up while a tab was answered; the tab is told too. */
  readonly onBug?: ((error: unknown) => void) | undefined;
}

/** A user interface that is served. Whoever opened it closes it. */
export interface UserInterface {
  /** With the token: whoever has it may do what the person may. */
  readonly url: string;
  /**
   * An address that leads to `url` once, within a minute: to start a browser with. Others on this machine see the arguments of
   * programs, and a browser may keep its own for days.
   */
  ticketUrl(): string;
  readonly tabs: Tabs;
  /** Says so when other machines can reach it. */
  readonly warning: string | undefined;
  /** Resolves when what was told has left for the tabs, or after `deadlineMs`. */
  flushed(deadlineMs: number): Promise<void>;
  /**
   * Ends the parts, then all tabs with 1001, within half a second. Calling it again waits for the same end.
   *
   * @throws what a part threw as it ended; all else has ended then too.
   */
  close(): Promise<void>;
}

/** How long tabs may take to answer that wsrig ends. */
const closeDeadlineMs = 500;

/** @throws WsrigError `usage-cannot-listen` */
export async function openUserInterface(options: UserInterfaceOptions): Promise<UserInterface> {
  const { host = "127.0.0.1", port = 0, token = newToken(), onBug = () => {} } = options;
  const tabs = new TabLinks();
  const tickets = new OpeningTickets();
  const parts = options.parts(tabs);
  const hello = { kind: "hello", linkVersion, ...options.hello } as const;
  const handle = requestHandler(parts);
  let closed: Promise<void> | undefined;
  const shared = {
    handle(request: PageRequest) {
      // What a part would begin now, nobody would end.
      if (closed !== undefined) throw new WsrigError("usage-ending", "wsrig is ending");
      return handle(request);
    },
    everything: () => [hello, ...parts.flatMap((part) => part.snapshot())],
    onBug,
  };
  const pageHost = new PageHost({
    page: options.page,
    guard: (at) => requestGuard({ token, tickets, at }),
    onLink: (socket) => tabs.add({ ...shared, socket }),
  });
  const close = async (): Promise<void> => {
    pageHost.stopAccepting();
    const ended = await Promise.allSettled(parts.map((part) => part.close()));
    await tabs.close(closeDeadlineMs);
    await pageHost.close();
    for (const result of ended) if (result.status === "rejected") throw result.reason;
  };
  let at: ListeningAddress;
  try {
    at = await pageHost.listen(host, port);
  } catch (error) {
    await Promise.allSettled(parts.map((part) => part.close()));
    throw listenMistake(error as NodeJS.ErrnoException, { ...options, host, port }) ?? error;
  }
  const address = `http://${at.urlHost}:${at.port}/`;
  return {
    url: `${address}?token=${token}`,
    ticketUrl: () => `${address}?ticket=${tickets.issue()}`,
    tabs,
    warning: exposureWarning(at),
    flushed: (deadlineMs) => tabs.drained(deadlineMs),
    close() {
      closed ??= close();
      return closed;
    },
  };
}

function listenMistake(
  { code, syscall, message }: NodeJS.ErrnoException,
  {
    host,
    port,
    names = { host: "host", port: "port" },
  }: Pick<UserInterfaceOptions, "host" | "port" | "names">,
): WsrigError | undefined {
  if (syscall === undefined) return undefined;
  return new WsrigError(
    "usage-cannot-listen",
    `the user interface cannot listen on ${host}:${port}: ${message}`,
    {
      path: code === "EADDRINUSE" || code === "EACCES" ? names.port : names.host,
      hint: code === "EADDRINUSE" ? `Choose another ${names.port}, or 0 for a free one.` : undefined,
    },
  );
}

function exposureWarning({ address, port, isExposed }: ListeningAddress): string | undefined {
  if (!isExposed) return undefined;
  return `The user interface listens on ${address}:${port}: other machines can reach it, and whoever has its address can start programs as you; it crosses the network unencrypted. Listen on 127.0.0.1 unless you mean this.`;
}
