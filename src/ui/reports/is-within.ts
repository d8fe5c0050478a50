import { isAbsolute, relative, sep } from "node:path";

/** Whether `path` lies below `folder`; both with all links followed. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
