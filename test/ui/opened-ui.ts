// A user interface of the tests, with a part that writes down what it is asked.

import { onTestFinished } from "vitest";
import type { PageRequest } from "../../src/link/page-request.js";
import type { ProcessMessage } from "../../src/link/process-message.js";
import type { RequestHandlers, UiPart } from "../../src/ui/ui-part.js";
import {
  openUserInterface,
  type UserInterface,
  type UserInterfaceOptions,
} from "../../src/ui/user-interface.js";
import { WsPeer } from "../server/ws-peer.js";

export const token = "0123456789abcdef0123456789abcdef";

export const hello: UserInterfaceOptions["hello"] = {
  version: "1.2.3",
  mode: "console",
  behaviours: [],
  commands: [],
  folder: "reports",
};

export const page = "<!doctype html><title>the page</title>";

/** An open user interface, closed when the test has ended. */
export interface OpenedUi {
  readonly ui: UserInterface;
  readonly port: number;
  /** Of the link, with the token. */
  readonly linkUrl: string;
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** Requests that reached the part. */
  readonly asked: readonly PageRequest[];
  readonly bugs: readonly unknown[];
  /** Connects as the page does. */
  openTab(): Promise<WsPeer>;
}

/** Opens one on a free port. */
export async function openedUi(
  options: Partial<UserInterfaceOptions> & {
    readonly handlers?: RequestHandlers;
    readonly snapshot?: () => readonly ProcessMessage[];
  } = {},
): Promise<OpenedUi> {
  const { handlers = {}, snapshot = () => [], ...rest } = options;
  const asked: PageRequest[] = [];
  const bugs: unknown[] = [];
  const part: UiPart = {
    handlers: {
      stopServer: (request) => {
        asked.push(request);
      },
      ...handlers,
    },
    snapshot,
    close: async () => {},
  };
  const ui = await openUserInterface({
    page,
    hello,
    token,
    parts: () => [part],
    onBug: (error) => bugs.push(error),
    ...rest,
  });
  onTestFinished(() => ui.close());
  const { port, origin, host } = new URL(ui.url);
  const linkUrl = `ws://${host}/link?token=${token}`;
  return {
    ui,
    port: Number(port),
    linkUrl,
    origin,
    asked,
    bugs,
    openTab: () => WsPeer.open(linkUrl, { origin }),
  };
}
