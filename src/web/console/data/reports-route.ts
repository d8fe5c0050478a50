// What the Reports tab shows, as the part of the address that belongs to it.

/** See the file's first line. */
export type ReportsRoute =
  | { readonly kind: "list" }
  | { readonly kind: "report"; readonly folder: string }
  | {
      readonly kind: "comparison";
      readonly baseline: string;
      readonly candidate: string;
      /** Compared although the two are not alike. */
      readonly isForced: boolean;
    };

const separator = "..";
const forced = "force";

/** `2026-01-02T03-04-05-load`, `before..after`, `before..after..force`; empty: the list. */
export function reportsDetail(route: ReportsRoute): string {
  switch (route.kind) {
    case "list":
      return "";
    case "report":
      return written(route.folder);
    case "comparison": {
      const parts = [written(route.baseline), written(route.candidate)];
      return [...parts, ...(route.isForced ? [forced] : [])].join(separator);
    }
    default:
      return route satisfies never;
  }
}

/** What {@link reportsDetail} wrote; the list where it is something else. */
export function readReportsDetail(detail: string): ReportsRoute {
  const parts = detail.split(separator).map(read);
  const [first, second, last] = parts;
  if (!first) return { kind: "list" };
  if (parts.length === 1) return { kind: "report", folder: first };
  const isForced = last === forced;
  if (!second || parts.length > (isForced ? 3 : 2)) return { kind: "list" };
  return { kind: "comparison", baseline: first, candidate: second, isForced };
}

/** Without a slash, and without dots that could be taken for the separator. */
function written(folder: string): string {
  const text = encodeURIComponent(folder);
  return /^\.|\.\.|\.$/.test(text) ? text.replaceAll(".", "%2E") : text;
}

/** Empty for what nobody wrote. */
function read(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return ""; // A `%` that begins nothing.
  }
}
