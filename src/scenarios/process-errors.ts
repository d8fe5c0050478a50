// Errors of the whole process: only for whoever owns it, as the command line and a worker's process do.

import type { WatchStrayErrors } from "./stray-errors.js";

/** An error in a scenario's own code is its failed check; any other one goes where it goes without us. */
export const watchStrayErrors: WatchStrayErrors = (take) => {
  process.setUncaughtExceptionCaptureCallback((error) => {
    if (!take(error)) process.emit("uncaughtException", error);
  });
  // `null` is Node's word for none.
  return () => process.setUncaughtExceptionCaptureCallback(null);
};
