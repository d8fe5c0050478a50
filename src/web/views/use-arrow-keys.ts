// The arrow keys move among the links of a table, of which one is in the order of the Tab key.

import type { RefObject, TargetedKeyboardEvent } from "preact";
import { useEffect } from "preact/hooks";

/** Links that are moved among have `tabIndex={-1}`. Gives the listener for keys. */
export function useArrowKeys(
  table: RefObject<HTMLTableElement | null>,
): (event: TargetedKeyboardEvent<HTMLElement>) => void {
  // After each drawing: the link that was in the order may be gone.
  useEffect(() => {
    if (table.current?.querySelector('a[tabindex="0"]') === null)
      putInOrder(table.current.querySelector("td a"));
  });
  return (event) => {
    const from = (event.target as Element).closest<HTMLElement>("tbody a");
    const to = from && nextLink(from, event.key);
    if (!to) return;
    event.preventDefault();
    putInOrder(to);
    to.focus();
  };
}

/** Makes `link` the one that the Tab key reaches. */
export function putInOrder(link: HTMLElement | null): void {
  if (link === null) return;
  for (const other of link.closest("table")?.querySelectorAll('a[tabindex="0"]') ?? []) {
    other.setAttribute("tabindex", "-1");
  }
  link.setAttribute("tabindex", "0");
}

function nextLink(from: HTMLElement, key: string): HTMLElement | null {
  const cell = from.closest<HTMLTableCellElement>("th, td");
  const row = cell?.closest("tr");
  if (!cell || !row) return null;
  switch (key) {
    case "ArrowLeft":
      return linkBeside(cell, "previousElementSibling");
    case "ArrowRight":
      return linkBeside(cell, "nextElementSibling");
    case "ArrowUp":
      return linkInColumn(row, cell.cellIndex, -1);
    case "ArrowDown":
      return linkInColumn(row, cell.cellIndex, 1);
    case "Home":
      return row.querySelector("a");
    case "End":
      return [...row.querySelectorAll("a")].at(-1) ?? null;
    default:
      return null;
  }
}

function linkBeside(
  cell: Element,
  side: "previousElementSibling" | "nextElementSibling",
): HTMLElement | null {
  for (let next = cell[side]; next !== null; next = next[side]) {
    const link = next.querySelector("a");
    if (link !== null) return link;
  }
  return null;
}

function linkInColumn(row: HTMLTableRowElement, column: number, step: 1 | -1): HTMLElement | null {
  const rows = row.closest("table")?.rows;
  for (let at = row.rowIndex + step; rows?.[at] !== undefined; at += step) {
    const link = rows[at]?.cells[column]?.querySelector("a");
    if (link) return link;
  }
  return null;
}
