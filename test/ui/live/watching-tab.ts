// A tab without a browser, for tests: connects to a user interface as its page does, keeps what it is told, and asks.

import { WebSocket } from "ws";
import type { LiveEvent } from "../../../src/link/live-event.js";
import type { PageRequest } from "../../../src/link/page-request.js";
import { type ProcessMessage, processMessage } from "../../../src/link/process-message.js";
import type { ReportDocuments } from "../../../src/link/report-documents.js";

type RequestWithoutId<Request> = Request extends unknown ? Omit<Request, "id"> : never;
type Answer = Extract<ProcessMessage, { kind: "answer" }>;

/** How long anything may take that a test waits for. */
const deadlineMs = 50_000;

/** See the file's first line. */
export class WatchingTab implements Disposable {
  /** Of the run under way: since the last message that began it anew. */
  events: LiveEvent[] = [];
  report: ReportDocuments | undefined;
  /** How many events the first message of the run had: one for a tab that was there before the run. */
  firstEvents: number | undefined;
  hello: Extract<ProcessMessage, { kind: "hello" }> | undefined;
  readonly answers: Answer[] = [];
  /** Once it is closed. */
  closeCode: number | undefined;
  readonly #socket: WebSocket;
  readonly #waiting = new Set<() => void>();
  #asked = 0;

  private constructor(url: string) {
    const page = new URL(url);
    const link = `ws://${page.host}/link${page.search}`;
    this.#socket = new WebSocket(link, { headers: { Origin: page.origin } });
    this.#socket.on("message", (data) => this.#told(processMessage.parse(JSON.parse(String(data)))));
    this.#socket.on("error", () => {}); // `close` follows.
    this.#socket.on("close", (code) => {
      this.closeCode = code;
      this.#look();
    });
  }

  /** @param url - Of the page, with its token. */
  static async open(url: string): Promise<WatchingTab> {
    const tab = new WatchingTab(url);
    await tab.until(() => tab.hello !== undefined);
    return tab;
  }

  last<Kind extends LiveEvent["kind"]>(kind: Kind): Extract<LiveEvent, { kind: Kind }> | undefined {
    return this.all(kind).at(-1);
  }

  all<Kind extends LiveEvent["kind"]>(kind: Kind): Extract<LiveEvent, { kind: Kind }>[] {
    return this.events.filter((event): event is Extract<LiveEvent, { kind: Kind }> => event.kind === kind);
  }

  /** Resolves when it holds; rejects when the tab is closed before, or after the deadline. */
  async until(holds: () => boolean): Promise<void> {
    let look = (): void => {};
    const timeout = AbortSignal.timeout(deadlineMs);
    try {
      await new Promise<void>((resolve, reject) => {
        const told = (): string => JSON.stringify(this.events.slice(-5));
        timeout.onabort = () => reject(new Error(`it did not come; last events: ${told()}`));
        look = () => {
          if (holds()) resolve();
          else if (this.closeCode !== undefined) reject(new Error(`closed before it came: ${told()}`));
        };
        this.#waiting.add(look);
        look();
      });
    } finally {
      this.#waiting.delete(look);
    }
  }

  /** The answer to a request. */
  async ask(request: RequestWithoutId<PageRequest>): Promise<Answer> {
    const id = ++this.#asked;
    this.#socket.send(JSON.stringify({ ...request, id }));
    await this.until(() => this.answers.some((answer) => answer.id === id));
    return this.answers.find((answer) => answer.id === id) as Answer;
  }

  /** From now on nothing is read: neither events nor that it is closed. */
  stopReading(): void {
    this.#socket.pause();
  }

  [Symbol.dispose](): void {
    this.#socket.terminate();
  }

  #told(message: ProcessMessage): void {
    if (message.kind === "hello") this.hello = message;
    else if (message.kind === "answer") this.answers.push(message);
    else if (message.kind === "report") this.report = message.documents;
    else if (message.kind === "live") {
      this.firstEvents ??= message.events.length;
      if (message.isAll) {
        this.events = [];
        this.report = undefined;
      }
      this.events.push(...message.events);
    }
    this.#look();
  }

  #look(): void {
    for (const look of this.#waiting) look();
  }
}
