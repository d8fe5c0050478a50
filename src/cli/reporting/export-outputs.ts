// The files of --html, --junit, --markdown and --benchmark-...: all opened before the run, all written after it.

import type { ConformanceDetails } from "../../metrics/conformance-details.js";
import type { RunReport } from "../../metrics/run-report.js";
import type { Terminal } from "../terminal.js";
import { exportReport } from "./export-report.js";
import { type OutputFile, openOutputFile } from "./output-file.js";
import type { RequestedExport } from "./reporting.js";

/** Outputs that are known to be writable. */
export interface ExportOutputs {
  /** Renders and writes all of them. */
  write(report: RunReport, details?: ConformanceDetails): void;
  /** Drops those not written. */
  discard(): void;
}

/** Opens every file asked for. @throws WsrigError `usage-output-unwritable` */
export function openExportOutputs(requests: readonly RequestedExport[], terminal: Terminal): ExportOutputs {
  const opened: { readonly request: RequestedExport; readonly file: OutputFile }[] = [];
  const discard = (): void => {
    for (const { file } of opened) file.discard();
  };
  try {
    for (const request of requests) {
      const file =
        request.path === "-" ? stdoutFile(terminal) : openOutputFile(request.path, `--${request.format}`);
      opened.push({ request, file });
    }
  } catch (error) {
    discard();
    throw error;
  }
  return {
    write(report, details) {
      for (const { request, file } of opened) file.write(exportReport(report, request.format, details));
    },
    discard,
  };
}

function stdoutFile(terminal: Terminal): OutputFile {
  return { write: (text) => terminal.out(text), discard: () => {} };
}
