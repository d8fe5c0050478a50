// The compressed messages of permessage-deflate cases, shared by all cases that send the same ones.
//
// What a case sends depends on nothing but its file, its window and its compression, so that the sequence of one case
// serves many others: those that differ in how messages are cut into frames, or in what the peer may do.
// A sequence is made message by message as its first reader goes on; the others find the messages there.

import { type TestFileName, testFile, windowStart } from "../data/test-file.js";
import { CaseDeflater, type Compression } from "./case-deflater.js";
import type { ZlibShare } from "./zlib-share.js";

/** Which sequence: message `i` is window `i` of `units` over the file. */
export interface SequenceKey extends Compression {
  readonly file: TestFileName;
  readonly units: number;
}

/** One case's way through a sequence. */
export interface SequenceReader {
  /** The next message, compressed. One call at a time. */
  next(): Promise<Uint8Array>;
  /** The case needs no more. */
  close(): void;
}

/** Options of {@link CompressedSequences}. */
export interface CompressedSequencesOptions {
  readonly share: ZlibShare;
  /** Bytes of compressed messages that are kept. Default 128 MiB. */
  readonly maxBytes?: number | undefined;
}

/** A thousand of the longest messages that hardly compress take 121 MB. */
const defaultMaxBytes = 128 * 1_048_576;
/** What a compressor takes, and what an array does beside its bytes. */
const deflaterBytes = 300_000;
const arrayBytes = 200;

/**
 * Keeps sequences, at most so many bytes of them. Above that, those without a reader go first, the longest unused
 * before others; then the oldest messages of the longest. A reader that comes too late for a message makes its own, and comes back where it can.
 */
export class CompressedSequences {
  readonly #share: ZlibShare;
  readonly #maxBytes: number;
  /** In the order in which a case last began to read them. */
  readonly #sequences = new Set<Sequence>();

  constructor({ share, maxBytes = defaultMaxBytes }: CompressedSequencesOptions) {
    this.#share = share;
    this.#maxBytes = maxBytes;
  }

  /** Bytes that are kept now. */
  get keptBytes(): number {
    let bytes = 0;
    for (const sequence of this.#sequences) bytes += sequence.keptBytes;
    return bytes;
  }

  open(key: SequenceKey): SequenceReader {
    const sequence = this.#use(key);
    sequence.readers++;
    let index = 0;
    let own: CaseDeflater | undefined;
    return {
      next: async () => {
        const at = index++;
        const kept = await this.#read(sequence, at);
        if (kept !== undefined) {
          // Whoever compressed the messages before it: they put the same bytes into the receiver's window.
          own?.close();
          own = undefined;
          return kept;
        }
        own ??= openAt(key, at, this.#share);
        return own.deflate(messageAt(key, at));
      },
      close: () => {
        own?.close();
        sequence.readers--;
        this.#trim();
      },
    };
  }

  #use(key: SequenceKey): Sequence {
    // Also one whose beginning is gone: its reader makes the beginning and goes on with what is there.
    const found = [...this.#sequences].find((other) => sameKey(other.key, key));
    const sequence = found ?? new Sequence(key, this.#share);
    this.#sequences.delete(sequence);
    this.#sequences.add(sequence);
    return sequence;
  }

  async #read(sequence: Sequence, index: number): Promise<Uint8Array | undefined> {
    if (sequence.has(index)) this.#share.countReuse();
    const message = await sequence.message(index);
    this.#trim();
    return message;
  }

  #trim(): void {
    let excess = this.keptBytes - this.#maxBytes;
    for (const sequence of this.#sequences) {
      if (excess <= 0) return;
      if (sequence.readers > 0) continue;
      excess -= sequence.keptBytes;
      this.#sequences.delete(sequence);
      sequence.forget();
    }
    while (excess > 0) {
      const longest = [...this.#sequences].reduce((a, b) => (b.keptBytes > a.keptBytes ? b : a));
      const droppedBytes = longest.dropOldest();
      if (droppedBytes === 0) return;
      excess -= droppedBytes;
    }
  }
}

class Sequence {
  readers = 0;
  readonly key: SequenceKey;
  readonly #deflater: CaseDeflater;
  /** Messages before it are gone. */
  #firstKept = 0;
  readonly #messages: (Uint8Array | undefined)[] = [];
  #messageBytes = 0;
  #isForgotten = false;
  #making: Promise<void> | undefined;

  constructor(key: SequenceKey, share: ZlibShare) {
    this.key = key;
    this.#deflater = new CaseDeflater(key, share);
  }

  get keptBytes(): number {
    return this.#messageBytes + deflaterBytes;
  }

  has(index: number): boolean {
    return this.#messages[index] !== undefined;
  }

  /** Message `index`, made when it is the next; `undefined` when it is gone. */
  async message(index: number): Promise<Uint8Array | undefined> {
    while (this.#messages.length <= index && !this.#isForgotten) {
      this.#making ??= this.#makeNext().finally(() => {
        this.#making = undefined;
      });
      await this.#making;
    }
    return this.#messages[index];
  }

  /** Drops a message, but never the only one; gives its bytes. */
  dropOldest(): number {
    if (this.#firstKept >= this.#messages.length - 1) return 0;
    const bytes = costOf(this.#messages[this.#firstKept]);
    this.#messages[this.#firstKept++] = undefined;
    this.#messageBytes -= bytes;
    return bytes;
  }

  /** Gives its memory back. Readers go on by themselves. */
  forget(): void {
    this.#isForgotten = true;
    this.#messages.fill(undefined);
    this.#messageBytes = 0;
    this.#deflater.close();
  }

  async #makeNext(): Promise<void> {
    try {
      const message = await this.#deflater.deflate(messageAt(this.key, this.#messages.length));
      if (this.#isForgotten) return;
      this.#messages.push(message);
      this.#messageBytes += costOf(message);
    } catch (error) {
      // Closed while it was at work: its readers make their own.
      if (!this.#isForgotten) throw error;
    }
  }
}

function sameKey(a: SequenceKey, b: SequenceKey): boolean {
  return (
    a.file === b.file &&
    a.units === b.units &&
    a.windowBits === b.windowBits &&
    a.contextTakeover === b.contextTakeover
  );
}

/** What a case sends as message `index`, uncompressed. */
export function messageAt({ file, units }: Pick<SequenceKey, "file" | "units">, index: number): Uint8Array {
  const data = testFile(file);
  return data.window(windowStart(index, units, data.units), units);
}

/** A compressor for the messages from `index` on: its window holds what was sent before. */
function openAt(key: SequenceKey, index: number, share: ZlibShare): CaseDeflater {
  if (!key.contextTakeover || index === 0) return new CaseDeflater(key, share);
  const windowBytes = 2 ** key.windowBits;
  const earlier: Uint8Array[] = [];
  let bytes = 0;
  for (let at = index - 1; at >= 0 && bytes < windowBytes; at--) {
    const message = messageAt(key, at);
    earlier.unshift(message);
    bytes += message.length;
  }
  return new CaseDeflater(key, share, Buffer.concat(earlier).subarray(-windowBytes));
}

function costOf(message: Uint8Array | undefined): number {
  return message === undefined ? 0 : message.length + arrayBytes;
}
