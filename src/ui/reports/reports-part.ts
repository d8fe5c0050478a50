// The reports of a folder: listed, opened, held against each other.

import { reportDocumentsOf } from "../report-documents-of.js";
import type { UiPart } from "../ui-part.js";
import { comparisonReport } from "./comparison-report.js";
import { readStoredDetails, readStoredReport } from "./report-files.js";
import { ReportList } from "./report-list.js";

/** What {@link makeReports} needs. */
export interface ReportsOptions {
  /** Folder of all runs, as runs write to with --out. It need not be there. */
  readonly folder: string;
}

/** See the file's first line. Nothing is kept open and nothing written. */
export function makeReports({ folder }: ReportsOptions): UiPart {
  const list = new ReportList(folder);
  return {
    handlers: {
      listReports: () => list.list(),
      async openReport(asked) {
        const { report } = await readStoredReport(folder, asked.folder);
        const isConformance = report.kind === "conformance";
        return reportDocumentsOf(
          report,
          isConformance ? await readStoredDetails(folder, asked.folder) : undefined,
        );
      },
      async compareReports({ folders: [first, second], isForced = false }) {
        const baseline = await readStoredReport(folder, first);
        const candidate = await readStoredReport(folder, second);
        return reportDocumentsOf(comparisonReport({ baseline, candidate, isForced, now: new Date() }));
      },
    },
    snapshot: () => [],
    close: async () => {},
  };
}
