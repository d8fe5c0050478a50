// The two windows of the console as a person uses them: by their roles and labels.

import type { Locator, Page } from "playwright-core";

/** One of the two windows. */
export interface PlayedWindow {
  readonly root: Locator;
  /** The rows of its log that are drawn, without time: direction, client, opcode with facts, size, payload. */
  rows(): Promise<string[]>;
  /** Opens the row of the log that holds `text`, so that its frames are rows too. */
  openRow(text: string): Promise<void>;
  sendText(text: string): Promise<void>;
  /** Sends text in frames of so many bytes. */
  sendFragments(text: string, fragmentBytes: number): Promise<void>;
  ping(): Promise<void>;
  close(code: number, reason: string): Promise<void>;
}

/** The server window. */
export interface PlayedServer extends PlayedWindow {
  /** Listens on a free port. @returns the address */
  listen(): Promise<string>;
  /** The cells of the table of clients, but for the address and the time of day. */
  clients(): Promise<string[]>;
  /** Chooses whom to send to. */
  selectOnly(...numbers: readonly number[]): Promise<void>;
  selectAll(): Promise<void>;
}

/** The client window. */
export interface PlayedClient extends PlayedWindow {
  connect(address: string): Promise<void>;
  add(): Promise<void>;
  open(number: number): Promise<void>;
  /** How its last connection ended, in the words of the window. */
  closedFact(said: RegExp): Locator;
}

/** See {@link PlayedServer}. */
export function playedServer(page: Page): PlayedServer {
  const root = page.getByRole("region", { name: "Server", exact: true });
  const table = root.getByRole("table", { name: "Clients" });
  return {
    ...playedWindow(root, "Log of the server"),
    async listen() {
      await root.getByLabel("Port").fill("0");
      await root.getByRole("button", { name: "Listen" }).click();
      return root.getByRole("note", { name: "Address" }).innerText();
    },
    async clients() {
      const rows = await table.getByRole("row").all();
      const cells = await Promise.all(
        rows.slice(1).map((row) => row.getByRole("cell").or(row.getByRole("rowheader")).allInnerTexts()),
      );
      return cells.map(([number, , ...rest]) => [number, ...rest.slice(0, -1)].join(" | "));
    },
    async selectOnly(...numbers) {
      const all = table.getByRole("checkbox", { name: "Select all clients" });
      await all.check();
      await all.uncheck();
      for (const number of numbers) await table.getByRole("checkbox", { name: `Client ${number},` }).check();
    },
    async selectAll() {
      await root.getByRole("group", { name: "Send to" }).getByRole("radio", { name: "All" }).check();
    },
  };
}

/** See {@link PlayedClient}. */
export function playedClient(page: Page): PlayedClient {
  const root = page.getByRole("region", { name: "Client", exact: true });
  return {
    ...playedWindow(root, "Log of the client"),
    async connect(address) {
      await root.getByLabel("Address").fill(address);
      await root.getByRole("button", { name: "Connect", exact: true }).click();
      await root.getByRole("button", { name: "Disconnect" }).waitFor();
    },
    async add() {
      const tabs = root.getByRole("tab");
      const before = await tabs.count();
      await root.getByRole("button", { name: "Add a client" }).click();
      await root.getByRole("tab", { name: `Client ${before + 1}`, selected: true }).waitFor();
    },
    async open(number) {
      await root.getByRole("tab", { name: `Client ${number}` }).click();
    },
    closedFact: (said) => root.getByRole("definition").filter({ hasText: said }),
  };
}

function playedWindow(root: Locator, logName: string): PlayedWindow {
  const log = root.getByRole("treegrid", { name: logName });
  const kinds = root.getByRole("group", { name: "What is sent" });
  const fragments = root.getByLabel("In fragments");
  const message = root.getByLabel("Text message");
  const sendText = async (text: string): Promise<void> => {
    await message.fill(text);
    await root.getByRole("button", { name: "Send", exact: true }).click();
  };
  return {
    root,
    async rows() {
      const rows = await log
        .getByRole("row")
        .evaluateAll((all) =>
          all.map((row) =>
            [...row.querySelectorAll("[role=gridcell]")].map(({ textContent }) => textContent),
          ),
        );
      return rows.map(([, ...cells]) =>
        cells
          .map((text) => text?.trim())
          .filter((text) => text)
          .join(" "),
      );
    },
    async openRow(text) {
      await log.getByRole("row").filter({ hasText: text }).first().getByRole("gridcell").first().click();
    },
    async sendText(text) {
      await kinds.getByRole("radio", { name: "Text" }).check();
      await fragments.uncheck();
      await sendText(text);
    },
    async sendFragments(text, fragmentBytes) {
      await kinds.getByRole("radio", { name: "Text" }).check();
      await fragments.check();
      await root.getByLabel("Bytes of a fragment").fill(String(fragmentBytes));
      await sendText(text);
    },
    async ping() {
      await kinds.getByRole("radio", { name: "Ping" }).check();
      await root.getByRole("button", { name: "Send ping" }).click();
    },
    async close(code, reason) {
      await kinds.getByRole("radio", { name: "Close" }).check();
      await root.getByLabel("Close code").fill(String(code));
      await root.getByLabel("Reason (optional)").fill(reason);
      await root.getByRole("button", { name: "Send close" }).click();
    },
  };
}
