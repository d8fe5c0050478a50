// The runs that are ticked to be compared: folders, the baseline first, at most two.

/** See the file's first line. */
export type Ticked = readonly string[];

/** After the box of `folder` was pressed. A third one takes the place of the second: the baseline stays. */
export function tickedAfter(before: Ticked, folder: string): Ticked {
  if (before.includes(folder)) return before.filter((one) => one !== folder);
  return [...before.slice(0, 1), folder];
}

/** Without those that are not in the list any more; the same object where all are. */
export function tickedWithin(before: Ticked, folders: ReadonlySet<string>): Ticked {
  return before.every((one) => folders.has(one)) ? before : before.filter((one) => folders.has(one));
}
