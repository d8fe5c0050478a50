// docs/conformance.md: what a run writes lies between two marks; what people write about it stays.

const begin = "<!-- results: written by `npm run conform:peers` -->";
const end = "<!-- end of results -->";

/**
 * `page` with other results. Without marks they go to its end.
 *
 * @param page - The page so far; empty for a new one.
 */
export function withResults(page: string, results: string): string {
  const part = `${begin}\n\n${results}\n${end}\n`;
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) return page === "" ? part : `${page.trimEnd()}\n\n${part}`;
  return page.slice(0, from) + part + page.slice(to + end.length).replace(/^\n/, "");
}
