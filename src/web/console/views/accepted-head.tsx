// The head of the table of clients: select all, and a button for each order.

import type { JSX } from "preact";
import { words } from "../../words/words.js";
import { type AcceptedColumn, type AcceptedOrder, orderAfter } from "../data/accepted-rows.js";

const columns: readonly AcceptedColumn[] = [
  "number",
  "address",
  "state",
  "messages",
  "bytes",
  "ping",
  "target",
  "subprotocol",
  "since",
];
const numeric: readonly AcceptedColumn[] = ["messages", "bytes", "ping"];

/** What {@link AcceptedHead} shows. */
export interface AcceptedHeadProps {
  readonly order: AcceptedOrder;
  readonly onOrder: (order: AcceptedOrder) => void;
  /** `undefined`: some are. */
  readonly isAllSelected: boolean | undefined;
  readonly onSelectAll: (isSelected: boolean) => void;
}

/** See the file's first line. */
export function AcceptedHead({ order, onOrder, isAllSelected, onSelectAll }: AcceptedHeadProps): JSX.Element {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map((column) => (
          <th
            key={column}
            scope="col"
            class={numeric.includes(column) ? "numeric" : undefined}
            aria-sort={order.column !== column ? undefined : order.isDescending ? "descending" : "ascending"}
          >
            {column === "number" && (
              <label class="accepted-select">
                <input
                  type="checkbox"
                  checked={isAllSelected === true}
                  indeterminate={isAllSelected === undefined}
                  aria-label={words.server.selectAll}
                  onChange={() => onSelectAll(isAllSelected !== true)}
                />
              </label>
            )}
            <button type="button" class="sort" onClick={() => onOrder(orderAfter(order, column))}>
              {words.server.columns[column]}
              <span class="sort-sign" aria-hidden="true">
                {order.column === column && (order.isDescending ? "▾" : "▴")}
              </span>
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** How many columns there are. */
export const acceptedColumns: number = columns.length;
