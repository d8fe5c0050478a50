// Reads runs one after the other and keeps of each only what the history needs.

import type { RunHistory } from "../metrics/history.js";
import type { RunReport } from "../metrics/run-report.js";
import { type HistoryEntry, historyEntry, type ReportPlace } from "./history-entry.js";

/** A folder of a run as it was read, or why it could not be. */
export type FoundFolder =
  | (ReportPlace & { readonly kind: "report"; readonly report: RunReport })
  | { readonly kind: "skipped"; readonly folder: string; readonly why: string };

/** What {@link gatherEntries} gives. */
export interface GatheredEntries {
  readonly entries: readonly HistoryEntry[];
  readonly skipped: RunHistory["skipped"];
}

/** Never ends for what a folder holds. Copies of a run that was read already are left out. */
export async function gatherEntries(folders: AsyncIterable<FoundFolder>): Promise<GatheredEntries> {
  const entries: HistoryEntry[] = [];
  const skipped: RunHistory["skipped"] = [];
  const known = new Map<string, string>();
  for await (const found of folders) {
    const { folder } = found;
    const entry = found.kind === "report" ? historyEntry(found.report, found) : found.why;
    if (typeof entry === "string") {
      skipped.push({ folder, why: entry });
      continue;
    }
    const same = known.get(entry.identity);
    if (same !== undefined) {
      skipped.push({ folder, why: `holds the same run as ${same}` });
      continue;
    }
    known.set(entry.identity, folder);
    entries.push(entry);
  }
  return { entries, skipped };
}
