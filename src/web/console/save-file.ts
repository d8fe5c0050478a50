// Gives the reader a file that the page has made, as a download of the browser.

/** What is saved. */
export interface SavedFile {
  /** As the browser proposes it. */
  readonly name: string;
  /** Of its text, in order. */
  readonly parts: readonly string[];
  /** Its media type, such as `application/yaml`. */
  readonly type: string;
}

// A download that was begun reads the text a little later.
const keptMs = 60_000;

/** See the file's first line. */
export function saveFile({ name, parts, type }: SavedFile): void {
  const url = URL.createObjectURL(new Blob([...parts], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), keptMs);
}
