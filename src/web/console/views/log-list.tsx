// The rows of the log, of which only those that are seen are drawn.
//
// An own window and not a library's: one of those makes an object for each row whenever their number changes, which at
// 100,000 rows and ten batches a second is what the page would be busy with. Here a batch costs what is seen and open.

// biome-ignore-all lint/a11y/useFocusableInteractive: the list has the focus and names its current row (aria-activedescendant)
// biome-ignore-all lint/a11y/useSemanticElements: rows are placed one by one, which elements of a table cannot be

import type { JSX, RefObject } from "preact";
import { useId, useLayoutEffect, useReducer, useRef } from "preact/hooks";
import { words } from "../../words/words.js";
import { isSameLine, keyAt, keyText, type LineKey, openRows, placeOfKey } from "../data/line-key.js";
import {
  heldPosition,
  type ListPicture,
  type ListPosition,
  positionAt,
  scrollTopOf,
  scrollTopToShow,
} from "../data/list-position.js";
import { type LogChoice, linesBetween, toggled } from "../data/log-choice.js";
import { logLayout } from "../data/log-layout.js";
import type { TimeMode } from "../data/row-time.js";
import type { LogView } from "../state/log-view.js";
import { LogListLine } from "./log-list-line.js";
import { useSize } from "./use-size.js";

/** What {@link LogList} shows. */
export interface LogListProps {
  readonly label: string;
  readonly view: LogView;
  /** Whose a row is; absent where only one conversation is shown. */
  readonly nameOf?: ((conversation: number) => string) | undefined;
  readonly time: TimeMode;
  readonly payload: PayloadMode;
  /** Where the list is scrolled to: kept outside, so that others can have it jump. */
  readonly position: RefObject<ListPosition>;
  readonly choice: LogChoice;
  readonly onChoose: (choice: LogChoice) => void;
  readonly onCopy: () => void;
  /** What is said where there are no rows. */
  readonly empty: string;
}

/** Text as text and all else as a hex dump, or all alike. */
export type PayloadMode = "auto" | "text" | "hex";

/** As in the styles. Below this width of the list a row has two lines. */
const narrowPx = 560;
const linePx = { wide: 32, narrow: 54 } as const;
/** Lines drawn beyond the edges, so that scrolling by keys or wheel shows no gap. */
const beyond = 6;
/** Of a panel before it is drawn. */
const guessedPanelPx = 80;

/** See the file's first line. */
export function LogList(props: LogListProps): JSX.Element {
  const { label, view, nameOf, time, payload, position, choice, onChoose, onCopy, empty } = props;
  const { rows } = view;
  const [, draw] = useReducer((count: number) => count + 1, 0);
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(box);
  const panels = useRef(new Map<string, number>());
  const id = useId();
  const isNarrow = width < narrowPx;
  const oneLinePx = isNarrow ? linePx.narrow : linePx.wide;
  const panelPx = (key: LineKey): number => panels.current.get(keyText(key)) ?? guessedPanelPx;
  const layout = logLayout({
    rows: rows.length,
    linePx: oneLinePx,
    open: openRows(rows, choice.open, panelPx),
  });
  const picture: ListPicture = { rows, layout, heightPx: height };
  const scrollTop = scrollTopOf(position.current ?? { kind: "end" }, picture);
  useLayoutEffect(() => {
    // What the browser rounded away is no reason to scroll again.
    if (box.current !== null && Math.abs(box.current.scrollTop - scrollTop) > 1)
      box.current.scrollTop = scrollTop;
  });
  const go = (to: ListPosition): void => {
    position.current = to;
    draw(undefined);
  };

  const choose = (key: LineKey, isRange: boolean): void => {
    const line = layout.lineOf(placeOfKey(rows, key));
    // Whoever looks at a row wants it to stay, unless it is the last one.
    const isLast = line === layout.lines - 1 && position.current?.kind === "end";
    if (!isLast) {
      const shown = scrollTopToShow(line, scrollTop, picture);
      position.current = heldPosition(positionAt(shown, picture), picture);
    }
    onChoose({ ...choice, current: key, anchor: isRange ? (choice.anchor ?? choice.current ?? key) : key });
  };
  const toggle = (key: LineKey): void => {
    position.current = heldPosition(position.current ?? { kind: "end" }, picture);
    onChoose({ ...choice, current: key, anchor: key, open: toggled(choice.open, key, rows) });
  };
  const currentLine = choice.current && layout.lineOf(placeOfKey(rows, choice.current));
  const step = (by: number, isRange: boolean): void => {
    const from = currentLine ?? layout.lineAt(scrollTop) - Math.sign(by);
    const line = Math.max(0, Math.min(layout.lines - 1, from + by));
    const key = keyAt(rows, layout.placeOf(line));
    if (key !== undefined) choose(key, isRange);
  };
  const press = (event: KeyboardEvent): boolean => {
    const { key, shiftKey } = event;
    const page = Math.max(1, Math.floor(height / oneLinePx) - 1);
    const current = choice.current;
    switch (key) {
      case "ArrowDown":
        step(1, shiftKey);
        return true;
      case "ArrowUp":
        step(-1, shiftKey);
        return true;
      case "PageDown":
        step(page, shiftKey);
        return true;
      case "PageUp":
        step(-page, shiftKey);
        return true;
      case "Home":
        step(-layout.lines, shiftKey);
        return true;
      case "End":
        step(layout.lines, shiftKey);
        if (!shiftKey) go({ kind: "end" });
        return true;
      case "Enter":
      case " ":
        if (current !== undefined) toggle(current);
        return true;
      case "ArrowRight":
      case "ArrowLeft":
        if (current !== undefined) turn(current, key === "ArrowRight");
        return true;
      default:
        return false;
    }
  };
  /** Right opens, left closes, and goes from a frame to its row. */
  const turn = (key: LineKey, isRight: boolean): void => {
    const isOpen =
      key.frame === undefined
        ? choice.open.has(key.seq)
        : (choice.open.get(key.seq)?.has(key.frame) ?? false);
    if (isOpen !== isRight) toggle(key);
    else if (!isRight && key.frame !== undefined) choose({ seq: key.seq }, false);
    else if (isRight && key.frame === undefined) step(1, false);
  };

  const chosen = linesBetween(choice, (key) => layout.lineOf(placeOfKey(rows, key)));
  const first = Math.max(0, layout.lineAt(scrollTop) - beyond);
  const last = Math.min(layout.lines - 1, layout.lineAt(scrollTop + height) + beyond);
  const lines = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  const isCurrentDrawn = currentLine !== undefined && currentLine >= first && currentLine <= last;
  return (
    <div class="log-box">
      <div
        ref={box}
        class={isNarrow ? "log-list log-narrow" : "log-list"}
        style={{ "--log-line": `${oneLinePx}px` }}
        role="treegrid"
        tabIndex={0}
        aria-label={label}
        aria-multiselectable
        aria-rowcount={layout.lines}
        aria-activedescendant={
          isCurrentDrawn && choice.current ? `${id}-${keyText(choice.current)}` : undefined
        }
        onScroll={(event) => {
          // A list that is out of sight is scrolled by nobody.
          if (height > 0) go(positionAt(event.currentTarget.scrollTop, picture));
        }}
        onKeyDown={(event) => {
          const isCopy = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "c";
          if (isCopy && String(getSelection()) === "") onCopy();
          else if (event.ctrlKey || event.metaKey || event.altKey || !press(event)) return;
          event.preventDefault();
        }}
      >
        <div class="log-space" role="none" style={{ height: `${layout.totalPx}px` }}>
          <div class="log-drawn" role="none" style={{ transform: `translateY(${layout.topOf(first)}px)` }}>
            {lines.map((line) => {
              const place = layout.placeOf(line);
              const key = keyAt(rows, place);
              if (key === undefined) return null;
              return (
                <LogListLine
                  key={keyText(key)}
                  id={`${id}-${keyText(key)}`}
                  view={view}
                  line={{ key, number: line + 1, row: rows.first + place.row }}
                  nameOf={nameOf}
                  time={time}
                  payload={payload}
                  lineBytes={isNarrow ? 8 : 16}
                  open={choice.open}
                  isCurrent={isSameLine(key, choice.current)}
                  isChosen={chosen !== undefined && line >= chosen.from && line <= chosen.to}
                  onPress={(event) => {
                    if (event.shiftKey) choose(key, true);
                    else if (String(getSelection()) === "") toggle(key);
                  }}
                  onPanel={(px) => {
                    if (panels.current.get(keyText(key)) === px) return;
                    panels.current.set(keyText(key), px);
                    draw(undefined);
                  }}
                />
              );
            })}
          </div>
        </div>
      </div>
      {rows.length === 0 && <p class="log-empty">{empty}</p>}
      {position.current?.kind === "line" && (
        <button type="button" class="button log-to-end" onClick={() => go({ kind: "end" })}>
          {words.log.toEnd}
        </button>
      )}
    </div>
  );
}
