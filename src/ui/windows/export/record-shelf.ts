// How much of all conversations is kept for export: when it gets too much, those that ended first are forgotten.

/** Bytes of payload and overhead that all records together may hold. */
const shelfBytes = 64 * 1024 * 1024;

/** What the shelf needs of a record. */
export interface ShelvedRecord {
  readonly heldBytes: number;
  readonly hasEnded: boolean;
  /** Lets go of everything; nothing is kept from now on. */
  forget(): void;
}

/** See the file's first line. */
export class RecordShelf {
  readonly #maxBytes: number;
  /** Oldest first. */
  readonly #records = new Set<ShelvedRecord>();
  #bytes = 0;

  constructor(maxBytes: number = shelfBytes) {
    this.#maxBytes = maxBytes;
  }

  put(record: ShelvedRecord): void {
    this.#records.add(record);
  }

  /** The record is of no use any more. */
  remove(record: ShelvedRecord): void {
    if (!this.#records.delete(record)) return;
    this.#bytes -= record.heldBytes;
    record.forget();
  }

  /** Whether `bytes` more may be held, for which records that have ended may have to go. */
  take(bytes: number): boolean {
    if (this.#bytes + bytes > this.#maxBytes) {
      for (const record of this.#records) {
        if (record.hasEnded) this.remove(record);
        if (this.#bytes + bytes <= this.#maxBytes) break;
      }
    }
    if (this.#bytes + bytes > this.#maxBytes) return false;
    this.#bytes += bytes;
    return true;
  }
}
