// A line of the list, made of its row.

import type { JSX } from "preact";
import type { FrameEntry } from "../../../link/log-entry.js";
import { words } from "../../words/words.js";
import { canOpen, frameOfKey, type LineKey, type OpenLines } from "../data/line-key.js";
import { isOpenLine } from "../data/log-choice.js";
import { isTextOpcode } from "../data/opcode-names.js";
import { frameRuns, messageRuns, type PayloadRun } from "../data/row-payload.js";
import { formatTime, type TimeMode } from "../data/row-time.js";
import { frameWords, problemText, rowWords } from "../data/row-words.js";
import { atUsOf, type LogRow, messageOpcode } from "../state/log-row.js";
import type { LogView } from "../state/log-view.js";
import { LogLine } from "./log-line.js";
import type { PayloadMode } from "./log-list.js";
import { LogPanel } from "./log-panel.js";

/** What {@link LogListLine} shows. */
export interface LogListLineProps {
  readonly id: string;
  readonly view: LogView;
  /** `row`: its place in the rows of the view. `number`: of the line, from 1. */
  readonly line: { readonly key: LineKey; readonly row: number; readonly number: number };
  readonly nameOf: ((conversation: number) => string) | undefined;
  readonly time: TimeMode;
  readonly payload: PayloadMode;
  readonly lineBytes: 8 | 16;
  readonly open: OpenLines;
  readonly isCurrent: boolean;
  readonly isChosen: boolean;
  readonly onPress: (event: MouseEvent) => void;
  readonly onPanel: (px: number) => void;
}

/** More of a message in frames is shown frame by frame. */
const panelBytes = { text: 16_384, hex: 4_096 } as const;

/** See the file's first line. */
export function LogListLine(props: LogListLineProps): JSX.Element | null {
  const { id, view, line, nameOf, time, payload, lineBytes, open, isCurrent, isChosen, onPress, onPanel } =
    props;
  const row = view.rows.at(line.row);
  if (row === undefined) return null;
  const frame = frameOfKey(row, line.key);
  const isFrame = line.key.frame !== undefined;
  const hasMore = frame === undefined ? canOpen(row) : frame.bytes > 0;
  const isOpen = isOpenLine(open, line.key);
  const opcode =
    row.kind === "message" ? messageOpcode(row) : row.entry.kind === "frame" ? row.entry.opcode : undefined;
  const as = payload === "auto" ? (isTextOpcode(opcode) || isProblem(row) ? "text" : "hex") : payload;
  const atUs = frame?.atUs ?? atUsOf(row);
  return (
    <LogLine
      id={id}
      said={frame === undefined ? rowWords(row, words) : frameWords(frame, opcode, words)}
      time={formatTime(atUs, time, time === "sinceFirst" ? view.startUs : beforeUs(view, line.row, frame))}
      name={nameOf?.(row.conversation)}
      level={isFrame ? 2 : 1}
      number={line.number}
      isOpen={hasMore ? isOpen : undefined}
      isCurrent={isCurrent}
      isChosen={isChosen}
      onPress={onPress}
    >
      {hasMore && isOpen && (
        <LogPanel runs={runsOf(row, frame, as)} as={as} lineBytes={lineBytes} onHeight={onPanel} />
      )}
    </LogLine>
  );
}

function isProblem(row: LogRow): boolean {
  return row.kind === "entry" && row.entry.kind === "problem";
}

function runsOf(row: LogRow, frame: FrameEntry | undefined, as: "text" | "hex"): readonly PayloadRun[] {
  if (frame !== undefined) return frameRuns(frame);
  if (row.kind === "message") return messageRuns(row, panelBytes[as]);
  if (row.entry.kind === "frame") return frameRuns(row.entry);
  if (row.entry.kind !== "problem") return [];
  return [{ kind: "bytes", bytes: new TextEncoder().encode(problemText(row.entry, words)) }];
}

/** When the line before was; undefined of the first one. */
function beforeUs(view: LogView, row: number, frame: FrameEntry | undefined): number | undefined {
  const own = view.rows.at(row);
  if (frame !== undefined && own?.kind === "message") {
    const place = own.frames.placeFrom(frame.seq, ({ seq }) => seq);
    const before = own.frames.at(place - 1);
    if (before !== undefined) return before.atUs;
  }
  const before = view.rows.at(row - 1);
  return before && atUsOf(before);
}
