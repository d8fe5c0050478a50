// Gives the reader a file that the page has made.

/** So long the browser may take to begin with it. */
const keptMs = 60_000;

/** @param parts - Of the text, in order. */
export function saveText(fileName: string, parts: readonly string[]): void {
  const address = URL.createObjectURL(new Blob([...parts], { type: "application/x-ndjson" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = fileName;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), keptMs);
}
