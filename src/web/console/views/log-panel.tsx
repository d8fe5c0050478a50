// The payload of an open line, as text or as a hex dump.

// biome-ignore-all lint/a11y/useFocusableInteractive: the list has the focus and names its current row (aria-activedescendant)
// biome-ignore-all lint/a11y/useSemanticElements: rows are placed one by one, which elements of a table cannot be

import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { dumpLinesOf } from "../../data/hex-bytes.js";
import { words } from "../../words/words.js";
import { type PayloadRun, textPieces } from "../data/row-payload.js";
import { cutWords, PayloadPieces } from "./payload-pieces.js";

/** What {@link LogPanel} shows. */
export interface LogPanelProps {
  readonly runs: readonly PayloadRun[];
  readonly as: "text" | "hex";
  /** Of a line of the dump. */
  readonly lineBytes: 8 | 16;
  /** Told when it is drawn, and whenever it changes. */
  readonly onHeight: (px: number) => void;
}

/** See the file's first line. */
export function LogPanel({ runs, as, lineBytes, onHeight }: LogPanelProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const told = useRef(onHeight);
  told.current = onHeight;
  useEffect(() => {
    const { current } = box;
    if (current === null) return;
    const observer = new ResizeObserver(() => told.current(current.offsetHeight));
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  const isEmpty = runs.every((run) => run.kind === "bytes" && run.bytes.length === 0);
  return (
    <div class="log-panel" role="gridcell" ref={box}>
      {isEmpty ? (
        <span class="muted">{words.log.noPayload}</span>
      ) : as === "text" ? (
        <div class="log-text">
          <PayloadPieces pieces={textPieces(runs)} mode="value" />
        </div>
      ) : (
        <Dump runs={runs} lineBytes={lineBytes} />
      )}
    </div>
  );
}

function Dump({ runs, lineBytes }: Pick<LogPanelProps, "runs" | "lineBytes">): JSX.Element {
  let from: number | undefined = 0;
  return (
    <div class="dump">
      {runs.map((run, index) => {
        const start = from;
        const length = run.kind === "bytes" ? run.bytes.length : run.bytes;
        from = start === undefined || length === undefined ? undefined : start + length;
        if (run.kind === "cut") {
          return (
            <span key={index} class="log-cut">
              {cutWords(run)}
              {"\n"}
            </span>
          );
        }
        return <DumpRun key={index} bytes={run.bytes} from={start} lineBytes={lineBytes} />;
      })}
    </div>
  );
}

function DumpRun({
  bytes,
  from,
  lineBytes,
}: {
  readonly bytes: Uint8Array;
  /** Undefined where what comes before is not known. */
  readonly from: number | undefined;
  readonly lineBytes: 8 | 16;
}): JSX.Element {
  const width = lineBytes * 3 + (lineBytes > 8 ? 0 : -1);
  return (
    <>
      {dumpLinesOf(bytes, { lineBytes, from: from ?? 0 }).map(({ offset, bytes: hex, ascii }) => (
        <span key={offset}>
          <span class="dump-offset">{from === undefined ? "?".padEnd(offset.length) : offset} </span>
          {hex.padEnd(width)}
          {"  "}
          <span class="dump-ascii">{ascii}</span>
          {"\n"}
        </span>
      ))}
    </>
  );
}
