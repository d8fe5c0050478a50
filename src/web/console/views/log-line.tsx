// One line of the log: a row, or a frame of it, with its payload below when it is open.

// biome-ignore-all lint/a11y/useFocusableInteractive: the list has the focus and names its current row (aria-activedescendant)
// biome-ignore-all lint/a11y/useSemanticElements: rows are placed one by one, which elements of a table cannot be

import type { ComponentChildren, JSX } from "preact";
import { formatBytes, formatCount } from "../../../units.js";
import { words } from "../../words/words.js";
import type { RowWords } from "../data/row-words.js";
import { PayloadPieces } from "./payload-pieces.js";

/** What {@link LogLine} shows. */
export interface LogLineProps {
  readonly id: string;
  readonly said: RowWords;
  readonly time: string;
  /** Whose it is; absent where only one conversation is shown. */
  readonly name?: string | undefined;
  /** 1 for rows, 2 for frames of a row. */
  readonly level: 1 | 2;
  /** From 1. */
  readonly number: number;
  /** Undefined where there is nothing to open. */
  readonly isOpen: boolean | undefined;
  readonly isCurrent: boolean;
  readonly isChosen: boolean;
  readonly onPress: (event: MouseEvent) => void;
  /** The panel. */
  readonly children?: ComponentChildren;
}

const arrows = { sent: "↑", received: "↓" } as const;

/** See the file's first line. */
export function LogLine(props: LogLineProps): JSX.Element {
  const { id, said, time, name, level, number, isOpen, isCurrent, isChosen, onPress, children } = props;
  const { direction, title, facts, bytes, preview, tone } = said;
  const marks = [
    "log-row",
    `log-${tone}`,
    direction === undefined ? "" : `log-${direction}`,
    level === 2 ? "log-frame" : "",
    isCurrent ? "log-current" : "",
    isChosen ? "log-chosen" : "",
  ];
  return (
    <div
      id={id}
      role="row"
      class={marks.filter((mark) => mark !== "").join(" ")}
      aria-level={level}
      aria-rowindex={number}
      aria-expanded={isOpen}
      aria-selected={isChosen}
    >
      <div class="log-line" role="none" onClick={onPress}>
        <span class="log-open-mark" aria-hidden="true">
          {isOpen === undefined ? "" : "▶"}
        </span>
        <span class="log-time" role="gridcell">
          {time}
        </span>
        <span class="log-direction" role="gridcell">
          <span aria-hidden="true">{direction === undefined ? "·" : arrows[direction]}</span>
          <span class="visually-hidden">
            {direction === undefined ? words.log.event : words.log[direction]}
          </span>
        </span>
        {name !== undefined && (
          <span class="log-name" role="gridcell">
            {name}
          </span>
        )}
        <span class="log-title" role="gridcell">
          <PayloadPieces pieces={[{ kind: "text", text: title }]} mode="title" />{" "}
          {facts.map(({ text, hint, isWarning = false }) => (
            <span key={text} class={isWarning ? "log-fact log-warning" : "log-fact"} title={hint}>
              {text}
            </span>
          ))}
        </span>
        <span class="log-size" role="gridcell">
          {bytes === undefined ? "" : bytes < 1_024 ? `${formatCount(bytes)} B` : formatBytes(bytes)}
        </span>
        <span class="log-preview" role="gridcell">
          {preview.length > 0 && <PayloadPieces pieces={preview} mode="title" />}
        </span>
      </div>
      {children}
    </div>
  );
}
