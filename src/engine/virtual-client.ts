// A virtual client as an executor sees it: something that runs iterations and can be told to stop.

/** Which iteration, and when it should have begun. */
export interface Iteration {
  /** Counts over all clients and workers of the load where the executor numbers them so; else per client. */
  readonly index: number;
  /** µs of the clock; only under an arrival rate, where a due time exists. */
  readonly dueUs?: number | undefined;
}

/** `again`: ready for another iteration. `spent`: do not start it again, such as a held connection that the target ended. */
export type IterationEnd = "again" | "spent";

/**
 * One simulated user. It runs one iteration at a time.
 *
 * What the target does is a sample, never a rejection: `iterate` rejects for our own bugs only.
 */
export interface VirtualClient {
  /** Opens what the client holds before the clock of the load starts, without any traffic. Scripts do nothing here. */
  prepare(): Promise<void>;
  iterate(iteration: Iteration): Promise<IterationEnd>;
  /**
   * Asks the running iteration to come to its end by itself: nothing new is sent, answers under way still count. Idempotent.
   * Says nothing about a later iteration: a client whose ramp comes back is started again.
   */
  stop(): void;
  /** Ends everything now: the running iteration resolves, connections are dropped. Idempotent. */
  terminate(): void;
  /** After the last iteration: closes what outlived it. */
  end(): Promise<void>;
}
