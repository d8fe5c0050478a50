// How a run knows that it was started from the page. A file of its own, as every command line looks for it.

/** Set to 1 in the environment of a child that is to tell its parent what happens. */
export const childVariable = "WSRIG_UI_CHILD";
