// A page over the real link: a user interface is served, and a client of another library speaks with it.

import { WebSocket } from "ws";
import type { Problem } from "../../../src/link/conversation.js";
import type { PageRequest } from "../../../src/link/page-request.js";
import type { ProcessMessage } from "../../../src/link/process-message.js";
import { openUserInterface } from "../../../src/ui/user-interface.js";
import { makeWindows } from "../../../src/ui/windows/windows-part.js";
import { ToldPage } from "./told-page.js";

/** A request without its id. */
export type Asked = WithoutId<PageRequest>;
type WithoutId<T> = T extends unknown ? Omit<T, "id"> : never;

/** What was refused. */
export class Refused extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** See the file's first line. */
export class LinkedPage extends ToldPage {
  readonly #socket: WebSocket;
  readonly #answers = new Map<number, (answer: Extract<ProcessMessage, { kind: "answer" }>) => void>();
  #lastId = 0;

  constructor(socket: WebSocket) {
    super();
    this.#socket = socket;
    socket.on("message", (data) => {
      const message = JSON.parse(String(data)) as ProcessMessage;
      if (message.kind === "answer") this.#answers.get(message.id)?.(message);
      else this.take(message);
    });
  }

  /** Asks, and gives the result. @throws Refused */
  async ask(request: Asked): Promise<unknown> {
    const id = ++this.#lastId;
    const answered = new Promise<Extract<ProcessMessage, { kind: "answer" }>>((resolve) =>
      this.#answers.set(id, resolve),
    );
    this.#socket.send(JSON.stringify({ ...request, id }));
    const { result, problem } = await answered;
    if (problem !== undefined) throw new Refused(problem);
    return result;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#socket.once("close", resolve));
    this.#socket.close();
    await closed;
  }
}

/** A user interface with the two windows. */
export interface ServedWindows extends AsyncDisposable {
  /** Another tab. Resolves when it has been told everything. */
  openPage(): Promise<LinkedPage>;
}

export async function serveWindows(): Promise<ServedWindows> {
  const ui = await openUserInterface({
    page: "<!doctype html>",
    hello: { version: "0", mode: "console", behaviours: [], commands: [], folder: "reports" },
    parts: (tabs) => [makeWindows({ tabs })],
  });
  const { host, search } = new URL(ui.url);
  return {
    async openPage() {
      const page = new LinkedPage(new WebSocket(`ws://${host}/link${search}`, { origin: `http://${host}` }));
      await page.until(() => page.messages.some(({ kind }) => kind === "log"));
      return page;
    },
    [Symbol.asyncDispose]: () => ui.close(),
  };
}
