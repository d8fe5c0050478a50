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
import { listAction } from "../data/list-keys.js";
import { type ListPicture, type ListPosition, positionAt, scrollTopOf } from "../data/list-position.js";
import { type LogChoice, linesBetween } from "../data/log-choice.js";
import { logLayout } from "../data/log-layout.js";
import type { TimeMode } from "../data/row-time.js";
import type { LogView } from "../state/log-view.js";
import { listMoves } from "./list-moves.js";
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

  const pageLines = Math.max(1, Math.floor(height / oneLinePx) - 1);
  const moves = listMoves({ picture, scrollTop, pageLines, position, choice, onChoose });
  const press = (event: KeyboardEvent): void => {
    const isCommand = event.ctrlKey || event.metaKey;
    const action = isCommand || event.altKey ? undefined : listAction(event.key);
    const isCopy = isCommand && event.key.toLowerCase() === "c" && !hasSelectedText(box.current);
    if (isCopy) onCopy();
    else if (action !== undefined) moves.act(action, { isRange: event.shiftKey });
    else return;
    event.preventDefault();
  };

  const currentLine = choice.current && layout.lineOf(placeOfKey(rows, choice.current));
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
          const { scrollTop: scrolledTo, clientHeight } = event.currentTarget;
          // A list that is out of sight is scrolled by nobody. And what tells of where it was drawn may come when the box has
          // become lower since: the reader is still where it was.
          if (height === 0 || Math.abs(scrolledTo - scrollTop) <= 1) return;
          // A box that has grown is scrolled by the browser before its new height is told here: that is not the reader's doing.
          go(positionAt(scrolledTo, { ...picture, heightPx: clientHeight }));
        }}
        onKeyDown={press}
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
                    if (event.shiftKey) moves.choose(key, { isRange: true });
                    else if (!hasSelectedText(box.current)) moves.toggle(key);
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
      {position.current?.kind === "line" && positionAt(scrollTop, picture).kind === "line" && (
        <button
          type="button"
          class="button log-to-end"
          onClick={() => {
            go({ kind: "end" });
            // The button goes.
            box.current?.focus({ preventScroll: true });
          }}
        >
          {words.log.toEnd}
        </button>
      )}
    </div>
  );
}

/** Whether the reader has marked text in the list: a click that ends the marking opens nothing, and a copy is the browser's. */
function hasSelectedText(list: HTMLElement | null): boolean {
  const selection = getSelection();
  return list?.contains(selection?.anchorNode ?? null) === true && String(selection) !== "";
}
