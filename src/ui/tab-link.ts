// One tab of a browser: what it asks is checked and answered; what it is told waits within bounds.

import type { WebSocket } from "ws";
import { isUserMistake } from "../errors.js";
import type { Problem } from "../link/conversation.js";
import { type PageRequest, pageRequest } from "../link/page-request.js";
import type { ProcessMessage } from "../link/process-message.js";

/** A tab that is so far behind is told nothing more until it has caught up, and then everything anew. */
const behindBytes = 8 * 1024 * 1024;
const catchUpMs = 250;

/** What a tab needs of its user interface. */
export interface TabLinkOptions {
  readonly socket: WebSocket;
  /** @throws WsrigError for a mistake of the person. */
  readonly handle: (request: PageRequest) => unknown;
  /** All that a tab must know. */
  readonly everything: () => readonly ProcessMessage[];
}

/** See the file's first line. */
export class TabLink {
  readonly #socket: WebSocket;
  readonly #options: TabLinkOptions;
  #catchingUp: NodeJS.Timeout | undefined;

  constructor(options: TabLinkOptions) {
    this.#options = options;
    this.#socket = options.socket;
    this.#socket.on("message", (data) => void this.#received(String(data)));
    this.#socket.on("close", () => clearInterval(this.#catchingUp));
    this.#tellEverything();
  }

  /** Tells the message that is made once for all tabs. */
  tell(text: string): void {
    if (this.#catchingUp !== undefined) return;
    if (this.#socket.bufferedAmount > behindBytes) this.#waitUntilCaughtUp();
    else this.#socket.send(text);
  }

  #tellEverything(): void {
    for (const message of this.#options.everything()) this.#socket.send(JSON.stringify(message));
  }

  #waitUntilCaughtUp(): void {
    this.#catchingUp = setInterval(() => {
      if (this.#socket.bufferedAmount > 0) return;
      clearInterval(this.#catchingUp);
      this.#catchingUp = undefined;
      this.#tellEverything();
    }, catchUpMs).unref();
  }

  async #received(text: string): Promise<void> {
    const request = readRequest(text);
    if (request === undefined) {
      this.#socket.close(1008, "this is no request of the page");
      return;
    }
    this.#answer(request.id, await this.#handled(request));
  }

  async #handled(
    request: PageRequest | { readonly id: number; readonly problem: Problem },
  ): Promise<{ readonly result?: unknown; readonly problem?: Problem }> {
    if ("problem" in request) return { problem: request.problem };
    try {
      return { result: await this.#options.handle(request) };
    } catch (error) {
      if (isUserMistake(error)) {
        const { code, message, hint, path } = error;
        return { problem: { code, message, ...(hint && { hint }), ...(path && { path }) } };
      }
      return {
        problem: { code: "internal", message: error instanceof Error ? error.message : String(error) },
      };
    }
  }

  #answer(id: number, answer: { readonly result?: unknown; readonly problem?: Problem }): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    this.#socket.send(JSON.stringify({ kind: "answer", id, ...answer } satisfies ProcessMessage));
  }
}

/** The request, or what is wrong with one that can be answered, or `undefined`. */
function readRequest(
  text: string,
): PageRequest | { readonly id: number; readonly problem: Problem } | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined; // No JSON: the caller ends the link.
  }
  const read = pageRequest.safeParse(json);
  if (read.success) return read.data;
  const id = typeof json === "object" && json !== null && "id" in json ? json.id : undefined;
  if (typeof id !== "number") return undefined;
  const [issue] = read.error.issues;
  const message = issue?.message ?? "the request is none that this wsrig knows";
  return { id, problem: { code: "usage-invalid-request", message, path: issue?.path.join(".") ?? "" } };
}
