// Fills a template for one message after another.

import type { FeedPlan } from "../../plan/traffic-plan.js";
import { idDigits } from "../matching/id-digits.js";
import type { PayloadRequest } from "../payload-source.js";
import type { Feed } from "./feed.js";
import { drawUnit, hashMessage } from "./message-hash.js";
import type { TemplatePart } from "./template-parser.js";

/** The values of a feed's row, by column. */
export type FeedRow = readonly string[];

type Fill = (request: PayloadRequest, row: FeedRow) => string;

// Each part has draws of its own, so that two of them in a template are independent. The feed's row has those before.
const drawsOfPart = 8;

/** A template ready to be filled. */
export class TemplateFiller {
  readonly #fills: readonly Fill[];

  /** @param seed - For what is random. */
  constructor(parts: readonly TemplatePart[], seed: number) {
    this.#fills = parts.map((part, index) => makeFill(part, seed, (index + 1) * drawsOfPart));
  }

  /** The text for one message. */
  fill(request: PayloadRequest, row: FeedRow): string {
    let text = "";
    for (const fill of this.#fills) text += fill(request, row);
    return text;
  }
}

/** Which row of a feed a message gets. */
export type RowSource = (request: PayloadRequest) => FeedRow;

const noRow: FeedRow = [];

/**
 * Sequential: connection n begins at row n and takes the next one with each message, from the top again at the end; so it
 * needs no agreement between workers. Random: by the seed and the numbers of the message.
 */
export function makeRowSource(
  feed: Feed | undefined,
  order: FeedPlan["order"] | undefined,
  seed: number,
): RowSource {
  if (feed === undefined) return () => noRow;
  const { rows } = feed;
  if (order === "random") {
    return ({ connection, seq }) =>
      rows[Math.floor(rows.length * drawUnit(seed, connection, seq, 0))] as FeedRow;
  }
  return ({ connection, seq }) => rows[(connection + seq) % rows.length] as FeedRow;
}

function makeFill(part: TemplatePart, seed: number, draw: number): Fill {
  switch (part.kind) {
    case "literal": {
      const { text } = part;
      return () => text;
    }
    case "client":
      return ({ client }) => `${client}`;
    case "connection":
      return ({ connection }) => `${connection}`;
    case "seq":
      return ({ seq }) => `${seq}`;
    case "id":
      return ({ id }) => `${id}`;
    case "nowUs":
      return ({ nowUs }) => `${nowUs}`;
    case "nowMs":
      return ({ nowUs }) => `${Math.floor(nowUs / 1_000)}`;
    case "idDigits":
      return ({ id }) => idDigits(id);
    // From the seed as all that is random: a repeated run sends the same ones.
    case "uuid":
      return ({ connection, seq }) => uuidOf((index) => hashMessage(seed, connection, seq, draw + index));
    case "random": {
      const { min, max } = part;
      const values = max - min + 1;
      return ({ connection, seq }) =>
        `${min + Math.floor(values * drawUnit(seed, connection, seq, draw / 2))}`;
    }
    case "feed": {
      const { column } = part;
      return (_, row) => row[column] as string;
    }
    default:
      return part satisfies never;
  }
}

/** A UUID of version 4 (RFC 9562 §5.4) from four words. */
function uuidOf(word: (index: number) => number): string {
  const [a, b, d] = [hex8(word(0)), hex8(word(1)), hex8(word(3))];
  // The two highest bits of the clock sequence are the variant, 10.
  const c = hex8(((word(2) & 0x3fff_ffff) | 0x8000_0000) >>> 0);
  return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-${c.slice(0, 4)}-${c.slice(4)}${d}`;
}

function hex8(word: number): string {
  return word.toString(16).padStart(8, "0");
}
