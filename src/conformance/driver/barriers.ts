// Pings of the driver's own, told from those of a case by their payload.

const prefix = "wsrig-barrier-";

/** The barriers of one connection that wait for their pong. */
export class Barriers {
  readonly #waiting = new Map<string, (isAnswered: boolean) => void>();
  #count = 0;

  /** A new one: the payload of its ping, and whether the pong came before the connection was over. */
  open(): { readonly payload: Uint8Array; readonly answered: Promise<boolean> } {
    const id = `${prefix}${this.#count++}`;
    const answered = new Promise<boolean>((resolve) => this.#waiting.set(id, resolve));
    return { payload: Buffer.from(id), answered };
  }

  /** Takes a pong; gives whether it was one of a barrier. */
  take(payload: Uint8Array): boolean {
    const id = Buffer.from(payload).toString("latin1");
    const answer = this.#waiting.get(id);
    if (answer === undefined) return false;
    this.#waiting.delete(id);
    answer(true);
    return true;
  }

  /** The connection is over. */
  end(): void {
    for (const answer of this.#waiting.values()) answer(false);
    this.#waiting.clear();
  }
}
