// The page's end of the WebSocket to the process: requests with answers, messages, and connecting again.

import type { Problem } from "../../../link/conversation.js";
import type { PageRequest } from "../../../link/page-request.js";
import { type ProcessMessage, processMessage } from "../../../link/process-message.js";

/** `ended`: the process has said that it ends; it is not looked for any more. */
export type LinkState = "connecting" | "open" | "lost" | "ended";

/** A request without its id. */
export type Asked = PageRequest extends infer Request
  ? Request extends PageRequest
    ? Omit<Request, "id">
    : never
  : never;

/** The process refused a request, or could not do it. */
export class AskFailed extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** What the link tells. */
export interface LinkListener {
  changed(state: LinkState): void;
  /** Every message but answers. */
  told(message: ProcessMessage): void;
}

const retryMs = 1_000;

/** See the file's first line. */
export class ProcessLink {
  readonly #address: string;
  readonly #listener: LinkListener;
  readonly #waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  #socket: WebSocket | undefined;
  #lastId = 0;

  /** @param page - The address of the page; its query has the token. */
  constructor(page: Pick<URL, "protocol" | "host" | "search">, listener: LinkListener) {
    const token = new URLSearchParams(page.search).get("token") ?? "";
    this.#address = `${page.protocol === "https:" ? "wss" : "ws"}://${page.host}/link?token=${encodeURIComponent(token)}`;
    this.#listener = listener;
  }

  /** Connects, and again whenever the connection is lost. */
  open(): void {
    const socket = new WebSocket(this.#address);
    this.#socket = socket;
    socket.onopen = () => this.#listener.changed("open");
    socket.onmessage = ({ data }) => this.#received(String(data));
    socket.onclose = ({ code }) => {
      this.#giveUpWaiting();
      // 1001: the process ends, or the page is being left.
      if (code === 1001) {
        this.#listener.changed("ended");
        return;
      }
      this.#listener.changed("lost");
      setTimeout(() => this.open(), retryMs);
    };
  }

  /** Asks the process. @throws AskFailed with its problem; also when the link is lost before the answer. */
  ask(asked: Asked): Promise<unknown> {
    const socket = this.#socket;
    if (socket?.readyState !== WebSocket.OPEN) return Promise.reject(new AskFailed(notConnected));
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      socket.send(JSON.stringify({ ...asked, id }));
    });
  }

  #received(text: string): void {
    const read = processMessage.safeParse(JSON.parse(text));
    if (!read.success) {
      console.error("wsrig sent what this page does not know", read.error.issues);
      return;
    }
    const message = read.data;
    if (message.kind !== "answer") {
      this.#listener.told(message);
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.problem === undefined) waiting?.resolve(message.result);
    else waiting?.reject(new AskFailed(message.problem));
  }

  #giveUpWaiting(): void {
    for (const { reject } of this.#waiting.values()) reject(new AskFailed(notConnected));
    this.#waiting.clear();
  }
}

const notConnected: Problem = { code: "not-connected", message: "the page is not connected to wsrig" };
