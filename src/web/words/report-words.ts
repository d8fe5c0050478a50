// The words of the report viewer, on its own page and inside the console.

import { words } from "./words.js";

/** See the file's first line. */
export const says = words.report;
