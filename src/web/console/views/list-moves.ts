// Moving through the log: which line is current, chosen, open, and what of the list is seen then.

import type { RefObject } from "preact";
import { keyAt, type LineKey, placeOfKey } from "../data/line-key.js";
import type { ListAction } from "../data/list-keys.js";
import {
  heldPosition,
  type ListPicture,
  type ListPosition,
  positionAt,
  scrollTopToShow,
} from "../data/list-position.js";
import { isOpenLine, type LogChoice, toggled } from "../data/log-choice.js";

/** What moves are made of. */
export interface ListMovesOptions {
  readonly picture: ListPicture;
  /** As the list is drawn. */
  readonly scrollTop: number;
  /** Lines that are seen at once. */
  readonly pageLines: number;
  readonly position: RefObject<ListPosition>;
  readonly choice: LogChoice;
  readonly onChoose: (choice: LogChoice) => void;
}

/** How a line is chosen. */
export interface ChosenHow {
  /** Whether the lines from the one before on are chosen too. */
  readonly isRange: boolean;
}

/** See the file's first line. */
export interface ListMoves {
  choose(key: LineKey, how: ChosenHow): void;
  toggle(key: LineKey): void;
  act(action: ListAction, how: ChosenHow): void;
}

/** For one drawing of the list. */
export function listMoves(options: ListMovesOptions): ListMoves {
  const { picture, scrollTop, pageLines, position, choice, onChoose } = options;
  const { rows, layout } = picture;
  const { current } = choice;
  const lineOf = (key: LineKey): number => layout.lineOf(placeOfKey(rows, key));

  const choose = (key: LineKey, { isRange }: ChosenHow): void => {
    const line = lineOf(key);
    // Whoever looks at a row wants it to stay, unless it is the last one.
    const isAtEnd = line === layout.lines - 1 && position.current?.kind === "end";
    if (!isAtEnd) {
      position.current = heldPosition(
        positionAt(scrollTopToShow(line, scrollTop, picture), picture),
        picture,
      );
    }
    onChoose({ ...choice, current: key, anchor: isRange ? (choice.anchor ?? current ?? key) : key });
  };
  const toggle = (key: LineKey): void => {
    position.current = heldPosition(position.current ?? { kind: "end" }, picture);
    onChoose({ current: key, anchor: key, open: toggled(choice.open, key, rows) });
  };
  const step = (by: number, how: ChosenHow): void => {
    // Without a current line the first step goes to the first one that is seen.
    const from = current === undefined ? layout.lineAt(scrollTop) - Math.sign(by) : lineOf(current);
    const line = Math.max(0, Math.min(layout.lines - 1, from + by));
    const key = keyAt(rows, layout.placeOf(line));
    if (key !== undefined) choose(key, how);
  };
  const open = (key: LineKey, how: ChosenHow): void => {
    if (isOpenLine(choice.open, key)) step(1, how);
    else toggle(key);
  };
  const close = (key: LineKey, how: ChosenHow): void => {
    if (isOpenLine(choice.open, key)) toggle(key);
    else if (key.frame !== undefined) choose({ seq: key.seq }, how);
  };
  const act = (action: ListAction, how: ChosenHow): void => {
    switch (action.kind) {
      case "lines":
        step(action.lines, how);
        break;
      case "pages":
        step(action.pages * pageLines, how);
        break;
      case "first":
        step(-layout.lines, how);
        break;
      case "last":
        step(layout.lines, how);
        position.current = { kind: "end" };
        break;
      case "toggle":
        if (current !== undefined) toggle(current);
        break;
      case "open":
        if (current !== undefined) open(current, how);
        break;
      case "close":
        if (current !== undefined) close(current, how);
        break;
      default:
        action satisfies never;
    }
  };
  return { choose, toggle, act };
}
