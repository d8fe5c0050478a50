// How the page stands with its process.

/**
 * `ended`: the process has said that it ends; it is not looked for any more, as the next one has another token.
 * `outdated`: the process is of another version than this page, which must be loaded again.
 */
export type LinkState = "connecting" | "open" | "lost" | "ended" | "outdated";
