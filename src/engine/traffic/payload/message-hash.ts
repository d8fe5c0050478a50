// Random numbers that belong to a message: the same in any worker, in any order, without a generator per message.

/**
 * 32 uniform bits, fixed by all four numbers: MurmurHash3 (x86, 32 bit) over three words. Nothing rests on its strength.
 *
 * @param seed - Unsigned 32 bit; `connection` and `seq` count from 0, modulo 2^32.
 * @param draw - One message may need several numbers that have nothing to do with each other.
 */
export function hashMessage(seed: number, connection: number, seq: number, draw: number): number {
  let hash = mixWord(seed, connection);
  hash = mixWord(hash, seq);
  hash = mixWord(hash, draw) ^ 12;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A uniform number in [0, 1) with 53 bits. Uses the draws `2 * draw` and `2 * draw + 1` of {@link hashMessage}. */
export function drawUnit(seed: number, connection: number, seq: number, draw: number): number {
  const high = hashMessage(seed, connection, seq, 2 * draw) >>> 5;
  const low = hashMessage(seed, connection, seq, 2 * draw + 1) >>> 6;
  return (high * 0x400_0000 + low) / 2 ** 53;
}

function mixWord(hash: number, word: number): number {
  const scattered = Math.imul(word, 0xcc9e2d51);
  const turned = Math.imul((scattered << 15) | (scattered >>> 17), 0x1b873593);
  const mixed = hash ^ turned;
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
}
