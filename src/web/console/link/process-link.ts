// The page's end of the WebSocket to the process: requests with answers, messages, and connecting again.

import type { Problem } from "../../../link/conversation.js";
import type { PageRequest } from "../../../link/page-request.js";
import type { ProcessMessage } from "../../../link/process-message.js";
import { words } from "../../words/words.js";
import type { LinkState } from "./link-state.js";
import { readMessage } from "./read-message.js";
import { retryDelayMs } from "./retry-delay.js";

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

/** See the file's first line. */
export class ProcessLink {
  readonly #address: string;
  readonly #listener: LinkListener;
  readonly #waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  #socket: WebSocket | undefined;
  #state: LinkState = "connecting";
  #lastId = 0;
  /** Attempts in a row after which the process has told nothing. */
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param page - The address of the page; its query has the token. */
  constructor(page: Pick<URL, "search" | "protocol" | "host">, listener: LinkListener) {
    const token = new URLSearchParams(page.search).get("token") ?? "";
    this.#address = `${page.protocol === "https:" ? "wss" : "ws"}://${page.host}/link?token=${encodeURIComponent(token)}`;
    this.#listener = listener;
  }

  /** Connects, and again whenever the connection is lost. */
  open(): void {
    clearTimeout(this.#timer);
    const socket = new WebSocket(this.#address);
    this.#socket = socket;
    socket.onopen = () => this.#change("open");
    socket.onmessage = ({ data }) => this.#received(String(data));
    socket.onclose = ({ code }) => this.#closed(code);
  }

  /** Looks for a lost process at once, instead of after the wait. */
  retry(): void {
    if (this.#state === "lost" && this.#socket === undefined) this.open();
  }

  /** Closes the connection without a word, until it is opened again: the page is being left. */
  leave(): void {
    clearTimeout(this.#timer);
    this.#drop();
  }

  /** Connects anew after {@link leave}, unless there is nothing more to connect with. */
  comeBack(): void {
    if (this.#socket === undefined && this.#state !== "ended" && this.#state !== "outdated") this.open();
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

  #closed(code: number): void {
    this.#drop();
    if (code === 1001) {
      this.#change("ended");
      return;
    }
    this.#change("lost");
    this.#timer = setTimeout(() => this.open(), retryDelayMs(this.#failures));
    this.#failures += 1;
  }

  #received(text: string): void {
    const read = readMessage(text);
    switch (read.kind) {
      case "message":
        this.#failures = 0;
        if (read.message.kind === "answer") this.#answered(read.message);
        else this.#listener.told(read.message);
        return;
      case "outdated":
        this.#drop();
        this.#change("outdated");
        return;
      case "unknown":
        console.error("wsrig sent what this page does not know", read.why);
        if (read.id !== undefined) this.#answered({ id: read.id, problem: unknownAnswer });
        return;
      default:
        read satisfies never;
    }
  }

  #answered(answer: {
    readonly id: number;
    readonly result?: unknown;
    readonly problem?: Problem | undefined;
  }): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (answer.problem === undefined) waiting?.resolve(answer.result);
    else waiting?.reject(new AskFailed(answer.problem));
  }

  /** Nothing more is heard of the socket, and nothing answered. */
  #drop(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket !== undefined) {
      socket.onopen = null;
      socket.onmessage = null;
      socket.onclose = null;
      socket.close();
    }
    for (const { reject } of this.#waiting.values()) reject(new AskFailed(notConnected));
    this.#waiting.clear();
  }

  #change(state: LinkState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#listener.changed(state);
  }
}

const notConnected: Problem = { code: "not-connected", message: words.shell.notConnected };
const unknownAnswer: Problem = { code: "unknown-answer", message: words.shell.unknownAnswer };
