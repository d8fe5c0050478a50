// A schedule of its own for every connection: constant or Poisson, from the start of the load or of the session.

import { seededRandom } from "../../random.js";
import type { DueSender, Schedule } from "./schedule.js";

/** Options of {@link StreamSchedule}. */
export interface StreamScheduleOptions {
  /** Messages per second of each connection, > 0. */
  readonly ratePerSecond: number;
  readonly arrivals: "constant" | "poisson";
  /** Fixes the Poisson gaps of every connection, whichever worker has it. */
  readonly seed: number;
  /**
   * Connections that take part from the start of the load: what is due while one is not open is dropped. Others begin when
   * they join. Empty where sessions come and go.
   */
  readonly fixed: readonly number[];
  readonly dropped: (dueUs: number) => void;
}

interface Stream {
  readonly connection: number;
  readonly gapUs: () => number;
  dueUs: number;
  sender: DueSender | undefined;
  /** Left for good: nothing is due later than this, µs, and it falls out of the heap; `Infinity` while it takes part. */
  untilUs: number;
}

/** A heap of connections by the time of their next message. */
export class StreamSchedule implements Schedule {
  readonly #options: StreamScheduleOptions;
  readonly #heap: Stream[] = [];
  readonly #byConnection = new Map<number, Stream>();
  readonly #fixed: ReadonlySet<number>;
  /** Sessions that each connection has begun. */
  readonly #sessions = new Map<number, number>();

  constructor(options: StreamScheduleOptions) {
    this.#options = options;
    this.#fixed = new Set(options.fixed);
  }

  get mayBeginSooner(): boolean {
    return this.#fixed.size === 0;
  }

  get nextDueUs(): number {
    return this.#heap[0]?.dueUs ?? Number.POSITIVE_INFINITY;
  }

  begin(startUs: number): void {
    for (const connection of this.#options.fixed) {
      const stream = this.#byConnection.get(connection) ?? this.#add(connection);
      stream.dueUs = startUs + this.#firstGapUs(stream);
      this.#push(stream);
    }
  }

  fire(nowUs: number): void {
    const stream = this.#heap[0];
    if (stream === undefined) return;
    const { dueUs, sender } = stream;
    if (dueUs > stream.untilUs) {
      this.#pop();
      return;
    }
    stream.dueUs = dueUs + stream.gapUs();
    this.#sink(0);
    if (sender === undefined) this.#options.dropped(dueUs);
    else sender.sendDue(dueUs, nowUs);
  }

  join(connection: number, sender: DueSender, nowUs: number): void {
    const known = this.#byConnection.get(connection);
    if (known !== undefined) {
      known.sender = sender;
      return;
    }
    const stream = this.#add(connection);
    stream.sender = sender;
    // Fixed ones wait for the start of the load.
    if (this.#fixed.has(connection)) return;
    stream.dueUs = nowUs + this.#firstGapUs(stream);
    this.#push(stream);
  }

  leave(connection: number, untilUs = Number.NEGATIVE_INFINITY): void {
    const stream = this.#byConnection.get(connection);
    if (stream === undefined) return;
    stream.sender = undefined;
    if (this.#fixed.has(connection)) return;
    stream.untilUs = untilUs;
    this.#byConnection.delete(connection);
  }

  #add(connection: number): Stream {
    const { ratePerSecond, arrivals, seed } = this.#options;
    const meanUs = 1_000_000 / ratePerSecond;
    const session = this.#sessions.get(connection) ?? 0;
    this.#sessions.set(connection, session + 1);
    // Each session has draws of its own: else all sessions of a connection would send at the same times.
    const random =
      arrivals === "poisson" ? seededRandom(seed).fork(`poisson/${connection}/${session}`) : undefined;
    // Exponential gaps (Poisson process): -mean * ln(1 - u), u uniform in [0, 1).
    const gapUs = random === undefined ? () => meanUs : () => -meanUs * Math.log1p(-random.next());
    const stream: Stream = {
      connection,
      gapUs,
      dueUs: 0,
      sender: undefined,
      untilUs: Number.POSITIVE_INFINITY,
    };
    this.#byConnection.set(connection, stream);
    return stream;
  }

  /** Constant streams are spread over one gap by the golden ratio, so that they do not all send at one instant. */
  #firstGapUs(stream: Stream): number {
    if (this.#options.arrivals === "poisson") return stream.gapUs();
    return ((stream.connection * 0.618_033_988_749_895) % 1) * stream.gapUs();
  }

  #push(stream: Stream): void {
    this.#heap.push(stream);
    for (let at = this.#heap.length - 1; at > 0; ) {
      const parent = (at - 1) >> 1;
      if ((this.#heap[parent] as Stream).dueUs <= stream.dueUs) break;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #pop(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    this.#heap[0] = last;
    this.#sink(0);
  }

  #sink(from: number): void {
    const heap = this.#heap;
    for (let at = from; ; ) {
      const left = 2 * at + 1;
      if (left >= heap.length) return;
      const right = left + 1;
      const least =
        right < heap.length && (heap[right] as Stream).dueUs < (heap[left] as Stream).dueUs ? right : left;
      if ((heap[least] as Stream).dueUs >= (heap[at] as Stream).dueUs) return;
      this.#swap(at, least);
      at = least;
    }
  }

  #swap(a: number, b: number): void {
    const first = this.#heap[a] as Stream;
    this.#heap[a] = this.#heap[b] as Stream;
    this.#heap[b] = first;
  }
}
