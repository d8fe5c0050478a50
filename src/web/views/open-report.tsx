// The page without a report: opens a report.json that the reader picks or drops.

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { type ReadReport, readReportText } from "../data/report-source.js";
import { says } from "../words/report-words.js";
import { PageHeader } from "./page-header.js";

/** What {@link OpenReport} needs. */
export interface OpenReportProps {
  /** Why the embedded report could not be read, if there was one. */
  readonly problem?: string | undefined;
  /** With what was found. */
  readonly onOpen: (read: ReadReport) => void;
}

/** See the file's first line. The file stays in the browser. */
export function OpenReport({ problem, onOpen }: OpenReportProps): JSX.Element {
  const [message, setMessage] = useState(problem);
  const open = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    const read = readReportText(await file.text());
    if (read.kind === "found" || read.kind === "history") onOpen(read);
    else setMessage(`${file.name}: ${read.kind === "unreadable" ? read.message : says.open.isEmpty}`);
  };
  useDrop((file) => void open(file));
  return (
    <>
      <PageHeader />
      <main id="content" class="open-report">
        <h1>{says.open.title}</h1>
        <p>
          {says.open.drop[0]}
          <code>report.json</code>
          {says.open.drop[1]}
        </p>
        <label class="button button-primary">
          {says.open.choose}
          <input
            class="visually-hidden"
            type="file"
            accept=".json,application/json"
            onChange={(event) => void open(event.currentTarget.files?.[0])}
          />
        </label>
        {message !== undefined && (
          <p class="problem" role="alert">
            {message}
          </p>
        )}
        <p class="muted">
          {says.open.where[0]}
          <code>reports/latest/</code>
          {says.open.where[1]}
        </p>
      </main>
    </>
  );
}

function useDrop(onFile: (file: File | undefined) => void): void {
  useEffect(() => {
    const allow = (event: DragEvent): void => event.preventDefault();
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      onFile(event.dataTransfer?.files[0]);
    };
    document.addEventListener("dragover", allow);
    document.addEventListener("drop", drop);
    return () => {
      document.removeEventListener("dragover", allow);
      document.removeEventListener("drop", drop);
    };
  }, []);
}
