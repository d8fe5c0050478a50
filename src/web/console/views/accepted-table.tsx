// All clients of the server window: thousands of them, of which those in view are drawn. The arrow keys move among them, the
// space key selects, with Shift from the last one on.

import type { JSX, RefObject, TargetedKeyboardEvent, TargetedMouseEvent } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Accepted } from "../../../link/conversation.js";
import { words } from "../../words/words.js";
import { type AcceptedOrder, rowsBetween, withRows } from "../data/accepted-rows.js";
import { listAction } from "../data/list-keys.js";
import { AcceptedHead, acceptedColumns } from "./accepted-head.js";
import { AcceptedRow } from "./accepted-row.js";
import { useFocusKept } from "./use-focus-kept.js";
import { useRowWindow } from "./use-row-window.js";

/** What {@link AcceptedTable} shows. */
export interface AcceptedTableProps {
  /** In their order. */
  readonly rows: readonly Accepted[];
  readonly selected: ReadonlySet<number>;
  readonly onSelect: (selected: ReadonlySet<number>) => void;
  readonly order: AcceptedOrder;
  readonly onOrder: (order: AcceptedOrder) => void;
}

/** As in the styles. */
const rowPx = 34;
const headPx = 34;

/** See the file's first line. */
export function AcceptedTable({ rows, selected, onSelect, order, onOrder }: AcceptedTableProps): JSX.Element {
  const region = useRef<HTMLElement>(null);
  const followed = useRowWindow(region, { count: rows.length, rowPx, headPx });
  const { first, end, abovePx, belowPx } = followed.window;
  /** Where the keys are, and where a range begins. */
  const [active, setActive] = useState<number>();
  const anchor = useRef<number | undefined>(undefined);
  const focusOn = useFocusOnRow(region);
  // Of a row that is scrolled away.
  useFocusKept(region, (list) => list);
  const activeIndex = rows.findIndex(({ conversation }) => conversation === active);
  const inOrder = activeIndex >= first && activeIndex < end ? activeIndex : first;

  const press = (event: TargetedMouseEvent<HTMLElement>): void => {
    const box = (event.target as Element).closest<HTMLInputElement>("input[data-conversation]");
    if (box === null) return;
    const conversation = Number(box.dataset.conversation);
    const isSelected = !selected.has(conversation);
    const meant = rowsBetween(rows, event.shiftKey ? anchor.current : undefined, conversation);
    anchor.current = conversation;
    setActive(conversation);
    onSelect(withRows(selected, meant, { isSelected }));
  };
  const move = (event: TargetedKeyboardEvent<HTMLElement>): void => {
    if ((event.target as Element).closest("thead") !== null) return;
    if ((event.ctrlKey || event.metaKey) && event.key === "a") {
      event.preventDefault();
      onSelect(withRows(selected, rows, { isSelected: true }));
      return;
    }
    const from = Math.max(0, activeIndex);
    const to = rows[indexAfter(event.key, { from, last: rows.length - 1, page: followed.page })];
    if (to === undefined) return;
    event.preventDefault();
    setActive(to.conversation);
    followed.show(rows.indexOf(to));
    focusOn(to.conversation);
    if (!event.shiftKey) return;
    anchor.current ??= rows[from]?.conversation;
    onSelect(withRows(selected, rowsBetween(rows, anchor.current, to.conversation), { isSelected: true }));
  };
  const chosen = rows.reduce((count, row) => count + (selected.has(row.conversation) ? 1 : 0), 0);
  return (
    <section
      ref={region}
      class="accepted-scroll"
      aria-label={words.server.clients}
      tabIndex={-1}
      onScroll={followed.onScroll}
      onKeyDown={move}
    >
      <table class="accepted" aria-rowcount={rows.length + 1}>
        <caption class="visually-hidden">{words.server.clients}</caption>
        <AcceptedHead
          order={order}
          onOrder={onOrder}
          isAllSelected={chosen === 0 ? false : chosen === rows.length ? true : undefined}
          onSelectAll={(isSelected) => onSelect(withRows(selected, rows, { isSelected }))}
        />
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: hears the clicks of its checkboxes, which keys make too */}
        <tbody onClick={press}>
          <Gap heightPx={abovePx} />
          {rows.slice(first, end).map((row, index) => (
            <AcceptedRow
              key={row.conversation}
              row={row}
              rowIndex={first + index + 2}
              isSelected={selected.has(row.conversation)}
              isInOrder={first + index === inOrder}
            />
          ))}
          <Gap heightPx={belowPx} />
        </tbody>
      </table>
    </section>
  );
}

/** Stands for rows that are not drawn. */
function Gap({ heightPx }: { readonly heightPx: number }): JSX.Element | null {
  if (heightPx === 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row takes no focus, and there is nothing in it
    <tr class="accepted-gap" aria-hidden="true">
      <td colSpan={acceptedColumns} style={{ height: `${heightPx}px` }} />
    </tr>
  );
}

function indexAfter(
  key: string,
  { from, last, page }: { readonly from: number; readonly last: number; readonly page: number },
): number {
  const action = listAction(key);
  switch (action?.kind) {
    case "lines":
      return Math.max(0, Math.min(last, from + action.lines));
    case "pages":
      return Math.max(0, Math.min(last, from + action.pages * page));
    case "first":
      return 0;
    case "last":
      return last;
    default:
      return -1;
  }
}

/** @returns gives the focus to a row once it is drawn */
function useFocusOnRow(region: RefObject<HTMLElement | null>): (conversation: number) => void {
  const asked = useRef<number | undefined>(undefined);
  useLayoutEffect(() => {
    if (asked.current === undefined) return;
    const box = region.current?.querySelector<HTMLElement>(`[data-conversation="${asked.current}"]`);
    if (!box) return;
    asked.current = undefined;
    box.focus({ preventScroll: true });
  });
  return (conversation) => {
    asked.current = conversation;
  };
}
