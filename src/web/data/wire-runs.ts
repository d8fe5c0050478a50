// Like entries of the wire log, one after the other, as one: a message in a thousand frames is a line.

import type { DetailWireEntry } from "../../metrics/conformance-details.js";
import { formatAt, type WireRow, wireRow } from "./wire-rows.js";

/** One line of the log: an entry, or several that are alike. */
export type WireLine =
  | { readonly kind: "one"; readonly row: WireRow }
  | {
      readonly kind: "run";
      /** Of the last of them; the first has its own. */
      readonly until: string;
      readonly rows: readonly WireRow[];
      /** Whether all have the same payload, as far as it was kept. */
      readonly isSame: boolean;
    };

/** Fewer are shown one by one. */
const leastOfRun = 4;

/** Entries are alike that have the same sender, opcode, bits, length and pieces; notes and HTTP never are. */
export function wireLines(entries: readonly DetailWireEntry[]): readonly WireLine[] {
  return runsOf(entries).flatMap((run): readonly WireLine[] => {
    const rows = run.map(wireRow);
    const last = run.at(-1);
    if (last === undefined || run.length < leastOfRun) return rows.map((row) => ({ kind: "one", row }));
    const isSame = new Set(run.map(hexOf)).size === 1;
    return [{ kind: "run", until: formatAt(last.atUs), rows, isSame }];
  });
}

function runsOf(entries: readonly DetailWireEntry[]): readonly (readonly DetailWireEntry[])[] {
  const runs: DetailWireEntry[][] = [];
  let key: string | undefined;
  for (const entry of entries) {
    const own = keyOf(entry);
    if (own !== undefined && own === key) runs.at(-1)?.push(entry);
    else runs.push([entry]);
    key = own;
  }
  return runs;
}

/** The same for entries that are alike; undefined where none is like it. */
function keyOf(entry: DetailWireEntry): string | undefined {
  switch (entry.kind) {
    case "frame": {
      const { sender, opcode, fin, rsv, isMasked, payloadBytes, pieceBytes } = entry;
      return ["frame", sender, opcode, fin, rsv, isMasked, payloadBytes, pieceBytes].join();
    }
    case "bytes":
      return wireRow(entry).title === "HTTP" ? undefined : ["bytes", entry.sender, entry.bytes].join();
    case "note":
      return undefined;
    default:
      return entry satisfies never;
  }
}

function hexOf(entry: DetailWireEntry): string {
  return entry.kind === "frame" ? entry.payloadHex : entry.kind === "bytes" ? entry.hex : "";
}
