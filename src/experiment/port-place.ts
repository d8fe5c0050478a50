// `{port}`: in the URL and the command of a target that is started for a block, the port that is chosen for it.

/** As it is written. */
export const portPlace = "{port}";

/** Whether `text` leaves a port open. */
export function hasPortPlace(text: string): boolean {
  return text.includes(portPlace);
}

/** `text` with `port` in every place. */
export function withPort(text: string, port: number): string {
  return text.replaceAll(portPlace, String(port));
}

/** With a port that any check lets pass. */
export function withAnyPort(text: string): string {
  return withPort(text, 1);
}
